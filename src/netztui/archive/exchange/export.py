"""Getting everything out of the archive: the transfer file, which `transfer_merging` reads back.

One JSON object in UTF-8, its members in this order:

    {"netztui": "0.1.0",              the version that wrote it
     "format": 1,                     of this file
     "questionnaires": [{…}, …],      each as it was when it was answered, in canonical form
     "assessments": [
       {"id": "…",                    a UUID; the same on every computer
        "questionnaire": "…",         SHA-256 of the questionnaire's canonical form
        "language": "de",
        "started_at": "2025-03-01T12:00:00.000000Z",
        "finished_at": null,          null for a draft, as `position` is for a result
        "position": "…",              the key of the question being shown
        "note": null,
        "orders": {},                 item ids in the order shown, by shuffled section
        "answers": [                  in the order given; plans are among them
          {"key": "…", "value": 4, "seconds": 2.5, "answered_at": "…"}]}]}

`value` is raw: a number, a text, a list of chosen options, or null for “no answer”. Figures are
not in it, because they follow from the answers; nor is what lies in the trash. The same archive
always gives the same bytes: assessments stand in the order in which they were begun,
questionnaires in that of their fingerprints. It is written and read piece by piece, each
questionnaire and each assessment a line.
"""

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import lru_cache
from sqlite3 import Connection
from typing import BinaryIO, NamedTuple

from netztui import __version__
from netztui.archive.archive import Archive
from netztui.archive.sqlite.codec import orders_from_json, value_from_json
from netztui.i18n.message import N_, LazyText

EXPORT_FORMAT = 1

EVERYTHING = "all"
LATEST = "latest"
PREFIX = 4
"""With how many characters the beginning of an id is enough."""

RECORD = """
    SELECT id, questionnaire, language, orders, started_at, finished_at, position, note
      FROM assessment WHERE id = ?
"""
ANSWERS = """
    SELECT key, value, seconds, answered_at FROM answer WHERE assessment = ?
     ORDER BY answered_at, key
"""
CHOICE = """
    SELECT assessment.id, questionnaire, finished_at
      FROM assessment JOIN questionnaire ON fingerprint = questionnaire
     WHERE deleted_at IS NULL
       AND (:questionnaire IS NULL OR questionnaire.id = :questionnaire)
     ORDER BY started_at, assessment.id
"""


class TransferError(Exception):
    """Nothing to export, or a file that can't be imported: what is wrong, and what to do."""

    def __init__(self, message: LazyText, hint: LazyText) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"


class StoredAnswer(NamedTuple):
    """An answer as its columns hold it."""

    key: str
    value: str
    """The raw value as JSON."""
    seconds: float | None
    answered_at: str


@dataclass(frozen=True, slots=True)
class Record:
    """An assessment as its columns hold it: what a transfer file has of it, and nothing more."""

    id: str
    questionnaire: str
    """The questionnaire's fingerprint."""
    language: str
    orders: str
    """Item ids by section, as JSON."""
    started_at: str
    finished_at: str | None
    position: str | None
    note: str | None
    answers: tuple[StoredAnswer, ...]
    """In the order given; those given at one moment by key."""


class ExportSelection(NamedTuple):
    """An assessment that was chosen for export."""

    id: str
    questionnaire: str
    """The questionnaire's fingerprint."""
    finished_at: str | None


def select_for_export(
    archive: Archive, which: str = EVERYTHING, questionnaire: str | None = None
) -> tuple[ExportSelection, ...]:
    """The assessments that `which` means, in the order in which they were begun.

    `which` is EVERYTHING, LATEST (the result finished last), or an id or its beginning;
    `questionnaire` keeps to those of the questionnaire with that id. Raises TransferError where
    there is none, or more than one begins like that.
    """
    with archive.reading("lists") as connection:
        rows = connection.execute(CHOICE, {"questionnaire": questionnaire}).fetchall()
    known = tuple(ExportSelection(*row) for row in rows)
    if questionnaire is not None and not known:
        raise TransferError(
            LazyText(N_("There is nothing of the questionnaire “{name}”."), name=questionnaire),
            LazyText(N_("Leave the questionnaire out to export everything.")),
        )
    if which == EVERYTHING:
        return known
    if which == LATEST:
        results = [one for one in known if one.finished_at is not None]
        if not results:
            raise TransferError(
                LazyText(N_("There is no result yet.")),
                LazyText(N_("Finish an assessment first, or export everything with “all”.")),
            )
        return (max(results, key=lambda one: (one.finished_at, one.id)),)
    return (_beginning_with(which, known),)


def _beginning_with(prefix: str, known: Iterable[ExportSelection]) -> ExportSelection:
    hint = LazyText(
        N_(
            "Name all, latest, previous, a number from “netztui history”, or the beginning of an "
            "id ({count} characters or more)."
        ),
        count=PREFIX,
    )
    if len(prefix) < PREFIX:
        raise TransferError(
            LazyText(N_("“{name}” is too short for the beginning of an id."), name=prefix), hint
        )
    meant = [one for one in known if one.id.startswith(prefix.lower())]
    if not meant:
        raise TransferError(LazyText(N_("No id begins with “{name}”."), name=prefix), hint)
    if len(meant) > 1:
        raise TransferError(
            LazyText(
                N_("{count} ids begin with “{name}”."),
                count=len(meant),
                name=prefix,
            ),
            LazyText(N_("Write more of the id.")),
        )
    return meant[0]


def write_export(archive: Archive, target: BinaryIO, chosen: Iterable[ExportSelection]) -> None:
    """Write the transfer file with the assessments `chosen` to `target`.

    All of it is of one moment, whatever other programs write meanwhile. Raises ArchiveError, and
    OSError where `target` can't be written.
    """
    # What goes wrong with `target` stays outside, where it is not taken for the archive's fault.
    with closing(_pieces(archive, [one.id for one in chosen])) as pieces:
        target.writelines(piece.encode() for piece in pieces)
    target.flush()


def _pieces(archive: Archive, ids: list[str]) -> Generator[str, None, None]:
    with archive.reading("export") as connection:
        yield f'{{"netztui":{json.dumps(__version__)},"format":{EXPORT_FORMAT},\n"questionnaires":['
        yield from _lines(_questionnaires(connection, ids))
        yield '],\n"assessments":['
        records = (read_record(connection, id_) for id_ in ids)
        # What was deleted since it was chosen is not there any more, and that is right.
        yield from _lines(_as_json(record) for record in records if record is not None)
        yield "]}\n"


def _lines(entries: Iterable[str]) -> Iterator[str]:
    for number, entry in enumerate(entries):
        yield f",\n{entry}" if number else f"\n{entry}"


def _questionnaires(connection: Connection, ids: list[str]) -> Iterator[str]:
    fingerprints = {
        fingerprint
        for id_ in ids
        for (fingerprint,) in connection.execute(
            "SELECT questionnaire FROM assessment WHERE id = ?", (id_,)
        )
    }
    for fingerprint in sorted(fingerprints):
        ((canonical,),) = connection.execute(
            "SELECT canonical FROM questionnaire WHERE fingerprint = ?", (fingerprint,)
        )
        if hashlib.sha256(canonical.encode()).hexdigest() != fingerprint:
            raise ValueError("the questionnaire is not the one that was answered")
        yield canonical


def read_record(connection: Connection, id_: str) -> Record | None:
    """The record of the assessment `id_`; None where there is none."""
    rows = connection.execute(RECORD, (id_,)).fetchall()
    if not rows:
        return None
    answers = connection.execute(ANSWERS, (id_,)).fetchall()
    return Record(*(*rows[0], tuple(map(StoredAnswer._make, answers))))


def _as_json(record: Record) -> str:
    content = asdict(record)
    content["orders"] = dict(orders_from_json(record.orders))
    content["answers"] = [
        {**answer._asdict(), "value": _raw(answer.value)} for answer in record.answers
    ]
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


@lru_cache(maxsize=4096)
def _raw(value: str) -> object:
    """The value of a column; few different ones are said again and again."""
    return value_from_json(value)
