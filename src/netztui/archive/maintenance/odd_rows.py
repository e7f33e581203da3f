"""Values that netztui does not store, in an assessment that can be read all the same."""

import sqlite3
from collections.abc import Iterator

from pydantic import ValidationError

from netztui.archive.exchange.export import read_entry
from netztui.archive.exchange.reading import unusable_part
from netztui.archive.sqlite.codec import (
    is_possible_time,
    shown_score,
    time_from_text,
    title_to_json,
)
from netztui.assessment.assessment import Assessment

PLACEMENTS = ("both", "neither", "mixed", "undecided")
"""Besides the poles; see `Result.placement`."""
STORED = """
    SELECT questionnaire.id, title, placement, axis, axis_se, axis_low95, axis_high95, intensity
      FROM assessment
      JOIN questionnaire ON questionnaire.fingerprint = assessment.questionnaire
     WHERE assessment.id = ?
"""


def unusable_columns(
    connection: sqlite3.Connection, id_: str, assessment: Assessment, deleted_at: str | None
) -> Iterator[str]:
    """The columns of a readable assessment that can't be shown, exported or imported."""
    try:
        entry = read_entry(connection, id_)
    except ValidationError as error:
        yield str(error.errors()[0]["loc"][0])
        return
    questionnaire = assessment.questionnaire
    if deleted_at is not None and not is_possible_time(time_from_text(deleted_at)):
        yield "deleted_at"
    if entry is not None and (path := unusable_part(entry, questionnaire)):
        yield str(path[0])
    ((name, title, placement, *scores),) = connection.execute(STORED, (id_,)).fetchall()
    if (name, title) != (questionnaire.id, title_to_json(questionnaire.title.root)):
        yield "questionnaire"
    axis = questionnaire.axis
    if placement not in {None, *PLACEMENTS, *((axis.low, axis.high) if axis else ())}:
        yield "placement"
    possible = [shown_score(value) is not None for value in scores]
    if any(possible if scores[0] is None else (not one for one in possible)):
        yield "axis"
