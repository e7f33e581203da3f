"""The pilot that waits no longer than it must, one time zone, and snapshots as text."""

import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.design import ColorSystem

from netztui.assessment.session import AssessmentSession
from tui.frames import Frames

_RULES: dict[tuple[object, ...], list[RuleSet]] = {}
_SHEETS: dict[tuple[object, ...], list[RuleSet]] = {}
_COLOURS: dict[str, dict[str, str]] = {}
_MAPS: dict[int, dict[str, list[RuleSet]]] = {}
"""By the identity of one of the lists in `_SHEETS`, which live as long."""


@pytest.fixture(autouse=True)
def _look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    # The pilot goes on once the program has been idle for this long. It is Textual's own affair,
    # so a Textual without it only makes the tests slower.
    with suppress(ImportError, AttributeError):
        monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 250)


@pytest.fixture(autouse=True)
def _draw_when_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    # No terminal gets what a program without one draws. `shown` draws the screen itself.
    def forget(compositor: Compositor, **_how: object) -> None:
        compositor._dirty_regions.clear()

    monkeypatch.setattr(Compositor, "render_update", forget)


@pytest.fixture(autouse=True)
def _parse_styles_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # Each program parses the same styles again, and goes through all of them for each new kind of
    # widget; here each worker does so once for each theme and set of widgets.
    parse, parse_rules = Stylesheet.parse, Stylesheet._parse_rules
    map_rules = Stylesheet.rules_map.fget
    assert map_rules is not None

    def parse_once(sheet: Stylesheet) -> None:
        key = (*sheet.source.items(), *sheet._variables.items())
        if key not in _SHEETS:
            parse(sheet)
            _SHEETS[key] = sheet._rules
        sheet._rules, sheet._rules_map, sheet._require_parse = _SHEETS[key], None, False

    def parse_rules_once(sheet: Stylesheet, *source: Any, **more: Any) -> list[RuleSet]:
        key = (*source, *more.items(), *sheet._variables.items())
        if key not in _RULES:
            _RULES[key] = parse_rules(sheet, *source, **more)
        return _RULES[key]

    def map_once(sheet: Stylesheet) -> dict[str, list[RuleSet]]:
        key = id(sheet.rules)
        if key not in _MAPS:
            _MAPS[key] = map_rules(sheet)
        return _MAPS[key]

    monkeypatch.setattr(Stylesheet, "parse", parse_once)
    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_rules_once)
    monkeypatch.setattr(Stylesheet, "rules_map", property(map_once))


@pytest.fixture(autouse=True)
def _mix_colours_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # Each program mixes some hundred shades, which takes a tenth of the time in which it starts.
    generate = ColorSystem.generate

    def generate_once(system: ColorSystem) -> dict[str, str]:
        key = repr(vars(system))
        if key not in _COLOURS:
            _COLOURS[key] = generate(system)
        return dict(_COLOURS[key])

    monkeypatch.setattr(ColorSystem, "generate", generate_once)


@pytest.fixture
def _in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def _at_an_even_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = count(0, 4)
    monkeypatch.setitem(
        AssessmentSession.__init__.__kwdefaults__, "clock", lambda: float(next(seconds))
    )


@pytest.fixture
def frames(
    snapshot: SnapshotAssertion, _in_berlin: None, _at_an_even_pace: None
) -> SnapshotAssertion:
    """Frames that don't depend on when, where and how fast the test runs."""
    return snapshot.use_extension(Frames)
