"""Student's t against published tables, closed forms, and values of a second program."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netztui.scoring.student_t import FEWEST, cdf, quantile, quantile975

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

seeded = settings(derandomize=True)


@pytest.mark.parametrize("df", TABLE)
def test_quantiles_are_those_of_the_published_table(df):
    assert [round(quantile(p, df), 3) for p in LEVELS] == list(TABLE[df])


@pytest.mark.parametrize("df", CLOSED)
def test_cdf_is_the_closed_form_for_few_degrees_of_freedom(df):
    for t in (-30.0, -3.0, -0.5, 0.0, 1e-6, 0.2, 1.0, 1.9, 2.6, 8.0, 400.0):
        assert cdf(t, df) == pytest.approx(CLOSED[df](t), rel=1e-12, abs=1e-14), t


@by_df
def test_both_tails_agree_with_a_second_program(values):
    for df, t, upper, inner in values:
        assert cdf(t, df) == pytest.approx(0.5 + inner, abs=1e-12)
        assert cdf(-t, df) == pytest.approx(upper, abs=1e-12)


@by_df
def test_quantile_takes_a_probability_back_to_its_t(values):
    for df, t, upper, inner in values:
        if min(upper, inner) > 1e-4:
            # The probability is rounded, which shifts the quantile.
            rounding = 2**-52 / min(upper, inner)
            assert quantile(0.5 + inner, df) == pytest.approx(t, rel=1e-10 + rounding)


def test_for_very_many_degrees_of_freedom_it_is_nearly_normal():
    assert quantile(0.975, 1e5) == pytest.approx(1.959963984540054, rel=2e-5)
    assert quantile(0.975, 1e5) > 1.959963984540054


def test_the_middle_is_at_zero():
    assert quantile(0.5, 7.5) == 0
    assert cdf(0.0, 7.5) == 0.5


@seeded
@given(p=st.floats(0.5, 0.9999), df=st.floats(math.log(0.5), math.log(1e3)).map(math.exp))
def test_cdf_and_quantile_undo_each_other(p, df):
    assert cdf(quantile(p, df), df) == pytest.approx(p, rel=1e-12)


@seeded
@given(t=st.floats(0, 1e6), further=st.floats(1e-3, 1e3), df=st.floats(0.5, 1e3))
@example(t=9.0, further=1.0, df=119.0)  # the tails are far below the error of a difference from ½
def test_cdf_rises_and_is_symmetric(t, further, df):
    assert cdf(-t - further, df) <= cdf(-t, df)
    assert cdf(t, df) == 1 - cdf(-t, df)


@seeded
@given(df=st.floats(math.log(0.5), math.log(1e3)).map(math.exp))
def test_the_series_for_95_percent_intervals_is_the_quantile(df):
    assert quantile975(df) == pytest.approx(quantile(0.975, df), rel=1e-11)


@pytest.mark.parametrize("df", [FEWEST, FEWEST - 1e-9, FEWEST + 1e-9])
def test_the_series_is_the_quantile_where_it_begins(df):
    assert quantile975(df) == pytest.approx(quantile(0.975, df), rel=1e-11)


def test_the_series_ends_at_the_normal_distribution():
    assert quantile975(1e15) == pytest.approx(1.959963984540054, rel=1e-11)
