"""Checks on the conditions of raw questionnaire data.

A condition speaks of what has been answered before, so that nothing ever depends on itself; and
its tests suit the kind of item, so that a condition that can never hold is a mistake found here.
"""

from collections.abc import Iterator
from typing import Any

from netztui.diagnostics.problems import DataPath, Violation
from netztui.diagnostics.suggest import quote_value, suggest
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.validation.outline import (
    Data,
    Outline,
    RawItem,
    RawSection,
    rows,
    table,
    word,
)

FORMS = ("item", "all", "any", "not")
TESTS = ("is", "at_least", "at_most", "includes", "answered")

SUITABLE = {
    "rating": ("is", "at_least", "at_most", "answered"),
    "choice": ("is", "answered"),
    "choices": ("includes", "answered"),
    "number": ("is", "at_least", "at_most", "answered"),
    "text": ("answered",),
}


def condition_violations(outline: Outline) -> Iterator[Violation]:
    """What is wrong with the conditions of sections and items."""
    for section in outline.sections:
        if isinstance(section.data.get("show_if"), dict):
            before = next((item for item in outline.items if item.section is section), None)
            limit = before.place if before is not None else len(outline.items)
            yield from _Check(outline, section, limit, within=False).findings(
                (*section.path, "show_if"), section.data["show_if"]
            )
    for item in outline.items:
        if isinstance(item.data.get("show_if"), dict):
            yield from _Check(outline, item.section, item.place, within=True).findings(
                (*item.path, "show_if"), item.data["show_if"]
            )


class _Check:
    """The conditions of one place in the questionnaire."""

    def __init__(self, outline: Outline, section: RawSection, limit: int, *, within: bool) -> None:
        """`limit` is the place of the first item too late to speak of."""
        self._outline = outline
        self._section = section
        self._limit = limit
        self._within = within

    def findings(self, path: DataPath, condition: Data) -> Iterator[Violation]:
        forms = [form for form in FORMS if form in condition]
        tests = [test for test in TESTS if test in condition]
        if len(forms) != 1:
            yield Violation(
                path,
                LazyText(N_("A condition has exactly one of item, all, any and not.")),
                LazyText(N_("Join several with all = […] or any = […].")) if forms else None,
            )
        elif forms == ["item"]:
            yield from self._one(path, condition, tests)
        elif tests:
            yield Violation(
                (*path, tests[0]),
                LazyText(N_("“{key}” needs an item beside it."), key=tests[0]),
                at="key",
            )
        for form in ("all", "any"):
            for place, part in rows(condition, form):
                yield from self.findings((*path, form, place), part)
        if isinstance(condition.get("not"), dict):
            yield from self.findings((*path, "not"), condition["not"])

    def _one(self, path: DataPath, condition: Data, tests: list[str]) -> Iterator[Violation]:
        if not tests:
            yield Violation(
                path,
                LazyText(N_("The condition names an item but no test.")),
                LazyText(N_("Add one of: {tests}."), tests=", ".join(TESTS)),
            )
        wanted = word(condition, "item")
        if wanted is None:
            return
        item = self._outline.items_by_id.get(wanted)
        if item is None:
            yield Violation(
                (*path, "item"),
                LazyText(N_("There is no item “{name}”."), name=quote_value(wanted)),
                suggest(wanted, self._outline.items_by_id),
            )
            return
        yield from self._order((*path, "item"), item)
        if item.kind is not None:
            for test in tests:
                yield from self._test((*path, test), item, item.kind, condition[test])

    def _order(self, path: DataPath, item: RawItem) -> Iterator[Violation]:
        same = item.section is self._section
        if self._within and item.place == self._limit:
            yield Violation(
                path,
                LazyText(N_("The condition speaks of its own item.")),
                LazyText(N_("A condition speaks of earlier items only.")),
            )
        elif item.place >= self._limit:
            yield Violation(
                path,
                LazyText(N_("“{name}” is not asked before this."), name=item.id),
                LazyText(N_("A condition speaks of earlier items only.")),
            )
        elif same and self._section.shuffled:
            yield Violation(
                path,
                LazyText(N_("“{name}” may come later: this section is shuffled."), name=item.id),
                LazyText(N_("Speak of an item of an earlier section.")),
            )
        elif item.section.repeats and not (
            self._within and item.section.for_each == self._section.for_each
        ):
            yield Violation(
                path,
                LazyText(
                    N_("“{name}” is asked once for each option, so it has no single answer."),
                    name=item.id,
                ),
            )

    def _test(self, path: DataPath, item: RawItem, kind: str, value: Any) -> Iterator[Violation]:  # noqa: ANN401
        test = str(path[-1])
        if test not in SUITABLE[kind]:
            yield Violation(
                path,
                LazyText(
                    N_("“{test}” cannot test an item of the kind {kind}."), test=test, kind=kind
                ),
                LazyText(N_("Possible here: {known}."), known=", ".join(SUITABLE[kind])),
                at="key",
            )
        elif test in {"is", "includes"} and _right_type(test, value):
            yield from self._known(path, item, kind, value)

    def _known(
        self, path: DataPath, item: RawItem, kind: str, value: int | str
    ) -> Iterator[Violation]:
        if kind == "number":
            low, high = item.data.get("minimum", 0), item.data.get("maximum", 10**6)
            if not isinstance(value, int):
                message = LazyText(N_("“{key}” must be a whole number here."), key="is")
                yield Violation(path, message)
            elif isinstance(low, int) and isinstance(high, int) and not low <= value <= high:
                yield Violation(
                    path, LazyText(N_("The answer cannot be {value}."), value=quote_value(value))
                )
            return
        holder = item.data
        if kind == "rating":
            holder = table(self._outline.response_scales, item.response_scale or "")
        values = [option["value"] for _, option in rows(holder, "options") if "value" in option]
        # Without any options it is them that are missing.
        if values and not any(known == value and type(known) is type(value) for known in values):
            names = [quote_value(known) for known in values]
            yield Violation(
                path,
                LazyText(
                    N_("“{name}” has no option “{value}”."), name=item.id, value=quote_value(value)
                ),
                suggest(quote_value(value), names),
            )


def _right_type(test: str, value: object) -> bool:
    return isinstance(value, str) or (test == "is" and type(value) is int)
