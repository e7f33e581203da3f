"""The archive: drafts, answers and finished assessments in one SQLite file.

Raw answers are stored, never points, together with the questionnaire as it was when they were
given, so that an old result can be opened, explained and scored again. The scores that lists show
are stored with the scoring version that computed them.

When a method that writes returns, its change survives the program being killed and, as far as the
disk honours a sync, a power failure. Each such method is one transaction. Deleted assessments are
in the trash; once that is emptied, they are overwritten in the file. Programs that use one archive
at the same time take turns, and notice when both have answered a draft.

One connection, for one thread. Opening and listing import no models, because the first screen
waits for them; a method that needs models imports them itself.
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from netztui.archive import errors
from netztui.archive.sqlite import codec, file, queries
from netztui.archive.sqlite.codec import time_from_text, time_to_text
from netztui.archive.sqlite.migrations import migrate
from netztui.system.clock import utc_now

if TYPE_CHECKING:
    from netztui.archive.rows import Draft, ResultRow, Row, StoredAssessment, TrashedAssessment
    from netztui.assessment.assessment import Answer, Assessment
    from netztui.assessment.conditions import Value
    from netztui.scoring.result import Result

_in_use: Counter[file.Identity] = Counter()
"""Files this process has open; see `file.inspect` for why that matters."""


class Archive:
    """An open archive. Every method may raise an ArchiveError."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Use `Archive.open`."""
        self.path = path
        self._connection = connection
        self._identity = file.identity_of(path)
        self._open = True
        _in_use[self._identity] += 1

    @classmethod
    def open(cls, path: Path) -> "Archive":
        """Open the archive at `path`; create it and its folders if there is none.

        An older archive is migrated, after a copy of it was made. A file that is not an archive,
        or is one of a newer netztui, is not changed.
        """
        path = path.absolute()

        def make_copy() -> None:
            from netztui.archive.maintenance import backup

            backup.make_copy(path, utc_now())

        with errors.translate_errors(path):
            if not file.is_new(path) and not _in_use[file.identity_of(path)]:
                file.inspect(path)
            file.make_private(path)
            connection = file.connect(path)
            try:
                migrate(connection, path, make_copy)
                file.enable_wal(connection)
                return cls(path, connection)
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Close the file; closing twice has no effect."""
        self._connection.close()
        _in_use[self._identity] -= self._open
        self._open = False

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # Answering

    def begin(self, assessment: "Assessment", language: str, at: datetime) -> str:
        """Store a new draft with the questionnaire as it is now; returns the draft's id.

        `language` is the one it is started in; `at` is aware, here and everywhere.
        """
        from uuid import uuid4

        id_, questionnaire = str(uuid4()), codec.questionnaire_columns(assessment.questionnaire)
        with self.writing() as connection:
            connection.execute(queries.QUESTIONNAIRE, questionnaire)
            kept = codec.to_json(assessment.orders), codec.to_json(assessment.earlier)
            row = (id_, questionnaire[0], language, *kept, time_to_text(at))
            connection.execute(queries.DRAFT, row)
            answers = assessment.answers.items()
            rows = [codec.answer_columns(id_, key, answer, at) for key, answer in answers]
            connection.executemany(queries.ANSWER, rows)
        return id_

    def record(
        self, id_: str, key: str, answer: "Answer | None", position: str | None, at: datetime
    ) -> int:
        """Store one answer, replacing an earlier one, and which question is shown next.

        None withdraws the answer, so that the question is open again.

        Returns the draft's new revision, which is one more than before, or higher if another
        program answered the draft in between. Raises UnknownAssessmentError or FinishedError.
        """
        with self._writing_draft(id_) as connection:
            _replace_answer(connection, id_, key, answer, at)
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
        """Turn a draft into a result. Finishing twice has no effect."""
        with suppress(errors.FinishedError), self._writing_draft(id_) as connection:
            connection.execute(
                f"{queries.SUMMARY}, finished_at = ?, position = NULL WHERE id = ?",
                (*codec.summary_columns(result), time_to_text(at), id_),
            )

    def answer_later(self, id_: str, key: str, answer: "Answer | None", at: datetime) -> None:
        """Store one answer to a question after the result, replacing an earlier one.

        None withdraws the answer. Raises UnknownAssessmentError unless this is the id of a finished
        assessment.
        """
        query = (
            "SELECT 1 FROM assessment"
            " WHERE id = ? AND finished_at IS NOT NULL AND deleted_at IS NULL"
        )
        with self.writing() as connection:
            if not connection.execute(query, (id_,)).fetchall():
                raise errors.UnknownAssessmentError
            _replace_answer(connection, id_, key, answer, at)

    def discard(self, id_: str, revision: int) -> None:
        """Delete a draft for good, unless it has been answered elsewhere since `revision`."""
        with self.writing() as connection:
            connection.execute(
                "DELETE FROM assessment WHERE id = ? AND revision = ? AND finished_at IS NULL",
                (id_, revision),
            )

    # Reading

    def drafts(self) -> "tuple[Draft, ...]":
        """Unfinished assessments, the one answered last first."""
        from netztui.archive.rows import Draft

        return self._rows(Draft, queries.DRAFTS)

    def results(
        self,
        questionnaire: str | None = None,
        limit: int = -1,
        offset: int = 0,
        *,
        after: str | None = None,
    ) -> "tuple[ResultRow, ...]":
        """Finished assessments, newest first; of one questionnaire if its id is given.

        With `after`, only those that come after the result with this id.
        """
        from netztui.archive.rows import ResultRow

        values: dict[str, object] = {"questionnaire": questionnaire, "after": after}
        return self._rows(ResultRow, queries.RESULTS, {**values, "limit": limit, "offset": offset})

    def latest(self, questionnaire: str | None = None) -> "ResultRow | None":
        """The newest result, of one questionnaire if its id is given."""
        return next(iter(self.results(questionnaire, limit=1)), None)

    def result_count(self) -> int:
        """How many results there are."""
        return sum(self.result_counts().values())

    def result_counts(self) -> Mapping[str, int]:
        """How many results of each questionnaire there are, the one finished last first."""
        with self.reading("lists") as connection:
            return dict(connection.execute(queries.RESULT_COUNTS).fetchall())

    def load(self, id_: str) -> "StoredAssessment":
        """Everything about one assessment, finished or not; raises UnknownAssessmentError."""
        from netztui.archive.rows import StoredAssessment

        with self.reading(f"assessment {id_}") as connection:
            rows = connection.execute(queries.WHOLE, (id_,)).fetchall()
            if not rows:
                raise errors.UnknownAssessmentError
            *whole, language, started_at, finished_at, position, note, revision = rows[0]
            answers = connection.execute(queries.ANSWERS, (id_,)).fetchall()
            return StoredAssessment(
                id_,
                codec.restore_assessment(answers, *whole),
                language,
                time_from_text(started_at),
                None if finished_at is None else time_from_text(finished_at),
                position,
                note,
                revision,
            )

    def answers_to(
        self, keys: Collection[str], ids: Collection[str]
    ) -> Mapping[str, Mapping[str, "Value"]]:
        """The answers of the assessments `ids` to the questions `keys`, by id and then by key."""
        found: dict[str, dict[str, Value]] = {}
        with self.reading("lists") as connection:
            wanted = codec.to_json(list(ids)), codec.to_json(list(keys))
            for id_, key, text in connection.execute(queries.ANSWERS_TO, wanted):
                if (value := codec.value_from_json(text)) is not None:
                    found.setdefault(id_, {})[key] = value
        return found

    # Many people at once

    def hold(self) -> None:
        """Collect what is written from now on in one transaction, until `store` or `drop`.

        Many people's answers then wait for the disk together instead of one after the other. Until
        `store` returns, nothing of them is durable, although this archive reads them already, and
        other programs that write are kept waiting. Holding twice has no effect.
        """
        with errors.translate_errors(self.path):
            file.check_not_moved(self.path, self._identity)
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN IMMEDIATE")

    def store(self) -> None:
        """Store durably what was written since `hold`; if that fails, all of it is dropped."""
        try:
            with errors.translate_errors(self.path):
                self._connection.commit()
        except BaseException:
            self.drop()
            raise

    def drop(self) -> None:
        """Forget what was written since `hold`."""
        with errors.translate_errors(self.path):
            self._connection.rollback()

    # Keeping results

    def annotate(self, id_: str, note: str | None) -> None:
        """Store a note on an assessment, replacing an earlier one; None removes it."""
        self._update(
            "UPDATE assessment SET note = ? WHERE id = ? AND deleted_at IS NULL", note, id_
        )

    def outdated(self) -> tuple[str, ...]:
        """The results, oldest first, whose stored scores another scoring version computed."""
        from netztui.scoring.result import SCORING_VERSION

        with self.reading("lists") as connection:
            rows = connection.execute(queries.OUTDATED, (SCORING_VERSION,))
            return tuple(id_ for (id_,) in rows)

    def summarise(self, id_: str, result: "Result") -> None:
        """Replace the scores that lists show; UnknownAssessmentError if it is not a result."""
        self._update(
            f"{queries.SUMMARY} WHERE id = ? AND finished_at IS NOT NULL AND deleted_at IS NULL",
            *codec.summary_columns(result),
            id_,
        )

    # Deleting and restoring

    def delete(self, id_: str, at: datetime) -> None:
        """Move an assessment, finished or not, to the trash. Deleting twice has no effect.

        Afterwards only `trash`, `restore` and `empty_trash` see it. Raises UnknownAssessmentError.
        """
        self._update(
            "UPDATE assessment SET deleted_at = coalesce(deleted_at, ?) WHERE id = ?",
            time_to_text(at),
            id_,
        )

    def trash(self) -> "tuple[TrashedAssessment, ...]":
        """Deleted assessments that can be restored, the one deleted last first."""
        from netztui.archive.rows import TrashedAssessment

        return self._rows(TrashedAssessment, queries.TRASH)

    def restore(self, id_: str) -> None:
        """Restore an assessment from the trash, as it was; raises UnknownAssessmentError."""
        self._update("UPDATE assessment SET deleted_at = NULL WHERE id = ?", id_)

    def empty_trash(self) -> int:
        """Permanently delete everything in the trash; returns the number of assessments.

        Nothing of them is left in the archive's files, but in its copies (see `backup.make_copy`).
        Raises LockedError if another program kept the log, which still has them, from being
        emptied: it is emptied the next time.
        """
        with self.writing() as connection:
            emptied = connection.execute(queries.DELETE_TRASH).rowcount
            connection.execute(queries.DELETE_UNUSED)
        with errors.translate_errors(self.path):
            # The log may still have what was deleted; busy while another program reads it.
            (busy, *_) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise errors.LockedError(self.path)
        return emptied

    # For the other modules of this package

    @contextmanager
    def reading(self, where: str) -> Iterator[sqlite3.Connection]:
        """A snapshot of the archive.

        An error about a column's content becomes a DamagedError that names `where`.
        """
        with errors.translate_errors(self.path):
            try:
                with file.transaction(self._connection, "DEFERRED"):
                    yield self._connection
            except (ValueError, KeyError, TypeError, RecursionError):
                # Not chained: the text of the cause may repeat an answer.
                raise errors.DamagedError(self.path, where) from None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: everything written in it is stored, or nothing."""
        with errors.translate_errors(self.path):
            if not self._connection.in_transaction:  # otherwise `hold` has looked
                file.check_not_moved(self.path, self._identity)
            with file.transaction(self._connection):
                yield self._connection

    def _update(self, statement: str, *values: object) -> None:
        """Change one assessment; raises UnknownAssessmentError if there is none to change."""
        with self.writing() as connection:
            if not connection.execute(statement, values).rowcount:
                raise errors.UnknownAssessmentError

    @contextmanager
    def _writing_draft(self, id_: str) -> Iterator[sqlite3.Connection]:
        query = "SELECT finished_at FROM assessment WHERE id = ? AND deleted_at IS NULL"
        with self.writing() as connection:
            rows = connection.execute(query, (id_,)).fetchall()
            if not rows:
                raise errors.UnknownAssessmentError
            if rows != [(None,)]:
                raise errors.FinishedError
            yield connection

    def _rows(
        self, kind: "type[Row]", query: str, values: Mapping[str, object] | None = None
    ) -> "tuple[Row, ...]":
        from netztui.archive.rows import from_columns

        with self.reading("lists") as connection:
            rows = connection.execute(query, values or {})
            return tuple(from_columns(kind, row) for row in rows)


def _replace_answer(
    connection: sqlite3.Connection, id_: str, key: str, answer: "Answer | None", at: datetime
) -> None:
    connection.execute("DELETE FROM answer WHERE assessment = ? AND key = ?", (id_, key))
    if answer is not None:
        connection.execute(queries.ANSWER, codec.answer_columns(id_, key, answer, at))
