"""Scoring: from the answers of one respondent to a `Result`.

`score` takes an assessment; `score_row` takes raw answers, for files with a row for each
respondent. Both use the same code.
"""

from collections.abc import Iterator, Mapping, Sequence
from operator import getitem
from types import MappingProxyType

from netztui.assessment.assessment import AnswerError, Assessment
from netztui.assessment.conditions import Value
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.axis import UNDECIDED, axis_score, placement
from netztui.scoring.points import (
    ItemLayout,
    Points,
    ScoringKey,
    points_table,
    scale_score,
    scoring_key,
)
from netztui.scoring.response_quality import response_quality
from netztui.scoring.result import NetworkPosition, Result


def score(assessment: Assessment, key: ScoringKey | None = None) -> Result:
    """The result of `assessment`; answers to hidden questions are not scored.

    `key` is the compiled `assessment.questionnaire`, for callers that score many assessments.
    """
    key = key or scoring_key(assessment.questionnaire)
    visible = assessment.visible.items()
    layout = key.layout(name for name, question in visible if question.item.id in key.counted)
    given = [assessment.answers[one] for one in layout.questions if one in assessment.answers]
    return _result(
        key,
        layout,
        [_raw(assessment, name) for name in layout.questions],
        assessment.values,
        seconds=[one.seconds for one in given if one.value is not None and one.seconds is not None],
        skipped=sum(one.value is None for one in given),
        ended=assessment.ending is not None,
    )


def score_row(
    key: ScoringKey, raws: Sequence[int | None], values: Mapping[str, Value] = MappingProxyType({})
) -> Result:
    """The result of one row of raw answers: one for each of `key.counted`, None if skipped.

    `values` are the answers to all questions, by key. Every rating counts as asked, in file order
    and untimed. Raises AnswerError if an answer is not one of the options, ValueError if there are
    too many or too few.
    """
    return _result(key, key.row, raws, values, skipped=raws.count(None))


def _result(
    key: ScoringKey,
    layout: ItemLayout,
    raws: Sequence[int | None],
    values: Mapping[str, Value],
    *,
    skipped: int,
    seconds: Sequence[float] = (),
    ended: bool = False,
) -> Result:
    questionnaire, axis = key.questionnaire, key.questionnaire.axis
    points = _points(layout, raws)
    answers = {facet: pick(points) for facet, pick in layout.facets.items()}
    scales = {name: scale_score(name, group, answers) for name, group in key.scales.items()}
    lone = [scale_score(facet, group, answers) for facet, group in key.lone_facets.items()]
    # The first scale with a facet comes last, so that its error variance is the one that counts.
    every = reversed((*scales.values(), *lone))
    facets = {scored.facet: scored for scale in every for scored in scale.facets}
    quality = response_quality(layout, raws, points, seconds)
    position = axis_score(axis, scales)
    placed, sure = None, False
    if axis is not None and position is not None:
        placed, sure = (UNDECIDED, False) if quality.straightlined else placement(axis, position)
    missing: tuple[str, ...] = ()
    if axis is not None and position is None:
        missing = tuple(one for one in (axis.low, axis.high) if scales[one].estimate is None)
    return Result(
        questionnaire=questionnaire,
        facets=MappingProxyType({facet: facets[facet] for facet in questionnaire.facets}),
        scales=MappingProxyType(scales),
        axis=position,
        placement=placed,
        sure=sure,
        quality=quality,
        networks=tuple(_network_positions(questionnaire, values)) if values else (),
        skipped=skipped,
        unanswered=len(raws) - quality.ratings - skipped,
        missing=missing,
        ended=ended,
        questions=layout.questions,
        question_points=points,
        values=values,
    )


def _points(layout: ItemLayout, raws: Sequence[int | None]) -> Points:
    if len(raws) != len(layout.questions):
        raise ValueError(f"{len(raws)} answers to {len(layout.questions)} ratings")
    try:
        return tuple(map(getitem, layout.points, raws))
    except KeyError:
        asked = zip(layout.questions, layout.points, raws, strict=True)
        name, raw = next((name, raw) for name, points, raw in asked if raw not in points)
        raise AnswerError(f"{raw!r} is not an answer to {name}") from None


def _raw(assessment: Assessment, name: str) -> int | None:
    value = assessment.value(name)
    return value if isinstance(value, int) else None


def _network_positions(
    questionnaire: Questionnaire, values: Mapping[str, Value]
) -> Iterator[NetworkPosition]:
    """A position for each chosen option whose two ratings were both answered."""
    networks = questionnaire.networks
    if networks is None:
        return
    low, high = (
        points_table(response_scale, reverse=item.reverse)
        for item, response_scale in (
            questionnaire.ratings[networks.low],
            questionnaire.ratings[networks.high],
        )
    )
    for key, value in values.items():
        item, _separator, option = key.partition("/")
        other = values.get(f"{networks.high}/{option}")
        if item == networks.low and isinstance(value, int) and isinstance(other, int):
            effort = values.get(f"{networks.effort}/{option}")
            yield NetworkPosition(
                option, low[value], high[other], effort if isinstance(effort, int) else None
            )
