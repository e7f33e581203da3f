"""The result: all that a screen, a file or a comparison needs to know of one scored assessment.

Frozen values only; `netztui.scoring.score` computes them. Units: points are percent of the
maximum possible (POMP, 0 to 100), axis points run from −100 (low pole) to 100 (high pole),
standard errors are in the unit of what they belong to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from netztui.questionnaire.model import Questionnaire

SCORING_VERSION = 1
"""Raised whenever the same answers would give other figures than before."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its uncertainty."""

    value: float
    se: float
    """Standard error, in the unit of `value`."""
    df: float
    """Degrees of freedom of the standard error."""


@dataclass(frozen=True, slots=True)
class FacetScore:
    """One facet of one person."""

    facet: str
    items: int
    """How many visible items the facet has."""
    answered: int
    value: float | None
    """Points 0..100; None where fewer than half of the items were answered."""
    se: float | None = None
    """Standard error in points, by the error variance of the first scale that names the facet
    (in a scale's `facets`, of that scale); None where `value` is."""
    df: float | None = None
    """Degrees of freedom of the standard error; None where `value` is."""


@dataclass(frozen=True, slots=True)
class ScaleScore:
    """One scale of one person."""

    scale: str
    facets: tuple[FacetScore, ...]
    items: int
    answered: int
    estimate: Estimate | None
    """Points 0..100; None where too much was skipped."""


@dataclass(frozen=True, slots=True)
class AxisScore:
    """Where one person stands between the two poles, and how sure that is."""

    low: str
    high: str
    """Scale ids of the poles."""
    position: Estimate
    """−100..100: high scale minus low scale."""
    interval: tuple[float, float]
    """95 % interval of the position; its ends may lie beyond ±100."""
    intensity: Estimate
    """0..100: the mean of both scales."""
    probabilities: Mapping[str, float]
    """Of lying at the low pole, balanced, at the high pole: keys low id, "balanced", high id."""


@dataclass(frozen=True, slots=True)
class ResponseQuality:
    """How the answers were given: gentle notes, which never alter a figure."""

    ratings: int
    """Answered ratings that belong to a facet."""
    longstring: int
    """Longest run of identical raw answers in the order shown; a skip ends a run."""
    irv: float | None
    """Standard deviation (n − 1) of the raw answers; None for fewer than two."""
    opposites: float | None
    """Mean |difference| of the declared opposite pairs after keying, points 0..100."""
    fast_blocks: float | None
    """Share 0..1 of blocks of about eight items answered in under 2 s an item; None if untimed."""
    very_fast_blocks: float | None
    """The same for under 1 s an item."""

    @property
    def straightlined(self) -> bool:
        """Whether the answers carry no information to place anyone by."""
        return self.irv == 0 or (self.ratings > 0 and 2 * self.longstring >= self.ratings)


@dataclass(frozen=True, slots=True)
class NetworkPosition:
    """Where one network stands, from two ratings; descriptive, no uncertainty."""

    option: int | str
    low: float
    """Points 0..100 of the low rating (information)."""
    high: float
    """Points 0..100 of the high rating (market)."""

    @property
    def position(self) -> float:
        """−100..100: high minus low."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Result:
    """What one assessment says."""

    questionnaire: Questionnaire
    facets: Mapping[str, FacetScore]
    """By facet id, in file order."""
    scales: Mapping[str, ScaleScore]
    """By scale id, in file order."""
    axis: AxisScore | None
    """None where a pole has no score, or the questionnaire no axis."""
    placement: str | None
    """A pole's scale id, "both", "neither", "mixed" or "undecided"; None without an axis score."""
    quality: ResponseQuality
    networks: tuple[NetworkPosition, ...]
    skipped: int
    """Visible ratings of a facet answered with “no answer”."""
    unanswered: int
    """Visible ratings of a facet without any answer."""
    missing: tuple[str, ...]
    """Ids of the pole scales without a score: the reason where `axis` is None."""
    ended: bool
    """The questionnaire ended early, because there was nothing to ask about."""
    points: Mapping[str, float | None] = field(default_factory=dict)
    """Points 0..100 after keying of every visible rating of a facet, by question key, in the
    order shown; None where it has no answer. What a comparison takes apart."""
