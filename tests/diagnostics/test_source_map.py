"""Places of keys and values in TOML text, in every way of writing them."""

import tomllib

import pytest
from samples import SMALL

from netztui.diagnostics.problems import DataPath
from netztui.diagnostics.source_map import SourceMap, Span

TEXT = """\
# comment
a.b."c d".e = 1
title = { de = "Jäger", "e\\u006e" = "x", f.g = 2 }
list = [
  { v = 1 }, # hello
  [1, "日本", 22],
  3,
]
["x y".z]
k = \"\"\"a
b\"\"\"
[[s]]
id = 1
[[s]]
id = 2
[[s.items]]
w = 'l'
  [[s.items]]
  w = 'm'
  [s.items.deep]
  "ü" = true
"""

PLACES: list[tuple[DataPath, tuple[int, int, int], tuple[int, int, int]]] = [
    (("a",), (2, 1, 1), (2, 1, 1)),
    (("a", "b", "c d", "e"), (2, 11, 1), (2, 15, 1)),
    (("a", "b", "c d"), (2, 5, 5), (2, 5, 5)),
    (("title",), (3, 1, 5), (3, 9, 42)),
    (("title", "de"), (3, 11, 2), (3, 16, 7)),
    (("title", "en"), (3, 25, 9), (3, 37, 3)),
    (("title", "f", "g"), (3, 44, 1), (3, 48, 1)),
    (("list",), (4, 1, 4), (4, 8, 1)),
    (("list", 0, "v"), (5, 5, 1), (5, 9, 1)),
    (("list", 1), (6, 3, 13), (6, 3, 13)),
    (("list", 1, 2), (6, 13, 2), (6, 13, 2)),
    (("list", 2), (7, 3, 1), (7, 3, 1)),
    (("x y", "z"), (9, 2, 7), (9, 2, 7)),
    (("x y", "z", "k"), (10, 1, 1), (10, 5, 4)),
    (("s", 0), (12, 3, 1), (12, 3, 1)),
    (("s", 1, "id"), (15, 1, 2), (15, 6, 1)),
    (("s", 1, "items", 0, "w"), (17, 1, 1), (17, 5, 3)),
    (("s", 1, "items", 1), (18, 5, 7), (18, 5, 7)),
    (("s", 1, "items", 1, "deep", "ü"), (21, 3, 3), (21, 9, 4)),
]


@pytest.mark.parametrize(("path", "key", "value"), PLACES)
def test_keys_and_values_are_found(
    path: DataPath, key: tuple[int, int, int], value: tuple[int, int, int]
) -> None:
    positions = SourceMap(TEXT.encode())
    assert positions.find(path, "key") == Span(*key)
    assert positions.find(path) == Span(*value)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("s", 1, "items", 1, "nothing"), (18, 5, 7)),
        (("title", "fr"), (3, 1, 5)),
        (("list", 0, "w"), (5, 3, 9)),
        (("s", 5, "id"), (12, 3, 1)),
        (("nothing", "at", "all"), (1, 1, 1)),
        ((), (1, 1, 1)),
    ],
)
def test_a_missing_key_has_the_place_of_its_nearest_parent(
    path: DataPath, place: tuple[int, int, int]
) -> None:
    positions = SourceMap(TEXT.encode())
    assert positions.find(path) == positions.find(path, "key") == Span(*place)


def test_every_value_of_a_questionnaire_is_found_at_its_place() -> None:
    lines = SMALL.split("\n")
    positions = SourceMap(SMALL.encode())
    stack: list[tuple[DataPath, object]] = [((), tomllib.loads(SMALL))]
    seen = 0
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(((*path, key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            stack.extend(((*path, place), inner) for place, inner in enumerate(value))
        else:
            span = positions.find(path)
            written = lines[span.line - 1][span.column - 1 : span.column - 1 + span.width]
            assert tomllib.loads(f"x = {written}")["x"] == value
            seen += 1
    assert seen > 150


def test_windows_line_endings_do_not_matter() -> None:
    positions = SourceMap(TEXT.replace("\n", "\r\n").encode())
    for path, key, value in PLACES:
        assert positions.find(path, "key") == Span(*key)
        assert positions.find(path) == Span(*value)
