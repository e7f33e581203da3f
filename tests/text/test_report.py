"""What a result, a history and a comparison say in lines: all that the screen shows, in words."""

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from samples import KINDS, SMALL, small
from tui.lived import OTHER, live

from netztui.archive.archive import Archive
from netztui.assessment.assessment import Answer, Assessment
from netztui.assessment.conditions import Value
from netztui.history.history import ScoredAssessment, load_scored, questionnaires
from netztui.i18n.language import set_language
from netztui.questionnaire.library import available
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import read
from netztui.scoring.score import score
from netztui.text.lists import history_lines, questionnaire_lines
from netztui.text.report import comparison_lines, result_lines

BEGINNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
HUNTING: Mapping[str, Value | None] = {
    "networks-used": ("linkedin",),
    "searched-for-clients": 5,
    "answered-questions": 5,
    "considered-the-field": 5,
    "explained-work": 4,
    "left-contacts-to-chance": 1,
    "kept-knowledge-back": 2,
    "chose-contacts-by-plan": 4,
    "shared-an-example": 5,
    "looked-for-answers": 2,
    "read-other-fields": 1,
    "followed-news": 2,
    "read-other-views": 1,
    "left-empty-handed": 4,
    "stuck-to-topics": 5,
    "found-a-resource": 1,
    "met-other-professions": 2,
    "days-used/linkedin": 14,
    "got-information/linkedin": 2,
    "offered-services/linkedin": 4,
    "next-step": "Ask more",
}


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite") as opened:
        yield opened


def lived(
    archive: Archive,
    said: Mapping[str, Value | None],
    *,
    questionnaire: Questionnaire | None = None,
    days: int = 0,
    seconds: float = 5.0,
) -> ScoredAssessment:
    assessment = Assessment.begin(questionnaire or small(), random.Random(1))
    for key, value in said.items():
        assessment = assessment.with_answer(key, Answer(value, seconds))
    at = BEGINNING + timedelta(days=days)
    id_ = archive.begin(assessment, "en", at)
    archive.finish(id_, score(assessment), at)
    return load_scored(archive, id_)


def one_line(lines: Iterator[str]) -> str:
    return " ".join(" ".join(lines).split())


def test_a_result_says_everything_with_its_range(archive: Archive) -> None:
    said = one_line(result_lines(lived(archive, HUNTING)))
    for part in (
        "Hunter or gatherer, short Mar 1, 2026,",
        "Clearly a hunter: Position +78 on the axis from −100 (Gatherer) to +100 (Hunter). You hunt",
        "Your areas: Often: Purposeful contacts Often: Showing expertise Rarely: Diversity",
        (
            "Each network: LinkedIn: 14 days · got-information rarely · offered-services often · "
            "position +50 Services offered minus information found."
        ),
        "Your plan until next time: Ask more All figures: Position +78, 95% range +59 to +98:",
        "vary: Gatherer under 1% · level (−12.5 to +12.5) under 1% · Hunter over 99%.",
        "The two poles, 0 to 100: Hunter: 91 ± 7, made up of: Purposeful contacts: 94 ±",
    ):
        assert part in said, part
    assert "Since" not in said
    assert "How the answers were given" not in said


def test_a_result_says_what_changed_and_what_was_planned(archive: Archive) -> None:
    before = lived(archive, {**HUNTING, "next-step": "Post less"})
    archive.annotate(before.stored.id, "After the fair")
    other = {**HUNTING, "looked-for-answers": 5, "followed-news": 5, "found-a-resource": 5}
    said = one_line(result_lines(lived(archive, other, days=30), before))
    assert "Since Mar 1, 2026: The position went from +78 to +47, that is 31 towards" in said
    assert "Your plan last time: Post less" in said
    noted = one_line(result_lines(load_scored(archive, before.stored.id)))
    assert "Note: After the fair" in noted


def test_a_result_without_a_position_says_why(archive: Archive) -> None:
    skipped = {key: None if isinstance(value, int) else value for key, value in HUNTING.items()}
    said = one_line(result_lines(lived(archive, skipped)))
    assert "Too many questions were left without an answer" in said
    assert "16 questions have no answer." in said
    assert "Hunter: too few answers, made up of: Purposeful contacts: too few answers" in said
    ended = one_line(result_lines(lived(archive, {"networks-used": ()})))
    assert "There was nothing to assess this time" in ended
    assert "0 to 100" not in ended


def test_a_result_says_how_the_answers_were_given(archive: Archive) -> None:
    same = {key: 3 if type(value) is int else value for key, value in HUNTING.items()}
    said = one_line(result_lines(lived(archive, same, seconds=0.4)))
    assert "How the answers were given: Many answers in a row are the same" in said
    assert "took you less than two seconds each" in said


@pytest.mark.parametrize(("seconds", "noted"), [(1.5, True), (2.5, False)])
def test_haste_is_noted_below_two_seconds_a_question(
    archive: Archive, seconds: float, noted: bool
) -> None:
    said = one_line(result_lines(lived(archive, HUNTING, seconds=seconds)))
    assert ("Some questions took you less than two seconds each" in said) == noted


def test_a_result_without_an_axis_tells_its_scales(archive: Archive) -> None:
    kinds = read(KINDS.encode(), "kinds.toml")
    said = one_line(result_lines(lived(archive, {"tools": ("memory",)}, questionnaire=kinds)))
    assert "The scales, 0 to 100: Calm: too few answers" in said
    assert "poles" not in said


def test_a_history_says_each_result_and_where_the_way_went(archive: Archive) -> None:
    live(archive, [(-20.0, 40.0), (35.0, 60.0), (5.0, 50.0), None])
    rows = archive.results()
    lines = list(history_lines(rows, questionnaires(archive, rows), ["1", "2", "3", "4"]))
    assert lines[0] == (
        "“Hunter or gatherer, short”: positions range from −100 (Gatherer) to +100 (Hunter), "
        "intensity from 0 (neither) to 100 (both). The range of a position is wider the more the "
        "answers vary."
    )
    assert lines[1] == ("From −20 (Jan 1, 2024) to +5 (Mar 1, 2024), between −20 and +35.")
    assert lines[2] == "1: Mar 31, 2024; no position."
    assert lines[4] == (
        "3: Jan 31, 2024; position +35, range +21 to +49; intensity 60; Rather a hunter."
    )


def test_a_history_of_several_questionnaires_names_them(archive: Archive) -> None:
    live(archive, [(-20.0, 40.0)])
    live(archive, [(90.0, 40.0)], source=OTHER)
    rows = archive.results()
    lines = list(history_lines(rows, questionnaires(archive, rows), ["a", "b"]))
    assert sum("positions range from" in line for line in lines) == 2
    assert {line[:2] for line in lines if "; position" in line} == {"a:", "b:"}
    assert any("Another one; position +90, range +76 to +100" in line for line in lines)
    assert list(history_lines([], {}, [])) == ["There are no results yet."]


def test_a_comparison_says_what_changed_and_what_moved_it(archive: Archive) -> None:
    before = lived(archive, HUNTING)
    after = lived(archive, {**HUNTING, "explained-work": 2, "followed-news": 5}, days=30)
    lines = list(comparison_lines(before, after))
    assert "Hunter or gatherer, short" in lines
    assert lines.index("Mar 1, 2026: Clearly a hunter") + 1 == lines.index(
        "Mar 31, 2026: Clearly a hunter"
    )
    assert "Hunter: 91 → 84 (−7)" in lines
    moved = lines[lines.index("What moved the position, in axis points:") + 1 :]
    assert moved[:4] == [
        "+78.1: then",
        "−9.3: … I learned news of the trade there.",
        "−6.3: … I explained something from my work in plain words.",
        "+62.5: now",
    ]


def test_a_comparison_lists_ten_questions_that_moved_the_position_and_sums_up_the_others(
    archive: Archive,
) -> None:
    ratings = [key for key in small().ratings if key in HUNTING][:12]
    moved = {key: 3 if HUNTING[key] != 3 else 4 for key in ratings}
    before, after = lived(archive, HUNTING), lived(archive, {**HUNTING, **moved}, days=30)
    lines = list(comparison_lines(before, after))
    listed = lines[lines.index("What moved the position, in axis points:") + 2 :]
    assert [": … " in line for line in listed[:12]] == [True] * 10 + [False] * 2
    assert listed[10].endswith(": 2 other questions")
    assert listed[11].endswith(": now")


def test_a_comparison_says_what_was_worded_differently_or_is_not_comparable(
    archive: Archive,
) -> None:
    reworded = read(SMALL.replace("I learned news", "I heard news").encode(), "small.toml")
    before = lived(archive, HUNTING)
    after = lived(archive, {**HUNTING, "followed-news": 5}, questionnaire=reworded, days=3)
    said = one_line(comparison_lines(before, after))
    assert "… I heard news of the trade there. * " in said
    assert "1 question was worded differently then" in said
    other = lived(archive, HUNTING, questionnaire=read(OTHER.encode(), "other.toml"), days=4)
    different = one_line(comparison_lines(before, other))
    assert "belong to different questionnaires" in different
    assert "What moved the position" not in different


def test_a_comparison_names_what_was_answered_only_once(archive: Archive) -> None:
    before = lived(archive, HUNTING)
    after = lived(archive, {**HUNTING, "followed-news": None}, days=3)
    said = one_line(comparison_lines(before, after))
    assert "… I learned news of the trade there. (answered only once)" in said


def test_questionnaires_are_told_with_their_length_and_broken_ones_with_their_problem(
    tmp_path: Path,
) -> None:
    (tmp_path / "broken.toml").write_text("format = ", encoding="utf-8")
    entries = available(tmp_path)
    labels = [entry.id or entry.path.stem for entry in entries]
    lines = list(questionnaire_lines(entries, labels))
    assert "hunter-gatherer: Hunter or gatherer? (46 questions, about 6 minutes)" in lines
    assert any(line.startswith("broken: Unusable: broken.toml, 1:") for line in lines)


@pytest.mark.parametrize("language", ["de", "en"])
def test_everything_is_in_the_current_language_and_as_narrow_as_the_terminal(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "26")
    set_language(language)
    before, after = lived(archive, HUNTING), lived(archive, HUNTING, days=30)
    rows = archive.results()
    told = [
        *result_lines(after, before),
        *history_lines(rows, questionnaires(archive, rows), ["1", "2"]),
        *comparison_lines(before, after),
    ]
    assert all(len(line) <= 26 for line in told)
    said = " ".join(told)
    for german, english in (
        ("Unsicherheitsbereich", "range"),
        ("Jäger", "Hunter"),
        ("Vorhaben", "plan"),
    ):
        assert ((german in said), (english in said)) == (language == "de", language == "en")


def test_hostile_text_is_told_harmlessly(archive: Archive) -> None:
    shown = lived(archive, HUNTING)
    archive.annotate(shown.stored.id, "a\x1b[2Jb\x9bc\u202ed")
    for line in result_lines(load_scored(archive, shown.stored.id)):
        assert not set(line) & set("\x1b\x9b\u202e")
