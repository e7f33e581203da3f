"""Finding the result that the user means: by its number, as latest or previous, or by its id.

The number is the one that `netztui history` prints, 1 for the newest. `latest` is that result too,
and `previous` the one before it of the same questionnaire. An id may be shortened to four
characters, as long as it is unambiguous.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from netztui.archive.exchange.export import LATEST, PREFIX
from netztui.cli.exits import fail
from netztui.i18n.message import N_, LazyText

if TYPE_CHECKING:
    from netztui.archive.rows import ResultRow

PREVIOUS = "previous"


def short_id(id_: str) -> str:
    """An id as lists show it."""
    return id_[:8]


def named_results(rows: "Sequence[ResultRow]") -> "dict[str, ResultRow]":
    """The results called latest and previous, if they exist. `rows` are all, newest first."""
    if not rows:
        return {}
    latest, *older = rows
    previous = next((row for row in older if row.questionnaire == latest.questionnaire), None)
    return {LATEST: latest} if previous is None else {LATEST: latest, PREVIOUS: previous}


def by_place(rows: "Sequence[ResultRow]", name: str) -> "ResultRow | None":
    """The result with that number, or called latest or previous; None for any other name.

    `rows` are all results, newest first. Exits if there is no latest or previous one.
    """
    if name in {LATEST, PREVIOUS}:
        return named_results(rows).get(name) or _only_one(rows)
    is_number = len(name) < PREFIX and name.isascii() and name.isdigit()
    return rows[int(name) - 1] if is_number and 0 < int(name) <= len(rows) else None


def select_result(rows: "Sequence[ResultRow]", name: str) -> "ResultRow":
    """The result that `name` means; exits if there is none. `rows` are all, newest first."""
    if (row := by_place(rows, name)) is not None:
        return row
    if not rows:
        no_result()
    meant = [row for row in rows if len(name) >= PREFIX and row.id.startswith(name.lower())]
    if len(meant) > 1:
        fail(
            LazyText(N_("{count} ids begin with “{name}”."), count=len(meant), name=name),
            LazyText(N_("Enter more of the id.")),
        )
    if not meant:
        fail(
            LazyText(N_("There is no result “{name}”."), name=name),
            LazyText(
                N_(
                    "Use latest, previous, a number from “netztui history”, or the beginning of an "
                    "id ({count} characters or more)."
                ),
                count=PREFIX,
            ),
        )
    return meant[0]


def no_result() -> NoReturn:
    """Exit because there are no results at all."""
    fail(
        LazyText(N_("There is no result yet.")),
        LazyText(N_("Finish an assessment first: netztui")),
    )


def _only_one(rows: "Sequence[ResultRow]") -> NoReturn:
    if not rows:
        no_result()
    fail(
        LazyText(
            N_("There is only one result of the questionnaire “{name}”."),
            name=rows[0].questionnaire,
        ),
        LazyText(N_("You can compare it once you have answered again.")),
    )
