"""One's own results as a table for a spreadsheet or R: a row for each, with what was rated.

The columns of figures are those of `netztui score`, and the raw answers stand behind them, so
that everything can be worked out again. Where the results are of several questionnaires, or of
several states of one, the table has the columns of all, and a cell is empty where a result has
nothing to say.

A spreadsheet runs a text that looks like a formula. The texts here are the person's own and the
questionnaire authors', so one that looks like that begins with an apostrophe, which a
spreadsheet takes for the mark of a text.
"""

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from netztui.archive.archive import Archive
from netztui.archive.errors import ExchangeError
from netztui.archive.exchange.export import ExportSelection
from netztui.archive.sqlite.codec import time_to_text
from netztui.assessment.assessment import all_questions
from netztui.batch.score_columns import Figure, column_names, column_values
from netztui.batch.scores import csv_writer
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire, RatingItem
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.score import score

ABOUT = ("id", "questionnaire", "version", "language", "started_at", "finished_at", "note")
"""The columns in front."""

ITEM = "item."
"""Before the key of a question, so that its column is not taken for a figure's."""

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a formula begins with for one spreadsheet or another."""


def write_results(archive: Archive, target: BinaryIO, chosen: Iterable[ExportSelection]) -> None:
    """Write a CSV table in UTF-8 with the results among `chosen`, the oldest first.

    Drafts have no figures and are passed over; raises ExchangeError where there is nothing but
    drafts. Raises ArchiveError, and OSError where `target` can't be written.
    """
    everything = tuple(chosen)
    results = [one for one in everything if one.finished_at is not None]
    if everything and not results:
        raise ExchangeError(
            LazyText(N_("A draft has no scores yet, and a table contains only scores.")),
            LazyText(N_("Export it as JSON, or finish it first.")),
        )
    results.sort(key=lambda one: (one.finished_at or "", one.id))
    states = {one.questionnaire: one.id for one in results}
    keys = {
        fingerprint: scoring_key(archive.load(id_).assessment.questionnaire)
        for fingerprint, id_ in states.items()
    }
    ratings = {fingerprint: _rating_keys(key.questionnaire) for fingerprint, key in keys.items()}
    scored = (name for key in keys.values() for name in column_names(key))
    rated = (f"{ITEM}{name}" for names in ratings.values() for name in names)
    columns = tuple(dict.fromkeys([*ABOUT, *scored, *rated]))
    write_row = csv_writer(target)
    write_row(columns)
    for one in results:
        cells = _cells(archive, one, keys[one.questionnaire], ratings[one.questionnaire])
        write_row([neutralize_formula(cells.get(column)) for column in columns])
    target.flush()


def neutralize_formula(cell: Figure) -> Figure:
    """`cell` as no spreadsheet runs it: a text like a formula behind an apostrophe."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA):
        return f"'{cell}"
    return cell


def _rating_keys(questionnaire: Questionnaire) -> tuple[str, ...]:
    questions = all_questions(questionnaire).items()
    return tuple(name for name, question in questions if isinstance(question.item, RatingItem))


def _cells(
    archive: Archive, one: ExportSelection, key: ScoringKey, ratings: Iterable[str]
) -> Mapping[str, Figure]:
    stored = archive.load(one.id)
    result = score(stored.assessment, key)
    questionnaire = key.questionnaire
    about = (
        stored.id,
        questionnaire.id,
        questionnaire.version,
        stored.language,
        time_to_text(stored.started_at),
        one.finished_at,
        stored.note,
    )
    raw = {f"{ITEM}{name}": stored.assessment.value(name) for name in ratings}
    rated = {column: value for column, value in raw.items() if isinstance(value, int)}
    return {**dict(zip(ABOUT, about, strict=True)), **column_values(result), **rated}
