"""The result of a scored assessment, as frozen values.

Points are percent of the maximum possible (POMP, 0 to 100), axis points run from −100 (low pole)
to 100 (high pole), standard errors are in the unit of their value. All are named tuples, which are
made in a third of the time: each row of a table has a dozen.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from netztui.assessment.conditions import Value
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.student_t import quantile975

SCORING_VERSION = 2
"""Increased whenever the same answers would give different figures than before."""


class Estimate(NamedTuple):
    """A figure with its uncertainty."""

    value: float
    se: float
    df: float
    """Degrees of freedom of the standard error `se`."""

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval: value ± t(df, .975) se; its ends may be out of range."""
        reach = quantile975(self.df) * self.se
        return self.value - reach, self.value + reach


class FacetScore(NamedTuple):
    """The score of one facet."""

    facet: str
    items: int
    """Number of visible items of the facet."""
    answered: int
    value: float | None
    """Points 0..100; None if fewer than half of the items were answered."""
    se: float | None = None
    """From the error variance of the first scale with this facet, in `ScaleScore.facets` from that
    of the scale; None if `value` is None."""
    df: float | None = None


class ScaleScore(NamedTuple):
    """The score of one scale."""

    scale: str
    facets: tuple[FacetScore, ...]
    items: int
    answered: int
    estimate: Estimate | None
    """Points 0..100; None if too much was skipped."""


class AxisScore(NamedTuple):
    """The position between the two poles, and its uncertainty."""

    low: str
    high: str
    """Scale ids of the poles."""
    position: Estimate
    """−100..100: high scale minus low scale."""
    interval: tuple[float, float]
    """95% interval of the position in axis points; its ends may be beyond ±100."""
    intensity: Estimate
    """0..100: the mean of both scales."""
    probabilities: Mapping[str, float]
    """0..1 of the low pole, balanced, the high pole; keys low id, "balanced", high id."""


class ResponseQuality(NamedTuple):
    """How the answers were given; this never alters a figure."""

    ratings: int
    """Answered ratings that belong to a facet."""
    longstring: int
    """Longest run of identical raw answers in the order shown; a skip ends a run."""
    irv: float | None
    """Standard deviation (n − 1) of the raw answers; None for fewer than two."""
    opposites: float | None
    """Mean |difference| of the declared opposite pairs after keying, points 0..100."""
    fast_blocks: float | None
    """Share 0..1 of blocks of about eight items with under 2 s per item; None if untimed."""
    very_fast_blocks: float | None
    """The same for under 1 s per item."""
    straightlined: bool = False
    """Whether the answers are too uniform for a placement."""


class NetworkPosition(NamedTuple):
    """The position of one network, from two ratings and without uncertainty."""

    option: int | str
    low: float
    """Points 0..100 of the low rating."""
    high: float
    """Points 0..100 of the high rating."""
    effort: int | None = None
    """The number that says how much was put in; None if it was not asked or answered."""

    @property
    def position(self) -> float:
        """−100..100: high minus low."""
        return self.high - self.low


class Result(NamedTuple):
    """The result of one assessment."""

    questionnaire: Questionnaire
    facets: Mapping[str, FacetScore]
    """By facet id, in file order."""
    scales: Mapping[str, ScaleScore]
    """By scale id, in file order."""
    axis: AxisScore | None
    """None if a pole has no score or the questionnaire has no axis."""
    placement: str | None
    """The word for the position (`scoring.axis.placement`); None without an axis score."""
    sure: bool
    """Whether the placement is a pole with a probability of at least 95%."""
    quality: ResponseQuality
    networks: tuple[NetworkPosition, ...]
    skipped: int
    """Visible ratings of a facet answered with “no answer”."""
    unanswered: int
    """Visible ratings of a facet without any answer."""
    missing: tuple[str, ...]
    """Ids of the pole scales without a score: the reason why `axis` is None."""
    ended: bool
    """Whether the questionnaire ended early because there was nothing to ask about."""
    questions: tuple[str, ...] = ()
    """The keys of the visible ratings of a facet, in the order shown."""
    question_points: tuple[float | None, ...] = ()
    """Their points 0..100 after keying; None without an answer."""
    values: Mapping[str, Value] = MappingProxyType({})
    """Every answer that was not skipped, by question key."""

    @property
    def points(self) -> Mapping[str, float | None]:
        """`question_points` by question key."""
        return MappingProxyType(dict(zip(self.questions, self.question_points, strict=True)))
