"""Merging the assessments of an export file into the archive, so that nothing is lost.

An assessment keeps its id on every computer, so two archives know what they share:

- one that is not here is added;
- an identical one stays as it is, which makes importing twice the same as importing once;
- a draft that was continued elsewhere gets the answers of both, for each question the newer one,
  and its current question is the one of the later state;
- a finished one replaces the draft that it was;
- one that was finished differently here and there stays as it is here, which is reported;
- one in the trash here stays there.

If only one side has a note, it is kept; if they differ, the local one. Except for such
differences the result is the same whichever archive imports the other.
"""

from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Literal, TypeAlias

from netztui.archive.archive import Archive
from netztui.archive.exchange.export import read_entry
from netztui.archive.exchange.file_format import (
    AnswerEntry,
    AssessmentEntry,
    CheckedExport,
    Summary,
)
from netztui.archive.sqlite.codec import questionnaire_columns, to_json
from netztui.archive.sqlite.queries import DRAFT, QUESTIONNAIRE, SUMMARY
from netztui.questionnaire.model import Questionnaire

MergeOutcome: TypeAlias = Literal["added", "continued", "same", "kept"]


@dataclass
class ImportSummary:
    """What an import did, or would do."""

    results: int = 0
    """Results added."""
    drafts: int = 0
    """Drafts added."""
    continued: int = 0
    """Assessments that were here, and now have more answers, are finished or have a note."""
    unchanged: int = 0
    """Assessments that were already here."""
    trashed: int = 0
    """Assessments that are in the trash here, and stay there."""
    kept: list[str] = field(default_factory=list)
    """The ids of those that differ in the file, kept as they are here."""


def merge(
    here: AssessmentEntry | None, there: AssessmentEntry
) -> tuple[MergeOutcome, AssessmentEntry]:
    """The assessment with what both sides know of it, and what that means for this archive."""
    if here is None:
        return "added", there
    if _origin(here) != _origin(there):
        return "kept", here
    if here.finished_at is not None and there.finished_at is not None:
        if (here.finished_at, here.answers) != (there.finished_at, there.answers):
            return "kept", here
        merged = here
    elif here.finished_at is not None:
        merged = here
    elif there.finished_at is not None:
        merged = there
    else:
        merged = _joined(here, there)
    note = there.note if here.note is None else here.note
    merged = merged.model_copy(update={"note": note})
    if None not in {here.note, there.note} and here.note != there.note:
        return "kept", merged
    return ("same" if merged == here else "continued"), merged


def import_export(archive: Archive, export: CheckedExport) -> ImportSummary:
    """Merge `export` into `archive`, all of it or nothing; raises ArchiveError."""
    with archive.writing() as connection:
        return _merge_all(connection, export, write=True)


def preview_import(archive: Archive | None, export: CheckedExport) -> ImportSummary:
    """What `import_export` would do, in an archive that may not exist yet."""
    if archive is not None:
        with archive.reading("import") as connection:
            return _merge_all(connection, export, write=False)
    summary = ImportSummary()
    for entry, _questionnaire, _scores in export:
        _count(summary, "added", entry)
    return summary


def _merge_all(connection: Connection, export: CheckedExport, *, write: bool) -> ImportSummary:
    summary = ImportSummary()
    deleted = connection.execute("SELECT id FROM assessment WHERE deleted_at IS NOT NULL")
    trash = {id_ for (id_,) in deleted}
    for entry, questionnaire, scores in export:
        if entry.id in trash:
            summary.trashed += 1
            continue
        here = read_entry(connection, entry.id)
        outcome, merged = merge(here, entry)
        if write and merged != here:
            write_entry(connection, here, merged, scores, questionnaire)
        _count(summary, outcome, merged)
    return summary


def _origin(entry: AssessmentEntry) -> tuple[object, ...]:
    """What never changes from the start to the end of an assessment."""
    return entry.questionnaire, entry.language, entry.orders, entry.started_at


def _joined(here: AssessmentEntry, there: AssessmentEntry) -> AssessmentEntry:
    """Two states of a draft: the newer answer to each question, and the later current question."""
    answers: dict[str, AnswerEntry] = {}
    for answer in (*here.answers, *there.answers):
        answers[answer.key] = max(answers.get(answer.key, answer), answer, key=_recency)
    position = max(here, there, key=_last_change).position
    return here.with_answers(answers.values(), position=position)


def _recency(answer: AnswerEntry) -> tuple[str, str, float]:
    """Ties in time are broken by content, so that both archives reach the same result."""
    seconds = -1 if answer.seconds is None else answer.seconds
    return answer.answered_at, to_json(answer.value), seconds


def _last_change(entry: AssessmentEntry) -> tuple[str, str]:
    last = entry.answers[-1].answered_at if entry.answers else entry.started_at
    return last, entry.position or ""


def write_entry(
    connection: Connection,
    here: AssessmentEntry | None,
    merged: AssessmentEntry,
    scores: Summary | None,
    questionnaire: Questionnaire,
) -> None:
    """Store `merged` in the place of `here`, with its scores if it is finished."""
    id_ = merged.id
    if here is None:
        connection.execute(QUESTIONNAIRE, questionnaire_columns(questionnaire))
        orders = to_json(merged.orders)
        draft = (id_, merged.questionnaire, merged.language, orders, merged.started_at)
        connection.execute(DRAFT, draft)
    if scores is not None and (here is None or here.finished_at is None):
        finish = f"{SUMMARY}, finished_at = ? WHERE id = ?"
        connection.execute(finish, (*scores, merged.finished_at, id_))
    connection.execute(
        "UPDATE assessment SET position = ?, note = ?, revision = revision + ? WHERE id = ?",
        (merged.position, merged.note, here is not None, id_),
    )
    if here is None or merged.answers != here.answers:
        connection.execute("DELETE FROM answer WHERE assessment = ?", (id_,))
        rows = (
            (id_, answer.key, to_json(answer.value), answer.seconds, answer.answered_at)
            for answer in merged.answers
        )
        connection.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?)", rows)


def _count(summary: ImportSummary, outcome: MergeOutcome, entry: AssessmentEntry) -> None:
    match outcome:
        case "added" if entry.finished_at is not None:
            summary.results += 1
        case "added":
            summary.drafts += 1
        case "continued":
            summary.continued += 1
        case "same":
            summary.unchanged += 1
        case "kept":
            summary.kept.append(entry.id)
