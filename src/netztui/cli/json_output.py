"""The JSON documents that commands print; docs/commands.md documents every key.

A document is an object that starts with `"format"`, a number that is raised whenever a key changes
its meaning; keys may be added without that. Figures are unrounded, times are in UTC, ids are those
of the questionnaire's file, and missing values are null.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netztui.archive.sqlite.codec import time_to_text
from netztui.i18n.message import LazyText

if TYPE_CHECKING:
    from netztui.archive.rows import ResultRow, TrashedAssessment
    from netztui.diagnostics.problems import Diagnostic
    from netztui.history.history import ScoredAssessment
    from netztui.questionnaire.library import LibraryEntry
    from netztui.scoring.change import Change, Difference

JSON_FORMAT = 1

Members = Mapping[str, Any]


def to_json(**members: object) -> str:
    """One document.

    It is ASCII, because redirected output is not UTF-8 everywhere and file names need not be valid
    UTF-8.
    """
    return json.dumps({"format": JSON_FORMAT, **members}, indent=2, default=_plain)


def listing(name: str, entries: Iterable[Members]) -> Iterator[str]:
    """One document with a list, in pieces, with one entry per line."""
    yield f'{{"format": {JSON_FORMAT}, "{name}": ['
    between = "\n"
    for entry in entries:
        yield between + json.dumps(entry, default=_plain)
        between = ",\n"
    yield "\n]}\n"


def _plain(value: object) -> object:
    """What JSON has no type for."""
    from netztui.i18n.catalogue import translate

    if isinstance(value, datetime):
        return time_to_text(value)
    if isinstance(value, LazyText):
        return translate(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Path):
        return str(value)
    raise TypeError(value)


def result_row(number: int, row: "ResultRow", language: str) -> Members:
    """A result in the history's list."""
    return {
        "number": number,
        "id": row.id,
        "questionnaire": row.questionnaire,
        "version": row.version,
        "title": title_in(row, language),
        "language": row.language,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
        "note": row.note,
        "position": row.axis,
        "position_se": row.axis_se,
        "position_low95": row.axis_low95,
        "position_high95": row.axis_high95,
        "intensity": row.intensity,
        "placement": row.placement,
        "scoring_version": row.scoring_version,
    }


def result(scored: "ScoredAssessment", language: str) -> Members:
    """Everything about one result."""
    result, stored = scored.result, scored.stored
    axis = result.axis
    return {
        **_identity(scored, language),
        "note": stored.note,
        "placement": result.placement,
        "axis": axis
        and {
            "low": axis.low,
            "high": axis.high,
            "position": axis.position,
            "low95": axis.interval[0],
            "high95": axis.interval[1],
            "intensity": axis.intensity,
            "probabilities": dict(axis.probabilities),
        },
        "scales": [
            {
                "scale": scale.scale,
                "points": scale.estimate,
                "items": scale.items,
                "answered": scale.answered,
                "facets": [facet.facet for facet in scale.facets],
            }
            for scale in result.scales.values()
        ],
        "facets": list(result.facets.values()),
        "networks": [
            {**asdict(network), "position": network.position} for network in result.networks
        ],
        "quality": result.quality,
        "skipped": result.skipped,
        "unanswered": result.unanswered,
        "missing": result.missing,
        "ended": result.ended,
        "answers": [
            {
                "key": key,
                "value": answer.value,
                "seconds": answer.seconds,
                "points": result.points.get(key),
            }
            for key, answer in stored.assessment.answers.items()
        ],
    }


def comparison(
    earlier: "ScoredAssessment", later: "ScoredAssessment", change: "Change", language: str
) -> Members:
    """What changed from one result to another."""
    comparable, reliable = change.comparability, change.reliable_change
    return {
        "earlier": _identity(earlier, language),
        "later": _identity(later, language),
        "comparability": {
            "kind": comparable.kind,
            "items": comparable.items,
            "reworded": comparable.reworded,
            "reason": comparable.reason,
        },
        "axis": change.axis and _difference(change.axis),
        "reliable_change": reliable
        and {**asdict(reliable), "least": reliable.least, "reliable": reliable.reliable},
        # A scale's verdict is the one after Holm's correction.
        "scales": [
            {
                "scale": scale.scale,
                **_difference(scale.difference),
                "beyond_noise": scale.beyond_noise,
                "p_adjusted": scale.p,
            }
            for scale in change.scales
        ],
        "contributions": [
            {**asdict(one), "answered_once": one.answered_once} for one in change.contributions
        ],
    }


def questionnaire(entry: "LibraryEntry", language: str) -> Members:
    """A questionnaire file, valid or broken."""
    from netztui.assessment.assessment import Assessment

    found = entry.questionnaire
    return {
        "id": entry.id,
        "title": entry.title(language),
        "file": entry.path,
        "origin": entry.origin,
        "replaces": entry.replaces,
        "broken": found is None,
        "version": found.version if found else None,
        "languages": list(found.languages) if found else [],
        "questions": len(Assessment(found).keys) if found else None,
        "problems": diagnostics(entry.problems),
    }


def diagnostics(problems: "Iterable[Diagnostic]") -> list[Members]:
    """Diagnostics of a file, in the interface's language."""
    return [
        {
            "file": problem.source,
            "line": problem.line,
            "column": problem.column,
            "width": problem.width,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def trashed(row: "TrashedAssessment", language: str) -> Members:
    """An assessment in the trash."""
    return {
        "id": row.id,
        "questionnaire": row.questionnaire,
        "title": title_in(row, language),
        "answers": row.answered,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
        "deleted_at": row.deleted_at,
    }


def title_in(row: "ResultRow | TrashedAssessment", language: str) -> str:
    """The questionnaire's title in `language`, or in another one, or its id."""
    return row.title.get(language) or next(iter(row.title.values()), row.questionnaire)


def _identity(scored: "ScoredAssessment", language: str) -> Members:
    stored, questionnaire = scored.stored, scored.result.questionnaire
    return {
        "id": stored.id,
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "title": questionnaire.title.in_language(questionnaire.language(language)),
        "language": stored.language,
        "started_at": stored.started_at,
        "finished_at": stored.finished_at,
    }


def _difference(difference: "Difference") -> Members:
    return {
        "before": difference.before,
        "after": difference.after,
        "change": difference.value,
        "se": difference.se,
        "z": difference.z,
        "p": difference.p,
        "least": difference.least,
        "beyond_noise": difference.beyond_noise,
    }
