"""What a questionnaire says about results: of one person, of each network, and of a group."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal

from netztui.questionnaire.basics import Condition, Entries, Id, Rule, StrictModel, Text


class NetworkAdvice(StrictModel):
    """A question about each option of a `for_each` section whose answers meet a condition."""

    when: Condition
    """A condition on the option's own answers, or on other items."""
    question: Text
    """What is asked with the result; {option} becomes the option's label."""


class Networks(StrictModel):
    """What the result says of each option of the `for_each` section; never part of the axis."""

    low: Id
    """The id of the rating that pulls towards the axis's low end."""
    high: Id
    """The id of the rating that pulls towards the axis's high end."""
    effort: Id | None = None
    """The id of the number that says how much was put in, such as days."""
    title: Text
    """The heading above the options."""
    explained: Text
    """What the position of an option means."""
    advice: Entries[NetworkAdvice] = ()
    """Questions about single options; the first that fits is asked."""


class Placement(StrictModel):
    """What the result says for one placement."""

    when: Id
    """A pole's scale id, also with `leaning-` before it, or both, neither, mixed or undecided."""
    title: Text
    """The result in a few words."""
    sure: Text | None = None
    """The title from a probability of 95% on."""
    text: Text
    """What it means, and what to think about."""
    little: Text | None = None
    """Added if there is little of either: intensity up to 37.5, and no end from 62.5 on."""


class Advice(StrictModel):
    """A suggestion for results that match all its conditions."""

    id: Id
    """Names it in JSON; never reuse it."""
    topic: Id | None = None
    """Of several with the same topic only the first that fits is shown."""
    when: Mapping[Id, Literal["high", "low"]] = field(default_factory=dict)
    """The pattern: facet or scale ids, high from 62.5 points on, low up to 37.5."""
    placements: Annotated[Entries[Id], Rule(min_length=1)] | None = None
    """The placements that it is for; without it, all."""
    answers: Condition | None = None
    """A condition on the answers."""
    text: Text | None = None
    """Shown if the pattern is clear; without it, the question is."""
    question: Text
    """Shown if the pattern is only likely."""


class Prompt(StrictModel):
    """A discussion question for groups that match its pattern."""

    when: Mapping[Id, Literal["high", "low", "divided"]] = field(default_factory=dict)
    """Facet or scale ids: high or low for the median, as in advice, divided if both occur."""
    text: Text
    """What the group is asked; it is about all of them, never about one person."""
