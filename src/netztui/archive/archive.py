"""The archive: drafts, answers and finished assessments in one SQLite file.

Raw answers are stored, never points, and beside them the questionnaire as it was when they were
given, so that an old result can be opened, explained and scored again. Figures that lists show
are kept with the scoring version that made them; they can be made again at any time.

What is promised: when a method that writes returns, what it wrote survives the program being
killed and, as far as the disk keeps its word, the power failing (write-ahead log, synced at each
commit). Each such method is one transaction: all of it is there afterwards, or nothing.
Deleted text is overwritten in the file. Programs that use one archive at once take turns.

One connection, for one thread. Opening and listing import no models, because the first screen
waits for them; what needs models, or anything else that is slow to import, imports it itself.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from netztui.archive.connection import connect, transaction, write_ahead
from netztui.archive.converters import (
    orders_to_json,
    time_from_text,
    time_to_text,
    title_to_json,
    value_to_json,
)
from netztui.archive.errors import (
    DamagedError,
    FinishedError,
    UnknownAssessmentError,
    faults,
)
from netztui.archive.file import Identity, identity, inspect, is_new, make_private, stay
from netztui.archive.migrations import migrate
from netztui.archive.rows import Draft, QuestionnaireRow, ResultRow, StoredAssessment

if TYPE_CHECKING:
    from netztui.assessment.assessment import Answer, Assessment
    from netztui.scoring.result import Result

DRAFTS = """
    SELECT assessment.id, questionnaire.id, questionnaire.title, assessment.language,
           assessment.started_at, coalesce(max(answered_at), assessment.started_at) AS active_at,
           count(answer.key), assessment.position
      FROM assessment
      JOIN questionnaire ON questionnaire.fingerprint = assessment.questionnaire
      LEFT JOIN answer ON answer.assessment = assessment.id
     WHERE finished_at IS NULL
     GROUP BY assessment.id
     ORDER BY active_at DESC, assessment.id
"""

RESULTS = """
    SELECT assessment.id, questionnaire.id, questionnaire.version, questionnaire.title,
           language, started_at, finished_at, note,
           axis, axis_se, axis_low95, axis_high95, intensity, placement, scoring_version
      FROM assessment
      JOIN questionnaire ON questionnaire.fingerprint = assessment.questionnaire
     WHERE finished_at IS NOT NULL AND (:questionnaire IS NULL OR questionnaire.id = :questionnaire)
     ORDER BY finished_at DESC, assessment.id
     LIMIT :limit OFFSET :offset
"""

# Where max() is asked for, SQLite takes the plain columns from the row that has it
# (https://sqlite.org/lang_select.html#bareagg).
QUESTIONNAIRES = """
    SELECT questionnaire.id, questionnaire.title, count(*), max(finished_at) AS newest
      FROM assessment
      JOIN questionnaire ON questionnaire.fingerprint = assessment.questionnaire
     WHERE finished_at IS NOT NULL
     GROUP BY questionnaire.id
     ORDER BY newest DESC, questionnaire.id
"""

ANSWER = """
    INSERT INTO answer (assessment, key, value, seconds, answered_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (assessment, key) DO UPDATE
       SET value = excluded.value, seconds = excluded.seconds, answered_at = excluded.answered_at
"""

SUMMARY = """
    UPDATE assessment
       SET axis = ?, axis_se = ?, axis_low95 = ?, axis_high95 = ?, intensity = ?, placement = ?,
           scoring_version = ?
"""

_in_use: Counter[Identity] = Counter()
"""The files that this process has open; why that matters is told at `file.inspect`."""

Row = TypeVar("Row", Draft, ResultRow, QuestionnaireRow)


class Archive:
    """An open archive. Every method may raise an ArchiveError; most mean that the disk failed."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Use `Archive.open`."""
        self._path = path
        self._connection = connection
        self._identity = identity(path)
        self._open = True
        _in_use[self._identity] += 1

    @classmethod
    def open(cls, path: Path) -> "Archive":
        """Open the archive at `path`; where there is none, make it and the folders to it.

        A file that is no archive, or one of a newer netztui, is not changed. The file is closed
        to other users, folders as described in `archive.file`.
        """
        path = path.absolute()
        with faults(path):
            if not is_new(path) and not _in_use[identity(path)]:
                inspect(path)
            make_private(path)
            connection = connect(path)
            try:
                migrate(connection, path)
                write_ahead(connection)
                return cls(path, connection)
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Let go of the file; closing twice is as good as once."""
        if self._open:
            self._open = False
            self._connection.close()
            _in_use[self._identity] -= 1

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Answering

    def begin(self, assessment: "Assessment", language: str, at: datetime) -> str:
        """Store a new draft with the questionnaire as it is now; returns the draft's id.

        `language` is the one it is begun in; `at` is aware, here and everywhere.
        """
        from uuid import uuid4

        questionnaire = assessment.questionnaire
        id_ = str(uuid4())
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO questionnaire (fingerprint, id, version, title, canonical)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING",
                (
                    questionnaire.fingerprint,
                    questionnaire.id,
                    questionnaire.version,
                    title_to_json(questionnaire.title.root),
                    questionnaire.canonical,
                ),
            )
            connection.execute(
                "INSERT INTO assessment (id, questionnaire, language, orders, started_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    id_,
                    questionnaire.fingerprint,
                    language,
                    orders_to_json(assessment.orders),
                    time_to_text(at),
                ),
            )
            for key, answer in assessment.answers.items():
                connection.execute(ANSWER, _answer_columns(id_, key, answer, at))
        return id_

    def record(
        self, id_: str, key: str, answer: "Answer", position: str | None, at: datetime
    ) -> None:
        """Store one answer, in place of an earlier one, and which question is shown next.

        Raises UnknownAssessmentError, or FinishedError where nothing may change any more.
        """
        with self._writing_draft(id_) as connection:
            connection.execute(ANSWER, _answer_columns(id_, key, answer, at))
            connection.execute("UPDATE assessment SET position = ? WHERE id = ?", (position, id_))

    def move(self, id_: str, position: str | None) -> None:
        """Store which question is being shown; raises as `record` does."""
        with self._writing_draft(id_) as connection:
            connection.execute("UPDATE assessment SET position = ? WHERE id = ?", (position, id_))

    def finish(self, id_: str, result: "Result", at: datetime) -> None:
        """Turn a draft into a result; what is finished already stays as it was finished first."""
        with self._writing() as connection:
            if not self._is_finished(id_):
                connection.execute(
                    f"{SUMMARY}, finished_at = ?, position = NULL WHERE id = ?",
                    (*_summary(result), time_to_text(at), id_),
                )

    def discard(self, id_: str) -> None:
        """Delete a draft with its answers; one that is gone already is no error.

        Raises FinishedError for a result, which is not given up so lightly.
        """
        with self._writing() as connection:
            rows = connection.execute(
                "SELECT finished_at FROM assessment WHERE id = ?", (id_,)
            ).fetchall()
            if rows and rows[0][0] is not None:
                raise FinishedError
            _remove(connection, id_)
        self._forget()

    # Reading

    def drafts(self) -> tuple[Draft, ...]:
        """What was begun and not finished, the last one worked on first."""
        return self._rows(Draft, DRAFTS)

    def results(
        self, questionnaire: str | None = None, limit: int | None = None, offset: int = 0
    ) -> tuple[ResultRow, ...]:
        """What was finished, newest first; of one questionnaire if its id is given."""
        limits = {"limit": -1 if limit is None else limit, "offset": offset}
        return self._rows(ResultRow, RESULTS, {"questionnaire": questionnaire, **limits})

    def latest(self, questionnaire: str | None = None) -> ResultRow | None:
        """The newest result, of one questionnaire if its id is given."""
        return next(iter(self.results(questionnaire, limit=1)), None)

    def result_count(self, questionnaire: str | None = None) -> int:
        """How many results there are, of one questionnaire if its id is given."""
        rows = self.questionnaires_with_results()
        return sum(row.results for row in rows if questionnaire in {None, row.id})

    def questionnaires_with_results(self) -> tuple[QuestionnaireRow, ...]:
        """The questionnaires that were finished at least once, the last one finished first."""
        return self._rows(QuestionnaireRow, QUESTIONNAIRES)

    def load(self, id_: str) -> StoredAssessment:
        """Everything about one assessment, finished or not; raises UnknownAssessmentError."""
        from netztui.archive.restoring import restore

        with faults(self._path), transaction(self._connection, "DEFERRED"):
            rows = self._connection.execute(
                "SELECT fingerprint, canonical, orders, language, started_at, finished_at,"
                " position, note FROM assessment JOIN questionnaire"
                " ON fingerprint = questionnaire WHERE assessment.id = ?",
                (id_,),
            ).fetchall()
            answers = self._connection.execute(
                "SELECT key, value, seconds FROM answer WHERE assessment = ?"
                " ORDER BY answered_at, key",
                (id_,),
            ).fetchall()
        if not rows:
            raise UnknownAssessmentError
        fingerprint, canonical, orders, language, started_at, finished_at, position, note = rows[0]
        with self._trusting(f"assessment {id_}"):
            return StoredAssessment(
                id_,
                restore(fingerprint, canonical, orders, answers),
                language,
                time_from_text(started_at),
                None if finished_at is None else time_from_text(finished_at),
                position,
                note,
            )

    # Keeping results

    def annotate(self, id_: str, note: str | None) -> None:
        """Store a note on an assessment, in place of an earlier one; None takes it away."""
        with self._writing() as connection:
            changed = connection.execute(
                "UPDATE assessment SET note = ? WHERE id = ?", (note, id_)
            ).rowcount
            if not changed:
                raise UnknownAssessmentError

    def outdated(self) -> tuple[str, ...]:
        """The results, oldest first, whose figures another version of the scoring made.

        Lists show figures as they are stored, because computing them takes all the answers. So
        whoever shows lists asks here once they stand, and for each id scores what `load` gives
        and hands it to `summarise`; the answers remain what they were.
        """
        from netztui.scoring.result import SCORING_VERSION

        with faults(self._path):
            rows = self._connection.execute(
                "SELECT id FROM assessment WHERE finished_at IS NOT NULL AND scoring_version <> ?"
                " ORDER BY finished_at, id",
                (SCORING_VERSION,),
            ).fetchall()
        return tuple(id_ for (id_,) in rows)

    def summarise(self, id_: str, result: "Result") -> None:
        """Replace the figures that lists show; UnknownAssessmentError if it is no result."""
        with self._writing() as connection:
            changed = connection.execute(
                f"{SUMMARY} WHERE id = ? AND finished_at IS NOT NULL", (*_summary(result), id_)
            ).rowcount
            if not changed:
                raise UnknownAssessmentError

    def delete(self, id_: str) -> None:
        """Delete an assessment, finished or not, for good; one that is gone already is no error.

        A questionnaire as it was then goes with the last assessment that was made of it.
        """
        with self._writing() as connection:
            _remove(connection, id_)
        self._forget()

    # Inside

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with faults(self._path):
            stay(self._path, self._identity)
            with transaction(self._connection):
                yield self._connection

    @contextmanager
    def _writing_draft(self, id_: str) -> Iterator[sqlite3.Connection]:
        with self._writing() as connection:
            if self._is_finished(id_):
                raise FinishedError
            yield connection

    def _is_finished(self, id_: str) -> bool:
        rows = self._connection.execute(
            "SELECT finished_at FROM assessment WHERE id = ?", (id_,)
        ).fetchall()
        if not rows:
            raise UnknownAssessmentError
        return rows[0][0] is not None

    def _forget(self) -> None:
        """Bring the log into the file and empty it, since it may still hold what was deleted.

        Where another program is reading, that is left to the next time.
        """
        with faults(self._path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _rows(
        self, kind: type[Row], query: str, values: dict[str, Any] | None = None
    ) -> tuple[Row, ...]:
        with faults(self._path):
            rows = self._connection.execute(query, values or {}).fetchall()
        with self._trusting("lists"):
            return tuple(kind.from_row(row) for row in rows)

    @contextmanager
    def _trusting(self, where: str) -> Iterator[None]:
        try:
            yield
        except (ValueError, KeyError, TypeError, RecursionError):
            # Not chained: the text of the cause may repeat an answer.
            raise DamagedError(self._path, where) from None


def _answer_columns(
    id_: str, key: str, answer: "Answer", at: datetime
) -> tuple[str, str, str, float | None, str]:
    return id_, key, value_to_json(answer.value), answer.seconds, time_to_text(at)


def _summary(result: "Result") -> tuple[float | str | None, ...]:
    from netztui.scoring.result import SCORING_VERSION

    axis = result.axis
    if axis is None:
        return None, None, None, None, None, result.placement, SCORING_VERSION
    figures = axis.position.value, axis.position.se, *axis.interval, axis.intensity.value
    return *figures, result.placement, SCORING_VERSION


def _remove(connection: sqlite3.Connection, id_: str) -> None:
    connection.execute("DELETE FROM assessment WHERE id = ?", (id_,))
    connection.execute(
        "DELETE FROM questionnaire WHERE fingerprint NOT IN (SELECT questionnaire FROM assessment)"
    )
