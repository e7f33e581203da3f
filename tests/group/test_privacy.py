"""Nobody can be found in a group's figures, not even by comparing them with and without somebody."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from statistics import median_low, stdev
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from group.simulated import people
from netztui.group.before_after import before_and_after, pairs_of
from netztui.group.calibration import calibration_figures
from netztui.group.items import distribution, rated_items
from netztui.group.networks import network_sides, network_summaries
from netztui.group.people import Person
from netztui.group.privacy import (
    FEW,
    MINIMUM,
    base,
    blocks,
    middle_half,
    rounded,
    rounded_deviation,
    share,
    shown_counts,
)
from netztui.group.report import group_report
from netztui.group.summary import GroupError, summarize

SIZES = range(MINIMUM + 1, 17)


def groups(value: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(value, min_size=SIZES[0], max_size=SIZES[-1])


def hidden_among(figures: Mapping[Any, Any]) -> int:
    """With how many people at least somebody's removal has its effect in common."""
    return min(Counter(repr(figure) for figure in figures.values()).values())


def each_left_out(values: Sequence[Any]) -> dict[int, list[Any]]:
    """The values without one person, by the place of that person."""
    return {place: [*values[:place], *values[place + 1 :]] for place in range(len(values))}


@given(groups(st.integers(0, 6)))
def test_what_one_person_changes_in_a_count_at_least_two_others_would_change_too(
    chosen: list[int],
) -> None:
    without = each_left_out(chosen)
    counts = {place: [left.count(cell) for cell in range(7)] for place, left in without.items()}
    assert hidden_among({place: blocks(found) for place, found in counts.items()}) >= FEW
    named = {place: shown_counts(dict(enumerate(found))) for place, found in counts.items()}
    assert hidden_among(named) >= FEW
    shares = {place: share(found[0], sum(found)) for place, found in counts.items()}
    assert hidden_among(shares) >= FEW


@given(groups(st.integers(0, 20)))
def test_what_one_person_changes_in_a_median_at_least_two_others_would_change_too(
    values: list[int],
) -> None:
    without = each_left_out(values)
    assert hidden_among({place: median_low(left) for place, left in without.items()}) >= FEW
    assert hidden_among({place: middle_half(left) for place, left in without.items()}) >= FEW


@given(groups(st.none() | st.integers(0, 20)))
def test_nobody_is_found_by_having_or_lacking_a_value(values: list[int | None]) -> None:
    bases = {place: base(left, 0) for place, left in each_left_out(values).items()}
    medians = {place: found and median_low(found) for place, found in bases.items()}
    assert hidden_among(medians) >= FEW


@pytest.mark.parametrize("n", [MINIMUM + 1, 12, 300])
def test_two_means_leave_open_where_a_person_stands_by_more_than_a_bin(n: int) -> None:
    rng = random.Random(n)
    values = [rng.uniform(-100, 100) for _ in range(n)]
    everybody = rounded(sum(values) / n, 10, n)
    steps = {}
    for people_ in (n, n - 1):
        # The step is the smallest difference between two means as they are shown.
        shown = {rounded(mean / 1000, 10, people_) for mean in range(-5000, 5000)}
        steps[people_] = min(b - a for a, b in zip(sorted(shown), sorted(shown)[1:], strict=False))
    reach = (steps[n] * n + steps[n - 1] * (n - 1)) / 2
    assert reach >= 10
    for value in values[:20]:
        rest = rounded((sum(values) - value) / (n - 1), 10, n - 1)
        assert abs(everybody * n - rest * (n - 1) - value) <= reach + 1e-6


@pytest.mark.parametrize("n", [MINIMUM + 1, 8, 12, 30, 120])
def test_two_deviations_leave_open_how_far_out_a_person_is(n: int) -> None:
    rng = random.Random(n)
    for _round in range(50):
        others = [rng.gauss(0, 20) for _ in range(n - 1)]
        squares = []
        for values in ([*others, rng.uniform(-90, 90)], others):
            df = len(values) - 1
            shown, half = rounded_deviation(stdev(values), 10, len(values)), 0.0
            while rounded_deviation(shown + half, 10, len(values)) == shown:
                half += 0.02
            squares.append((df * max(0, shown - half) ** 2, df * (shown + half) ** 2))
        (low, high), (low_of_others, high_of_others) = squares
        nearest = max(0, low - high_of_others) ** 0.5
        assert (high - low_of_others) ** 0.5 - nearest >= 10


def figures(group: Sequence[Person]) -> Iterator[tuple[str, Any]]:
    """Every count and median that is made of a group, one by one."""
    summary = summarize(group)
    for name in ("strip", "words", "day"):
        yield name, getattr(summary, name)
    spreads = {"position": summary.position, "intensity": summary.intensity}
    for name, spread in {**spreads, **summary.scales, **summary.facets}.items():
        assert spread is not None
        yield f"{name}.median", (spread.median, spread.band)
        yield f"{name}.middle", spread.middle
    for item in rated_items(group):
        yield item, distribution(group, item)
    for network in network_summaries(group):
        for name, value in asdict(network).items():
            yield f"{network.option}.{name}", value
        yield f"{network.option}.any", network_sides(group, network.option)


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_found_in_the_difference_between_two_groups(seed: int) -> None:
    rng = random.Random(seed)
    group = people(rng.choice(SIZES), seed, skips=0.05)
    group = [person for person in group if person.result.axis is not None]
    while len(group) <= MINIMUM:
        group += people(3, seed + 100)
    without = {p: dict(figures(group[:p] + group[p + 1 :])) for p in range(len(group))}
    for name in set().union(*without.values()):
        changed = {p: found.get(name) for p, found in without.items()}
        assert hidden_among(changed) >= FEW, (name, changed)


@pytest.mark.parametrize("seed", range(6))
def test_a_prompt_is_about_at_least_three_and_leaves_as_many(seed: int) -> None:
    n = random.Random(seed).choice(SIZES)
    counted = [prompt.counts for prompt in summarize(people(n, seed)).prompts if prompt.counts]
    for counts in counted:
        assert min(*counts, n - sum(counts)) >= FEW


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_found_in_who_moved(seed: int) -> None:
    n = random.Random(seed).choice(SIZES)
    pairs = pairs_of(people(n, seed), people(n, seed + 50))
    moved = {}
    for p in range(n):
        change = before_and_after(pairs[:p] + pairs[p + 1 :])
        assert change is not None
        moved[p] = (change.moved, change.weeks)
    assert hidden_among({p: found[0] for p, found in moved.items()}) >= FEW
    assert hidden_among({p: found[1] for p, found in moved.items()}) >= FEW


def test_no_code_is_in_a_report_and_no_plan_that_was_not_given() -> None:
    given = people(14, 2)
    report = group_report(people(14, 1), given)
    assert report.change is not None
    assert report.calibration is not None
    assert all(str(person.code) in repr(given) for person in given)
    assert not [person.code for person in given if str(person.code) in repr(report)]
    assert report.summary.plans == tuple(sorted(f"plan {place} of 2" for place in range(0, 14, 3)))


@pytest.mark.parametrize("n", range(1, MINIMUM))
def test_there_is_no_figure_of_fewer_than_five(n: int) -> None:
    few = people(n)
    with pytest.raises(GroupError, match=f"at least 5 people; this one has {n}"):
        summarize(few)
    assert before_and_after(pairs_of(few, few)) is None
    assert calibration_figures(few) is None


def test_a_higher_minimum_can_be_asked_for_and_a_lower_one_cannot() -> None:
    group = people(8)
    assert summarize(group, 8).people == 8
    with pytest.raises(GroupError, match="at least 9"):
        summarize(group, 9)
    with pytest.raises(ValueError, match="4"):
        summarize(group, 4)


@pytest.mark.parametrize(("took_part_twice", "people_shown"), [(12, 12), (4, 14)])
def test_a_report_on_two_occasions_is_about_those_who_were_there_twice_if_they_are_enough(
    took_part_twice: int, people_shown: int
) -> None:
    report = group_report(people(took_part_twice, 1), people(14, 2))
    assert report.summary.people == people_shown
    assert (report.change is None) == (took_part_twice < MINIMUM)


@pytest.mark.parametrize(("users", "everybody"), [(4, None), (5, False), (9, False), (10, True)])
def test_a_network_has_figures_of_its_users_only_if_five_are_there_and_five_are_not(
    users: int, everybody: bool | None
) -> None:
    group = []
    for place, person in enumerate(people(14)):
        values = {key: value for key, value in person.result.values.items() if "/xing" not in key}
        values["networks-used"] = ("xing",) if place < users else ("other",)
        values |= {"days-used/xing": 20, "got-information/xing": 4} if place < users else {}
        group.append(replace(person, result=person.result._replace(values=values)))
    xing = network_summaries(group)[0]
    assert xing.option == "xing"
    assert xing.used == share(users, 14)
    assert (xing.effort, xing.low) == ((None, None) if everybody is None else (20, 4))
    assert everybody is None or xing.everybody == everybody
