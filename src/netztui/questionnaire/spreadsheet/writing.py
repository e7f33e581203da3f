"""A questionnaire as a table."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.spreadsheet.layout import (
    COLUMNS,
    FORMULA,
    NUMBER,
    ROWS,
    TEXT_COLUMN,
    WORDS,
    kind_of_rows,
)
from netztui.questionnaire.toml_text import inline
from netztui.questionnaire.validation.schema_errors import TEXT_KEYS

Row = Mapping[str, str]


def write_table(questionnaire: Questionnaire, delimiter: str = ",") -> bytes:
    """CSV from which `reading.read_table` makes the same questionnaire.

    It is in UTF-8 with a byte order mark, without which Excel would not know that it is.
    """
    part = questionnaire.written()
    del part["format"], part["languages"]
    axis = part.get("axis", {})
    for pole in [pole for pole in ("low", "high") if pole in axis]:
        part["scales"][axis.pop(pole)]["pole"] = pole
    rows = list(_rows("questionnaire", part))
    columns = [name for name in COLUMNS if any(name in row for row in rows)]
    columns += [TEXT_COLUMN + language for language in questionnaire.languages]
    with io.StringIO(newline="") as text:
        table = csv.DictWriter(text, columns, restval="", delimiter=delimiter)
        table.writeheader()
        table.writerows(rows)
        return text.getvalue().encode("utf-8-sig")


def _rows(what: str, part: Mapping[str, Any]) -> Iterator[Row]:
    """The row of a part, then those of its other texts, then those of the parts in it."""
    kind, row, more = ROWS[what], {"what": what}, {}
    texts: list[Row] = []
    inner: list[tuple[str, Mapping[str, Any]]] = []
    for key, value in part.items():
        if key == kind.id_key:
            row["id"] = _word(value)
        elif key == kind.text:
            row |= _texts(value)
        elif key in TEXT_KEYS and isinstance(value, dict):
            texts.append({"what": key, **_texts(value)})
        elif name := kind_of_rows(what, key):
            inner += [(name, one) for one in _parts(name, value)]
        elif key in WORDS:
            row[key] = value
        elif (what, key) == ("scale", "facets"):
            row["facet"] = ", ".join(value)
        elif key == "reverse":
            row[key] = inline(value)
        else:
            more[key] = value
    if more:
        row["more"] = ", ".join(f"{key} = {inline(value)}" for key, value in more.items())
    # Without settings of its own, the axis is what the scales' poles say.
    if what != "axis" or more:
        yield row
    yield from texts
    for name, one in inner:
        yield from _rows(name, one)


def _parts(name: str, value: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401  # any of the model's
    match ROWS[name].holder:
        case "by id":
            return [{"id": one, **value[one]} for one in value]
        case "table":
            return [value]
    return list(value)


def _texts(text: Mapping[str, str]) -> Row:
    """The cells with the text; an apostrophe keeps a spreadsheet from taking it for a formula."""
    return {
        TEXT_COLUMN + language: f"'{wording}" if FORMULA.match(wording.lstrip("'")) else wording
        for language, wording in text.items()
    }


def _word(value: int | str) -> str:
    """An id or an option's value; a word that would be read as something else is quoted."""
    plain = isinstance(value, int) or not (
        value != value.strip() or value.startswith('"') or NUMBER.fullmatch(value)
    )
    if plain and not FORMULA.match(str(value)):
        return str(value)
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)
