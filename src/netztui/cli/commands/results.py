"""`netztui history`, `show`, `compare`, `report` and `remind`, and selecting a result by name."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netztui.cli import completion, localized
from netztui.cli.exits import fail
from netztui.cli.launch import existing_archive
from netztui.diagnostics.sanitize import printable
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from netztui.archive.archive import Archive
    from netztui.archive.rows import ResultRow

PREFIX = 4
"""How many characters of an id are enough."""


def select_result(rows: "Sequence[ResultRow]", name: str) -> "ResultRow":
    """The result that `name` means; exits if there is none. `rows` are all, newest first.

    It is a number that `netztui history` prints, latest, previous, or the beginning of an id.
    """
    if (row := completion.named_results(rows).get(name)) is not None:
        return row
    if len(name) < PREFIX and name.isascii() and name.isdigit() and 0 < int(name) <= len(rows):
        return rows[int(name) - 1]
    if name == "previous" and rows:
        what = N_("There is only one result of the questionnaire “{name}”.")
        hint = N_("You can compare it once you have answered again.")
        fail(what, hint, name=rows[0].questionnaire)
    found = [row for row in rows if len(name) >= PREFIX and row.id.startswith(name.lower())]
    if len(found) > 1:
        what, hint = N_("{count} ids begin with “{name}”."), N_("Enter more of the id.")
        fail(what, hint, count=len(found), name=name)
    if not found:
        hint = N_(
            "Use latest, previous, a number from “netztui history”, or the beginning of an id "
            "({count} characters or more)."
        )
        fail(N_("Unknown result “{name}”."), hint, count=PREFIX, name=name)
    return found[0]


@contextmanager
def results() -> "Iterator[tuple[Archive, Sequence[ResultRow]]]":
    """The archive and its results, newest first; exits if there are none."""
    with existing_archive() as archive:
        rows = archive.results() if archive is not None else ()
        if archive is None or not rows:
            fail(N_("There is no result yet."), N_("Finish an assessment first: netztui"))
        yield archive, rows


def _in_order(rows: "Sequence[ResultRow]", a: str, b: str) -> "list[ResultRow]":
    """Two different results, the earlier one first; exits if both names mean the same."""
    # The rows are newest first, also if two were finished at the same time.
    places = sorted({rows.index(select_result(rows, name)) for name in (a, b)}, reverse=True)
    if len(places) < 2:
        hint = N_("Choose two different ones; “netztui history” lists them.")
        fail(N_("“{a}” and “{b}” are the same result."), hint, a=a, b=b)
    return [rows[place] for place in places]


@localized.command(
    "history",
    N_(
        "With QUESTIONNAIRE (an id), only its results are listed. Each line starts with a "
        "number that “netztui show” and “netztui compare” accept until there is a newer "
        "result, and with the beginning of its id, which never changes."
    ),
    example="netztui history --format json",
)
@localized.argument(
    "questionnaire",
    metavar=N_("[QUESTIONNAIRE]"),
    required=False,
    shell_complete=completion.questionnaires_with_results,
)
@localized.text_or_json
def _history(questionnaire: str | None, form: localized.Format) -> None:
    from netztui.cli.json_output import result_row, to_json
    from netztui.diagnostics.suggest import suggest
    from netztui.history.history import questionnaires, rescore_outdated
    from netztui.text.lists import history_lines

    with existing_archive() as archive:
        if archive is not None:
            rescore_outdated(archive)
        rows = archive.results() if archive is not None else ()
        numbered = {
            number: row
            for number, row in enumerate(rows, start=1)
            if questionnaire in {None, row.questionnaire}
        }
        if questionnaire is not None and not numbered:
            what = N_("No results of a questionnaire “{name}”.")
            hint = suggest(questionnaire, [row.questionnaire for row in rows])
            fail(what, hint, name=questionnaire)
        if form == "json":
            entries = [result_row(number, row) for number, row in numbered.items()]
            click.echo(to_json({"results": entries}))
            return
        shown = list(numbered.values())
        known = questionnaires(archive, shown) if archive is not None else {}
        labels = [f"{number} [{completion.short_id(row)}]" for number, row in numbered.items()]
        lines = history_lines(shown, known, labels=labels)
        click.echo("\n".join(lines))


@localized.command(
    "show",
    N_(
        "RESULT is latest (the default), previous (the one before it of the same questionnaire), a "
        "number from “netztui history”, or the beginning of an id, four characters or more."
    ),
    example="netztui show latest",
)
@localized.argument(
    "result", metavar=N_("[RESULT]"), default="latest", shell_complete=completion.results
)
@localized.text_or_json
def _show(result: str, form: localized.Format) -> None:
    from netztui.cli import json_output
    from netztui.history.history import load_scored, previous
    from netztui.text.report import result_lines

    with results() as (archive, rows):
        scored = load_scored(archive, select_result(rows, result).id)
        if form == "json":
            click.echo(json_output.to_json(json_output.result(scored)))
        else:
            lines = result_lines(scored, previous(archive, scored))
            click.echo("\n".join(lines))


@localized.command(
    "compare",
    N_(
        "A and B are two results, as for “netztui show”: latest, previous, a number from "
        "“netztui history”, or the beginning of an id. Whichever was finished first is the "
        "earlier one. B is latest by default, and A previous."
    ),
    example="netztui compare previous latest",
)
@localized.argument("a", metavar="[A]", default="previous", shell_complete=completion.results)
@localized.argument("b", metavar="[B]", default="latest", shell_complete=completion.results)
@localized.text_or_json
def _compare(a: str, b: str, form: localized.Format) -> None:
    from netztui.cli import json_output
    from netztui.history.history import load_scored
    from netztui.scoring import change
    from netztui.text.report import comparison_lines

    if any(Path(name).is_file() for name in (a, b)):
        what = N_("“netztui compare” compares two of your own results, not files of other people.")
        fail(what, N_("“netztui group” shows a group as a whole, never one person."))
    with results() as (archive, rows):
        earlier, later = (load_scored(archive, row.id) for row in _in_order(rows, a, b))
        if form == "json":
            changed = change.compare(earlier.result, later.result)
            click.echo(json_output.to_json(json_output.comparison(earlier, later, changed)))
        else:
            click.echo("\n".join(comparison_lines(earlier, later)))


@localized.command(
    "report",
    N_(
        "RESULT is as for “netztui show”, latest by default. With --compare the page shows "
        "what changed between two results. The page is one file that loads nothing from "
        "elsewhere; it contains your note and your plan. Printed, it fits two sheets of A4."
    ),
    example="netztui report latest --output report.html",
)
@localized.argument(
    "result", metavar=N_("[RESULT]"), default="latest", shell_complete=completion.results
)
@localized.option(
    "--compare",
    "other",
    metavar=N_("RESULT"),
    shell_complete=completion.results,
    help=N_("Compare with this result."),
)
@localized.page_output_option
@localized.force_option
def _report(result: str, other: str | None, output: Path | None, *, force: bool) -> None:
    from netztui.history.history import load_scored, previous
    from netztui.web.comparison import page_file

    with results() as (archive, rows):
        if other is None:
            finished = load_scored(archive, select_result(rows, result).id)
            earlier = previous(archive, finished)
        else:
            earlier, finished = (
                load_scored(archive, row.id) for row in _in_order(rows, other, result)
            )
        name, page = page_file(finished, earlier, comparing=other is not None)
    localized.write_file(page.encode(), output, name, force=force, private=True)


INTERVAL = re.compile(r"([0-9]{1,4})([dw])")
DAYS = {"d": 1, "w": 7}


def day_of(text: str, today: date) -> date | None:
    """The day that “10d”, “4w” or “2026-12-31” means; None if it means none."""
    if found := INTERVAL.fullmatch(text.strip().lower()):
        return today + timedelta(days=int(found[1]) * DAYS[found[2]])
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


@localized.command(
    "remind",
    N_(
        "It is for the day from which a comparison with your latest result makes sense (four "
        "weeks after it), or for a day of your choice. It contains your plan and alerts you "
        "the evening before. Open the file with your calendar."
    ),
    example="netztui remind --in 12w",
)
@localized.option(
    "--in",
    "when",
    metavar=N_("DAY"),
    help=N_("Days or weeks from today (10d, 4w), or a date (2026-12-31)."),
)
@localized.page_output_option
@localized.force_option
def _remind(when: str | None, output: Path | None, *, force: bool) -> None:
    from netztui.history.history import load_scored
    from netztui.i18n.formats import calendar_day
    from netztui.system.clock import utc_now
    from netztui.text.change import comparison_day
    from netztui.text.reminder import reminder_file, reminder_name

    now = utc_now()
    today = now.astimezone().date()
    with results() as (archive, rows):
        finished = load_scored(archive, rows[0].id)
    if when is not None:
        day = day_of(when, today)
        if day is None:
            what = N_("“{day}” is neither a number of days or weeks nor a date.")
            fail(what, N_("Write it like 10d, 4w or 2026-12-31."), day=printable(when))
        if day <= today:
            fail(
                N_("{day} is not in the future."), N_("Choose a later day."), day=calendar_day(day)
            )
    else:
        day = comparison_day(finished.finished_at)
        if day <= today:
            what = N_("A comparison has made sense since {day}.")
            hint = N_("Answer again now, or choose a day with --in, such as --in 1w.")
            fail(what, hint, day=calendar_day(day))
    localized.write_file(
        reminder_file(finished, day, now),
        output,
        reminder_name(day),
        force=force,
        private=True,
        sentence=N_("The reminder for {day} is in {file}. Open it with your calendar."),
        day=calendar_day(day),
    )
