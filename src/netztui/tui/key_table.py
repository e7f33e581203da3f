"""What the keys are for, in one table: the help's groups and the palette's sentences."""

from collections.abc import Mapping

from netztui.i18n.message import N_

HERE, ANSWERING, MOVING, EVERYWHERE = (
    N_("On this screen"),
    N_("Answering"),
    N_("Moving"),
    N_("Everywhere"),
)

GROUPS: Mapping[str, Mapping[str, str]] = {
    HERE: {
        "compare": N_("Compare with last time"),
        "discard": N_("Discard this unfinished assessment"),
        "figures": N_("Show all figures"),
        "plan": N_("Make a plan"),
        "remind": N_("Save a reminder for the calendar"),
        "history-note": N_("Write a note on this result"),
        "history-delete": N_("Delete this result"),
        "history-undo": N_("Restore the deleted result"),
        "history-mark": N_("Mark this result for a comparison"),
        "history-filter": N_("List the results of one questionnaire only"),
        "finish": N_("Finish and see the result"),
        "next-open": N_("Go to the next question without an answer"),
        "choose": "",
    },
    ANSWERING: {
        **{f"choose-{digit}": "" for digit in range(1, 10)},
        "commit": "",
        "pick": "",
        "back": N_("Go back to the previous question"),
        "forward": "",
        "skip": N_("Leave this question without an answer"),
        "review": N_("Show all questions with their answers"),
        "explain": N_("Explain this question"),
        "go-to": N_("Go to a question by its number"),
    },
    MOVING: dict.fromkeys(
        ("down", "up", "first", "last", "page-down", "page-up", "read-on", "earlier", "later"), ""
    ),
    EVERYWHERE: {
        "close": "",
        "history": N_("Show the history"),
        "settings": N_("Change the settings"),
        "language": "",
        "switch-language": "",
        "commands": "",
        "help": N_("Show the keys of this screen"),
        "leave": N_("Quit; everything is saved"),
        "quit": "",
    },
}
"""The ids of bindings, by the group in which the help lists them, with the palette's sentences.

An empty sentence keeps an action out of the palette, because nobody would look for it there. A
binding that is not here belongs to its screen, and the palette shows its description.
"""

SENTENCES: Mapping[str, str] = {id_: text for ids in GROUPS.values() for id_, text in ids.items()}


def group_of(id_: str) -> str:
    """The group of a binding."""
    return next((group for group, ids in GROUPS.items() if id_ in ids), HERE)
