"""What another computer's archive brings is put beside what is here, so that nothing is lost.

An assessment keeps its id wherever it goes, so two archives know what they share:

- one that is not here is added;
- one that is here and alike stays as it is, which makes importing twice the same as once;
- a draft that went on elsewhere gets the answers of both, for each question the newer one, and
  goes on at the question where it was worked on last;
- a finished one takes the place of the draft that it was;
- one that was finished here and there differently stays as it is here, and that is told;
- one that lies in the trash here stays there.

Of two notes the one that is there is kept, and where they differ, the one here. Except for such
disagreements it comes to the same whichever of two archives takes in the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from sqlite3 import Connection
from typing import Literal, TypeAlias

from netztui.archive.archive import Archive
from netztui.archive.exchange.export import Record, StoredAnswer, read_record
from netztui.archive.exchange.file_format import Incoming, QuestionnaireColumns
from netztui.archive.exchange.reading import Transfer
from netztui.archive.sqlite.queries import QUESTIONNAIRE

MergeOutcome: TypeAlias = Literal["added", "continued", "same", "kept"]

ADD = """
    INSERT INTO assessment (id, questionnaire, language, orders, started_at, finished_at, position,
                            note, axis, axis_se, axis_low95, axis_high95, intensity, placement,
                            scoring_version)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
FINISH = """
    UPDATE assessment
       SET finished_at = ?, axis = ?, axis_se = ?, axis_low95 = ?, axis_high95 = ?, intensity = ?,
           placement = ?, scoring_version = ?
     WHERE id = ?
"""
ADD_ANSWER = """
    INSERT INTO answer (assessment, key, value, seconds, answered_at) VALUES (?, ?, ?, ?, ?)
"""
TRASH = "SELECT id FROM assessment WHERE deleted_at IS NOT NULL"
NO_SUMMARY = (None,) * 7


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
    """Assessments that were here already."""
    trashed: int = 0
    """Assessments that lie in the trash here, and stay there."""
    kept: list[str] = field(default_factory=list)
    """The ids of those that the file has otherwise, kept as they are here."""


def merge(here: Record | None, there: Record) -> tuple[MergeOutcome, Record]:
    """What an assessment is once the other one's answers are known too."""
    if here is None:
        return "added", there
    if _identity(here) != _identity(there):
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
    merged = replace(merged, note=there.note if here.note is None else here.note)
    if None not in {here.note, there.note} and here.note != there.note:
        return "kept", merged
    return ("same" if merged == here else "continued"), merged


def import_transfer(archive: Archive, transfer: Transfer) -> ImportSummary:
    """Merge `transfer` into `archive`, all of it or nothing; raises ArchiveError."""
    with archive.writing() as connection:
        return _merge_all(connection, transfer, write=True)


def would_import(archive: Archive | None, transfer: Transfer) -> ImportSummary:
    """What `import_transfer` would do, in an archive that may not be there yet."""
    if archive is not None:
        with archive.reading("import") as connection:
            return _merge_all(connection, transfer, write=False)
    done = ImportSummary()
    for incoming in transfer.assessments:
        _count(done, "added", incoming.record)
    return done


def _merge_all(connection: Connection, transfer: Transfer, *, write: bool) -> ImportSummary:
    done = ImportSummary()
    trash = {id_ for (id_,) in connection.execute(TRASH)}
    for incoming in transfer.assessments:
        if incoming.record.id in trash:
            done.trashed += 1
            continue
        here = read_record(connection, incoming.record.id)
        outcome, merged = merge(here, incoming.record)
        if write and merged != here:
            _write(connection, here, Incoming(merged, incoming.summary), transfer.questionnaires)
        _count(done, outcome, merged)
    return done


def _identity(record: Record) -> tuple[str, ...]:
    """What never changes between beginning and end."""
    return record.questionnaire, record.language, record.orders, record.started_at


def _joined(here: Record, there: Record) -> Record:
    """Of two states of a draft: the newer answer to each question, the later position."""
    answers: dict[str, StoredAnswer] = {}
    for answer in (*here.answers, *there.answers):
        answers[answer.key] = max(answers.get(answer.key, answer), answer, key=_newness)
    return replace(
        here,
        answers=tuple(sorted(answers.values(), key=lambda one: (one.answered_at, one.key))),
        position=max(here, there, key=_lastness).position,
    )


def _newness(answer: StoredAnswer) -> tuple[str, str, float]:
    """What two answers of one moment differ in decides too, so that both archives agree."""
    return answer.answered_at, answer.value, -1 if answer.seconds is None else answer.seconds


def _lastness(record: Record) -> tuple[str, str]:
    last = record.answers[-1].answered_at if record.answers else record.started_at
    return last, record.position or ""


def _write(
    connection: Connection,
    here: Record | None,
    merged: Incoming,
    questionnaires: Mapping[str, QuestionnaireColumns],
) -> None:
    record = merged.record
    if here is None:
        connection.execute(QUESTIONNAIRE, questionnaires[record.questionnaire])
        columns = (
            record.id, record.questionnaire, record.language, record.orders, record.started_at,
            record.finished_at, record.position, record.note, *(merged.summary or NO_SUMMARY),
        )  # fmt: skip
        connection.execute(ADD, columns)
    else:
        if record.finished_at != here.finished_at:
            summary = merged.summary or NO_SUMMARY
            connection.execute(FINISH, (record.finished_at, *summary, record.id))
        connection.execute(
            "UPDATE assessment SET position = ?, note = ?, revision = revision + 1 WHERE id = ?",
            (record.position, record.note, record.id),
        )
    if here is None or record.answers != here.answers:
        connection.execute("DELETE FROM answer WHERE assessment = ?", (record.id,))
        connection.executemany(ADD_ANSWER, [(record.id, *answer) for answer in record.answers])


def _count(done: ImportSummary, outcome: MergeOutcome, record: Record) -> None:
    match outcome:
        case "added" if record.finished_at is not None:
            done.results += 1
        case "added":
            done.drafts += 1
        case "continued":
            done.continued += 1
        case "same":
            done.unchanged += 1
        case "kept":
            done.kept.append(record.id)
