"""Reliability, correlations and intervals against published figures, R, NumPy and SciPy.

The data and where they come from are in reliability.json; nothing of that is used at run time.
"""

import json
from pathlib import Path

import pytest

from netztui.group import statistics

DATA = json.loads(Path(__file__).with_name("reliability.json").read_text(encoding="utf-8"))
ROWS = DATA["rows"]
COMPLETE = [row for row in ROWS["incomplete"] if None not in row]
KNOWN = {"pingouin": ROWS["pingouin"], "complete": COMPLETE, "attitude": ROWS["attitude"]}

F = [
    (0.025, 4, 4, 0.10411753745392764), (0.025, 4, 36, 0.11865341711274123),
    (0.025, 14, 126, 0.39232569229080744), (0.025, 999, 14985, 0.9117083883338637),
    (0.5, 29, 174, 0.9808690320210401), (0.975, 4, 4, 9.604529884722858),
    (0.975, 14, 126, 1.9718730746580704), (0.975, 29, 174, 1.6615384170288148),
    (0.975, 999, 14985, 1.0928565010087812),
]  # fmt: skip
CHI2 = [
    (0.025, 4, 0.4844185570879299), (0.025, 13, 5.00875051181033), (0.025, 999, 913.3009983021134),
    (0.975, 4, 11.143286781877796), (0.975, 29, 45.72228580417452), (0.975, 999, 1088.4870677259353),
]  # fmt: skip


@pytest.mark.parametrize(("p", "df1", "df2", "expected"), F)
def test_quantiles_of_f_are_those_of_scipy(p, df1, df2, expected) -> None:
    assert statistics.f_quantile(p, df1, df2) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("p", "df", "expected"), CHI2)
def test_quantiles_of_chi_squared_are_those_of_scipy(p, df, expected) -> None:
    assert statistics.chi2_quantile(p, df) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("name", "n", "alpha", "low", "high", "digits"),
    [
        ("pingouin", 15, 0.5917188486, 0.195, 0.840, 3),
        ("complete", 9, 0.8016949153, 0.533, 0.947, 3),
        ("attitude", 30, 0.8431427696, 0.74, 0.92, 2),
    ],
)
def test_alpha_and_its_interval_are_the_published_ones(name, n, alpha, low, high, digits) -> None:
    rows = KNOWN[name]
    assert len(rows) == n
    found = statistics.cronbach_alpha(statistics.covariances(rows))
    assert found == pytest.approx(alpha, abs=1e-9)
    ends = statistics.alpha_interval(found, n, len(rows[0]))
    assert [round(end, digits) for end in ends] == [low, high]


@pytest.mark.parametrize(
    ("scale", "alpha", "omega"),
    [
        ("A", 0.7038, 0.7116012104), ("C", 0.7293, 0.7322915931), ("E", 0.7609, 0.7670048896),
        ("N", 0.8133, 0.8168918838), ("O", 0.6025, 0.6114602095),
    ],
)  # fmt: skip
def test_alpha_and_omega_of_the_bfi_are_those_of_r_and_numpy(scale, alpha, omega) -> None:
    covariance = DATA["covariances"][scale]
    assert statistics.cronbach_alpha(covariance) == pytest.approx(alpha, abs=5e-5)
    assert statistics.omega_total(covariance) == pytest.approx(omega, abs=1e-7)


def test_omega_of_unequal_items_counts_their_deviations() -> None:
    for name, omega in (("attitude", 0.8602623268), ("pingouin", 0.652107139)):
        covariance = statistics.covariances(KNOWN[name])
        assert statistics.omega_total(covariance) == pytest.approx(omega, abs=1e-7)


def test_each_item_is_correlated_with_the_sum_of_the_others() -> None:
    covariance = statistics.covariances(ROWS["attitude"])
    assert [statistics.rest_correlation(covariance, item) for item in range(7)] == pytest.approx(
        [
            0.6712620572, 0.7421097102, 0.5607111115, 0.7144454981, 0.7862755938, 0.2650343392,
            0.4608105495,
        ]
    )  # fmt: skip


def test_a_correlation_has_fishers_interval() -> None:
    rating, complaints = ([row[column] for row in ROWS["attitude"]] for column in (0, 1))
    r = statistics.correlation(rating, complaints)
    assert r == pytest.approx(0.8254175695421458)
    interval = statistics.correlation_interval(r, 30)
    assert interval == pytest.approx((0.662012769870953, 0.9139138913536691))


def test_a_standard_deviation_has_the_interval_of_chi_squared() -> None:
    interval = statistics.deviation_interval(12.172561947585896, 30)
    assert interval == pytest.approx((9.694312724540055, 16.363759796384375))


def test_a_mean_change_has_the_interval_of_students_t() -> None:
    changes = [34.6, -29.8, 11.9, -1.9, -0.3, 3.0, -22.3, 2.8, -6.1, 52.5, 9.2, 1.1]
    interval = statistics.mean_interval(changes)
    assert interval == pytest.approx((-9.486079694996494, 18.602746361663158))


def test_what_does_not_vary_has_no_reliability() -> None:
    same = statistics.covariances([[3, 3, 3]] * 6)
    assert statistics.cronbach_alpha(same) is None
    assert statistics.omega_total(same) is None
    assert statistics.rest_correlation(same, 0) is None
    assert statistics.correlation([1, 1, 1], [1, 2, 3]) is None
    assert statistics.correlation_interval(1.0, 9) == (1.0, 1.0)
