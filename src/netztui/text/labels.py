"""What a questionnaire's file calls itself and its parts, in the current language.

Separate from `netztui.text.result`, so that the start screen need not wait for its imports.
"""

from netztui.assessment.assessment import Assessment
from netztui.i18n.catalogue import ngettext
from netztui.i18n.formats import signed
from netztui.i18n.language import question_language
from netztui.questionnaire.basics import Text
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.result_texts import Placement
from netztui.text.question import USUAL_SECONDS


def localized(text: Text | None, questionnaire: Questionnaire) -> str:
    """The text in the current language, or else in the questionnaire's own; empty for None."""
    return "" if text is None else text.in_language(question_language(questionnaire.languages))


def scale_label(questionnaire: Questionnaire, scale: str) -> str:
    """The label of a scale."""
    return localized(questionnaire.scales[scale].label, questionnaire)


def length_phrases(questionnaire: Questionnaire) -> tuple[str, str]:
    """How many questions a new assessment has, and about how many minutes it takes."""
    questions = len(Assessment(questionnaire).keys)
    minutes = max(1, round(questions * USUAL_SECONDS / 60))
    return (
        ngettext("{n} question", "{n} questions", questions),
        ngettext("about {n} minute", "about {n} minutes", minutes),
    )


def pole_labels(questionnaire: Questionnaire) -> tuple[str, str]:
    """The labels of the axis's low and high pole; empty without an axis."""
    if questionnaire.axis is None:
        return "", ""
    axis = questionnaire.axis
    return scale_label(questionnaire, axis.low), scale_label(questionnaire, axis.high)


def placement_of(questionnaire: Questionnaire, name: str | None) -> Placement | None:
    """What the questionnaire says for a placement; None if nothing."""
    return next((one for one in questionnaire.placements if one.when == name), None)


def row_title(questionnaire: Questionnaire, placement: str | None, *, sure: bool = False) -> str:
    """The title of a placement, by default as in a list of results; empty if there is none."""
    found = placement_of(questionnaire, placement)
    title = None if found is None else (found.sure if sure else None) or found.title
    return localized(title, questionnaire)


def pole_of(questionnaire: Questionnaire, name: str) -> str | None:
    """The id of the pole that a scale is or that a facet belongs to; None if neither."""
    axis, scales = questionnaire.axis, questionnaire.scales
    poles = (axis.low, axis.high) if axis is not None else ()
    return next((one for one in poles if name == one or name in scales[one].facets), None)


def interval_ends(low: float, high: float) -> tuple[str, str]:
    """The ends of an interval of positions, which are never beyond ±100."""
    return signed(max(-100.0, low)), signed(min(100.0, high))
