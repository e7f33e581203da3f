"""The places of the keys and values of a TOML file in its text.

tomllib gives values without places, so tree-sitter parses the text a second time. Import this
module only when there is something to report.
"""

import tomllib
from dataclasses import dataclass
from typing import Literal

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from netztui.diagnostics.problems import DataPath
from netztui.diagnostics.toml_syntax import without_byte_order_mark


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
        """Parse `content`: valid TOML in UTF-8."""
        content = without_byte_order_mark(content)
        self._lines = content.split(b"\n")
        # Keys and values as nodes, because their spans take time to compute and few are needed.
        # An entry of a list is its own key, and a header also its own value.
        self._nodes: dict[DataPath, tuple[Node, Node]] = {}
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
        """The place of the key or value at `path`, or of the key of the nearest parent in the text.

        Line 1 if there is no parent either.
        """
        for length in range(len(path), 0, -1):
            if nodes := self._nodes.get(path[:length]):
                whole = at == "value" and length == len(path)
                return self._span(nodes[1 if whole else 0])
        return Span(1, 1, 1)

    def _add_pair(self, prefix: DataPath, pair: Node) -> None:
        match _meaningful(pair):
            case [key, value]:
                self._add_value(self._add_key(prefix, key), key, value)

    def _add_key(self, path: DataPath, key: Node) -> DataPath:
        """Record the parts of a possibly dotted key and return its path."""
        for part in _key_parts(key):
            if path in self._last:
                path = (*path, self._last[path])
            path = (*path, _key_text(part))
            self._nodes.setdefault(path, (part, part))
        return path

    def _add_value(self, path: DataPath, key: Node, value: Node) -> None:
        # Nesting is limited: tomllib has read the same text recursively.
        self._nodes[path] = (self._nodes.get(path, (key,))[0], value)
        if value.type == "inline_table":
            for pair in _meaningful(value):
                self._add_pair(path, pair)
        elif value.type == "array":
            for place, entry in enumerate(_meaningful(value)):
                self._add_value((*path, place), entry, entry)

    def _add_table(self, table: Node) -> None:
        header, *pairs = _meaningful(table)
        path = self._add_key((), header)
        if table.type == "table_array_element":
            self._last[path] = self._last.get(path, -1) + 1
            path = (*path, self._last[path])
        self._nodes[path] = (header, header)
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


def _key_parts(key: Node) -> list[Node]:
    """The parts of a key, first to last; tree-sitter nests dotted keys to the left."""
    parts = []
    while key.type == "dotted_key":
        key, last = _meaningful(key)
        parts.append(last)
    return [key, *reversed(parts)]


def _key_text(part: Node) -> str:
    written = (part.text or b"").decode()
    return next(iter(tomllib.loads(f"{written} = 0"))) if part.type == "quoted_key" else written
