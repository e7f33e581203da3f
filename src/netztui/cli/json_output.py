"""The JSON documents that commands print; docs/commands.md documents every key.

A document is an object that starts with `"format"`, a number that is raised whenever a key changes
its meaning; keys may be added without that. Figures are unrounded, times are in UTC, ids are those
of the questionnaire's file, and missing values are null.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date as calendar_date
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netztui.i18n.catalogue import translate
from netztui.i18n.language import in_question_language, question_language
from netztui.i18n.message import LazyText

if TYPE_CHECKING:
    from netztui.archive.rows import ResultRow, TrashedAssessment
    from netztui.batch.codebook import Variable
    from netztui.batch.simulation import Simulation
    from netztui.diagnostics.problems import Diagnostic
    from netztui.group.report import GroupReport
    from netztui.history.history import ScoredAssessment
    from netztui.questionnaire.library import LibraryEntry
    from netztui.questionnaire.model import Questionnaire
    from netztui.scoring.change import Change, Comparability, Difference

JSON_FORMAT = 2

Members = Mapping[str, Any]


def to_json(members: Members) -> str:
    """One document.

    It is ASCII, because redirected output is not UTF-8 everywhere and file names need not be valid
    UTF-8, and contains nothing that a terminal would obey.
    """
    text = json.dumps(_plain({"format": JSON_FORMAT, **members}), indent=2)
    return text.replace("\x7f", r"\u007f")


def _plain(value: Any) -> Any:  # noqa: ANN401  # any value, and what JSON has for it
    """The value made of objects, lists, texts and numbers; a named tuple is an object as well."""
    match value:
        case LazyText():
            return translate(value)
        case datetime():
            from netztui.archive.sqlite.codec import time_to_text

            return time_to_text(value)
        case calendar_date() | Path():
            return str(value)
        case tuple() if hasattr(value, "_asdict"):
            value = value._asdict()
        case _ if is_dataclass(value):
            value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _pick(value: object, names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names.split()}


def result_row(number: int, row: "ResultRow") -> Members:
    """A result in the history's list."""
    return {
        "number": number,
        **_pick(row, "id questionnaire version language started_at finished_at note"),
        "title": title_of(row),
        "position": row.axis,
        "position_se": row.axis_se,
        "position_low95": row.axis_low95,
        "position_high95": row.axis_high95,
        **_pick(row, "intensity placement scoring_version"),
    }


def result(scored: "ScoredAssessment") -> Members:
    """Everything about one result."""
    from netztui.scoring.advice import matching_advice
    from netztui.scoring.bands import extremes, is_little
    from netztui.text.labels import localized
    from netztui.text.question import answer_text
    from netztui.text.result import intentions, network_lines, placement_texts, placement_title

    result, stored = scored.result, scored.stored
    axis, questionnaire, assessment = result.axis, result.questionnaire, stored.assessment
    language = question_language(questionnaire.languages)
    points, (most, least) = result.points, extremes(result)
    return {
        **_identity(scored),
        "note": stored.note,
        "axis": axis
        and {
            **_pick(axis, "low high position intensity probabilities"),
            "low95": axis.interval[0],
            "high95": axis.interval[1],
        },
        "scales": [
            {
                **_pick(scale, "scale items answered"),
                "points": scale.estimate,
                "facets": [facet.facet for facet in scale.facets],
            }
            for scale in result.scales.values()
        ],
        "facets": list(result.facets.values()),
        **_pick(result, "placement sure quality skipped unanswered missing ended"),
        "little": is_little(result),
        "texts": {"title": placement_title(result), "paragraphs": placement_texts(result)},
        "areas": {"most": most, "least": least},
        "networks": [
            {**_pick(network, "option effort low high position"), "question": line.question or None}
            for network, line in zip(result.networks, network_lines(result), strict=True)
        ],
        "advice": [
            {
                "id": one.advice.id,
                "outright": one.outright,
                "text": localized(one.text, questionnaire),
            }
            for one in matching_advice(result)
        ],
        "intention": [
            {
                "item": item.id,
                "value": option.value,
                "question": localized(item.text, questionnaire),
                "answer": localized(option.label, questionnaire),
            }
            for item, option in intentions(result)
        ],
        "plan": scored.recalled,
        "follow_ups": [
            {
                "question": one.text(language),
                "answer": answer_text(one, assessment.answers[one.key], language),
            }
            for one in assessment.follow_ups
        ],
        "answers": [
            {"key": key, **_pick(answer, "value seconds"), "points": points.get(key)}
            for key, answer in stored.assessment.answers.items()
        ],
    }


def comparison(earlier: "ScoredAssessment", later: "ScoredAssessment", change: "Change") -> Members:
    """What changed from one result to another."""
    from netztui.scoring.change import days_between

    reliable = change.reliable_change
    return {
        "earlier": _identity(earlier),
        "later": _identity(later),
        "days": days_between(earlier.finished_at, later.finished_at),
        "comparability": _pick(change.comparability, "kind items reworded reason"),
        "axis": change.axis and _difference(change.axis),
        "reliable_change": reliable and _pick(reliable, "index difference_se least reliable"),
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


def questionnaire(entry: "LibraryEntry") -> Members:
    """A questionnaire file, valid or broken."""
    from netztui.assessment.assessment import Assessment

    found = entry.questionnaire
    return {
        **_pick(entry, "id origin replaces"),
        "title": entry.title,
        "file": entry.path,
        "broken": found is None,
        "version": found.version if found else None,
        "languages": list(found.languages) if found else [],
        "questions": len(Assessment(found).keys) if found else None,
        "diagnostics": diagnostics(entry.diagnostics),
    }


def comparability(file: str, found: "Comparability") -> Members:
    """What a questionnaire has in common with an earlier version of it."""
    return {"file": file, **_pick(found, "kind items reworded reason")}


def diagnostics(found: "Iterable[Diagnostic]") -> list[Members]:
    """Diagnostics of a file, in the interface's language."""
    return [
        {"file": one.source, **_pick(one, "line column width severity message hint")}
        for one in found
    ]


def simulation(file: str, found: "Simulation") -> Members:
    """Which texts simulated respondents to a questionnaire were shown."""
    return {
        "file": file,
        **_pick(found, "people scored without_advice"),
        "texts": [{"text": name, "shown": count} for name, count in found.shown.items()],
        "contradictions": [
            {"text": name, "other": other, "shown": count}
            for (name, other), count in found.contradictions.items()
        ],
    }


def codebook(questionnaire: "Questionnaire", variables: "Iterable[Variable]") -> Members:
    """What the columns of a questionnaire's tables mean."""
    names = "name column kind label numeric minimum maximum facet scales keyed missing"
    return {
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "variables": [
            {
                **_pick(one, names),
                "options": [
                    {"value": value, "label": label} for value, label in one.options.items()
                ],
            }
            for one in variables
        ],
    }


def group(report: "GroupReport") -> Members:
    """A group; whatever is null is not shown for the sake of privacy, or is not there."""
    from netztui.text.group import prompt_sentence

    summary, change, figures = report.summary, report.change, report.calibration
    questionnaire = summary.questionnaire
    return {
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        **_pick(summary, "people minimum day strip position intensity"),
        "scales": _by_id("scale", summary.scales),
        "facets": _by_id("facet", summary.facets),
        "words": [
            {"placement": placement, "sure": sure, "people": people}
            for (placement, sure), people in summary.words.shown.items()
        ],
        "other_words": summary.words.others,
        "most_have": summary.words.most
        and dict(zip(("placement", "sure"), summary.words.most, strict=True)),
        **_pick(summary, "alike divided items networks plans"),
        "prompts": [
            {**_pick(prompt, "kind subject counts"), "text": prompt_sentence(prompt, summary)}
            for prompt in summary.prompts
        ],
        "change": change
        and {
            **_pick(change, "pairs weeks position intensity moved"),
            "scales": _by_id("scale", change.scales),
        },
        "calibration": figures
        and {
            **_pick(figures, "small deviation deviation95 retest"),
            "scales": _by_id("scale", figures.scales),
            "items": _by_id("item", figures.items),
        },
    }


def _by_id(name: str, values: Mapping[str, Any]) -> list[Members]:
    """An object for each of the values, with its id under `name`."""
    return [{name: id_, **asdict(value)} for id_, value in values.items()]


def trashed(row: "TrashedAssessment") -> Members:
    """An assessment in the trash."""
    return {
        **_pick(row, "id questionnaire started_at finished_at deleted_at"),
        "title": title_of(row),
        "answers": row.answered,
    }


def title_of(row: "ResultRow | TrashedAssessment") -> str:
    """The questionnaire's title in the current language, or in another one, or its id."""
    return in_question_language(row.title, row.questionnaire)


def _identity(scored: "ScoredAssessment") -> Members:
    stored, questionnaire = scored.stored, scored.result.questionnaire
    return {
        **_pick(stored, "id language started_at finished_at"),
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "title": questionnaire.title.in_language(question_language(questionnaire.languages)),
    }


def _difference(difference: "Difference") -> Members:
    return {
        **_pick(difference, "before after se z p least beyond_noise"),
        "change": difference.value,
    }
