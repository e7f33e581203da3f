"""Scoring: from the answers of one respondent to a `Result`.

`score` takes an assessment; `score_row` takes raw answers, for files with a row for each
respondent. Both use the same code.
"""

from collections.abc import Collection, Iterator, Sequence
from types import MappingProxyType

from netztui.assessment.assessment import AnswerError, Assessment
from netztui.scoring.axis import UNDECIDED, axis_score, placement
from netztui.scoring.points import (
    ItemKey,
    ScoringKey,
    facet_points,
    facet_score,
    points_table,
    pooled_variance,
    scale_score,
    scoring_key,
)
from netztui.scoring.response_quality import response_quality
from netztui.scoring.result import FacetScore, NetworkPosition, Result


def score(assessment: Assessment, key: ScoringKey | None = None) -> Result:
    """The result of `assessment`; answers to hidden questions are not scored.

    `key` is the compiled `assessment.questionnaire`, for callers that score many assessments.
    """
    key = key or scoring_key(assessment.questionnaire)
    asked: list[tuple[str, ItemKey]] = []
    raws: list[int | None] = []
    seconds: list[float] = []
    skipped = 0
    for name, question in assessment.visible.items():
        item_key = key.counted.get(question.item.id)
        if item_key is None:
            continue
        answer = assessment.answers.get(name)
        raw = _raw(assessment, name)
        asked.append((name, item_key))
        raws.append(raw)
        if raw is not None and answer is not None and answer.seconds is not None:
            seconds.append(answer.seconds)
        skipped += answer is not None and answer.value is None
    return _result(
        key,
        asked,
        raws,
        seconds=seconds,
        skipped=skipped,
        networks=tuple(_network_positions(assessment)),
        ended=assessment.ending is not None,
    )


def score_row(key: ScoringKey, raws: Sequence[int | None]) -> Result:
    """The result of one row of raw answers: one for each of `key.counted`, None if skipped.

    Every rating counts as asked, in file order and untimed. Raises AnswerError if an answer is
    not one of the options, ValueError if there are too many or too few.
    """
    return _result(key, key.counted.items(), raws, skipped=sum(raw is None for raw in raws))


def _result(
    key: ScoringKey,
    asked: Collection[tuple[str, ItemKey]],
    raws: Sequence[int | None],
    *,
    skipped: int,
    seconds: Sequence[float] = (),
    networks: tuple[NetworkPosition, ...] = (),
    ended: bool = False,
) -> Result:
    questionnaire = key.questionnaire
    answers: dict[str, list[float]] = {facet: [] for facet in questionnaire.facets}
    items = dict.fromkeys(questionnaire.facets, 0)
    points: dict[str, float | None] = {}
    for (name, item_key), raw in zip(asked, raws, strict=True):
        items[item_key.facet] += 1
        if raw is None:
            points[name] = None
            continue
        point = item_key.points.get(raw)
        if point is None:
            raise AnswerError(f"{raw!r} is not an answer to {name}")
        points[name] = point
        answers[item_key.facet].append(point)
    parts = {facet: facet_points(items[facet], given) for facet, given in answers.items()}
    scales = {name: scale_score(name, group, parts) for name, group in key.scales.items()}
    facets: dict[str, FacetScore] = {}
    for scale in scales.values():
        for scored in scale.facets:
            facets.setdefault(scored.facet, scored)
    for facet, group in key.lone_facets.items():
        facets[facet] = facet_score(facet, parts[facet], *pooled_variance(group, parts))
    quality = response_quality(asked, raws, points, seconds)
    axis = questionnaire.axis
    position = axis_score(axis, scales) if axis is not None else None
    placed = None
    if axis is not None and position is not None:
        placed = UNDECIDED if quality.straightlined else placement(axis, position)
    poles = (axis.low, axis.high) if axis is not None else ()
    return Result(
        questionnaire=questionnaire,
        facets=MappingProxyType({facet: facets[facet] for facet in questionnaire.facets}),
        scales=MappingProxyType(scales),
        axis=position,
        placement=placed,
        quality=quality,
        networks=networks,
        skipped=skipped,
        unanswered=len(asked) - quality.ratings - skipped,
        missing=tuple(pole for pole in poles if scales[pole].estimate is None),
        ended=ended,
        points=MappingProxyType(points),
    )


def _raw(assessment: Assessment, name: str) -> int | None:
    value = assessment.value(name)
    return value if isinstance(value, int) else None


def _network_positions(assessment: Assessment) -> Iterator[NetworkPosition]:
    """A position for each chosen option whose two ratings were both answered."""
    networks = assessment.questionnaire.networks
    if networks is None:
        return
    ratings = assessment.questionnaire.ratings
    low, high = (
        points_table(response_scale, reverse=item.reverse)
        for item, response_scale in (ratings[networks.low], ratings[networks.high])
    )
    for name, question in assessment.visible.items():
        option = question.option
        if option is not None and question.item.id == networks.low:
            low_raw = _raw(assessment, name)
            high_raw = _raw(assessment, f"{networks.high}/{option.value}")
            if low_raw is not None and high_raw is not None:
                yield NetworkPosition(option.value, low[low_raw], high[high_raw])
