"""The key that saves a reminder."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from netztui.tui.screens.result import ResultScreen
from tui.test_save_page import told
from tui.walking import Clock, answer_all, open_archive, press, running


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """The user's folder for documents, which does not exist yet."""
    return tmp_path / "documents"


async def test_a_key_saves_a_reminder_with_the_plan(tmp_path: Path, documents: Path) -> None:
    clock = Clock()
    with open_archive(tmp_path) as archive:
        async with running(archive, clock=clock) as pilot:
            await answer_all(pilot, [3, 1] * 22, plan="One post a week")
            await press(pilot, "r")
            (file,) = documents.iterdir()
            assert file.name == "netztui-2026-03-29.ics"
            assert f"{file}." in told(pilot)
            (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
            assert event["DTSTART"].dt == date(2026, 3, 29)
            assert "One post a week" in event["DESCRIPTION"]
            clock.pass_days(28)
            await press(pilot, "r")
            assert [*documents.iterdir()] == [file]
            assert "made sense since Mar 29, 2026" in told(pilot)
            assert isinstance(pilot.app.screen, ResultScreen)


async def test_a_reminder_that_cannot_be_saved_is_reported(tmp_path: Path, documents: Path) -> None:
    documents.write_text("a file")
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await answer_all(pilot, [3, 1] * 22)
            await press(pilot, "r")
            assert "netztui remind --output FILE" in told(pilot)
