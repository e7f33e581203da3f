"""Pages: one file that stands alone, its structure, its sentences, and text that stays text."""

import re

import pytest
from samples import KINDS, SMALL
from tui.states import result_screens

from netztui.history.history import ScoredAssessment
from netztui.i18n.language import set_language
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.validation.reader import read, read_file
from netztui.scoring.change import compare
from netztui.text import change as changes
from netztui.text import result as wording
from netztui.web.comparison import comparison_page
from netztui.web.form import form_page
from netztui.web.pictures import across, side_of, span
from netztui.web.result import result_page
from web.people import GATHERING, HUNTING, check_page, person, pictures, read_page, twice

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'"
TEMPLATE = HOSTILE + "{{ 7*7 }}{% x %}"


def pages() -> dict[str, str]:
    spring, autumn = twice()
    shipped = read_file(shipped_folder() / "hunter-gatherer.toml")
    return {
        "result": result_page(autumn, spring),
        "first": result_page(spring),
        "comparison": comparison_page(spring, autumn),
        "form": form_page(shipped),
    }


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_page_stands_alone_and_has_its_structure(language: str) -> None:
    set_language(language)
    for page in pages().values():
        check_page(page, language)


def test_every_picture_has_a_table() -> None:
    for name, page in pages().items():
        root = read_page(page)
        drawn = pictures(root)
        assert len(drawn) > 10 or name == "form"
        said = " ".join(one.text for one in root.find("table"))
        titles = [one.find("title")[0].text for one in drawn if one.attributes["class"] != "axis"]
        assert [title for title in titles if title not in said] == [], name


def test_a_result_says_what_the_screen_says() -> None:
    spring, autumn = twice()
    text = read_page(result_page(autumn, spring)).text
    change = compare(spring.result, autumn.result)
    for sentence in (
        wording.placement_title(autumn.result),
        *wording.placement_texts(autumn.result),
        *changes.told(spring, autumn, change),
        *(line.words for line in wording.network_lines(autumn.result)),
        *wording.wanted_sentences(autumn.result),
        *(plan for _heading, plan in wording.plan_lines(autumn, spring)),
        "After the conference",
        "Every question has been answered.",
        "The questions have not been piloted",
    ):
        assert " ".join(sentence.split()) in text


def test_a_comparison_adds_up_to_the_later_position() -> None:
    spring, autumn = twice()
    root = read_page(comparison_page(spring, autumn))
    steps = next(one for one in root.find("table") if "steps" in one.attributes["class"])
    values = [
        float(row.find("td")[-1].text.replace("−", "-").replace("+", ""))
        for row in steps.find("tr")
    ]
    assert sum(values[:-1]) == pytest.approx(values[-1], abs=0.05)


def test_every_kind_of_result_makes_a_page() -> None:
    for name, screen in result_screens():
        root = read_page(result_page(screen._finished))
        headline = wording.placement_title(screen._finished.result)
        assert root.find("h1")[0].text == headline or name == "no score"
        figures = [one for one in root.find("p") if "figure" in one.attributes.get("class", "")]
        assert len(figures) == (name != "no score")


def test_skipped_questions_are_mentioned() -> None:
    text = read_page(result_page(person(HUNTING, skip=2))).text
    assert "2 questions have no answer." in text
    assert "Every question has been answered." not in text


def test_results_that_do_not_compare_say_why_and_show_one_position() -> None:
    other = person(HUNTING, questionnaire=read(SMALL.encode(), "small.toml"), networks=["xing"])
    root = read_page(result_page(person(GATHERING), other))
    assert "The two results belong to different questionnaires" in root.text
    axis = next(one for one in root.find("svg") if one.attributes.get("class") == "axis")
    assert [one.attributes["class"] for one in axis.find("circle")] == ["point low"]
    assert "different questionnaires" in read_page(comparison_page(other, person(GATHERING))).text


def hostile() -> ScoredAssessment:
    """A result of a questionnaire full of markup, with a note and a plan of the same kind."""
    escaped = HOSTILE.replace('"', '\\"')
    source = re.sub(r'\b(de|en) = "([^"{]+)"', lambda it: f'{it[1]} = "{escaped} {it[2]}"', SMALL)
    questionnaire = read(
        source.replace('id = "plan"', 'id = "plan"\nafter_result = true').encode(), "x"
    )
    return person(
        {"contacts": 5},
        questionnaire=questionnaire,
        networks=["xing"],
        plan=TEMPLATE,
        note=TEMPLATE,
    )


def test_hostile_text_stays_text() -> None:
    finished = hostile()
    for page in (
        result_page(finished, finished),
        comparison_page(finished, finished),
        form_page(finished.result.questionnaire),
    ):
        root = read_page(page)
        assert not root.find("script")
        assert not root.find("img")
        assert len(root.find("style")) == 1
        assert root.text.count(HOSTILE) > 3
        assert TEMPLATE in root.text or root.find("code")


def test_control_characters_and_overrides_do_not_reach_a_page() -> None:
    finished = person(HUNTING, note="a\u202eb\x1b[31m")
    page = result_page(finished)
    assert "a\ufffdb\ufffd[31m" in page
    assert not set(page) & {"\u202e", "\x1b"}


def test_a_form_has_every_column_and_every_code_that_is_scored() -> None:
    for file in shipped_folder().glob("*.toml"):
        questionnaire = read_file(file)
        root = read_page(form_page(questionnaire))
        named = {one.text for one in root.find("code")}
        ratings = questionnaire.ratings.items()
        asked = {item for item, (rating, _scale) in ratings if rating.facet is not None}
        assert asked <= named
        rows = [row for row in root.find("tr") if asked & {one.text for one in row.find("code")}]
        assert len(rows) == len(asked)
        for row in rows:
            (item,) = (one.text for one in row.find("code"))
            codes = [one.text for one in row.find("td")]
            assert codes == [str(value) for value in questionnaire.ratings[item][1].values]
        assert "Last time you had planned" not in root.text


def test_a_form_has_every_kind_of_question() -> None:
    root = read_page(form_page(read(KINDS.encode(), "kinds.toml")))
    named = [one.text for one in root.find("code")]
    assert {"lexicon", "10", "people", "remark", "days/lexicon", "useful/engine"} <= {*named}
    assert "−2 to 40 people" in root.text
    assert "Only if it applies to you." in root.text
    assert "You may choose more than one." in root.text


def test_positions_are_shares_of_the_width() -> None:
    assert [across(value) for value in (-100, -50, 0, 100, 130)] == [0, 25, 50, 100, 100]
    assert (span(-120, 50).start, span(-120, 50).width) == (0, 75)
    assert [side_of(value, 12.5) for value in (-13, -12.5, 12.5, 13)] == [
        "low",
        "level",
        "level",
        "high",
    ]
