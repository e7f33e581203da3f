"""Checks on the options to choose from: values that can be stored and told apart."""

from collections.abc import Iterator
from typing import Any

from netztui.diagnostics.problems import Finding, Path
from netztui.i18n.message import N_, Message
from netztui.questionnaire.validation.outline import Outline, rows, shown
from netztui.questionnaire.validation.texts import plain_findings

LENGTH_LIMIT = 64
"""Characters of an option's value."""

RANGE = 10**9
"""Whole numbers are stored from −RANGE to RANGE."""


def option_findings(outline: Outline) -> Iterator[Finding]:
    """What is wrong with the values of response scales and of items with options."""
    for name, scale in outline.response_scales.items():
        if isinstance(scale, dict):
            yield from _rising(_values(("response_scales", name), scale))
    for item in outline.items:
        if item.kind in {"choice", "choices"}:
            values = _values(item.path, item.data)
            yield from _unequal(values, words_only=item.kind == "choices")


def _values(path: Path, holder: Any) -> list[tuple[Path, int | str]]:  # noqa: ANN401
    """The values that are whole numbers or words, with their paths."""
    return [
        ((*path, "options", place, "value"), option["value"])
        for place, option in rows(holder, "options")
        if isinstance(option.get("value"), str) or type(option.get("value")) is int
    ]


def _rising(values: list[tuple[Path, int | str]]) -> Iterator[Finding]:
    last: int | None = None
    for path, value in values:
        if isinstance(value, str):
            message = Message(N_("The values of a response scale are whole numbers."))
            yield Finding(path, message, Message(N_("Write them without quotation marks.")))
            continue
        yield from _storable(path, value)
        if last is not None and value <= last:
            yield Finding(
                path,
                Message(
                    N_("{value} does not rise above {last}."), value=shown(value), last=shown(last)
                ),
                Message(N_("Write the options in rising order, each value once.")),
            )
        last = value


def _unequal(values: list[tuple[Path, int | str]], *, words_only: bool) -> Iterator[Finding]:
    seen: set[int | str] = set()
    for path, value in values:
        if words_only and not isinstance(value, str):
            message = Message(N_("The values of choices are words, not numbers."))
            yield Finding(path, message, Message(N_("Write them in quotation marks.")))
        elif not words_only and type(value) is not type(values[0][1]):
            yield Finding(
                path,
                Message(N_("Some values here are numbers, others words.")),
                Message(N_("Write all of them one way.")),
            )
        elif value in seen:
            yield Finding(path, Message(N_("“{key}” is given twice."), key=shown(value)))
        else:
            yield from _storable(path, value)
        seen.add(value)


def _storable(path: Path, value: int | str) -> Iterator[Finding]:
    if isinstance(value, str):
        yield from plain_findings(path, value, breaks=False)
        if len(value) > LENGTH_LIMIT:
            yield Finding(
                path,
                Message(
                    N_("“{key}” has {length} characters; {limit} are the most."),
                    key="value",
                    length=len(value),
                    limit=LENGTH_LIMIT,
                ),
            )
    elif abs(value) > RANGE:
        message = Message(
            N_("The number must lie between {least} and {most}."), least=-RANGE, most=RANGE
        )
        yield Finding(path, message)
