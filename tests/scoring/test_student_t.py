"""Student's t against published tables, closed forms, and values of a second program."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netztui.scoring.student_t import cdf, quantile, tails

# Upper critical values, NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
TABLE = {
    1: (3.078, 6.314, 12.706, 31.821, 63.657),
    2: (1.886, 2.920, 4.303, 6.965, 9.925),
    5: (1.476, 2.015, 2.571, 3.365, 4.032),
    10: (1.372, 1.812, 2.228, 2.764, 3.169),
    16: (1.337, 1.746, 2.120, 2.583, 2.921),
    30: (1.310, 1.697, 2.042, 2.457, 2.750),
    100: (1.290, 1.660, 1.984, 2.364, 2.626),
}
LEVELS = (0.90, 0.95, 0.975, 0.99, 0.995)

# Distribution functions in closed form for one to four degrees of freedom.
CLOSED = {
    1: lambda t: 0.5 + math.atan(t) / math.pi,
    2: lambda t: 0.5 + t / (2 * math.sqrt(2 + t * t)),
    3: lambda t: 0.5 + (math.atan(t / math.sqrt(3)) + math.sqrt(3) * t / (3 + t * t)) / math.pi,
    4: lambda t: 0.5 + t * (t * t + 6) / (2 * (t * t + 4) ** 1.5),
}

VALUES = json.loads(Path(__file__).with_name("student_t_values.json").read_text("utf-8"))["values"]
by_df = pytest.mark.parametrize(
    "values",
    [[one for one in VALUES if one[0] == df] for df in sorted({one[0] for one in VALUES})],
    ids=lambda values: f"df={values[0][0]}",
)

seeded = settings(derandomize=True, deadline=None)


@pytest.mark.parametrize("df", TABLE)
def test_quantiles_are_those_of_the_published_table(df):
    assert [round(quantile(p, df), 3) for p in LEVELS] == list(TABLE[df])


@pytest.mark.parametrize("df", CLOSED)
def test_cdf_is_the_closed_form_for_few_degrees_of_freedom(df):
    for t in (-30.0, -3.0, -0.5, 0.0, 1e-6, 0.2, 1.0, 1.9, 2.6, 8.0, 400.0):
        assert cdf(t, df) == pytest.approx(CLOSED[df](t), rel=1e-12, abs=1e-14), t


@by_df
def test_both_tails_keep_their_digits_wherever_they_are(values):
    for df, t, upper, inner in values:
        assert tails(t, df) == pytest.approx((0.5 + inner, upper), rel=1e-12)
        assert tails(-t, df) == pytest.approx((upper, 0.5 + inner), rel=1e-12)


@by_df
def test_quantile_takes_a_tail_back_to_its_t(values):
    for df, t, upper, _inner in values:
        if t > 0.01:
            assert quantile(upper, df) == pytest.approx(-t, rel=1e-11)


@by_df
def test_quantile_near_the_middle_is_as_exact_as_its_probability(values):
    for df, t, _upper, inner in values:
        if inner < 0.25:
            # What half plus the probability can't hold of the probability is lost before.
            rounding = 2**-53 / inner
            assert quantile(0.5 + inner, df) == pytest.approx(t, rel=1e-12 + 2 * rounding)


def test_far_tails_of_the_cauchy_distribution_are_exact():
    assert quantile(1e-300, 1) == pytest.approx(-1e300 / math.pi, rel=1e-12)
    assert cdf(-1e300, 1) == pytest.approx(1e-300 / math.pi, rel=1e-12)


def test_for_very_many_degrees_of_freedom_it_is_nearly_normal():
    assert quantile(0.975, 1e6) == pytest.approx(1.959963984540054, rel=2e-6)
    assert quantile(0.975, 1e6) > 1.959963984540054


def test_the_middle_is_at_zero_and_the_ends_are_reached():
    assert quantile(0.5, 7.5) == 0
    assert tails(0.0, 7.5) == (0.5, 0.5)
    assert tails(math.inf, 7.5) == (1.0, 0.0)
    assert tails(-math.inf, 7.5) == (0.0, 1.0)


def test_a_quantile_that_no_float_holds_is_infinite():
    assert quantile(1e-300, 0.5) == -math.inf
    assert quantile(5e-324, 0.5) == -math.inf


@seeded
@given(
    p=st.floats(1e-290, 1 - 2**-53),
    df=st.floats(math.log(0.5), math.log(1e6)).map(math.exp),
)
def test_cdf_and_quantile_undo_each_other(p, df):
    t = quantile(p, df)
    if math.isfinite(t):
        lower, upper = tails(t, df)
        assert lower == pytest.approx(p, rel=1e-9)
        # The probability holds no more of the upper tail than 1 − p does.
        assert upper == pytest.approx(1 - p, rel=1e-9, abs=2**-52)


@seeded
@given(
    t=st.floats(0, 1e6),
    further=st.floats(1e-3, 1e3),
    df=st.floats(0.5, 1e4),
)
def test_the_upper_tail_falls_and_mirrors_the_lower(t, further, df):
    assert tails(t, df)[1] >= tails(t + further, df)[1]
    assert tails(t, df) == tails(-t, df)[::-1]


@pytest.mark.parametrize(("t", "df"), [(1.0, 0.0), (1.0, -2.0), (1.0, math.nan), (math.nan, 3.0)])
def test_what_has_no_distribution_is_refused(t, df):
    with pytest.raises(ValueError, match="no t distribution"):
        tails(t, df)


@pytest.mark.parametrize(("p", "df"), [(0.0, 3), (1.0, 3), (math.nan, 3), (0.5, 0), (0.9, -1)])
def test_what_has_no_quantile_is_refused(p, df):
    with pytest.raises(ValueError, match="no t quantile"):
        quantile(p, df)
