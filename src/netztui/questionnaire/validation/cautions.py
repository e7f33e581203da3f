"""What a questionnaire file may do but had better not: warnings, which stop nobody."""

from collections.abc import Iterator

from netztui.diagnostics.problems import DataPath, Violation
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import ChoiceItem, ChoicesItem, Option, Questionnaire, RatingItem
from netztui.questionnaire.validation.item_writing import item_writing_violations

DIGIT_KEYS = 9


def warning_violations(questionnaire: Questionnaire, *, sound: bool) -> Iterator[Violation]:
    """The warnings about a questionnaire, without order.

    Where it is not `sound`, because references in it are broken, for instance, only those that
    speak of one text by itself: the others would be echoes of what is said already.
    """
    if sound:
        yield from _keying(questionnaire)
    yield from _options(questionnaire)
    yield from item_writing_violations(questionnaire, sound=sound)


def _keying(questionnaire: Questionnaire) -> Iterator[Violation]:
    keyed: dict[str, set[bool]] = {}
    counts: dict[str, int] = {}
    for item in questionnaire.items.values():
        if isinstance(item, RatingItem) and item.facet is not None:
            keyed.setdefault(item.facet, set()).add(item.reverse)
            counts[item.facet] = counts.get(item.facet, 0) + 1
    for facet, ways in keyed.items():
        if len(ways) == 1 and counts[facet] > 1:
            yield Violation(
                ("facets", facet),
                LazyText(N_("All items of the facet “{name}” are keyed the same way."), name=facet),
                LazyText(N_("Yes-saying moves it; word at least one item the other way round.")),
                at="key",
                severity="warning",
            )


def _options(questionnaire: Questionnaire) -> Iterator[Violation]:
    for path, options in _option_lists(questionnaire):
        if len(options) > DIGIT_KEYS:
            yield Violation(
                (*path, "options"),
                LazyText(
                    N_("There are {count} options, and only {keys} digit keys."),
                    count=len(options),
                    keys=DIGIT_KEYS,
                ),
                at="key",
                severity="warning",
            )
        for language in questionnaire.languages:
            seen: set[str] = set()
            for place, option in enumerate(options):
                label = option.label.root.get(language, "").strip().casefold()
                if label and label in seen:
                    yield Violation(
                        (*path, "options", place, "label", language),
                        LazyText(N_("Another option has the same label.")),
                        severity="warning",
                    )
                seen.add(label)


def _option_lists(questionnaire: Questionnaire) -> Iterator[tuple[DataPath, tuple[Option, ...]]]:
    for name, scale in questionnaire.response_scales.items():
        yield ("response_scales", name), scale.options
    for number, section in enumerate(questionnaire.sections):
        for place, item in enumerate(section.items):
            if isinstance(item, ChoiceItem | ChoicesItem):
                yield ("sections", number, "items", place), item.options
