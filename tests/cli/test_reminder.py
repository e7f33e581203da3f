"""`netztui remind`: the day, the file, and what is refused."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from samples import PLANNED

from cli.archives import NOON, answered
from netztui.cli.command_line import netztui
from netztui.cli.commands.results import day_of

TODAY = date(2026, 3, 3)


@pytest.fixture
def remind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command two days after the latest result, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("netztui.system.clock.utc_now", lambda: NOON + timedelta(days=2))
    answered(PLANNED)

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(netztui, ["--language", "en", "remind", *map(str, arguments)])

    return run


def day(file: Path) -> date:
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return event["DTSTART"].dt


def test_it_is_for_four_weeks_after_the_latest_result(
    remind: Callable[..., Result], tmp_path: Path
) -> None:
    done = remind()
    file = tmp_path / "netztui-2026-03-29.ics"
    assert done.exit_code == 0, done.output
    assert " ".join(done.output.split()) == (
        f"The reminder for Mar 29, 2026 is in {file}. Open it with your calendar."
    )
    assert day(file) == date(2026, 3, 29)
    assert os.name != "posix" or file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("4w", date(2026, 3, 31)),
        (" 10D ", date(2026, 3, 13)),
        ("2026-12-31", date(2026, 12, 31)),
        ("9999w", TODAY + timedelta(weeks=9999)),
        ("4", None),
        ("4 weeks", None),
        ("-1d", None),
        ("31.12.2026", None),
        ("", None),
    ],
)
def test_a_day_is_counted_or_a_date(text: str, meant: date | None) -> None:
    assert day_of(text, TODAY) == meant


def test_the_day_can_be_chosen(remind: Callable[..., Result], tmp_path: Path) -> None:
    assert remind("--in", "2w", "-o", "mine.ics").exit_code == 0
    assert day(tmp_path / "mine.ics") == date(2026, 3, 17)
    assert remind("--in", "2w", "-o", "-").stdout.startswith("BEGIN:VCALENDAR")


def test_no_file_is_replaced_unless_it_is_said(
    remind: Callable[..., Result], tmp_path: Path
) -> None:
    file = tmp_path / "netztui-2026-03-29.ics"
    file.write_text("mine")
    refused = remind()
    assert (refused.exit_code, file.read_text()) == (2, "mine")
    assert "already exists" in refused.stderr
    assert remind("--force").exit_code == 0
    assert day(file) == date(2026, 3, 29)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("soon", "“soon” is neither a number of days or weeks nor a date."),
        ("0d", "Mar 3, 2026 is not in the future."),
        ("2026-03-03", "Mar 3, 2026 is not in the future."),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    remind: Callable[..., Result], tmp_path: Path, when: str, said: str
) -> None:
    before = set(tmp_path.glob("*.ics"))
    refused = remind("--in", when)
    assert refused.exit_code == 2
    assert said in " ".join(refused.stderr.split())
    assert set(tmp_path.glob("*.ics")) == before


def test_a_day_that_has_passed_needs_no_reminder(
    remind: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netztui.system.clock.utc_now", lambda: NOON + timedelta(days=28))
    refused = remind()
    assert refused.exit_code == 2
    assert "A comparison has made sense since Mar 29, 2026." in " ".join(refused.stderr.split())


def test_without_a_result_there_is_nothing_to_compare_with() -> None:
    refused = CliRunner().invoke(netztui, ["--language", "en", "remind"])
    assert refused.exit_code == 2
    assert "There is no result yet." in refused.stderr
