"""The key that saves a result or a comparison as a page."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from web.people import read_page

from netztui.cli.launch import _make_page
from tui.walking import Clock, answer_all, open_archive, press, running, shown, until


def told(pilot: Pilot[None]) -> str:
    return " ".join(one.message for one in pilot.app._notifications)


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for documents, which does not exist yet."""
    folder = tmp_path / "home" / "Documents"
    monkeypatch.setattr("netztui.system.paths.documents_folder", lambda: folder)
    return folder


async def test_a_result_and_a_comparison_are_saved_as_new_files(
    tmp_path: Path, documents: Path
) -> None:
    clock = Clock()
    with open_archive(tmp_path) as archive:
        async with running(archive, clock=clock, size=(120, 40)) as pilot:
            pilot.app._make_page = _make_page
            await answer_all(pilot, [3, 1] * 22)
            assert "w Save as a page" in shown(pilot)
            await press(pilot, "w", "w")
            saved = sorted(file.name for file in documents.iterdir())
            assert saved == ["netztui-2026-03-01-2.html", "netztui-2026-03-01.html"]
            assert f"{documents / saved[1]}." in told(pilot)
            await press(pilot, "escape")
            clock.pass_days(40)
            await answer_all(pilot, [1, 3] * 22)
            await press(pilot, "c", "w")
            compared = documents / "netztui-2026-03-01-2026-04-10.html"
            page = read_page(compared.read_text(encoding="utf-8"))
            assert page.find("title")[0].text.endswith("Mar 1, 2026 – Apr 10, 2026")
            assert documents.joinpath("netztui-2026-03-01.html").stat().st_mode & 0o077 == 0


async def test_a_page_that_cannot_be_saved_is_reported_and_no_key_offered_without_a_way_to(
    tmp_path: Path, documents: Path
) -> None:
    documents.parent.mkdir()
    documents.write_text("a file")
    with open_archive(tmp_path) as archive:
        async with running(archive, size=(120, 40)) as pilot:
            await answer_all(pilot, [3, 1] * 22)
            await press(pilot, "w")
            assert "Save as a page" not in shown(pilot)
            assert "netztui report" not in told(pilot)
            pilot.app._make_page = _make_page
            await press(pilot, "w")
            assert "netztui report --output FILE" in told(pilot)


async def test_a_picture_of_the_screen_is_saved_or_the_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "home" / "Documents"
    monkeypatch.setattr("netztui.system.paths.documents_folder", lambda: folder)
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            pilot.app.action_picture()
            await until(pilot, lambda: str(folder / "netztui.svg") in told(pilot))
            assert (folder / "netztui.svg").read_text(encoding="utf-8").startswith("<svg")
            monkeypatch.setattr(
                "netztui.system.paths.documents_folder", lambda: folder / "netztui.svg"
            )
            pilot.app.action_picture()
            await until(pilot, lambda: len(pilot.app._notifications) == 2)
            assert "netztui.svg" in list(pilot.app._notifications)[-1].message
