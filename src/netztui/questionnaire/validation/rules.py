"""The parts of a questionnaire with their paths, and the rules that concern one part at a time.

Rules are checked on the model, once the file has the structure of one. Each takes time in
proportion to the size of the file.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.diagnostics.sanitize import forbidden_character
from netztui.diagnostics.suggest import closest_match, quote_value, suggest
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire import model
from netztui.questionnaire.basics import StrictModel, Text
from netztui.questionnaire.marks import EARLIER_MARK, OPTION_MARK
from netztui.questionnaire.result_texts import Advice

FEW_TEXTS = 3  # so many texts without a language are reported one by one

MARKS = {
    OPTION_MARK: N_("In a section with for_each, the stem and the items can name the option."),
    EARLIER_MARK: N_("The text and the help of an item with follows = … can name that answer."),
}
BRACES = re.compile(r"\{[^{}]*\}")

Part = TypeVar("Part", bound=StrictModel | Text)
WithOptions: TypeAlias = model.ResponseScale | model.ChoiceItem | model.ChoicesItem


class Index:
    """A questionnaire with its parts by their paths in the file."""

    def __init__(self, questionnaire: model.Questionnaire) -> None:
        self.questionnaire = questionnaire
        self._parts: list[tuple[DataPath, StrictModel | Text]] = []
        self._collect(questionnaire, ())
        self.items: dict[str, tuple[DataPath, model.BaseItem]] = {}
        """Of several items with one id, the first."""
        for path, item in self.of(model.BaseItem):
            self.items.setdefault(item.id, (path, item))

    def of(self, kind: type[Part]) -> list[tuple[DataPath, Part]]:
        """All parts of one kind, in file order."""
        return [(path, part) for path, part in self._parts if isinstance(part, kind)]

    def with_options(self) -> list[tuple[DataPath, WithOptions]]:
        """All parts with a list of options."""
        scales, choices = self.of(model.ResponseScale), self.of(model.ChoiceItem)
        return [*scales, *choices, *self.of(model.ChoicesItem)]

    def section(self, path: DataPath) -> model.Section:
        """The section that the path leads into."""
        return self.questionnaire.sections[int(path[1])]

    @property
    def asked_for_networks(self) -> set[str | None]:
        """What the sections of the networks' ratings are asked for each of; None for no option."""
        networks = self.questionnaire.networks
        names = (networks.low, networks.high) if networks is not None else ()
        paths = [self.items[name][0] for name in names if name in self.items]
        return {self.section(path).for_each for path in paths}

    def item(self, path: DataPath) -> model.BaseItem:
        """The item that the path leads into."""
        return self.section(path).items[int(path[3])]

    def response_scale(self, path: DataPath, item: model.RatingItem) -> str:
        """The id of the response scale of a rating, its own or the section's; "" if it has none."""
        return item.response_scale or self.section(path).response_scale or ""

    def options(self, path: DataPath, item: model.BaseItem) -> Sequence[model.Option]:
        """The options of an item; none for numbers, texts and an unknown response scale."""
        if isinstance(item, model.RatingItem):
            scales, name = self.questionnaire.response_scales, self.response_scale(path, item)
            return scales[name].options if name in scales else ()
        return item.options if isinstance(item, model.ChoiceItem | model.ChoicesItem) else ()

    def _collect(self, part: object, path: DataPath) -> None:
        inner: Iterable[tuple[str | int, object]] = ()
        if isinstance(part, StrictModel | Text):
            self._parts.append((path, part))
        if isinstance(part, StrictModel):
            inner = [(key, getattr(part, name)) for key, name in part.fields_by_key().items()]
        elif isinstance(part, tuple):
            inner = enumerate(part)
        elif isinstance(part, dict):
            inner = part.items()
        for key, value in inner:
            self._collect(value, (*path, key))


def value_violations(index: Index) -> Iterator[Violation]:
    """Every breach of the rules for texts, languages, options, ids and numbers."""
    yield from _languages(index)
    for path, text in index.of(Text):
        for language, wording in text.root.items():
            yield from _plain_text((*path, language), wording, breaks=True)
            yield from _marks((*path, language), wording, _known_marks(path, index))
    yield from _plain_text(("version",), index.questionnaire.version)
    for path, calibration in index.of(model.Calibration):
        yield from _plain_text((*path, "source"), calibration.source)
    for path, part in index.with_options():
        yield from _options(path, part)
    for path, item in index.of(model.NumberItem):
        if item.minimum > item.maximum:
            yield violation(
                (*path, "maximum" if "maximum" in item.written() else "minimum"),
                N_("The smallest number, {low}, is above the largest, {high}."),
                low=item.minimum,
                high=item.maximum,
            )
    yield from id_violations(index.of(model.Section))
    items = index.of(model.BaseItem)
    yield from id_violations(items)
    if len(items) > model.ITEM_LIMIT:
        yield violation(
            items[model.ITEM_LIMIT][0],
            N_("There are {count} items; the maximum is {limit}."),
            count=len(items),
            limit=model.ITEM_LIMIT,
        )


def _languages(index: Index) -> Iterator[Violation]:
    declared, texts = index.questionnaire.languages, index.of(Text)
    counts = Counter(language for _path, text in texts for language in text.root)
    known, missing = {*declared}, {name: list[DataPath]() for name in declared}
    for path_of_text, text in texts:
        absent = [name for name in missing if name not in text.root and counts[name]]
        # Other texts with an undeclared language need the same correction.
        for language in [name for name in text.root if name not in known]:
            known.add(language)
            meant = closest_match(language, absent)
            yield violation(
                (*path_of_text, language),
                N_("The language “{language}” is not among the declared ones."),
                suggest(language, absent) or LazyText(N_("Add it to “languages”, or remove it.")),
                language=language,
                at="key",
            )
            # A misspelt language is not also missing.
            absent = [name for name in absent if name != meant]
        for language in absent:
            missing[language].append(path_of_text)
    for place, language in enumerate(declared):
        path, absences = ("languages", place), missing[language]
        if language in declared[:place]:
            yield violation(path, N_("“{key}” is given twice."), key=language)
        elif not counts[language]:
            # If texts have an undeclared language, it is the one to be put right.
            strange = counts.keys() - missing.keys()
            everywhere = () if strange else tuple(path for path, _text in texts)
            one = violation(path, N_("No text has the language “{language}”."), language=language)
            yield one._replace(places=everywhere)
        elif len(absences) > FEW_TEXTS:
            sentence = N_("{count} texts have no wording in the language “{language}”.")
            one = violation(path, sentence, count=len(absences), language=language)
            yield one._replace(places=tuple(absences))
        else:
            sentence = N_("The wording in the language “{language}” is missing.")
            for path_of_text in absences:
                yield violation((*path_of_text, language), sentence, language=language)


def _plain_text(path: DataPath, written: str, *, breaks: bool = False) -> Iterator[Violation]:
    """Why `written` is blank or not plain text; line breaks are allowed only with `breaks`."""
    if not written.strip():
        yield violation(path, N_("“{key}” is empty."), key=quote_value(path[-1]))
    # Nearly every text is printable throughout, which is quick to find out.
    character = None if written.isprintable() else forbidden_character(written, breaks=breaks)
    if character is not None:
        code = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
        yield violation(
            path,
            N_("It contains a character that plain text can't have: {code}."),
            N_("Remove it; a blank line starts a new paragraph.") if breaks else None,
            code=code,
        )


def _known_marks(path: DataPath, index: Index) -> tuple[str, ...]:
    """What can be named in the text at `path`."""
    marks: tuple[str, ...] = ()
    match path:
        case ("networks", "advice", _, "question"):
            marks = (OPTION_MARK,)
        case ("sections", _, "stem") | ("sections", _, "items", _, "text" | "help"):
            if index.section(path).for_each is not None:
                marks = (OPTION_MARK,)
            if path[-1] != "stem" and index.item(path).follows is not None:
                marks = (*marks, EARLIER_MARK)
    return marks


def _marks(path: DataPath, wording: str, known: tuple[str, ...]) -> Iterator[Violation]:
    for mark in [mark for mark in BRACES.findall(wording) if mark not in known][:1]:
        near = closest_match(mark, MARKS)
        hint = suggest(mark, known) if near is None or near in known else MARKS[near]
        yield violation(
            path,
            N_("{mark} has no meaning here and would be shown literally."),
            hint or N_("Remove the braces."),
            mark=quote_value(mark),
        )


def _options(path: DataPath, part: WithOptions) -> Iterator[Violation]:
    is_scale, last = isinstance(part, model.ResponseScale), None
    first_is_word = isinstance(part.options[0].value, str)
    if len(part.options) > model.OPTION_LIMIT:
        yield violation(
            (*path, "options", model.OPTION_LIMIT),
            N_("There are {count} options; the maximum is {limit}."),
            count=len(part.options),
            limit=model.OPTION_LIMIT,
        )
    words = isinstance(part, model.ChoicesItem) or (first_is_word and not is_scale)
    seen: set[int | str] = set()
    for place, option in enumerate(part.options):
        here, value = (*path, "options", place, "value"), option.value
        if words and isinstance(value, int):
            hint = N_("Put them in quotation marks.")
            yield violation(here, N_("The values must be words here."), hint)
        elif not words and isinstance(value, str):
            hint = N_("Write them without quotation marks.")
            yield violation(here, N_("The values must be whole numbers here."), hint)
        elif is_scale and isinstance(value, int) and last is not None and value <= last:
            yield violation(
                here,
                N_("{value} is not greater than {last}."),
                N_("Write the options in rising order, each value once."),
                value=value,
                last=last,
            )
        elif value in seen:
            yield violation(here, N_("“{key}” is given twice."), key=quote_value(value))
        elif isinstance(value, str):
            yield from _plain_text(here, value)
        seen.add(value)
        last = value if isinstance(value, int) else last


def id_violations(
    holders: Sequence[tuple[DataPath, model.Section | model.BaseItem | Advice]],
) -> Iterator[Violation]:
    """The ids that are given twice."""
    given: set[str] = set()
    for path, holder in holders:
        if holder.id in given:
            yield violation((*path, "id"), N_("The id “{name}” is given twice."), name=holder.id)
        given.add(holder.id)
