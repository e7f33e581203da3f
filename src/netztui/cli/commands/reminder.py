"""`netztui remind`: a file for the calendar that says when to answer again."""

import re
from datetime import date, timedelta
from pathlib import Path

from netztui.cli import localized
from netztui.cli.commands.results import results
from netztui.cli.exits import fail
from netztui.diagnostics.problems import printable
from netztui.i18n.message import N_

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
