"""Scores as tables: of respondents whose answers were collected elsewhere, and of the user's own.

The names of the score columns are part of what others build on and never change. Scores are not
rounded, and None if there is none.
"""

import codecs
import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from io import StringIO
from itertools import chain
from typing import BinaryIO, Literal, TypeAlias

from netztui.archive.archive import Archive
from netztui.archive.errors import ExchangeError
from netztui.archive.exchange.export import ExportSelection
from netztui.archive.sqlite.codec import time_to_text
from netztui.assessment.assessment import all_questions
from netztui.assessment.conditions import Value
from netztui.batch.cells import number_or_text
from netztui.batch.columns import ITEM, answer_columns, column_matcher, is_text
from netztui.batch.table import ResponseTable
from netztui.diagnostics.sanitize import sanitize
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.advice import matching_advice
from netztui.scoring.axis import BALANCED
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.result import Result
from netztui.scoring.score import score, score_row

Cell: TypeAlias = float | int | str | None
OutputFormat: TypeAlias = Literal["csv", "json"]

AXIS = ("axis", "axis.se", "axis.df", "axis.low95", "axis.high95", "intensity", "intensity.se")
ABOUT = ("id", "questionnaire", "version", "language", "started_at", "finished_at", "note")
"""The first columns of a table of results."""
ADVICE = "advice"
"""What JSON has in addition to the columns."""
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What formulas begin with in one spreadsheet or another."""


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """How a table is written, for the program that will read it."""

    delimiter: str = ","
    bom: bool = False
    """Whether it begins with a byte order mark, by which Excel knows UTF-8."""
    decimal_comma: bool = False
    """Whether figures have a decimal comma instead of a point."""


def column_names(key: ScoringKey) -> tuple[str, ...]:
    """The names of all scores of a questionnaire, in their order."""
    return _names(key.questionnaire)


def _names(questionnaire: Questionnaire) -> tuple[str, ...]:
    axis = questionnaire.axis
    names = [f"facet.{name}" for name in questionnaire.facets]
    names += [
        f"scale.{name}{suffix}" for name in questionnaire.scales for suffix in ("", ".se", ".df")
    ]
    if axis is not None:
        names += [*AXIS, f"p.{axis.low}", f"p.{BALANCED}", f"p.{axis.high}", "placement", "sure"]
    return (*names, "skipped", "quality.longstring", "quality.irv", "quality.opposites")


def column_values(result: Result) -> dict[str, Cell]:
    """The scores of one result by column name."""
    return dict(zip(_names(result.questionnaire), figures(result), strict=True))


def figures(result: Result) -> list[Cell]:
    """The scores of one result, in the order of `column_names`.

    Facets and scales in points 0..100, the axis in points −100..100, standard errors (`se`) in
    the unit of what they belong to, probabilities 0..1, the spread in raw units; whether the
    placement is sure is 1 or 0.
    """
    cells: list[Cell] = [facet.value for facet in result.facets.values()]
    for scale in result.scales.values():
        one = scale.estimate
        cells += (None, None, None) if one is None else (one.value, one.se, one.df)
    axis = result.axis
    if axis is not None:
        position, intensity = axis.position, axis.intensity
        cells += (position.value, position.se, position.df, *axis.interval)
        cells += (intensity.value, intensity.se, *axis.probabilities.values())
    elif result.questionnaire.axis is not None:
        cells += [None] * (len(AXIS) + 3)
    if result.questionnaire.axis is not None:
        cells += (result.placement, int(result.sure))
    quality = result.quality
    return [*cells, result.skipped, quality.longstring, quality.irv, quality.opposites]


def write_scores(
    responses: ResponseTable, target: BinaryIO, *, form: OutputFormat = "csv", items: bool = False
) -> None:
    """Write the scores of all `responses` to `target` in UTF-8, one line for each respondent.

    CSV has a header and the delimiter of `responses`; JSON is one object a line, with the advice
    that the result would show. With `items`, the raw answers follow the scores. Only one row is in
    memory; if NumPy is installed, a mebibyte of a long table that becomes CSV, whose rows are
    then scored together, with the same output. Raises ResponsesError for a faulty row, after
    writing the rows before it, and OSError if `target` can't be written.
    """
    carried_text = _carried_writer(responses.delimiter)
    join = responses.delimiter.join
    read_values = _value_reader(responses)
    names = [f"{ITEM}{item}" for item in responses.key.counted] if items else []
    if form == "csv":
        header = join([*column_names(responses.key), *names])
        target.write(f"{carried_text(responses.carried)}{header}\n".encode())
    if form == "csv" and find_spec("numpy") and responses.is_long:
        from netztui.batch.arrays.rows import scored

        target.writelines(scored(responses, carried_text, items=items))
    for carried, answers in responses:
        if form == "csv":
            cells = [*figures(score_row(responses.key, answers)), *(answers if items else ())]
            # None of these needs quotes, for which the csv module looks at every character.
            line = join(["" if cell is None else str(cell) for cell in cells])
            target.write(f"{carried_text(carried)}{line}\n".encode())
        else:
            result = score_row(responses.key, answers, read_values(carried, answers))
            fields = {**dict(zip(responses.carried, carried, strict=True)), **column_values(result)}
            if "sure" in fields:
                fields["sure"] = result.sure
            advice = [
                {"id": one.advice.id, "outright": one.outright} for one in matching_advice(result)
            ]
            if items:
                fields |= dict(zip(names, answers, strict=True))
            line = json.dumps({**fields, ADVICE: advice}, ensure_ascii=False, allow_nan=False)
            target.write(f"{line}\n".encode())
    target.flush()


def _carried_writer(delimiter: str) -> Callable[[Sequence[str]], str]:
    """A function from cells that are copied to the output to the beginning of their line."""
    line = StringIO()
    write = csv.writer(line, delimiter=delimiter, lineterminator="\n").writerow

    def text(cells: Sequence[str]) -> str:
        if not cells:
            return ""
        line.seek(0)
        line.truncate()
        # The empty cell at the end keeps the cells before it as they are in a longer line.
        write([*map(_safe, cells), ""])
        return line.getvalue()[:-1]

    return text


def write_results(
    archive: Archive,
    target: BinaryIO,
    selected: Iterable[ExportSelection],
    *,
    texts: bool = False,
    style: CsvStyle = CsvStyle(),
) -> None:
    """Write the results among `selected` to `target` as CSV in UTF-8, the oldest first.

    The raw answers follow the scores, so that everything can be computed again; those in the
    user's own words only with `texts`. The table has the columns of all questionnaires and their
    versions, with an empty cell if a result has no value.

    Drafts have no scores and are left out; raises ExchangeError if all are drafts. Raises
    ArchiveError, and OSError if `target` can't be written.
    """
    everything = tuple(selected)
    results = [one for one in everything if one.finished_at is not None]
    if everything and not results:
        raise ExchangeError(
            LazyText(N_("A draft has no scores yet, and a table contains only scores.")),
            LazyText(N_("Export it as JSON, or finish it first.")),
        )
    results.sort(key=lambda one: (one.finished_at or "", one.id))
    keys: dict[str, ScoringKey] = {}
    rows = [_result_cells(archive, one, keys, texts=texts) for one in results]
    names = dict.fromkeys([*ABOUT, *chain.from_iterable(rows)])
    columns = sorted(names, key=lambda name: name.startswith(ITEM))
    write_row = _csv_writer(target, style)
    write_row(columns)
    for row in rows:
        write_row([_safe(neutralize_formula(row.get(column))) for column in columns])
    target.flush()


def neutralize_formula(cell: Cell) -> Cell:
    """`cell`, with an apostrophe before text that looks like a formula.

    Spreadsheets run such text, and take the apostrophe as the mark of plain text.
    """
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA):
        return f"'{cell}"
    return cell


def _result_cells(
    archive: Archive, one: ExportSelection, keys: dict[str, ScoringKey], *, texts: bool
) -> dict[str, Cell]:
    """The cells by column; `keys` remembers the compiled questionnaires by their fingerprints."""
    stored = archive.load(one.id)
    assessment, questionnaire = stored.assessment, stored.assessment.questionnaire
    if one.questionnaire not in keys:
        keys[one.questionnaire] = scoring_key(questionnaire)
    about = (
        stored.id,
        questionnaire.id,
        questionnaire.version,
        stored.language,
        time_to_text(stored.started_at),
        one.finished_at,
        stored.note,
    )
    cells: dict[str, Cell] = dict(zip(ABOUT, about, strict=True))
    cells |= column_values(score(assessment, keys[one.questionnaire]))
    columns = answer_columns(questionnaire)
    cells |= {one.name: one.value(assessment) for one in columns if texts or not is_text(one)}
    return cells


def _value_reader(
    responses: ResponseTable,
) -> Callable[[Sequence[str], Sequence[int | None]], dict[str, Value]]:
    """A function from the cells of a row to the answers that advice may depend on, by item id.

    Those are the raw answers, and of the columns carried through the choices among options.
    """
    questions = all_questions(responses.key.questionnaire)
    key_of = column_matcher(responses.key.questionnaire, questions)
    asked = [(place, key_of(name)) for place, name in enumerate(responses.carried)]
    choices = [
        (place, key, {str(option.value): option.value for option in questions[key].options})
        for place, key in asked
        if key is not None and not questions[key].offers_none
    ]

    def read(carried: Sequence[str], answers: Sequence[int | None]) -> dict[str, Value]:
        given: dict[str, Value | None] = dict(zip(responses.key.counted, answers, strict=True))
        for place, key, values in choices:
            given[key] = values.get(number_or_text(carried[place]))
        return {name: value for name, value in given.items() if value is not None}

    return read


def _csv_writer(target: BinaryIO, style: CsvStyle) -> Callable[[Iterable[Cell]], object]:
    """A function that writes one row to `target` as CSV in UTF-8; None is an empty cell."""
    if style.bom:
        target.write(codecs.BOM_UTF8)
    encoder = codecs.getwriter("utf-8")(target)
    write = csv.writer(encoder, delimiter=style.delimiter, lineterminator="\n").writerow
    if not style.decimal_comma:
        return write
    return lambda row: write(
        [str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row]
    )


def _safe(cell: Cell) -> Cell:
    """`cell` without the control characters that a terminal would obey, except line breaks."""
    if not isinstance(cell, str) or cell.isprintable():
        return cell
    return "\t".join(map(sanitize, cell.replace("\r\n", "\n").split("\t")))
