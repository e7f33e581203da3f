"""Scoring: from the answers of one respondent to a `Result`.

`score` takes an assessment; `score_row` takes raw answers, for files with a row for each
respondent. Both use the same code.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from netztui.assessment.assessment import AnswerError, Assessment
from netztui.assessment.conditions import Value
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.axis import UNDECIDED, axis_score, placement
from netztui.scoring.points import ScoringKey, points_table, scale_score, scoring_key
from netztui.scoring.response_quality import response_quality
from netztui.scoring.result import FacetScore, NetworkPosition, Result


def score(assessment: Assessment, key: ScoringKey | None = None) -> Result:
    """The result of `assessment`; answers to hidden questions are not scored.

    `key` is the compiled `assessment.questionnaire`, for callers that score many assessments.
    """
    key = key or scoring_key(assessment.questionnaire)
    visible = assessment.visible.items()
    asked = [name for name, question in visible if question.item.id in key.counted]
    raws = {name: _raw(assessment, name) for name in asked}
    given = [assessment.answers[name] for name in raws if name in assessment.answers]
    return _result(
        key,
        raws,
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
    by_question = dict(zip(key.counted, raws, strict=True))
    return _result(key, by_question, values, skipped=raws.count(None))


def _result(
    key: ScoringKey,
    raws: Mapping[str, int | None],
    values: Mapping[str, Value],
    *,
    skipped: int,
    seconds: Sequence[float] = (),
    ended: bool = False,
) -> Result:
    questionnaire, axis = key.questionnaire, key.questionnaire.axis
    answers: dict[str, list[float | None]] = {facet: [] for facet in questionnaire.facets}
    points: dict[str, float | None] = {}
    for name, raw in raws.items():
        item_key = key.counted.get(name) or key.counted[name.partition("/")[0]]
        try:
            point = None if raw is None else item_key.points[raw]
        except KeyError:
            raise AnswerError(f"{raw!r} is not an answer to {name}") from None
        points[name] = point
        answers[item_key.facet].append(point)
    scales = {name: scale_score(name, group, answers) for name, group in key.scales.items()}
    lone = [scale_score(facet, group, answers) for facet, group in key.lone_facets.items()]
    facets: dict[str, FacetScore] = {}
    for scale in (*scales.values(), *lone):
        for scored in scale.facets:
            facets.setdefault(scored.facet, scored)
    quality = response_quality(key, raws, points, seconds)
    position = axis_score(axis, scales)
    placed, sure = None, False
    if axis is not None and position is not None:
        placed, sure = (UNDECIDED, False) if quality.straightlined else placement(axis, position)
    poles = (axis.low, axis.high) if axis is not None else ()
    return Result(
        questionnaire=questionnaire,
        facets=MappingProxyType({facet: facets[facet] for facet in questionnaire.facets}),
        scales=MappingProxyType(scales),
        axis=position,
        placement=placed,
        sure=sure,
        quality=quality,
        networks=tuple(_network_positions(questionnaire, values)),
        skipped=skipped,
        unanswered=len(raws) - quality.ratings - skipped,
        missing=tuple(pole for pole in poles if scales[pole].estimate is None),
        ended=ended,
        points=MappingProxyType(points),
        values=values,
    )


def _raw(assessment: Assessment, name: str) -> int | None:
    value = assessment.value(name)
    return value if isinstance(value, int) else None


def _network_positions(
    questionnaire: Questionnaire, values: Mapping[str, Value]
) -> Iterator[NetworkPosition]:
    """A position for each chosen option whose two ratings were both answered."""
    networks = questionnaire.networks
    if networks is None or not values:
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
