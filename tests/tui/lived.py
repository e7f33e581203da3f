"""Histories made for the tests: results with given figures, written without answering."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from samples import SMALL

from netztui.archive.archive import Archive
from netztui.archive.sqlite.codec import time_to_text
from netztui.assessment.assessment import Assessment
from netztui.questionnaire.validation.reader import read
from netztui.scoring.result import SCORING_VERSION

START = datetime(2024, 1, 1, 12, 0, tzinfo=UTC)
SE = 7.0
REACH = 14.0
"""Half a 95 % interval."""

OTHER = SMALL.replace('id = "small"', 'id = "other"').replace(
    "Hunter or gatherer, short", "Another one"
)

Figures = tuple[float, float] | None
"""Position and intensity; None for a result without."""


def live(
    archive: Archive,
    figures: Sequence[Figures],
    *,
    source: str = SMALL,
    start: datetime = START,
    apart: timedelta = timedelta(days=30),
) -> list[str]:
    """Finish one assessment for each of `figures`, oldest first; returns their ids."""
    questionnaire = read(source.encode(), "questionnaire.toml")
    seed = random.Random(f"{questionnaire.id} {start}")
    ids = [str(UUID(int=seed.getrandbits(128))) for _one in figures]
    model = archive.begin(Assessment.begin(questionnaire, seed), "en", start)
    with archive.writing() as connection:
        connection.executemany(
            "INSERT INTO assessment (id, questionnaire, language, orders, started_at, finished_at,"
            " axis, axis_se, axis_low95, axis_high95, intensity, placement, scoring_version)"
            " SELECT ?, questionnaire, language, orders, started_at, ?, ?, ?, ?, ?, ?, ?, ?"
            f" FROM assessment WHERE id = '{model}'",
            [
                (id_, time_to_text(start + place * apart), *_columns(one), SCORING_VERSION)
                for place, (id_, one) in enumerate(zip(ids, figures, strict=True))
            ],
        )
    archive.delete(model, start)
    archive.empty_trash()
    return ids


def _columns(figures: Figures) -> tuple[float | str | None, ...]:
    if figures is None:
        return None, None, None, None, None, None
    position, intensity = figures
    placement = "hunter" if position > 12.5 else "undecided"
    return position, SE, position - REACH, position + REACH, intensity, placement


def wandering(count: int) -> list[tuple[float, float]]:
    """As many figures, each near the one before."""
    seed = random.Random(7)
    position, intensity, figures = 0.0, 50.0, []
    for _one in range(count):
        position = max(-60.0, min(60.0, position + seed.uniform(-15, 15)))
        intensity = max(20.0, min(80.0, intensity + seed.uniform(-8, 8)))
        figures.append((position, intensity))
    return figures
