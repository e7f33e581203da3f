"""How a person names a result: its number in the history, its place in time, or its id.

The number is the one that `netztui history` prints, 1 for the newest; `latest` is that as well,
and `previous` the one before it of the same questionnaire. An id may be cut short, to four
characters at least, where only one result's begins like that.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from netztui.archive.exchange.export import LATEST, PREFIX
from netztui.cli.exits import fail
from netztui.i18n.message import N_, LazyText

if TYPE_CHECKING:
    from netztui.archive.rows import ResultRow

PREVIOUS = "previous"
SHOWN = 8
"""Characters of an id that lists show; by far enough to tell one from another."""


def short_id(id_: str) -> str:
    """An id as lists show it."""
    return id_[:SHOWN]


def by_place(rows: "Sequence[ResultRow]", name: str) -> "ResultRow | None":
    """The result that `name` means by its number or its place in time; None for another name.

    `rows` are all results, newest first. Leaves where there is no such result.
    """
    if name in {LATEST, PREVIOUS}:
        if not rows:
            no_result()
        latest, *older = rows
        if name == LATEST:
            return latest
        same = (row for row in older if row.questionnaire == latest.questionnaire)
        return next(same, None) or _only_one(latest)
    if name.isascii() and name.isdigit() and len(name) < SHOWN and 0 < int(name) <= len(rows):
        return rows[int(name) - 1] if len(name) < PREFIX else _number_or_id(rows, name)
    return None


def select_result(rows: "Sequence[ResultRow]", name: str) -> "ResultRow":
    """The result that `name` means, `rows` being all results, newest first; leaves without."""
    if (row := by_place(rows, name)) is not None:
        return row
    if not rows:
        no_result()
    meant = [row for row in rows if len(name) >= PREFIX and row.id.startswith(name.lower())]
    return meant[0] if len(meant) == 1 else _not_one(name, len(meant))


def no_result() -> NoReturn:
    """Leave because there is none at all."""
    fail(
        LazyText(N_("There is no result yet.")),
        LazyText(N_("Finish an assessment first: netztui")),
    )


def _only_one(row: "ResultRow") -> NoReturn:
    fail(
        LazyText(
            N_("There is only one result of the questionnaire “{name}”."), name=row.questionnaire
        ),
        LazyText(N_("There is something to compare it with once you have answered again.")),
    )


def _not_one(name: str, count: int) -> NoReturn:
    """Leave because `count` ids, none or several, begin like that."""
    if count:
        fail(
            LazyText(N_("{count} ids begin with “{name}”."), count=count, name=name),
            LazyText(N_("Write more of the id.")),
        )
    fail(
        LazyText(N_("There is no result “{name}”."), name=name),
        LazyText(
            N_(
                "Name latest, previous, a number from “netztui history”, or the beginning of an "
                "id ({count} characters or more)."
            ),
            count=PREFIX,
        ),
    )


def _number_or_id(rows: "Sequence[ResultRow]", name: str) -> "ResultRow | None":
    """The result of that number, unless an id begins with the same digits."""
    row = rows[int(name) - 1]
    if any(one.id.startswith(name) for one in rows):
        fail(
            LazyText(
                N_("“{name}” is the number of a result, and an id begins with it as well."),
                name=name,
            ),
            LazyText(N_("Write more of the id.")),
        )
    return row
