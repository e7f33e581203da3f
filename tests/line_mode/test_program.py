"""The plain mode as a conversation: what is entered line by line, and what is said to it."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from samples import KINDS, PLANNED, SMALL, small
from tui.lived import OTHER, live, wandering
from tui.walking import Clock

from line_mode.talking import Talk
from netztui.archive.archive import Archive
from netztui.archive.errors import DiskFullError
from netztui.archive.maintenance.backup import list_copies
from netztui.assessment.assessment import Answer, Assessment
from netztui.i18n.language import current_language, set_language
from netztui.line_mode.console import InputEndedError
from netztui.questionnaire.validation.reader import read
from netztui.system import paths
from netztui.system.signals import Exit

RATINGS = 16
TO_THE_END = ("2", *["4", "2"] * (RATINGS // 2), "14", "4", "2", "Plan")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite") as opened:
        yield opened


def stored(archive: Archive) -> dict[str, object]:
    (draft,) = archive.drafts()
    answers = archive.load(draft.id).assessment.answers
    return {key: answer.value for key, answer in answers.items()}


# Questions


def test_each_question_says_its_number_stem_text_and_options(archive: Archive) -> None:
    talk = Talk(archive, "2", wanted=small())
    asked = talk.lines[talk.lines.index("Question 2 of 21") :]
    assert asked[:4] == [
        "Question 2 of 21",
        "When I was on my networks in the last 4 weeks, …",
        "… I looked specifically for people who might need my services.",
        "1 never, 2 rarely, 3 occasionally, 4 often, 5 always, 0 no answer",
    ]


def test_the_chosen_option_is_repeated_and_stored(archive: Archive) -> None:
    talk = Talk(archive, "2 1", "4", "0", wanted=small())
    assert "Saved: XING, LinkedIn" in talk.lines
    assert "Saved: often" in talk.lines
    assert "Saved: no answer" in talk.lines
    assert stored(archive) == {
        "networks-used": ("xing", "linkedin"),
        "searched-for-clients": 4,
        "looked-for-answers": None,
    }


def test_options_that_do_not_fit_into_a_line_stand_below_each_other(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    talk = Talk(archive, "2", wanted=small())
    first = talk.lines.index("1 never")
    assert talk.lines[first : first + 6] == [
        "1 never",
        "2 rarely",
        "3 occasionally",
        "4 often",
        "5 always",
        "0 no answer",
    ]


@pytest.mark.parametrize("line", ["6", "-1", "often", "b", "4 5", "4.0", "٤"])
def test_what_is_no_option_is_refused_with_a_sentence(archive: Archive, line: str) -> None:
    talk = Talk(archive, "2", line, wanted=small())
    assert "Please enter a number from 0 to 5; commands begin with a slash." in talk.lines
    assert stored(archive) == {"networks-used": ("linkedin",)}


@pytest.mark.parametrize("line", ["", "  ", "/a"])
def test_an_empty_line_is_no_answer_and_says_the_question_again(
    archive: Archive, line: str
) -> None:
    talk = Talk(archive, "2", line, wanted=small())
    assert talk.lines.count("Question 2 of 21") == 2
    assert stored(archive) == {"networks-used": ("linkedin",)}


@pytest.mark.parametrize("line", ["1 4", "0 1", "x", "1 5", "1 x"])
def test_several_choices_are_refused_as_a_whole(archive: Archive, line: str) -> None:
    talk = Talk(archive, line, wanted=small())
    assert "Please enter numbers from 1 to 4" in talk.heard
    assert archive.drafts() == ()


def test_none_of_several_is_said_by_a_number_of_its_own(archive: Archive) -> None:
    talk = Talk(archive, "4", wanted=small())
    assert "Saved: none of these" in talk.lines
    assert "Then there is nothing to assess." in talk.lines


def test_an_assessment_that_ended_at_once_is_not_kept(archive: Archive) -> None:
    for lines in (["4", "/f"], ["4", "/p"], ["4"], []):
        talk = Talk(archive, *lines, wanted=small())
        assert ("Go on: Hunter or gatherer, short" in talk.heard) is False
        assert archive.drafts() == archive.results() == archive.trash() == ()


def test_finishing_with_questions_open_asks_first(archive: Archive) -> None:
    talk = Talk(archive, "2", "4", "/r", "/f", "", "1", "3", wanted=small())
    assert "1: Go on answering" in talk.lines
    assert "Your position between Gatherer and Hunter" in talk.heard.replace("your", "Your")
    assert archive.results() == ()
    assert stored(archive)["looked-for-answers"] == 3
    Talk(archive, "/r", "/f", "2", wanted=small())
    assert archive.result_count() == 1


def test_numbers_are_checked_and_letters_are_no_commands(archive: Archive) -> None:
    talk = Talk(archive, "2", "/18", "s", "29", "+14", wanted=small())
    assert talk.lines.count("Please enter a whole number from 0 to 28.") == 2
    assert "0 to 28 days; /s for no answer" in talk.lines
    assert "Saved: 14 days" in talk.lines
    assert stored(archive) == {"networks-used": ("linkedin",), "days-used/linkedin": 14}


@pytest.mark.parametrize(
    ("line", "kept"), [("q", "q"), ("0", "0"), ("///b", "/b"), ("//?", "?"), (" [red] ", "[red]")]
)
def test_a_line_of_text_is_taken_as_it_is(archive: Archive, line: str, kept: str) -> None:
    Talk(archive, "2", "/21", line, wanted=small())
    assert stored(archive)["next-step"] == kept


def test_a_line_that_is_too_long_or_no_text_is_refused(archive: Archive) -> None:
    talk = Talk(archive, "2", "/21", "x" * 201, "a\x1b[2Jb", wanted=small())
    assert talk.lines.count("Please enter a single line of at most 200 characters.") == 2
    assert "\x1b" not in talk.said
    assert "next-step" not in stored(archive)


def test_titles_and_introductions_come_once(archive: Archive) -> None:
    source = SMALL.replace('stem = { de = "Wenn', 'intro = { de = "So.", en = "Think back." }\n'
                           'stem = { de = "Wenn', 1)  # fmt: skip
    questionnaire = read(source.encode(), "small.toml")
    talk = Talk(archive, "2", "4", "/b", "/b", "2", "/n", wanted=questionnaire)
    titles = [line for line in talk.lines if line.startswith("The last four weeks, about")]
    assert len(titles) == 2  # the second time one comes from another section
    assert talk.lines.count("Think back.") == 2


def test_more_is_told_about_a_question_on_demand(archive: Archive) -> None:
    talk = Talk(archive, "/i", "2", "/21", "/i", wanted=small())
    assert "There is no further explanation of this question." in talk.lines
    assert "One line is enough." in talk.lines
    assert talk.lines.count("Question 21 of 21") == 1


def test_every_kind_of_item_is_asked(archive: Archive) -> None:
    questionnaire = read(KINDS.encode(), "kinds.toml")
    talk = Talk(archive, "3", "2", "-2", "fine", "2", wanted=questionnaire)
    for line in ("1 alone, 2 in a team, 0 no answer", "−2 to 40 people; /s for no answer",
                 "One line, at most 8 characters; /s for no answer"):  # fmt: skip
        assert line in talk.lines
    assert {key: stored(archive)[key] for key in ("tools", "company", "people", "remark")} == {
        "tools": ("engine",),
        "company": 20,
        "people": -2,
        "remark": "fine",
    }


# Going


def test_going_back_says_what_was_answered_and_takes_another(archive: Archive) -> None:
    talk = Talk(archive, "2", "4", "/b", "5", "/b", "/b", "/b", "/b", wanted=small())
    assert "So far: often" in talk.lines
    assert stored(archive)["searched-for-clients"] == 5
    assert "This is the first question." in talk.lines
    (draft,) = archive.drafts()
    assert draft.position == "networks-used"


def test_going_forward_and_to_a_number_answers_nothing(archive: Archive) -> None:
    talk = Talk(archive, "2", "/n", "/17", "/g 3", "/g 99", "/g", wanted=small())
    assert stored(archive) == {"networks-used": ("linkedin",)}
    assert talk.heard.count("Please enter a number from 1 to 21") == 2
    (draft,) = archive.drafts()
    assert draft.position == "looked-for-answers"


def test_the_review_says_what_is_open_and_leads_there(archive: Archive) -> None:
    talk = Talk(archive, "2", "4", "0", "/8", "4", "/r", "/n", wanted=small())
    assert "17 questions are still open. 1 without an answer." in talk.heard
    assert "2: … I looked specifically for people who might need my services. – often" in talk.heard
    assert "4: … I answered a question from my field. – open" in talk.heard
    (draft,) = archive.drafts()
    assert draft.position == "answered-questions"


def test_from_a_complete_review_one_comes_back_to_it(archive: Archive) -> None:
    talk = Talk(archive, *TO_THE_END, "5", "1", "99", "/b", "/r", "/f", wanted=small())
    assert talk.lines.count("Every question has been answered.") == 3
    (row,) = archive.results()
    assert archive.load(row.id).assessment.value("read-other-fields") == 1


def test_pausing_leads_to_the_start_and_one_goes_on_there(archive: Archive) -> None:
    talk = Talk(archive, "2", "4", "/p", "1", "3", wanted=small())
    assert "1: Go on: Hunter or gatherer, short (2 answers so far," in talk.heard
    assert stored(archive)["looked-for-answers"] == 3


def test_what_is_wanted_is_gone_on_with_where_it_was_begun(archive: Archive) -> None:
    Talk(archive, "2", "4", wanted=small())
    talk = Talk(archive, "3", wanted=small())
    assert "Question 3 of 21" in talk.lines
    assert stored(archive)["looked-for-answers"] == 3


# Leaving


def test_the_end_of_the_input_leaves_and_is_no_answer(archive: Archive) -> None:
    talk = Talk(archive, "2", wanted=small())
    assert isinstance(talk.left, InputEndedError)
    assert stored(archive) == {"networks-used": ("linkedin",)}


def test_leaving_is_possible_everywhere(archive: Archive) -> None:
    talk = Talk(archive, "2", "/q", "4", wanted=small())
    assert type(talk.left) is Exit
    assert stored(archive) == {"networks-used": ("linkedin",)}


# Trouble


def test_what_could_not_be_stored_is_told_and_asked_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = archive.record

    def fails_once(*arguments: object) -> int:
        monkeypatch.setattr(archive, "record", record)
        raise DiskFullError(Path("archive.sqlite"))

    monkeypatch.setattr(archive, "record", fails_once)
    talk = Talk(archive, "2", "2", "4", wanted=small())
    assert "There is no space left for the archive archive.sqlite." in talk.lines
    assert talk.lines.count("Question 1 of about 18") == 2
    assert talk.program.unsaved is None
    assert stored(archive) == {"networks-used": ("linkedin",), "searched-for-clients": 4}


def test_what_stays_unstored_is_known_in_the_end(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*arguments: object) -> int:
        raise DiskFullError(Path("archive.sqlite"))

    monkeypatch.setattr(archive, "record", fails)
    assert isinstance(Talk(archive, "2", wanted=small()).program.unsaved, DiskFullError)


def test_answers_given_elsewhere_meanwhile_are_taken_over_and_told(
    archive: Archive, tmp_path: Path
) -> None:
    begun = Talk(archive, "2", wanted=small())
    assert isinstance(begun.left, InputEndedError)
    (draft,) = archive.drafts()
    original = archive.record
    answered: list[str] = []

    def answer_elsewhere_first(*arguments: object) -> int:
        if not answered:
            answered.append("once")
            with Archive.open(tmp_path / "archive.sqlite") as other:
                other.record(draft.id, "answered-questions", Answer(5), None, datetime.now(UTC))
        return original(*arguments)  # type: ignore[arg-type]

    archive.record = answer_elsewhere_first  # type: ignore[method-assign,assignment]
    talk = Talk(archive, "4", "3", "/n", wanted=small())
    assert talk.heard.count("Some questions were answered in another window;") == 1
    assert "So far: always" in talk.lines
    assert stored(archive) == {
        "networks-used": ("linkedin",),
        "searched-for-clients": 4,
        "looked-for-answers": 3,
        "answered-questions": 5,
    }


def test_an_archive_that_fails_for_ever_is_asked_only_when_the_person_wants_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise DiskFullError(Path("archive.sqlite"))

    monkeypatch.setattr(archive, "drafts", fails)
    talk = Talk(archive, "", "1")
    assert talk.lines.count("There is no space left for the archive archive.sqlite.") == 3
    assert isinstance(talk.left, InputEndedError)


# The start


def test_the_start_says_what_there_is_and_what_is_broken(archive: Archive) -> None:
    own = paths.own_questionnaires_folder()
    own.mkdir(parents=True)
    (own / "broken.toml").write_text("format = ", encoding="utf-8")
    talk = Talk(archive, "/d 9", "/d", "7", "x")
    assert "1: Begin: Hunter or gatherer? (46 questions, about 6 minutes)" in talk.lines
    assert "Unusable: broken.toml, 1:" in talk.heard
    assert talk.heard.count("Please enter a number from 1 to 2") == 4


def test_a_draft_is_discarded_only_after_a_yes(archive: Archive) -> None:
    Talk(archive, "2", wanted=small())
    talk = Talk(archive, "/d 1", "2", "/d 2", "/d 1", "", "yes", "1")
    assert "Only an unfinished assessment can be discarded here." in talk.lines
    assert archive.drafts() == ()
    assert len(archive.trash()) == 1


def test_the_language_is_switched_where_one_is_and_remembered(archive: Archive) -> None:
    talk = Talk(archive, "2", "/l", "4", "/hilfe", "/sprache", wanted=small())
    assert "Frage 2 von 21" in talk.lines
    assert "Gespeichert: oft" in talk.lines
    assert "/b, /zurück: zur vorigen Frage" in talk.lines
    assert talk.lines[-2].startswith("1 never")
    assert current_language() == "en"
    assert 'language = "en"' in paths.settings_path().read_text(encoding="utf-8")


@pytest.mark.parametrize("title", ["{}", '{"en": ""}'])
def test_a_draft_without_a_title_is_listed_by_the_id_of_its_questionnaire(
    archive: Archive, tmp_path: Path, title: str
) -> None:
    Talk(archive, "2", wanted=small())
    with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as database, database:
        database.execute("UPDATE questionnaire SET title = ?", [title])
    talk = Talk(archive)
    assert any(line.startswith("1: Go on: small (1 answer so far") for line in talk.lines)


# Looking back


def test_finishing_tells_the_result_and_the_next_one_the_change(archive: Archive) -> None:
    clock = Clock()
    first = Talk(archive, *TO_THE_END, "/f", "/c", wanted=small(), clock=clock)
    assert "Mar 1, 2026, " in first.heard
    assert "Position" in first.heard
    assert "There is no result before this one." in first.lines
    clock.pass_days(30)
    second = Talk(archive, *TO_THE_END, "/f", "/c", "/b", wanted=small(), clock=clock)
    assert "Since Mar 1, 2026:" in second.lines
    assert "Your plan last time:" in second.lines
    assert "No change" in second.heard
    assert "Your latest result: Mar 31, 2026; position" in second.heard


def test_the_plan_is_made_on_the_result_asked_about_next_time_and_changed_later(
    archive: Archive,
) -> None:
    planned, clock = read(PLANNED.encode(), "planned.toml"), Clock()
    wanted = (TO_THE_END[0], "1")
    rest = TO_THE_END[1:-1]
    first = Talk(archive, *wanted, *rest, "/f", "", "Ask [more]", wanted=planned, clock=clock)
    assert first.said.index("This only describes") < first.said.index("Your plan")
    assert first.lines.count("Question 1 of 1") == 2
    assert "Saved: Ask [more]" in first.lines
    assert "/p: make a plan, or change it." in first.lines
    (row,) = archive.results()
    assert archive.load(row.id).assessment.answers["next-step"].value == "Ask [more]"
    clock.pass_days(30)
    second = Talk(archive, *wanted, "2", *rest, "/f", "/n", wanted=planned, clock=clock)
    assert "You had planned: “Ask [more]”. How did it go?" in second.lines
    assert "You had planned: “Ask [more]”. How did it go? partly done" in second.lines
    latest = archive.results()[0].id
    assert "next-step" not in archive.load(latest).assessment.answers
    third = Talk(archive, "/v", "1", "/p", "/b", "Ask less", "", "/p", "/s", "/b")
    assert "  You had planned: “Ask [more]”. How did it go? partly done" in third.lines
    assert "This is the first question." in third.lines
    assert "Your plan until next time: Ask less" in third.heard
    assert archive.load(latest).assessment.answers["next-step"].value is None


def test_a_plan_that_could_not_be_stored_is_told_and_asked_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = read(PLANNED.encode(), "planned.toml")
    Talk(archive, TO_THE_END[0], "1", *TO_THE_END[1:-1], "/f", wanted=planned)
    answer_later = archive.answer_later

    def fails_once(*arguments: object) -> None:
        monkeypatch.setattr(archive, "answer_later", answer_later)
        raise DiskFullError(Path("archive.sqlite"))

    monkeypatch.setattr(archive, "answer_later", fails_once)
    talk = Talk(archive, "/v", "1", "/p", "Ask more", "Ask less")
    assert "There is no space left for the archive archive.sqlite." in talk.lines
    assert talk.program.unsaved is None
    (row,) = archive.results()
    assert archive.load(row.id).assessment.value("next-step") == "Ask less"


def test_a_result_without_further_questions_says_so(archive: Archive) -> None:
    talk = Talk(archive, *TO_THE_END, "/f", "/p", wanted=small())
    assert "There are no questions after this result." in talk.lines
    assert "/p: make a plan" not in talk.heard


def test_a_finished_assessment_is_copied_or_a_sentence_says_that_it_was_not(
    archive: Archive,
) -> None:
    Talk(archive, *TO_THE_END, "/f", "/b", wanted=small())
    (copy,) = list_copies(archive.path)
    with Archive.open(copy) as copied:
        assert copied.results() == archive.results()
    copy.unlink()
    copy.parent.rmdir()
    copy.parent.write_text("in the way")
    talk = Talk(archive, *TO_THE_END, "/f", "/b", wanted=small())
    assert "No copy of the archive could be made" in talk.heard
    assert archive.result_count() == 2


def test_the_history_is_told_page_by_page(archive: Archive) -> None:
    live(archive, wandering(23))
    talk = Talk(archive, "/v", "/m", "/m", "/m", "/b")
    for place in range(1, 24):
        assert any(line.startswith(f"{place}: ") for line in talk.lines), place
    assert "(Jan 1, 2024) to" in talk.heard
    assert sum(line.startswith("1: ") and "position" in line for line in talk.lines) == 2


def test_two_of_the_history_are_compared_and_one_with_the_one_before(archive: Archive) -> None:
    clock = Clock()
    for _time in range(3):
        Talk(archive, *TO_THE_END, "/f", wanted=small(), clock=clock)
        clock.pass_days(30)
    talk = Talk(archive, "/v", "/c 1 3", "/c 3", "/c", "/c 1 9", "/c 1 2 3", "/c x")
    assert talk.lines.count("The scales, 0 to 100:") == 3
    told = (": Rather a hunter", ": Open", ": Mixed")
    assert [line.partition(":")[0] for line in talk.lines if line.endswith(told)] == [
        *("Mar 1, 2026", "Apr 30, 2026"),
        *("Mar 1, 2026", "Mar 31, 2026"),
        *("Mar 31, 2026", "Apr 30, 2026"),
    ]
    assert talk.heard.count("Please enter a number from 1 to 3") == 3


def test_a_note_is_written_shown_and_taken_away(archive: Archive) -> None:
    live(archive, [(20.0, 50.0)])
    Talk(archive, "/v", "/n 1", "x" * 201, "", "After the fair [1]")
    (row,) = archive.results()
    assert row.note == "After the fair [1]"
    talk = Talk(archive, "/v", "/n 1", "/b", "/n 1", "/d", "/b")
    assert "note: After the fair [1]." in talk.heard
    assert "So far: After the fair [1]" in talk.lines
    (row,) = archive.results()
    assert row.note is None


def test_deleting_can_be_undone(archive: Archive) -> None:
    live(archive, [(20.0, 50.0), (-5.0, 50.0)])
    talk = Talk(archive, "/v", "/d", "/u", "/d 2", "/d 9", "/u", "/d 1")
    assert "There is nothing to restore." in talk.lines
    assert "Restored: the result of Jan 1, 2024." in talk.lines
    (row,) = archive.results()
    assert row.axis == 20.0


def test_the_history_of_several_questionnaires_is_filtered(archive: Archive) -> None:
    live(archive, [(20.0, 50.0)])
    live(archive, [(-5.0, 50.0)], source=OTHER)
    talk = Talk(archive, "/v", "/f", "/f", "/f")
    assert talk.lines.count("2 results") == 2
    assert talk.lines.count("1 result") == 2
    assert "; Another one; position −5" in talk.heard


def test_a_result_is_opened_by_its_number_and_noted_there(archive: Archive) -> None:
    Talk(archive, *TO_THE_END, "/f", wanted=small())
    talk = Talk(archive, "/v", "1", "7", "/n", "Again in autumn", "", "/v", "/b")
    assert "Note: Again in autumn" in talk.lines
    assert "There is nothing to choose here. /? lists the commands." in talk.lines


# As it is heard


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("width", [20, 80])
def test_no_line_is_wider_than_the_terminal_and_none_moves_the_cursor(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, language: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    set_language(language)
    lines = (*TO_THE_END, "/?", "/r", "/f", "/?", "/v", "/?", "/c", "/n 1", "/?", "/b", "/b", "/?")
    clock = Clock()
    Talk(archive, *TO_THE_END, "/f", wanted=small(), clock=clock)
    clock.pass_days(30)
    talk = Talk(archive, *lines, wanted=small(), clock=clock)
    prompts = {"Answer:", "Your choice:", "Note:", "Antwort:", "Ihre Wahl:", "Notiz:"}
    for line in talk.lines:
        if not any(line.startswith(prompt) for prompt in prompts):
            assert len(line) <= width, line
    assert not set(talk.said) & set("\x1b\r\b\t│─├┤█▒░●○▸━")


def test_a_questionnaire_in_another_language_is_asked_in_its_own(archive: Archive) -> None:
    set_language("de")
    talk = Talk(archive, "1", wanted=read(KINDS.encode(), "kinds.toml"))
    assert "With whom?" in talk.lines
    assert "Frage 2 von etwa 12" in talk.heard or "Frage 2 von etwa" in talk.heard


def test_a_shuffled_section_is_asked_in_the_stored_order(archive: Archive) -> None:
    questionnaire = read(KINDS.encode(), "kinds.toml")
    Talk(archive, "1", "1", wanted=questionnaire, seed=5)
    (draft,) = archive.drafts()
    order = Assessment.begin(questionnaire, random.Random(5)).orders["shuffled"]
    assert archive.load(draft.id).assessment.orders["shuffled"] == order
    assert draft.position == order[0]
