"""A whole assessment at a terminal, and what is in the archive afterwards."""

import pytest

from netztui.assessment.conditions import Value
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.score import score
from terminal.driver import (
    BACKSPACE,
    CTRL_C,
    DOWN,
    END,
    ENTER,
    ESCAPE,
    SHIFT_TAB,
    SPACE,
    UP,
    Computer,
    Terminal,
    values,
)
from terminal.walking import (
    FIRST_FIELD,
    NO_PAUSE,
    RATINGS,
    RESULT,
    answer,
    begin,
    choose_networks,
    fill,
    leave,
    open_rest,
    rating_ids,
)

SKIPPED, CORRECTED, HIGHLIGHTED = 4, 9, 12
"""Places among the ratings: answered with “no answer”, a second time, and with Enter."""

PLAN = "Mastodon früh um acht: [bold]$x @click 'Grüße' [/] und ein ß"


REST = {
    "days-used/xing": 3,
    "got-information/xing": 2,
    "offered-services/xing": 4,
    "days-used/x": 28,
    "got-information/x": 5,
    "offered-services/x": 1,
}


def test_a_whole_assessment_keeps_every_answer(computer: Computer, shipped: Questionnaire):
    computer.choose(NO_PAUSE)
    with computer.start() as terminal:
        begin(terminal)
        choose_networks(terminal)
        answer(terminal, "1")
        for place, rating in enumerate(RATINGS):
            if place == SKIPPED:
                answer(terminal, "0")
            elif place == CORRECTED:
                answer(terminal, str(rating % 5 + 1))
                terminal.type(BACKSPACE)
                terminal.wait_for_place(place + 3)
                terminal.wait_for_chosen(str(rating % 5 + 1))
                answer(terminal, str(rating))
            elif place > HIGHLIGHTED:
                break
            elif place == HIGHLIGHTED:
                for key in range(1, rating + 1):
                    terminal.type(DOWN)
                    terminal.wait_for_highlight(str(key))
                terminal.wait_for_chosen()
                answer(terminal, ENTER)
            else:
                terminal.wait_for_chosen()
                answer(terminal, str(rating))
        # In one go, faster than any user types.
        terminal.wait_for_chosen()
        terminal.type("".join(map(str, RATINGS[HIGHLIGHTED + 1 :])))
        terminal.wait_for_place(FIRST_FIELD)
        open_rest(terminal)
        terminal.wait_for("Alle Fragen sind beantwortet. Zu 1 Frage keine Angabe.")
        terminal.type(ENTER)
        terminal.wait_for(RESULT, "Sammeln ├", "┤ Jagen")
        result_head = terminal.text
        terminal.type("p")
        fill(terminal, PLAN)
        terminal.type(ENTER)
        terminal.wait_for(RESULT, "Ihr Vorhaben bis zum nächsten Mal", PLAN)
        leave(terminal)

    (stored,) = computer.stored()
    expected: dict[str, Value | None] = dict(zip(rating_ids(shipped), RATINGS, strict=True))
    expected[rating_ids(shipped)[SKIPPED]] = None
    begun = {"networks-used": ("xing", "x"), "wanted": "work"}
    assert values(stored) == {**begun, **expected, **REST, "plan": PLAN}
    assert stored.finished_at is not None
    assert stored.language == "de"
    result = score(stored.assessment)
    title = next(
        one.title.in_language("de") for one in shipped.placements if one.when == result.placement
    )
    assert title in result_head

    with computer.start() as terminal:
        terminal.wait_for("1 Ergebnis", "Ihr neuestes Ergebnis", title, "Sammeln ├")
        terminal.type("v")
        terminal.wait_for("was offenbleibt", title)
        terminal.type(ENTER)
        terminal.wait_for(RESULT, title)
        terminal.type(END)
        terminal.wait_for(PLAN)
        leave(terminal)
    assert values(computer.stored()[0]) == values(stored)


@pytest.mark.slow
def test_choosing_no_network_ends_at_once_and_keeps_nothing(computer: Computer):
    computer.choose(NO_PAUSE)
    with computer.start() as terminal:
        begin(terminal)
        terminal.type(ENTER)
        terminal.wait_for("Bitte wählen Sie, was zutrifft")
        terminal.type(UP + UP + SPACE)
        terminal.wait_for("● keines davon")
        terminal.type(ENTER)
        terminal.wait_for("Dann gibt es diesmal nichts einzuschätzen", "Ohne Ergebnis abschließen")
        terminal.type("f")
        terminal.wait_for("Beginnen:")
        terminal.wait_without("1 Ergebnis", "Weitermachen:")
        leave(terminal)
    assert computer.stored() == []


@pytest.mark.slow
@pytest.mark.parametrize("key", ["q", CTRL_C, ESCAPE + "q"], ids=["q", "ctrl+c", "escape, q"])
def test_a_draft_continues_at_the_same_question(
    computer: Computer, shipped: Questionnaire, key: str
):
    computer.choose(NO_PAUSE)
    with computer.start() as terminal:
        begin(terminal)
        choose_networks(terminal)
        for rating in (4, *RATINGS[:3]):
            answer(terminal, str(rating))
        if key.startswith(ESCAPE):
            terminal.type(ESCAPE)
            terminal.wait_for("Weitermachen:")
        leave(terminal, key[-1])
    (stored,) = computer.stored()
    said = dict(zip(rating_ids(shipped), RATINGS[:3], strict=False))
    assert values(stored) == {"networks-used": ("xing", "x"), "wanted": "other", **said}
    assert stored.finished_at is None
    assert stored.position == rating_ids(shipped)[3]

    with computer.start() as terminal:
        terminal.wait_for("Weitermachen: Jäger oder Sammler?", "bisher 5 Antworten")
        terminal.type(ENTER)
        terminal.wait_for_place(6)
        terminal.wait_for_chosen()
        for rating in reversed((4, *RATINGS[:3])):
            place = terminal.place
            assert place is not None
            terminal.type(BACKSPACE)
            terminal.wait_for_place(place - 1)
            terminal.wait_for_chosen(str(rating))
        terminal.type(BACKSPACE)
        terminal.wait_for_place(1)
        terminal.wait_for_chosen("1", "3")
        leave(terminal)


@pytest.mark.slow
def test_typed_text_is_kept_when_ctrl_c_ends_the_program(
    computer: Computer, at_the_field: Terminal
):
    fill(at_the_field, "17")
    leave(at_the_field, CTRL_C)
    (stored,) = computer.stored()
    assert values(stored)["days-used/xing"] == 17
    assert stored.position == "days-used/xing"
    with computer.start() as terminal:
        terminal.wait_for("Weitermachen:")
        terminal.type(ENTER)
        terminal.wait_for_place(47)
        terminal.wait_for("Enter:", "17")
        terminal.type(ENTER)
        terminal.wait_for_place(48)
        leave(terminal)
    assert values(computer.stored()[0])["days-used/xing"] == 17


@pytest.mark.slow
def test_letters_are_letters_in_a_text_field(computer: Computer, at_the_field: Terminal):
    open_rest(at_the_field)
    at_the_field.type(ENTER)
    at_the_field.wait_for(RESULT)
    at_the_field.type("p")
    typed = "q r g 0 1 ? s jk ÄÖÜ „jährlich“ – 日本語"
    fill(at_the_field, "q r g 0 1 ? s jk ÄÖÜ „jährlich“ –")
    at_the_field.type(" 日本語")
    at_the_field.wait_for("日")
    leave(at_the_field, CTRL_C)
    assert values(computer.stored()[0])["plan"] == typed


@pytest.mark.slow
def test_going_back_from_a_field_keeps_the_typed_text(computer: Computer, at_the_field: Terminal):
    fill(at_the_field, "21")
    at_the_field.type(SHIFT_TAB)
    at_the_field.wait_for_place(46)
    at_the_field.type("\x1b[C")
    at_the_field.wait_for_place(47)
    at_the_field.wait_for("21")
    leave(at_the_field, CTRL_C)
    assert values(computer.stored()[0])["days-used/xing"] == 21


@pytest.mark.slow
def test_a_number_out_of_range_is_refused_and_stays_in_the_field(
    computer: Computer, at_the_field: Terminal
):
    fill(at_the_field, "29")
    at_the_field.type(ENTER)
    at_the_field.wait_for("Bitte geben Sie eine ganze Zahl von 0 bis 28 ein.", "29")
    assert at_the_field.place == 47
    at_the_field.type(BACKSPACE + ENTER)
    at_the_field.wait_for_place(48)
    leave(at_the_field)
    assert values(computer.stored()[0])["days-used/xing"] == 2


def test_keys_that_arrive_together_are_handled_in_order(computer: Computer, at_the_field: Terminal):
    """As they do over a slow connection, or from a macro keyboard."""
    at_the_field.wait_for("Enter:")
    at_the_field.type("13" + BACKSPACE + "2" + ENTER + "3")
    at_the_field.wait_for_place(49)
    leave(at_the_field)
    found = values(computer.stored()[0])
    assert (found["days-used/xing"], found["got-information/xing"]) == (12, 3)
