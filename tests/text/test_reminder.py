"""The reminder as a calendar reads it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cli.archives import answered
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar.cal import Component
from samples import PLANNED

from netztui.archive.archive import Archive
from netztui.assessment.assessment import Answer
from netztui.diagnostics.sanitize import sanitize
from netztui.history.history import ScoredAssessment, load_scored
from netztui.i18n.language import set_language
from netztui.system import paths
from netztui.text.change import comparison_day
from netztui.text.reminder import reminder_file

DAY, NOW = date(2026, 3, 29), datetime(2026, 3, 2, 9, 30, 5, tzinfo=UTC)
HARD = "Mails; Posts, \\n and [bold] “quotes”: naïve 日本語 🎣 " * 4


@pytest.fixture
def finished() -> ScoredAssessment:
    (id_,) = answered(PLANNED)
    with Archive.open(paths.archive_path()) as archive:
        return load_scored(archive, id_)


def planning(finished: ScoredAssessment, plan: str) -> ScoredAssessment:
    (key,) = (
        key for key, value in finished.stored.assessment.values.items() if value == "More of it"
    )
    assessment = finished.stored.assessment
    changed = replace(assessment, answers={**assessment.answers, key: Answer(plan)})
    return replace(finished, stored=finished.stored._replace(assessment=changed))


def event(file: bytes) -> Component:
    (found,) = Calendar.from_ical(file).walk("VEVENT")
    return found


def test_a_calendar_has_it_all_day_with_an_alarm_the_evening_before(
    finished: ScoredAssessment,
) -> None:
    read = event(reminder_file(finished, DAY, NOW))
    assert type(read["DTSTART"].dt) is date
    assert read["DTSTART"].dt == DAY
    assert read["DTSTAMP"].dt == NOW
    assert read["TRANSP"] == "TRANSPARENT"
    (alarm,) = read.walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["TRIGGER"].dt == -timedelta(hours=6)
    assert str(alarm["DESCRIPTION"]) == str(read["SUMMARY"])


def test_it_says_when_and_what(finished: ScoredAssessment) -> None:
    read = event(reminder_file(finished, DAY, NOW))
    assert str(read["DESCRIPTION"]).splitlines()[::2] == [
        "A comparison with your result of Mar 1, 2026 makes sense from Mar 29, 2026 on.",
        "Your plan: More of it",
        "Start with: netztui",
    ]
    set_language("de")
    assert "Ihr Vorhaben: More of it" in event(reminder_file(finished, DAY, NOW))["DESCRIPTION"]


def test_a_later_file_replaces_the_event_of_the_same_result(finished: ScoredAssessment) -> None:
    first, second = (
        event(reminder_file(one, day, NOW))["UID"]
        for one, day in ((finished, DAY), (planning(finished, "x"), DAY + timedelta(days=9)))
    )
    assert first == second
    other = replace(finished, stored=finished.stored._replace(id="other"))
    assert event(reminder_file(other, DAY, NOW))["UID"] != first


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(min_size=1, max_size=300), st.just(HARD)))
def test_a_plan_reaches_the_calendar_as_it_is(finished: ScoredAssessment, plan: str) -> None:
    file = reminder_file(planning(finished, plan), DAY, NOW)
    lines = file.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert not {*b"\r\n\0"} & {byte for line in lines for byte in line}
    for line in lines:
        line.decode()  # no character is divided
    read = event(file)
    assert f"Your plan: {sanitize(plan)}\n" in str(read["DESCRIPTION"])
    assert len(Calendar.from_ical(file).walk("VEVENT")) == 1


def test_four_weeks_after_the_day_of_the_result() -> None:
    assert comparison_day(datetime(2026, 3, 1, 12, tzinfo=UTC)) == DAY


def test_signs_that_separate_values_are_escaped(finished: ScoredAssessment) -> None:
    file = reminder_file(planning(finished, "a, b; c\\n\nd"), DAY, NOW)
    unfolded = file.replace(b"\r\n ", b"")
    assert b"Your plan: a\\, b\\; c\\\\n\\nd\\n" in unfolded
