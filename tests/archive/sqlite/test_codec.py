from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netztui.archive.sqlite import codec

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.none() | st.integers(-(10**9), 10**9) | TEXT | st.lists(TEXT).map(tuple))
def test_a_value_comes_back_as_it_went_with_its_type(value: int | str | tuple[str, ...] | None):
    back = codec.value_from_json(codec.to_json(value))
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("text", ["true", "1.5", "{}", "[1]", "[[]]", "", "nul", "NaN"])
def test_what_is_no_answer_is_refused(text: str):
    with pytest.raises(ValueError, match=r"type|Expecting"):
        codec.value_from_json(text)


@given(st.datetimes(timezones=st.timezones()))
def test_a_time_comes_back_as_the_same_moment_in_utc(time: datetime):
    try:
        text = codec.time_to_text(time)
    except OverflowError:
        return  # within a day of the year 1 or 9999
    possible = min(max(time.astimezone(UTC), codec.EARLIEST), codec.LATEST)
    assert codec.time_from_text(text) == possible
    assert codec.time_from_text(text).utcoffset() == timedelta(0)


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2))
def test_texts_of_times_sort_as_the_times_do(times: list[datetime]):
    texts = [codec.time_to_text(time) for time in times]
    assert sorted(texts) == [codec.time_to_text(time) for time in sorted(times)]


def test_a_time_is_written_in_utc_with_microseconds():
    berlin = timezone(timedelta(hours=2))
    assert (
        codec.time_to_text(datetime(2025, 7, 1, 14, tzinfo=berlin)) == "2025-07-01T12:00:00.000000Z"
    )


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        codec.time_to_text(datetime(2025, 7, 1, 14))  # noqa: DTZ001


@pytest.mark.parametrize("text", ["", "Z", "2025-07-01", "yesterday", "2025-02-30T12:00:00Z"])
def test_what_is_not_a_time_becomes_the_earliest(text: str):
    assert codec.time_from_text(text) == codec.EARLIEST


@given(st.dictionaries(TEXT, TEXT), st.dictionaries(TEXT, st.lists(TEXT).map(tuple)))
def test_titles_and_orders_come_back_as_they_went(
    title: dict[str, str], orders: dict[str, tuple[str, ...]]
):
    assert codec.title_from_json(codec.to_json(title)) == title
    assert codec.orders_from_json(codec.to_json(orders)) == orders


@pytest.mark.parametrize("text", ["[]", '{"de": 1}', "null", "{"])
def test_a_damaged_title_is_empty(text: str):
    assert codec.title_from_json(text) == {}


@pytest.mark.parametrize("text", ["[]", "1", "null", "{"])
def test_what_are_no_orders_is_refused(text: str):
    with pytest.raises(ValueError, match=r"orders|Expecting"):
        codec.orders_from_json(text)
