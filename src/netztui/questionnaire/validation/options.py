"""Checks on the options to choose from: values that can be stored and told apart."""

from collections.abc import Iterator
from typing import Any

from netztui.diagnostics.problems import DataPath, Violation
from netztui.diagnostics.suggest import quote_value
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.validation.outline import Outline, rows
from netztui.questionnaire.validation.texts import plain_text_violations

LENGTH_LIMIT = 64
"""Characters of an option's value."""

RANGE = 10**9
"""Whole numbers are stored from −RANGE to RANGE."""


def option_violations(outline: Outline) -> Iterator[Violation]:
    """What is wrong with the values of response scales and of items with options."""
    for name, scale in outline.response_scales.items():
        if isinstance(scale, dict):
            yield from _rising(_values(("response_scales", name), scale))
    for item in outline.items:
        if item.kind in {"choice", "choices"}:
            values = _values(item.path, item.data)
            yield from _unequal(values, words_only=item.kind == "choices")


def _values(path: DataPath, holder: Any) -> list[tuple[DataPath, int | str]]:  # noqa: ANN401
    """The values that are whole numbers or words, with their paths."""
    return [
        ((*path, "options", place, "value"), option["value"])
        for place, option in rows(holder, "options")
        if isinstance(option.get("value"), str) or type(option.get("value")) is int
    ]


def _rising(values: list[tuple[DataPath, int | str]]) -> Iterator[Violation]:
    last: int | None = None
    for path, value in values:
        if isinstance(value, str):
            message = LazyText(N_("The values of a response scale are whole numbers."))
            yield Violation(path, message, LazyText(N_("Write them without quotation marks.")))
            continue
        yield from _storable(path, value)
        if last is not None and value <= last:
            yield Violation(
                path,
                LazyText(
                    N_("{value} does not rise above {last}."),
                    value=quote_value(value),
                    last=quote_value(last),
                ),
                LazyText(N_("Write the options in rising order, each value once.")),
            )
        last = value


def _unequal(values: list[tuple[DataPath, int | str]], *, words_only: bool) -> Iterator[Violation]:
    seen: set[int | str] = set()
    for path, value in values:
        if words_only and not isinstance(value, str):
            message = LazyText(N_("The values of choices are words, not numbers."))
            yield Violation(path, message, LazyText(N_("Write them in quotation marks.")))
        elif not words_only and type(value) is not type(values[0][1]):
            yield Violation(
                path,
                LazyText(N_("Some values here are numbers, others words.")),
                LazyText(N_("Write all of them one way.")),
            )
        elif value in seen:
            yield Violation(path, LazyText(N_("“{key}” is given twice."), key=quote_value(value)))
        else:
            yield from _storable(path, value)
        seen.add(value)


def _storable(path: DataPath, value: int | str) -> Iterator[Violation]:
    if isinstance(value, str):
        yield from plain_text_violations(path, value, breaks=False)
        if len(value) > LENGTH_LIMIT:
            yield Violation(
                path,
                LazyText(
                    N_("“{key}” has {length} characters; {limit} are the most."),
                    key="value",
                    length=len(value),
                    limit=LENGTH_LIMIT,
                ),
            )
    elif abs(value) > RANGE:
        message = LazyText(
            N_("The number must lie between {least} and {most}."), least=-RANGE, most=RANGE
        )
        yield Violation(path, message)
