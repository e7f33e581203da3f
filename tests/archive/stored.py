"""What the archive's tests have in common: times, a result made by hand, a child process."""

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from samples import PLANNED

from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import read
from netztui.scoring.result import AxisScore, Estimate, ResponseQuality, Result

NOON = datetime(2025, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)

PLAN = read(PLANNED.encode(), "planned.toml")
"""A questionnaire with a question after the result, and one that follows it the next time."""


def later(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def result(questionnaire: Questionnaire, position: float | None = 20.0) -> Result:
    axis = None
    if position is not None:
        axis = AxisScore(
            low="gatherer",
            high="hunter",
            position=Estimate(position, 7.5, 11.0),
            interval=(position - 16.5, position + 16.5),
            intensity=Estimate(55.25, 4.0, 11.0),
            probabilities={"gatherer": 0.01, "balanced": 0.19, "hunter": 0.8},
        )
    return Result(
        questionnaire=questionnaire,
        facets={},
        scales={},
        axis=axis,
        placement=None if axis is None else "hunter",
        sure=False,
        quality=ResponseQuality(16, 3, 1.2, 10.0, None, None),
        networks=(),
        skipped=0,
        unanswered=0,
        missing=(),
        ended=False,
    )


def raw(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Ask or change the file behind the archive's back."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run `code` in a fresh interpreter that sees what this one sees."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def break_an_overflow_page(path: Path) -> bytes:
    """Damage that only a full check notices: a long text goes on nowhere; what the file is then."""
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 4096):
        if content[start : start + 4] == bytes(4) and any(content[start + 4 : start + 200]):
            content[start : start + 4] = b"\x00\x00\xff\xff"
            path.write_bytes(content)
            return bytes(content)
    raise AssertionError("no text is that long")
