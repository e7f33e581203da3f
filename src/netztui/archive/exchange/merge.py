"""Merging the assessments of an export file into the archive, so that nothing is lost.

An assessment keeps its id on every computer, so two archives know what they share. docs/data.md
has the rules; the result is the same whichever archive imports the other, except that of two
different results or notes each archive keeps its own. Answers to questions after the result do not
make a result different.
"""

from collections import Counter
from collections.abc import Set as AbstractSet
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

MergeOutcome: TypeAlias = Literal["results", "drafts", "continued", "unchanged", "kept"]


@dataclass
class ImportSummary:
    """What an import did, or would do."""

    results: int = 0
    drafts: int = 0
    continued: int = 0
    """Assessments that were here, and now have more answers, are finished or have a note."""
    unchanged: int = 0
    trashed: int = 0
    """Assessments that are in the trash here, and stay there."""
    kept: list[str] = field(default_factory=list)
    """The ids of those that differ in the file, kept as they are here."""


def merge(
    here: AssessmentEntry | None, there: AssessmentEntry, later: AbstractSet[str] = frozenset()
) -> tuple[MergeOutcome, AssessmentEntry]:
    """The assessment with what both sides know of it, and what that means for this archive.

    `later` are the keys of the questions after the result.
    """
    if here is None:
        return "drafts" if there.finished_at is None else "results", there
    if _origin(here) != _origin(there):
        return "kept", here
    if here.finished_at is not None and there.finished_at is not None:
        if _finished(here, later) != _finished(there, later):
            return "kept", here
        merged = _newest(here, there)
    elif here.finished_at is None and there.finished_at is None:
        position = max(here, there, key=_last_change).position
        merged = _newest(here, there).model_copy(update={"position": position})
    else:
        merged = there if here.finished_at is None else here
    merged = merged.model_copy(update={"note": there.note if here.note is None else here.note})
    if None not in {here.note, there.note} and here.note != there.note:
        return "kept", merged
    return ("unchanged" if merged == here else "continued"), merged


def import_export(archive: Archive, export: CheckedExport) -> ImportSummary:
    """Merge `export` into `archive`, all of it or nothing; raises ArchiveError."""
    with archive.writing() as connection:
        return _merge_all(connection, export, write=True)


def preview_import(archive: Archive | None, export: CheckedExport) -> ImportSummary:
    """What `import_export` would do, in an archive that may not exist yet."""
    if archive is None:
        new: Counter[str] = Counter(merge(None, entry)[0] for entry, *_ in export)
        return ImportSummary(**new, kept=[])
    with archive.reading("import") as connection:
        return _merge_all(connection, export, write=False)


def _merge_all(connection: Connection, export: CheckedExport, *, write: bool) -> ImportSummary:
    deleted = connection.execute("SELECT id FROM assessment WHERE deleted_at IS NOT NULL")
    trash = {id_ for (id_,) in deleted}
    counts: Counter[str] = Counter()
    kept: list[str] = []
    for entry, questionnaire, scores in export:
        if entry.id in trash:
            counts["trashed"] += 1
            continue
        here = read_entry(connection, entry.id)
        outcome, merged = merge(here, entry, _later(questionnaire))
        if write and merged != here:
            write_entry(connection, here, merged, scores, questionnaire)
        if outcome == "kept":
            kept.append(entry.id)
        else:
            counts[outcome] += 1
    return ImportSummary(**counts, kept=kept)


def _origin(entry: AssessmentEntry) -> tuple[object, ...]:
    """What never changes from the start to the end of an assessment."""
    return entry.questionnaire, entry.language, entry.orders, entry.earlier, entry.started_at


def _later(questionnaire: Questionnaire) -> AbstractSet[str]:
    """The keys of the questions after the result, which are never asked for each of something."""
    sections = (section for section in questionnaire.sections if section.after_result)
    return {item.id for section in sections for item in section.items}


def _finished(entry: AssessmentEntry, later: AbstractSet[str]) -> tuple[object, ...]:
    """What never changes once an assessment is finished."""
    return entry.finished_at, [answer for answer in entry.answers if answer.key not in later]


def _newest(here: AssessmentEntry, there: AssessmentEntry) -> AssessmentEntry:
    """`here` with the newer answer to each question."""
    answers: dict[str, AnswerEntry] = {}
    for answer in (*here.answers, *there.answers):
        answers[answer.key] = max(answers.get(answer.key, answer), answer, key=_recency)
    return here.with_answers(answers.values())


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
        kept = to_json(merged.orders), to_json(merged.earlier)
        draft = (id_, merged.questionnaire, merged.language, *kept, merged.started_at)
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
