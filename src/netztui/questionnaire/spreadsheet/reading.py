"""A table as a questionnaire, or everything that is wrong with it, row by row."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, TypeAlias

from netztui.diagnostics.problems import DataPath, Diagnostic, QuestionnaireError, Violation
from netztui.diagnostics.suggest import quote_value, suggest
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import QUESTIONNAIRE_FORMAT, Questionnaire
from netztui.questionnaire.spreadsheet.cells import CellError, Grid, option_value, value, wording
from netztui.questionnaire.spreadsheet.defaults import fill_in
from netztui.questionnaire.spreadsheet.layout import (
    COLUMNS,
    ROWS,
    TEXT_COLUMN,
    WITH_OPTIONS,
    kind_of_rows,
)
from netztui.questionnaire.validation.reader import checked
from netztui.questionnaire.validation.schema_errors import HINTS, TEXT_KEYS

Part: TypeAlias = tuple[DataPath, dict[str, Any]]

TWICE = N_("“{key}” is given twice.")
ROWS_OF_KEYS = {
    "options": "option",
    "items": "item",
    **dict(zip(TEXT_KEYS, TEXT_KEYS, strict=True)),
}
"""The rows in which what a key has is written, if it is missing."""


class Table:
    """A table read as a questionnaire."""

    questionnaire: Questionnaire
    filled_in: tuple[str, ...]
    """The keys of what the table left out."""

    def __init__(self, content: bytes, source: str) -> None:
        """Read `content`, which diagnostics call `source`; raises QuestionnaireError."""
        self._grid = grid = Grid(content, source)
        # The row, from 0, and the column of each key.
        self._places: dict[DataPath, tuple[int, str]] = {
            ("languages", place): (grid.header, TEXT_COLUMN + language)
            for place, language in enumerate(grid.languages)
        }
        data = {"format": QUESTIONNAIRE_FORMAT, "languages": grid.languages}
        # The latest part of each kind, and the kind of the latest part but options.
        self._latest: dict[str, Part] = {"": ((), data)}
        self._owner = ""
        for row, cells in grid:
            what = cells.get("what", "").strip() or "item"
            try:
                self._read_row(row, what, cells)
            except CellError as error:
                grid.report(row, error.column or "what", error.message, error.hint)
        if "sections" not in data:
            grid.report(
                grid.header, "", LazyText(N_("The table has no row “{what}”."), what="item")
            )
        grid.fail_if_wrong()
        self.filled_in = fill_in(data, PurePath(source).stem)
        questionnaire, violations = checked(data)
        if questionnaire is None:
            raise QuestionnaireError(self.located(violations))
        self.questionnaire = questionnaire

    def located(self, violations: Iterable[Violation]) -> tuple[Diagnostic, ...]:
        """The violations with their rows and columns, from top to bottom."""
        found = []
        for one in violations:
            (row, column), hint = self._place(one.path), one.hint
            if one.places:
                rows = {self._place(path)[0] + 1 for path in one.places}
                hint = LazyText(N_("Rows: {rows}."), rows=_ranges(rows))
            elif hint is not None and hint.text in HINTS.values():
                # It says how to write it in TOML.
                what = ROWS_OF_KEYS.get(str(one.path[-1])) if one.path not in self._places else None
                sentence = N_("Put it in a row “{what}” below this one.")
                hint = LazyText(sentence, what=what) if what else None
            found.append(self._grid.diagnostic(row, column, one.message, hint, one.severity))
        return tuple(sorted(found, key=lambda one: (one.line, one.column)))

    def _place(self, path: DataPath) -> tuple[int, str]:
        """The row and the column of the key at `path` or of the nearest parent in the table."""
        parents = (path[:length] for length in range(len(path), 0, -1))
        known = (self._places[parent] for parent in parents if parent in self._places)
        return next(known, (self._grid.header, ""))

    def _read_row(self, row: int, what: str, cells: Mapping[str, str]) -> None:
        """Add what a row says to the data; raises CellError."""
        if what in TEXT_KEYS:
            self._add_text(row, what, cells, self._latest[self._owner])
            return
        if what not in ROWS:
            known = LazyText(N_("Possible here: {known}."), known=", ".join(ROWS))
            sentence, hint = N_("No row is called “{name}”."), suggest(what, [*ROWS, *TEXT_KEYS])
            raise CellError(LazyText(sentence, name=quote_value(what)), hint or known)
        kind, name = ROWS[what], cells.get("id", "").strip()
        if kind.id_key and not name:
            raise CellError(LazyText(N_("The row has no id.")), column="id")
        path, part = self._new_part(row, what, name)
        self._places[path] = (row, "id" if kind.id_key else "what")
        if what != "option":
            self._latest[what], self._owner = (path, part), what
        if kind.text:
            self._add_text(row, kind.text, cells, (path, part))
        for column in COLUMNS[1:]:
            try:
                settings = self._settings(row, what, column, cells)
            except CellError as error:
                self._grid.report(row, column, error.message, error.hint)
                continue
            for key, one in settings.items():
                if key in part:
                    self._grid.report(row, column, LazyText(TWICE, key=quote_value(key)))
                self._places[*path, key] = (row, column)
                part[key] = one

    def _new_part(self, row: int, what: str, name: str) -> Part:
        """An empty part for a row, in its place in the data; raises CellError if it has none."""
        kind, owner = ROWS[what], ROWS[what].owner
        if what == "questionnaire":
            return self._latest[""]
        if what == "option" and self._owner in WITH_OPTIONS:
            owner = self._owner
        elif what == "item" and "section" not in self._latest:
            self._latest["section"] = self._new_part(row, "section", "")
            self._places["sections", 0] = (row, "what")
        elif owner not in self._latest or what == "option":
            sentence = N_("A row “{what}” belongs below a row “{owner}”.")
            raise CellError(LazyText(sentence, what=what, owner=owner))
        path, holder = self._latest[owner]
        if kind.holder == "table":
            return (*path, kind.key), holder.setdefault(kind.key, {})
        part: dict[str, Any] = {}
        if kind.holder == "list":
            entries = holder.setdefault(kind.key, [])
            entries.append(part)
            return (*path, kind.key, len(entries) - 1), part
        if name in holder.setdefault(kind.key, {}):
            sentence = N_("The id “{name}” is given twice.")
            raise CellError(LazyText(sentence, name=quote_value(name)), column="id")
        holder[kind.key][name] = part
        return (*path, kind.key, name), part

    def _settings(
        self, row: int, what: str, column: str, cells: Mapping[str, str]
    ) -> dict[str, Any]:
        """What a cell adds to the part of its row, by key; raises CellError."""
        kind, cell = ROWS[what], cells.get(column, "").strip()
        if not cell:
            return {}
        match column:
            case "id":
                named = option_value(cell) if what == "option" else cell
                return {} if kind.holder == "by id" else {kind.id_key: named}
            case "facet" if what == "scale":
                return {"facets": cell.replace(",", " ").replace(";", " ").split()}
            case "pole" if what == "scale":
                axis = self._latest[""][1].setdefault("axis", {})
                pole = value(column, cell)
                if pole in axis:
                    raise CellError(LazyText(TWICE, key=pole))
                axis[pole] = cells["id"].strip()
                self._places.setdefault(("axis",), (row, column))
                self._places["axis", pole] = (row, column)
                return {}
        found = value(column, cell)
        if column != "more":
            return {} if found is False else {column: found}
        for key in found:
            if key in {*TEXT_KEYS, *COLUMNS, "facets"} or kind_of_rows(what, key):
                hint = LazyText(N_("Put it in its own column or in rows of its own."))
                raise CellError(LazyText(N_("“{key}” cannot be in “more”."), key=key), hint)
        return dict(found)

    def _add_text(self, row: int, key: str, cells: Mapping[str, str], part: Part) -> None:
        """Add the text in a row to a part; raises CellError if it has one already."""
        path, inside = part
        if key in inside:
            raise CellError(LazyText(TWICE, key=key))
        for language in reversed(self._grid.languages):
            self._places[*path, key] = (row, TEXT_COLUMN + language)
            self._places[*path, key, language] = (row, TEXT_COLUMN + language)
        texts = {one: wording(cells[TEXT_COLUMN + one]) for one in self._grid.languages}
        if any(texts.values()):
            inside[key] = {language: text for language, text in texts.items() if text}


def _ranges(numbers: Iterable[int]) -> str:
    """The numbers from the smallest, three and more in a row shortened: 6–10, 12, 14."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return ", ".join(
        f"{one[0]}–{one[-1]}" if len(one) > 2 else ", ".join(map(str, one)) for one in ranges
    )
