"""Each source of the stylesheet is parsed once for each theme, and each class has a rule."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from textual.css import stylesheet

import netztui.tui
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


def test_each_class_of_a_widget_has_a_rule() -> None:
    folder = Path(netztui.tui.__file__).parent
    code = "".join(file.read_text() for file in folder.rglob("*.py"))
    rules = code + "".join(file.read_text() for file in folder.rglob("*.tcss"))
    given = {name for names in re.findall(r'classes="([^"]+)"', code) for name in names.split()}
    assert given
    ruled = re.findall(r"\.([\w-]+)(?=[^;(\n]*\{)", rules)
    assert given - {*ruled} == set()
