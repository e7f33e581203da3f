"""The places of the keys and values of a TOML file in its text.

tomllib gives values without places, so tree-sitter parses the text a second time. Import this
module only when there is something to report.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from netztui.diagnostics.problems import DataPath


@dataclass(frozen=True, slots=True)
class Span:
    """Part of one line."""

    line: int
    """From 1."""
    column: int
    """From 1, counted in characters."""
    width: int
    """In characters, at least 1; a value of several lines ends with the first."""


class SourceMap:
    """The places of every key and value of one valid TOML text, by path."""

    def __init__(self, content: bytes) -> None:
        """Parse `content`: valid TOML in UTF-8 without a byte order mark."""
        self._lines = content.split(b"\n")
        # Nodes, because their spans take time to compute and few are needed.
        self._keys: dict[DataPath, Node] = {}
        self._values: dict[DataPath, Node] = {}
        # The index of the latest table of each array of tables, by the path of the array.
        self._last: dict[DataPath, int] = {}
        tree = Parser(Language(tree_sitter_toml.language())).parse(content)
        for node in tree.root_node.children:
            match node.type:
                case "pair":
                    self._add_pair((), node)
                case "table" | "table_array_element":
                    self._add_table(node)

    def find(self, path: DataPath, at: Literal["key", "value"] = "value") -> Span:
        """The place of the key or value at `path`, or of the nearest parent that the text has.

        For something missing, that is the key or header of the parent it is missing from. An entry
        of a list has no key; its value is used. Line 1 if there is no parent either.
        """
        if path in self._values:
            nodes = self._keys if at == "key" and path in self._keys else self._values
            return self._span(nodes[path])
        for length in range(len(path) - 1, 0, -1):
            parent = path[:length]
            if parent in self._values:
                return self._span(self._keys.get(parent, self._values[parent]))
        return Span(1, 1, 1)

    def _add_pair(self, prefix: DataPath, pair: Node) -> None:
        named = _meaningful(pair)
        if len(named) != 2:
            return
        key, value = named
        path = self._add_key(prefix, key)
        self._add_value(path, value)

    def _add_key(self, prefix: DataPath, key: Node) -> DataPath:
        """Record the parts of a possibly dotted key and return its path."""
        path = prefix
        for part in _key_parts(key):
            path = (*path, _key_text(part))
            self._keys.setdefault(path, part)
            self._values.setdefault(path, part)
        return path

    def _add_value(self, path: DataPath, value: Node) -> None:
        # Nesting is limited: tomllib has read the same text recursively.
        self._values[path] = value
        if value.type == "inline_table":
            for pair in _meaningful(value):
                self._add_pair(path, pair)
        elif value.type == "array":
            for place, entry in enumerate(_meaningful(value)):
                self._add_value((*path, place), entry)

    def _add_table(self, table: Node) -> None:
        header, *pairs = _meaningful(table)
        path: DataPath = ()
        for part in _key_parts(header):
            path = (*path, _key_text(part))
            self._keys.setdefault(path, part)
            self._values.setdefault(path, part)
            if path in self._last and part.end_byte != header.end_byte:
                path = (*path, self._last[path])
        if table.type == "table_array_element":
            self._last[path] = self._last.get(path, -1) + 1
            path = (*path, self._last[path])
        self._keys[path] = self._values[path] = header
        for pair in pairs:
            self._add_pair(path, pair)

    def _span(self, node: Node) -> Span:
        start, end = node.start_point, node.end_point
        line = self._lines[start.row]
        column = len(line[: start.column].decode(errors="replace"))
        covered = line[start.column : end.column if end.row == start.row else len(line)]
        width = len(covered.decode(errors="replace").rstrip())
        return Span(start.row + 1, column + 1, max(width, 1))


def _meaningful(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"]


def _key_parts(key: Node) -> Iterable[Node]:
    """The parts of a key, first to last; tree-sitter nests dotted keys to the left."""
    return reversed(list(_parts_backwards(key)))


def _parts_backwards(key: Node) -> Iterator[Node]:
    while key.type == "dotted_key":
        first, last = _meaningful(key)
        yield last
        key = first
    yield key


def _key_text(part: Node) -> str:
    written = (part.text or b"").decode()
    return next(iter(tomllib.loads(f"{written} = 0"))) if part.type == "quoted_key" else written
