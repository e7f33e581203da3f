"""How long the rest of an assessment will take, from the person's own pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netztui.assessment.assessment import Assessment

USUAL_SECONDS = 8.0
"""A question with one key for an answer; what is assumed until the person's own pace is known."""
KNOWN_AFTER = 5


def remaining_seconds(assessment: Assessment) -> float:
    """Seconds for the questions still open, at the median pace of those answered so far."""
    known = sorted(
        answer.seconds
        for key, answer in assessment.answers.items()
        if answer.seconds is not None and key in assessment.visible
    )
    pace = known[len(known) // 2] if len(known) >= KNOWN_AFTER else USUAL_SECONDS
    return pace * len(assessment.open_keys)
