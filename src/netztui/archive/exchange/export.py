"""Choosing what to export, and writing the export file (see `file_format`).

Assessments in the trash are not exported. The same archive always gives the same bytes:
assessments are in the order in which they were started, questionnaires in that of their
fingerprints, each on a line of its own.
"""

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from netztui import __version__
from netztui.archive.archive import Archive
from netztui.archive.errors import ExchangeError
from netztui.archive.sqlite.codec import (
    earlier_from_json,
    orders_from_json,
    stored_questionnaire,
    value_from_json,
)
from netztui.archive.sqlite.queries import ANSWERS
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from netztui.archive.exchange.file_format import AssessmentEntry, Keys

ENTRY = """
    SELECT id, questionnaire, language, started_at, finished_at, position, note, orders, earlier
      FROM assessment WHERE id = ?
"""
QUESTIONNAIRES = "SELECT fingerprint, canonical FROM questionnaire ORDER BY fingerprint"
SELECTION = """
    SELECT assessment.id, questionnaire, finished_at
      FROM assessment JOIN questionnaire ON fingerprint = questionnaire
     WHERE deleted_at IS NULL
       AND (:id IS NULL OR assessment.id = :id)
       AND (:questionnaire IS NULL OR questionnaire.id = :questionnaire)
     ORDER BY started_at, assessment.id
"""


class ExportSelection(NamedTuple):
    """An assessment that was chosen for export."""

    id: str
    questionnaire: str
    """The questionnaire's fingerprint."""
    finished_at: str | None


def select_for_export(
    archive: Archive, id_: str | None = None, questionnaire: str | None = None
) -> tuple[ExportSelection, ...]:
    """All assessments, in the order in which they were started, or only the one with `id_`.

    `questionnaire` limits them to the questionnaire with that id; raises ExchangeError if there
    are none of it.
    """
    with archive.reading("lists") as connection:
        rows = connection.execute(SELECTION, {"id": id_, "questionnaire": questionnaire}).fetchall()
    if questionnaire is not None and not rows:
        nothing = N_("Nothing is stored for the questionnaire “{name}”.")
        hint = N_("Omit the questionnaire to export everything.")
        raise ExchangeError(nothing, hint, name=questionnaire)
    return tuple(ExportSelection(*row) for row in rows)


def write_export(archive: Archive, target: BinaryIO, selected: Sequence[ExportSelection]) -> None:
    """Write the export file with the assessments `selected` to `target`.

    All of it is of one moment, whatever other programs write meanwhile. Raises ArchiveError, and
    OSError if `target` can't be written.
    """
    from netztui.archive.exchange.file_format import EXPORT_FORMAT, Keys
    from netztui.scoring.points import scoring_key

    with archive.reading("export") as connection:
        used = {one.questionnaire for one in selected}
        keys: Keys = {
            fingerprint: scoring_key(stored_questionnaire(fingerprint, canonical))
            for fingerprint, canonical in connection.execute(QUESTIONNAIRES)
            if fingerprint in used
        }
        # With the keys, so that what could not be imported again is not exported.
        entries = [read_entry(connection, one.id, keys) for one in selected]
    questionnaires = _lines(key.questionnaire.canonical for key in keys.values())
    # An assessment that was deleted since it was selected is left out.
    assessments = _lines(entry.model_dump_json() for entry in entries if entry is not None)
    content = (
        f'{{"netztui":{json.dumps(__version__)},"format":{EXPORT_FORMAT},\n'
        f'"questionnaires":[{questionnaires}],\n"assessments":[{assessments}]}}\n'
    )
    target.write(content.encode())
    target.flush()


def _lines(entries: Iterable[str]) -> str:
    return ",".join(f"\n{entry}" for entry in entries)


def read_entry(
    connection: Connection, id_: str, keys: "Keys | None" = None
) -> "AssessmentEntry | None":
    """The assessment `id_`, which with `keys` can be imported; None if there is none.

    Raises ValueError, KeyError or TypeError if a column is damaged.
    """
    from netztui.archive.exchange.file_format import AssessmentEntry

    rows = connection.execute(ENTRY, (id_,)).fetchall()
    if not rows:
        return None
    members = dict(zip(AssessmentEntry.model_fields, rows[0], strict=False))
    members["orders"] = dict(orders_from_json(members["orders"]))
    members["earlier"] = dict(earlier_from_json(members["earlier"]))
    members["answers"] = tuple(
        {"key": key, "value": value_from_json(value), "seconds": seconds, "answered_at": at}
        for key, value, seconds, at in connection.execute(ANSWERS, (id_,))
    )
    return AssessmentEntry.model_validate(members, context=keys)
