"""The codebook: what each column of a questionnaire's tables means, for those who analyse them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, TypeAlias

from netztui.assessment.assessment import Question
from netztui.batch.columns import AnswerColumn, answer_columns, is_text, safe_names
from netztui.batch.scores import ABOUT, column_names
from netztui.i18n.catalogue import _
from netztui.i18n.message import N_
from netztui.questionnaire.marks import EARLIER_MARK
from netztui.questionnaire.model import ChoicesItem, NumberItem, Questionnaire, RatingItem
from netztui.scoring.points import scoring_key

Reason: TypeAlias = Literal["skipped", "not-asked", "too-few-answers"]

ABOUT_LABELS = {
    "id": N_("Id of the result"),
    "questionnaire": N_("Id of the questionnaire"),
    "version": N_("Version of the questionnaire"),
    "language": N_("Language of the questions"),
    "started_at": N_("Start, in UTC"),
    "finished_at": N_("End, in UTC"),
    "note": N_("Note"),
}
SCORES: Mapping[str, tuple[str, float | None, float | None]] = {
    "facet": (N_("{area}: points"), 0, 100),
    "scale": (N_("{area}: points"), 0, 100),
    "scale.se": (N_("{area}: standard error"), 0, None),
    "scale.df": (N_("{area}: degrees of freedom"), 0, None),
    "axis": (N_("Position from “{low}” to “{high}”"), -100, 100),
    "axis.se": (N_("Position: standard error"), 0, None),
    "axis.df": (N_("Position: degrees of freedom"), 0, None),
    "axis.low95": (N_("Position: lower end of the 95% interval"), None, None),
    "axis.high95": (N_("Position: upper end of the 95% interval"), None, None),
    "intensity": (N_("Intensity: mean of “{low}” and “{high}”"), 0, 100),
    "intensity.se": (N_("Intensity: standard error"), 0, None),
    "p": (N_("Probability of “{area}”"), 0, 1),
    "p.balanced": (N_("Probability that “{low}” and “{high}” balance"), 0, 1),
    "placement": (N_("Placement"), None, None),
    "sure": (N_("Whether the placement is at least 95% probable"), 0, 1),
    "skipped": (N_("Ratings without an answer"), 0, None),
    "quality.longstring": (N_("Longest run of the same answer"), 0, None),
    "quality.irv": (N_("Standard deviation of the raw answers"), 0, None),
    "quality.opposites": (N_("Mean difference of opposite questions, in points"), 0, 100),
}
"""By column, without the id of a facet or scale: its label and its range."""
REASONS: Mapping[Reason, str] = {
    "skipped": N_("skipped"),
    "not-asked": N_("not asked"),
    "too-few-answers": N_("too few answers"),
}
HEADINGS = {
    "name": N_("Name"),
    "column": N_("Column"),
    "label": N_("Meaning"),
    "values": N_("Values"),
    "facet": N_("Facet"),
    "scales": N_("Scales"),
    "keyed": N_("Keyed"),
    "missing": N_("Empty if"),
}
KINDS = {"about": N_("About the result"), "score": N_("Scores"), "answer": N_("Answers")}


@dataclass(frozen=True, slots=True)
class Variable:
    """A column of the tables of a questionnaire."""

    name: str
    """A name that R, Stata and SPSS accept."""
    column: str
    """The name in the tables that netztui writes."""
    kind: Literal["about", "score", "answer"]
    label: str
    """What it means; of an answer, the question."""
    numeric: bool = True
    options: Mapping[int | str, str] = field(default_factory=dict)
    """The labels of the values, if they have any."""
    minimum: float | None = None
    maximum: float | None = None
    """The range of a number; None if it has no end."""
    facet: str | None = None
    scales: tuple[str, ...] = ()
    """The scales that the facet belongs to."""
    keyed: Literal["+", "-"] | None = None
    """Whether the highest or the lowest answer counts most; None if the answer isn't scored."""
    missing: tuple[Reason, ...] = ()
    """Why a cell may be empty."""


def codebook(questionnaire: Questionnaire, language: str) -> tuple[Variable, ...]:
    """The columns of `netztui export --format csv --texts`, in order.

    `language` is one of the questionnaire's; what is not the questionnaire's is in the interface's.
    """
    answers = answer_columns(questionnaire)
    scores = column_names(scoring_key(questionnaire))
    names = safe_names([*(one.name for one in answers), *ABOUT, *scores])
    return (
        *(Variable(names[one], one, "about", _(ABOUT_LABELS[one]), numeric=False) for one in ABOUT),
        *(_score(questionnaire, one, names[one], language) for one in scores),
        *(_answer(questionnaire, one, names[one.name], language) for one in answers),
    )


def _score(questionnaire: Questionnaire, column: str, name: str, language: str) -> Variable:
    axis = questionnaire.axis
    scales = {one: scale.label.in_language(language) for one, scale in questionnaire.scales.items()}
    facets = {one: facet.label.in_language(language) for one, facet in questionnaire.facets.items()}
    group, _dot, figure = column.partition(".")
    area = figure.split(".")[0]
    general = column if column in SCORES else re.sub(r"^(\w+)\.[^.]+", r"\1", column)
    sentence, minimum, maximum = SCORES[general]
    options: dict[int | str, str] = {}
    if column == "placement":
        placements = questionnaire.placements
        options = {one.when: one.title.in_language(language) for one in placements}
    return Variable(
        name,
        column,
        "score",
        _(sentence).format(
            area=(facets if group == "facet" else scales).get(area, ""),
            low=scales[axis.low] if axis is not None else "",
            high=scales[axis.high] if axis is not None else "",
        ),
        column != "placement",
        {0: _("no"), 1: _("yes")} if column == "sure" else options,
        minimum,
        maximum,
        missing=() if column in {"skipped", "quality.longstring"} else ("too-few-answers",),
    )


def _answer(
    questionnaire: Questionnaire, column: AnswerColumn, name: str, language: str
) -> Variable:
    question, item = column.question, column.question.item
    label = f"{question.stem(language) or ''} {question.text(language)}".strip()
    label = label.replace("… …", "…").replace(EARLIER_MARK, "…")
    options = {one.value: one.label.in_language(language) for one in question.options}
    minimum = maximum = facet = None
    keyed: Literal["+", "-"] | None = None
    match item:
        case NumberItem():
            minimum, maximum = item.minimum, item.maximum
            label += f" ({item.unit.in_language(language)})" if item.unit is not None else ""
        case RatingItem(facet=str()):
            facet, keyed = item.facet, "-" if item.reverse else "+"
    if column.option is not None:
        label += f" {column.option.label.in_language(language)}"
        options = {0: _("no"), 1: _("yes")}
    return Variable(
        name,
        column.name,
        "answer",
        label,
        not is_text(column) and all(isinstance(value, int) for value in options),
        options,
        minimum,
        maximum,
        facet,
        tuple(one for one, scale in questionnaire.scales.items() if facet in scale.facets),
        keyed,
        ("skipped", "not-asked") if _may_be_hidden(questionnaire, question) else ("skipped",),
    )


def _may_be_hidden(questionnaire: Questionnaire, question: Question) -> bool:
    """Whether there are answers to other questions with which this one is not asked."""
    section, item = question.section, question.item
    conditions = (section.show_if, section.for_each, item.show_if, item.follows)
    earlier = [*questionnaire.items.values()][: [*questionnaire.items].index(item.id)]
    ends = any(isinstance(one, ChoicesItem) and one.ends_if_empty is not None for one in earlier)
    return ends or any(condition is not None for condition in conditions)


def rows(variables: tuple[Variable, ...]) -> Iterator[dict[str, str]]:
    """The variables as texts: values and what they mean, ranges, and reasons in words."""
    for one in variables:
        values = "; ".join(f"{value} = {label}" for value, label in one.options.items())
        low, high = ("" if end is None else f"{end:g}" for end in (one.minimum, one.maximum))
        yield {
            "name": one.name,
            "column": one.column,
            "label": one.label,
            "values": values or (f"{low} … {high}".strip() if low or high else ""),
            "facet": one.facet or "",
            "scales": ", ".join(one.scales),
            "keyed": one.keyed or "",
            "missing": ", ".join(_(REASONS[reason]) for reason in one.missing),
        }


def markdown(questionnaire: Questionnaire, language: str) -> Iterator[str]:
    """The lines of the codebook as Markdown: a table for each kind of variable."""
    variables = codebook(questionnaire, language)
    yield f"# {_escaped(questionnaire.title.in_language(language))}"
    yield ""
    yield f"{_escaped(questionnaire.id)} {_escaped(questionnaire.version)}"
    for kind, group in groupby(variables, key=lambda one: one.kind):
        table = [*rows(tuple(group))]
        shown = [name for name in HEADINGS if any(row[name] for row in table)]
        yield from ("", f"## {_(KINDS[kind])}", "")
        yield f"| {' | '.join(_(HEADINGS[name]) for name in shown)} |"
        yield f"|{' --- |' * len(shown)}"
        for row in table:
            cells = (_escaped(row[name]) for name in shown if name != "name")
            yield f"| `{row['name']}` | {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """`text` on one line, with nothing that Markdown or HTML would take for more than text."""
    return re.sub(r"([\\`*_\[\]<>|~&$])", r"\\\1", " ".join(text.split()))
