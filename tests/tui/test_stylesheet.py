"""Each source of the stylesheet is parsed once for each theme, however many screens are opened."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from textual.css import stylesheet

from netztui.tui.themes import LIGHT
from tui.lived import live
from tui.walking import open_archive, press, running

OWN = {
    name: stylesheet.Stylesheet.__dict__[name] for name in ("parse", "_parse_rules", "rules_map")
}
"""Textual's own, which the other tests don't use."""


async def test_nothing_is_parsed_twice_with_the_same_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = Counter[tuple[object, ...]]()
    parse = stylesheet.parse

    def counting(*source: object, **how: Any) -> object:
        everywhere = source[2][1] in {"Screen.DEFAULT_CSS", "Widget.DEFAULT_CSS"}
        parsed[*source, 0 if everywhere else how["tie_breaker"]] += 1
        return parse(*source, **how)

    for name, own in OWN.items():
        monkeypatch.setattr(stylesheet.Stylesheet, name, own)
    monkeypatch.setattr(stylesheet, "parse", counting)
    with open_archive(tmp_path) as archive:
        live(archive, [(0, 50), (40, 50)])
        async with running(archive) as pilot:
            await press(pilot, "v", "enter", "c", "question_mark", "escape", "o")
            assert len(parsed) > 20
            assert set(parsed.values()) == {1}
            parsed.clear()
            pilot.app.theme = LIGHT.name
            await pilot.pause()
            assert len(parsed) > 20
            assert set(parsed.values()) == {1}
            assert pilot.app.screen.styles.background.hex.lower().startswith(LIGHT.background)
