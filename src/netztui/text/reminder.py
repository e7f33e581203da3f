"""A reminder to answer again, as a file that every calendar reads (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from netztui import __version__
from netztui.diagnostics.sanitize import sanitize
from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import calendar_day, day
from netztui.text.change import comparison_day
from netztui.text.labels import localized

EVENING_BEFORE = "-PT6H"
"""From the beginning of the day: six in the evening."""
OCTETS = 75
"""The longest line of the file, without its end."""


def reminder_name(when: date) -> str:
    """What the file for that day is called."""
    return f"netztui-{when}.ics"


def reminder_file(finished: ScoredAssessment, when: date, now: datetime) -> bytes:
    """An event that lasts all day `when`, with the plan, and an alarm the evening before.

    A calendar that has one of this result already replaces it.
    """
    questionnaire = finished.result.questionnaire
    summary = _("Answer again: {title}").format(title=localized(questionnaire.title, questionnaire))
    properties = (
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", f"-//netztui//netztui {__version__}//EN"),
        ("BEGIN", "VEVENT"),
        ("UID", f"{finished.stored.id}@reminder.netztui"),
        ("DTSTAMP", f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"),
        ("DTSTART;VALUE=DATE", f"{when:%Y%m%d}"),
        ("SUMMARY", _escaped(summary)),
        ("DESCRIPTION", _escaped("\n\n".join(_sentences(finished)))),
        ("TRANSP", "TRANSPARENT"),
        ("BEGIN", "VALARM"),
        ("ACTION", "DISPLAY"),
        ("TRIGGER", EVENING_BEFORE),
        ("DESCRIPTION", _escaped(summary)),
        ("END", "VALARM"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    )
    lines = (line for name, value in properties for line in _folded(f"{name}:{value}"))
    return b"".join(line + b"\r\n" for line in lines)


def _sentences(finished: ScoredAssessment) -> Iterator[str]:
    sentence = _("A comparison with your result of {date} makes sense from {day} on.")
    due = calendar_day(comparison_day(finished.finished_at))
    yield sentence.format(date=day(finished.finished_at), day=due)
    for plan in finished.recalled:
        yield _("Your plan: {plan}").format(plan=plan)
    yield _("Start with: netztui")


def _escaped(text: str) -> str:
    """A text as the value of a property; characters that are not allowed there become “�”."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return sanitize(text).replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """The line in parts of at most OCTETS bytes, all but the first after a space."""
    part = b""
    for character in line:
        more = character.encode()
        if len(part) + len(more) > OCTETS:
            yield part
            part = b" "
        part += more
    yield part
