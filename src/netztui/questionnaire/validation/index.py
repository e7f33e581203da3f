"""The items of a questionnaire with their places in the file, as the rules need them."""

from collections.abc import Iterable
from dataclasses import dataclass

from netztui.diagnostics.problems import DataPath, Violation
from netztui.diagnostics.suggest import closest_match, suggest
from netztui.i18n.message import LazyText
from netztui.questionnaire.model import BaseItem, Questionnaire, RatingItem, ResponseScale, Section


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item, its section, and where both are."""

    item: BaseItem
    path: DataPath
    position: int
    """Among all items, from 0."""
    section: Section
    section_path: DataPath

    @property
    def response_scale(self) -> str | None:
        """The id of the response scale of a rating, its own or the section's."""
        own = self.item.response_scale if isinstance(self.item, RatingItem) else None
        return own or self.section.response_scale


class Index:
    """A questionnaire with its items by position and by id, whether or not the ids are unique."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.items: list[PlacedItem] = []
        self.by_id: dict[str, PlacedItem] = {}
        """Of several items with one id, the first."""
        for number, section in enumerate(questionnaire.sections):
            path = ("sections", number)
            for place, item in enumerate(section.items):
                here = (*path, "items", place)
                placed = PlacedItem(item, here, len(self.items), section, path)
                self.items.append(placed)
                self.by_id.setdefault(item.id, placed)

    def ratings(self) -> Iterable[tuple[PlacedItem, RatingItem]]:
        """Every rating, in file order."""
        for placed in self.items:
            if isinstance(placed.item, RatingItem):
                yield placed, placed.item

    def scale_of(self, placed: PlacedItem) -> ResponseScale | None:
        """The response scale of a rating; None if it has none."""
        return self.questionnaire.response_scales.get(placed.response_scale or "")


def unknown_name(
    path: DataPath, message: LazyText, wanted: str, known: Iterable[str], used: set[str]
) -> Violation:
    """The violation for a name that nothing has.

    The name that was probably meant is added to `used`, so that it is not also reported as unused.
    """
    near = closest_match(wanted, known)
    if near is not None:
        used.add(near)
    return Violation(path, message, suggest(wanted, known))
