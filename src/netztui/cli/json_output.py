"""The JSON that commands print: for scripts, so its shape is a promise (docs/commands.md).

Every document is one object that begins with `"format"`, a number that is raised whenever
something means something else than before; keys may be added without that. Figures keep every
digit, times are UTC, ids are those of the questionnaire's file, and what does not exist is null.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from netztui.archive.sqlite.codec import time_to_text

if TYPE_CHECKING:
    from netztui.archive.rows import ResultRow, TrashedAssessment
    from netztui.diagnostics.problems import Diagnostic
    from netztui.history.scored import ScoredAssessment
    from netztui.questionnaire.library import LibraryEntry
    from netztui.scoring.change import Change, Contribution, Difference, ScaleChange
    from netztui.scoring.result import AxisScore, Result, ScaleScore

JSON_FORMAT = 1

Members = Mapping[str, Any]


def to_json(**members: object) -> str:
    """One document, whole.

    Whatever stands in it is ASCII, because a redirected output is not UTF-8 everywhere, and the
    name of a file need not be text that UTF-8 can write.
    """
    return json.dumps({"format": JSON_FORMAT, **members}, indent=2)


def listing(name: str, entries: Iterable[Members]) -> Iterator[str]:
    """One document with a single list, in pieces, each entry a line: it may be a long one."""
    yield f'{{"format": {JSON_FORMAT}, "{name}": ['
    between = "\n"
    for entry in entries:
        yield between + json.dumps(entry)
        between = ",\n"
    yield "\n]}\n"


def utc(time: datetime | None) -> str | None:
    """As in `2026-03-01T12:00:00.000000Z`."""
    return None if time is None else time_to_text(time)


def result_row(number: int, row: "ResultRow", language: str) -> Members:
    """A result as the history lists it."""
    return {
        "number": number,
        "id": row.id,
        "questionnaire": row.questionnaire,
        "version": row.version,
        "title": _title(row.title, language, row.questionnaire),
        "language": row.language,
        "started_at": utc(row.started_at),
        "finished_at": utc(row.finished_at),
        "note": row.note,
        "position": row.axis,
        "position_se": row.axis_se,
        "position_low95": row.axis_low95,
        "position_high95": row.axis_high95,
        "intensity": row.intensity,
        "placement": row.placement,
        "scoring_version": row.scoring_version,
    }


def result(finished: "ScoredAssessment", language: str) -> Members:
    """Everything about one result."""
    scored, stored = finished.result, finished.stored
    return {
        **_which(finished, language),
        "note": stored.note,
        "placement": scored.placement,
        "axis": None if scored.axis is None else _axis(scored.axis),
        "scales": [_scale(scale) for scale in scored.scales.values()],
        "facets": [asdict(facet) for facet in scored.facets.values()],
        "networks": [
            {**asdict(network), "position": network.position} for network in scored.networks
        ],
        "quality": asdict(scored.quality),
        "skipped": scored.skipped,
        "unanswered": scored.unanswered,
        "missing": list(scored.missing),
        "ended": scored.ended,
        "answers": [
            {
                "key": key,
                "value": list(answer.value) if isinstance(answer.value, tuple) else answer.value,
                "seconds": answer.seconds,
                "points": scored.points.get(key),
            }
            for key, answer in stored.assessment.answers.items()
        ],
    }


def comparison(
    earlier: "ScoredAssessment", later: "ScoredAssessment", change: "Change", language: str
) -> Members:
    """What changed from one result to another."""
    from netztui.i18n.catalogue import translate

    comparable = change.comparability
    return {
        "earlier": _which(earlier, language),
        "later": _which(later, language),
        "comparability": {
            "kind": comparable.kind,
            "items": list(comparable.items),
            "reworded": list(comparable.reworded),
            "reason": None if comparable.reason is None else translate(comparable.reason),
        },
        "axis": None if change.axis is None else _difference(change.axis),
        "reliable_change": None
        if change.reliable_change is None
        else {
            **asdict(change.reliable_change),
            "least": change.reliable_change.least,
            "reliable": change.reliable_change.reliable,
        },
        "scales": [_scale_change(scale) for scale in change.scales],
        "contributions": [_contribution(one) for one in change.contributions],
    }


def questionnaire(entry: "LibraryEntry", language: str) -> Members:
    """A questionnaire that there is, sound or broken."""
    from netztui.assessment.assessment import Assessment

    found = entry.questionnaire
    return {
        "id": entry.id,
        "title": entry.title(language),
        "file": str(entry.path),
        "origin": entry.origin,
        "replaces": entry.replaces,
        "broken": found is None,
        "version": found.version if found else None,
        "languages": list(found.languages) if found else [],
        "questions": len(Assessment(found).keys) if found else None,
        "problems": diagnostics(entry.problems),
    }


def diagnostics(problems: "Iterable[Diagnostic]") -> list[Members]:
    """What is wrong in files, in the person's language."""
    from netztui.i18n.catalogue import translate

    return [
        {
            "file": problem.source,
            "line": problem.line,
            "column": problem.column,
            "width": problem.width,
            "severity": problem.severity,
            "message": translate(problem.message),
            "hint": None if problem.hint is None else translate(problem.hint),
        }
        for problem in problems
    ]


def trashed(row: "TrashedAssessment", language: str) -> Members:
    """An assessment that lies in the trash."""
    return {
        "id": row.id,
        "questionnaire": row.questionnaire,
        "title": _title(row.title, language, row.questionnaire),
        "answers": row.answered,
        "started_at": utc(row.started_at),
        "finished_at": utc(row.finished_at),
        "deleted_at": utc(row.deleted_at),
    }


def _title(titles: Mapping[str, str], language: str, otherwise: str) -> str:
    return titles.get(language) or next(iter(titles.values()), otherwise)


def _which(finished: "ScoredAssessment", language: str) -> Members:
    stored = finished.stored
    asked: Result = finished.result
    title = asked.questionnaire.title.in_language(asked.questionnaire.language(language))
    return {
        "id": stored.id,
        "questionnaire": asked.questionnaire.id,
        "version": asked.questionnaire.version,
        "title": title,
        "language": stored.language,
        "started_at": utc(stored.started_at),
        "finished_at": utc(stored.finished_at),
    }


def _axis(axis: "AxisScore") -> Members:
    return {
        "low": axis.low,
        "high": axis.high,
        "position": asdict(axis.position),
        "low95": axis.interval[0],
        "high95": axis.interval[1],
        "intensity": asdict(axis.intensity),
        "probabilities": dict(axis.probabilities),
    }


def _scale(scale: "ScaleScore") -> Members:
    return {
        "scale": scale.scale,
        "points": None if scale.estimate is None else asdict(scale.estimate),
        "items": scale.items,
        "answered": scale.answered,
        "facets": [facet.facet for facet in scale.facets],
    }


def _difference(difference: "Difference") -> Members:
    return {
        "before": asdict(difference.before),
        "after": asdict(difference.after),
        "change": difference.value,
        "se": difference.se,
        "z": difference.z,
        "p": difference.p,
        "least": difference.least,
        "beyond_noise": difference.beyond_noise,
    }


def _scale_change(change: "ScaleChange") -> Members:
    """A scale's verdict is that of Holm's correction, in place of its own."""
    told = {**_difference(change.difference), "beyond_noise": change.beyond_noise}
    return {"scale": change.scale, **told, "p_adjusted": change.p}


def _contribution(one: "Contribution") -> Members:
    return {**asdict(one), "answered_once": one.answered_once}
