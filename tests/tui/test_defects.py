"""A mistake in the program fails the test that meets it, instead of keeping it waiting."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from netztui.archive.archive import Archive
from netztui.tui.base_app import BaseApp
from netztui.tui.screens.history.screen import HistoryScreen
from netztui.tui.screens.home import HomeScreen
from netztui.tui.widgets.charts import Chart
from netztui.tui.widgets.keybar import KeyBar
from tui.lived import live
from tui.walking import open_archive, press, resized, running


class MadeUpError(Exception):
    """What goes wrong in these tests."""


@pytest.fixture
def _draw_when_looked_at() -> None:
    """Draw every frame, as on a terminal."""


def fail(*_arguments: Any) -> None:
    raise MadeUpError


@pytest.mark.parametrize(
    ("owner", "method"),
    [
        (BaseApp, "on_mount"),
        (BaseApp, "on_ready"),
        (HomeScreen, "on_mount"),
        (KeyBar, "on_mount"),
        (KeyBar, "render"),
        (Chart, "on_mount"),
        (HistoryScreen, "compose"),
        (HistoryScreen, "on_mount"),
    ],
)
async def test_a_screen_that_fails_fails_the_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: type, method: str
) -> None:
    monkeypatch.setattr(owner, method, fail, raising=False)
    with open_archive(tmp_path) as archive:
        live(archive, [(10, 50)])
        with pytest.raises(MadeUpError):
            await asyncio.wait_for(look_back(archive), 5)


async def look_back(archive: Archive) -> None:
    async with running(archive) as pilot:
        await press(pilot, "v")
        await resized(pilot, (100, 30))
