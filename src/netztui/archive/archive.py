"""The archive: drafts, answers and finished assessments in one SQLite file.

Raw answers are stored, never points, and beside them the questionnaire as it was when they were
given, so that an old result can be opened, explained and scored again. Figures that lists show
are kept with the scoring version that made them; they can be made again at any time.

What is promised: when a method that writes returns, what it wrote survives the program being
killed and, as far as the disk keeps its word, the power failing (write-ahead log, synced at each
commit). Each such method is one transaction: all of it is there afterwards, or nothing.
What is deleted lies in the trash; once that is emptied, it is overwritten in the file. Programs
that use one archive at once take turns, and notice when a draft was answered by both.

One connection, for one thread. Opening and listing import no models, because the first screen
waits for them; what needs models, or anything else that is slow to import, imports it itself.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from netztui.archive.errors import (
    DamagedError,
    FinishedError,
    LockedError,
    UnknownAssessmentError,
    translate_errors,
)
from netztui.archive.rows import (
    Draft,
    QuestionnaireRow,
    ResultRow,
    StoredAssessment,
    TrashedAssessment,
)
from netztui.archive.sqlite.codec import (
    answer_columns,
    orders_to_json,
    questionnaire_columns,
    summary_columns,
    time_from_text,
    time_to_text,
)
from netztui.archive.sqlite.connection import connect, enable_wal, transaction
from netztui.archive.sqlite.file import Identity, file_identity, inspect, is_new, make_private, stay
from netztui.archive.sqlite.migrations import migrate, utc_now
from netztui.archive.sqlite.queries import (
    ANSWER,
    ANSWERS,
    DRAFTS,
    EARLIER,
    QUESTIONNAIRE,
    QUESTIONNAIRES,
    RESULTS,
    SUMMARY,
    TRASH,
    WHOLE,
)

if TYPE_CHECKING:
    from netztui.assessment.assessment import Answer, Assessment
    from netztui.scoring.result import Result

_in_use: Counter[Identity] = Counter()
"""The files that this process has open; why that matters is told at `file.inspect`."""

Row = TypeVar("Row", Draft, ResultRow, QuestionnaireRow, TrashedAssessment)


class Archive:
    """An open archive. Every method may raise an ArchiveError; most mean that the disk failed."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Use `Archive.open`."""
        self._path = path
        self._connection = connection
        self._identity = file_identity(path)
        self._open = True
        _in_use[self._identity] += 1

    @classmethod
    def open(cls, path: Path, clock: Callable[[], datetime] = utc_now) -> "Archive":
        """Open the archive at `path`; where there is none, make it and the folders to it.

        An older one is brought to today's format, after a copy whose name has `clock`'s time.

        A file that is no archive, or one of a newer netztui, is not changed. The file is closed
        to other users, folders as described in `archive.file`.
        """
        path = path.absolute()
        with translate_errors(path):
            if not is_new(path) and not _in_use[file_identity(path)]:
                inspect(path)
            make_private(path)
            connection = connect(path)
            try:
                migrate(connection, path, clock)
                enable_wal(connection)
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
        with self.writing() as connection:
            connection.execute(QUESTIONNAIRE, questionnaire_columns(questionnaire))
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
                connection.execute(ANSWER, answer_columns(id_, key, answer, at))
        return id_

    def record(
        self, id_: str, key: str, answer: "Answer", position: str | None, at: datetime
    ) -> int:
        """Store one answer, in place of an earlier one, and which question is shown next.

        Returns the draft's new revision. It is one more than before, unless the draft was
        answered elsewhere in between: then it is more, and `load` has what was said there.
        Raises UnknownAssessmentError, or FinishedError where nothing may change any more.
        """
        with self._writing_draft(id_) as connection:
            connection.execute(ANSWER, answer_columns(id_, key, answer, at))
            ((revision,),) = connection.execute(
                "UPDATE assessment SET position = ?, revision = revision + 1 WHERE id = ?"
                " RETURNING revision",
                (position, id_),
            ).fetchall()
        return int(revision)

    def move(self, id_: str, position: str | None) -> None:
        """Store which question is being shown; raises as `record` does."""
        with self._writing_draft(id_) as connection:
            connection.execute("UPDATE assessment SET position = ? WHERE id = ?", (position, id_))

    def finish(self, id_: str, result: "Result", at: datetime) -> None:
        """Turn a draft into a result; what is finished already stays as it was finished first."""
        with self.writing() as connection:
            if not self._is_finished(id_):
                connection.execute(
                    f"{SUMMARY}, finished_at = ?, position = NULL WHERE id = ?",
                    (*summary_columns(result), time_to_text(at), id_),
                )

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

    def earlier(self, id_: str) -> ResultRow | None:
        """The result of the same questionnaire before this one; None where it is the first."""
        return next(iter(self._rows(ResultRow, EARLIER, {"id": id_})), None)

    def result_count(self, questionnaire: str | None = None) -> int:
        """How many results there are, of one questionnaire if its id is given."""
        rows = self.questionnaires_with_results()
        return sum(row.results for row in rows if questionnaire in {None, row.id})

    def questionnaires_with_results(self) -> tuple[QuestionnaireRow, ...]:
        """The questionnaires that were finished at least once, the last one finished first."""
        return self._rows(QuestionnaireRow, QUESTIONNAIRES)

    def load(self, id_: str) -> StoredAssessment:
        """Everything about one assessment, finished or not; raises UnknownAssessmentError."""
        from netztui.archive.sqlite.restoring import restore

        with translate_errors(self._path), transaction(self._connection, "DEFERRED"):
            rows = self._connection.execute(WHOLE, (id_,)).fetchall()
            answers = self._connection.execute(ANSWERS, (id_,)).fetchall()
        if not rows:
            raise UnknownAssessmentError
        fingerprint, canonical, orders, language, started_at, finished_at, *rest = rows[0]
        with self._trusting(f"assessment {id_}"):
            return StoredAssessment(
                id_,
                restore(fingerprint, canonical, orders, answers),
                language,
                time_from_text(started_at),
                None if finished_at is None else time_from_text(finished_at),
                *rest,
            )

    # Keeping results

    def annotate(self, id_: str, note: str | None) -> None:
        """Store a note on an assessment, in place of an earlier one; None takes it away."""
        with self.writing() as connection:
            changed = connection.execute(
                "UPDATE assessment SET note = ? WHERE id = ? AND deleted_at IS NULL", (note, id_)
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

        with translate_errors(self._path):
            rows = self._connection.execute(
                "SELECT id FROM assessment WHERE finished_at IS NOT NULL AND deleted_at IS NULL"
                " AND scoring_version <> ? ORDER BY finished_at, id",
                (SCORING_VERSION,),
            ).fetchall()
        return tuple(id_ for (id_,) in rows)

    def summarise(self, id_: str, result: "Result") -> None:
        """Replace the figures that lists show; UnknownAssessmentError if it is no result."""
        with self.writing() as connection:
            changed = connection.execute(
                f"{SUMMARY} WHERE id = ? AND finished_at IS NOT NULL AND deleted_at IS NULL",
                (*summary_columns(result), id_),
            ).rowcount
            if not changed:
                raise UnknownAssessmentError

    # Taking away, and getting back

    def delete(self, id_: str, at: datetime) -> None:
        """Put an assessment, finished or not, into the trash; what is there already stays there.

        From then on only `trash`, `restore` and `empty_trash` know it. Raises
        UnknownAssessmentError.
        """
        with self.writing() as connection:
            found = connection.execute(
                "UPDATE assessment SET deleted_at = coalesce(deleted_at, ?) WHERE id = ?",
                (time_to_text(at), id_),
            ).rowcount
            if not found:
                raise UnknownAssessmentError

    def trash(self) -> tuple[TrashedAssessment, ...]:
        """What was deleted and can be restored, the last one deleted first."""
        return self._rows(TrashedAssessment, TRASH)

    def restore(self, id_: str) -> None:
        """Take an assessment out of the trash, as it was; one that is not in it stays as it is.

        Raises UnknownAssessmentError.
        """
        with self.writing() as connection:
            found = connection.execute(
                "UPDATE assessment SET deleted_at = NULL WHERE id = ?", (id_,)
            ).rowcount
            if not found:
                raise UnknownAssessmentError

    def empty_trash(self) -> int:
        """Delete for good what is in the trash; returns how many assessments that were.

        Nothing of them is left in the archive's files; a questionnaire as it was then goes with
        the last assessment that was made of it. Raises LockedError where another program kept
        the log, which still holds them, from being emptied: it is emptied the next time.
        """
        with self.writing() as connection:
            emptied = connection.execute(
                "DELETE FROM assessment WHERE deleted_at IS NOT NULL"
            ).rowcount
            _remove_unused_questionnaires(connection)
        if not self._forget():
            raise LockedError(self._path)
        return emptied

    def backup(self, target: Path, *, force: bool = False) -> None:
        """Write a whole, verified copy of the archive to `target`, while it may be in use.

        The copy is an archive of its own, for its owner's eyes alone (0600), and appears only
        when it is complete. Raises OutputError where a file is there already, unless `force`, or
        where it can't be written.
        """
        from netztui.archive.maintenance.backup import copy_archive

        with translate_errors(self._path):
            copy_archive(self._path, target.absolute(), force=force)

    # For the other modules of this room

    @contextmanager
    def reading(self, where: str) -> Iterator[sqlite3.Connection]:
        """The archive as it is at one moment.

        Raises DamagedError, naming `where`, for a ValueError or the like about what a column holds.
        """
        with (
            translate_errors(self._path),
            self._trusting(where),
            transaction(self._connection, "DEFERRED"),
        ):
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all that is written in it stays, or nothing."""
        with translate_errors(self._path):
            stay(self._path, self._identity)
            with transaction(self._connection):
                yield self._connection

    # Inside

    @contextmanager
    def _writing_draft(self, id_: str) -> Iterator[sqlite3.Connection]:
        with self.writing() as connection:
            if self._is_finished(id_):
                raise FinishedError
            yield connection

    def _is_finished(self, id_: str) -> bool:
        rows = self._connection.execute(
            "SELECT finished_at FROM assessment WHERE id = ? AND deleted_at IS NULL", (id_,)
        ).fetchall()
        if not rows:
            raise UnknownAssessmentError
        return rows[0][0] is not None

    def _forget(self) -> bool:
        """Bring the log into the file and empty it, since it may still hold what was deleted.

        Where another program is reading, that is left to the next time; False then.
        """
        with translate_errors(self._path):
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy

    def _rows(
        self, kind: type[Row], query: str, values: dict[str, object] | None = None
    ) -> tuple[Row, ...]:
        with translate_errors(self._path):
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


def _remove_unused_questionnaires(connection: sqlite3.Connection) -> None:
    connection.execute(
        "DELETE FROM questionnaire WHERE fingerprint NOT IN (SELECT questionnaire FROM assessment)"
    )
