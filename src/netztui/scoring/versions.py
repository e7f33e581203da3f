"""What a new version of a questionnaire does to the items of the one before.

Answers are filed under the ids of items. Whether the results of both versions can be compared is
`scoring.change.comparability`'s question; here is where in the file each difference is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.i18n.message import N_
from netztui.questionnaire.model import (
    BaseItem,
    ChoiceItem,
    ChoicesItem,
    Option,
    Questionnaire,
    RatingItem,
    Section,
)


@dataclass(frozen=True, slots=True)
class _Place:
    """An item with its path in the file."""

    path: DataPath
    section: Section
    item: BaseItem
    options: Sequence[Option]

    @property
    def meaning(self) -> Mapping[str, str]:
        """What an answer counts for, by the key of the file that says so."""
        found = {
            "section": self.section.id,
            "kind": getattr(self.item, "kind", "rating"),
            "options": ", ".join(str(option.value) for option in self.options) or "–",
        }
        if isinstance(self.item, RatingItem):
            found |= {"facet": self.item.facet or "–", "reverse": str(self.item.reverse).lower()}
        return found

    def wording(self, languages: Sequence[str]) -> list[str]:
        """Stem, text and options: what the respondent reads."""
        texts = [self.section.stem, self.item.text, *(option.label for option in self.options)]
        return [text.in_language(language) for text in texts if text for language in languages]


def gone(before: Questionnaire, after: Questionnaire) -> Iterator[Violation]:
    """Warnings for items that only `before` has, with their paths in `before`."""
    old, new = _places(before), _places(after)
    languages = [language for language in after.languages if language in before.languages]
    fresh = {tuple(new[id_].wording(languages)): id_ for id_ in new.keys() - old.keys()}
    for id_ in [id_ for id_ in old if id_ not in new]:
        renamed = fresh.get(tuple(old[id_].wording(languages)))
        hint = N_("Its answers are kept, but are no longer compared.")
        if renamed is not None and languages:
            hint = N_("“{renamed}” asks the same: give it the old id, and results stay comparable.")
        path = (*old[id_].path, "id")
        told = N_("The new version has no item “{item}” any more.")
        yield violation(path, told, hint, severity="warning", item=id_, renamed=renamed)


def changed(before: Questionnaire, after: Questionnaire) -> Iterator[Violation]:
    """Warnings for items of both that differ, with their paths in `after`."""
    old, new = _places(before), _places(after)
    languages = [language for language in after.languages if language in before.languages]
    for id_ in [id_ for id_ in new if id_ in old]:
        then, now = old[id_], new[id_]
        moved = {
            key: (then.meaning.get(key, "–"), now.meaning.get(key, "–"))
            for key in dict.fromkeys((*then.meaning, *now.meaning))
        }
        differences = [(key, *both) for key, both in moved.items() if both[0] != both[1]]
        for key, earlier, later in differences:
            told = N_("“{item}”: “{key}” was {earlier} and is {later} now.")
            path = (*now.path[:2], "id") if key == "section" else (*now.path, key)
            if getattr(now.item, key, None) in {None, False}:
                path = (*now.path, "id")
            yield violation(
                path, told, severity="warning", item=id_, key=key, earlier=earlier, later=later
            )
        if not differences and then.wording(languages) != now.wording(languages):
            told = N_("“{item}” is worded differently than before.")
            hint = N_("If it asks something else now, give it a new id.")
            yield violation((*now.path, "text"), told, hint, severity="warning", item=id_)


def _places(questionnaire: Questionnaire) -> dict[str, _Place]:
    """Every item by its id, in file order."""
    places = {}
    for number, section in enumerate(questionnaire.sections):
        for place, item in enumerate(section.items):
            options: Sequence[Option] = ()
            if isinstance(item, RatingItem):
                options = questionnaire.ratings[item.id][1].options
            elif isinstance(item, ChoiceItem | ChoicesItem):
                options = item.options
            path = ("sections", number, "items", place)
            places[item.id] = _Place(path, section, item, options)
    return places
