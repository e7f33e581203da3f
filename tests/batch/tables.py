"""Tables of answers for the tests, and what is made of them."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from scoring.reference_form import form_key

from netztui.batch.scores import OutputFormat, column_names, write_scores
from netztui.batch.table import ResponseTable
from netztui.scoring.points import ScoringKey

ITEMS = tuple(form_key().counted)


def table(
    rows: Iterable[Sequence[object]], header: Sequence[str] = ITEMS, delimiter: str = ","
) -> bytes:
    """A CSV table in UTF-8; None is an empty cell."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue().encode()


def responses(content: bytes, key: ScoringKey | None = None) -> ResponseTable:
    key = key or form_key()
    return ResponseTable(io.BytesIO(content), "x.csv", key, column_names(key))


def written(content: bytes, form: OutputFormat = "csv", key: ScoringKey | None = None) -> str:
    target = io.BytesIO()
    write_scores(responses(content, key), target, form=form)
    return target.getvalue().decode()


def scored(content: bytes, key: ScoringKey | None = None) -> list[dict[str, Any]]:
    """What JSON says of each respondent."""
    return [json.loads(line) for line in written(content, "json", key).splitlines()]
