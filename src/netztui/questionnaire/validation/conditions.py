"""Rules for conditions.

A condition refers only to what has been answered before, so that nothing depends on itself. Its
tests suit the kind of the item, so that a condition that can never hold is reported here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.diagnostics.suggest import quote_value, suggest
from netztui.i18n.message import N_
from netztui.questionnaire.model import (
    BaseItem,
    ChoiceItem,
    ChoicesItem,
    Condition,
    NumberItem,
    Section,
)
from netztui.questionnaire.validation.index import Index, PlacedItem

FORMS = ("item", "all", "any", "not")
TESTS = ("is", "at_least", "at_most", "includes", "answered")

SUITABLE = {
    "rating": ("is", "at_least", "at_most", "answered"),
    "choice": ("is", "answered"),
    "choices": ("includes", "answered"),
    "number": ("is", "at_least", "at_most", "answered"),
    "text": ("answered",),
}


REPEATED = N_("“{name}” is asked once for each option, so it has no single answer.")


def condition_violations(index: Index) -> Iterator[Violation]:
    """Everything wrong with the conditions of sections and items."""
    seen = None
    for placed in index.items:
        if placed.section_path != seen and placed.section.show_if is not None:
            check = _Check(index, placed.section, placed.position, of_item=False)
            yield from check.violations((*placed.section_path, "show_if"), placed.section.show_if)
        seen = placed.section_path
        if placed.item.show_if is not None:
            check = _Check(index, placed.section, placed.position, of_item=True)
            yield from check.violations((*placed.path, "show_if"), placed.item.show_if)


@dataclass(frozen=True, slots=True)
class _Check:
    """What the conditions at one place of the questionnaire are checked against."""

    index: Index
    section: Section
    limit: int
    """The position of the first item that is too late to refer to."""
    of_item: bool
    """Whether the condition is an item's, and not a section's."""

    def violations(self, path: DataPath, condition: Condition) -> Iterator[Violation]:
        forms, tests = _given(condition, FORMS), _given(condition, TESTS)
        if len(forms) != 1:
            yield violation(
                path,
                N_("A condition has exactly one of item, all, any and not."),
                N_("Join several with all = […] or any = […].") if forms else None,
            )
        elif condition.item is not None:
            yield from self._tested(path, condition, condition.item, tests)
        elif tests:
            yield violation(
                (*path, tests[0]), N_("“{key}” needs an item next to it."), key=tests[0], at="key"
            )
        for form, parts in (("all", condition.all), ("any", condition.any)):
            for place, part in enumerate(parts or ()):
                yield from self.violations((*path, form, place), part)
        if condition.not_ is not None:
            yield from self.violations((*path, "not"), condition.not_)

    def _tested(
        self, path: DataPath, condition: Condition, wanted: str, tests: list[str]
    ) -> Iterator[Violation]:
        if not tests:
            yield violation(
                path,
                N_("The condition names an item but no test."),
                N_("Add one of: {tests}."),
                tests=", ".join(TESTS),
            )
        placed = self.index.by_id.get(wanted)
        if placed is None:
            yield violation(
                (*path, "item"),
                N_("There is no item “{name}”."),
                suggest(wanted, self.index.by_id),
                name=wanted,
            )
            return
        yield from self._order((*path, "item"), placed)
        suitable = SUITABLE[_kind(placed.item)]
        for test in tests:
            if test not in suitable:
                yield violation(
                    (*path, test),
                    N_("“{test}” cannot test an item of the kind {kind}."),
                    N_("Possible here: {known}."),
                    test=test,
                    kind=_kind(placed.item),
                    known=", ".join(suitable),
                    at="key",
                )
            elif test in {"is", "includes"}:
                value = condition.is_ if test == "is" else condition.includes
                yield from self._value((*path, test), placed, value)

    def _order(self, path: DataPath, placed: PlacedItem) -> Iterator[Violation]:
        name = placed.item.id
        earlier = N_("A condition can only refer to earlier items.")
        if self.of_item and placed.position == self.limit:
            yield violation(path, N_("The condition refers to its own item."), earlier)
        elif placed.position >= self.limit:
            yield violation(path, N_("“{name}” is not asked before this."), earlier, name=name)
        elif placed.section is self.section and self.section.order == "shuffled":
            yield violation(
                path,
                N_("“{name}” may come later: this section is shuffled."),
                N_("Refer to an item in an earlier section."),
                name=name,
            )
        elif placed.section.for_each is not None and not (
            self.of_item and placed.section.for_each == self.section.for_each
        ):
            yield violation(path, REPEATED, name=name)

    def _value(
        self, path: DataPath, placed: PlacedItem, value: int | str | None
    ) -> Iterator[Violation]:
        item = placed.item
        if isinstance(item, NumberItem):
            if not isinstance(value, int):
                yield violation(path, N_("“{key}” must be a whole number here."), key="is")
            elif not item.minimum <= value <= item.maximum:
                yield violation(
                    path, N_("{value} is not a possible answer."), value=quote_value(value)
                )
            return
        holder = item if isinstance(item, ChoiceItem | ChoicesItem) else self.index.scale_of(placed)
        values = [option.value for option in holder.options] if holder is not None else []
        # A rating without a response scale is reported as such.
        if values and value not in values:
            yield violation(
                path,
                N_("“{name}” has no option “{value}”."),
                suggest(quote_value(value), map(quote_value, values)),
                name=item.id,
                value=quote_value(value),
            )


def _given(condition: Condition, names: tuple[str, ...]) -> list[str]:
    """Those of the keys `names` that the condition has."""
    attributes = {"is": "is_", "not": "not_"}
    return [name for name in names if getattr(condition, attributes.get(name, name)) is not None]


def _kind(item: BaseItem) -> str:
    return str(getattr(item, "kind", "rating"))
