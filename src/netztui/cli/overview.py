"""What `netztui --help` prints: the options, and what each command does in one line.

It is written here and not by click, because importing click takes longer than everything else that
this needs together. A test compares it with what click writes.
"""

import shutil
import sys
from textwrap import wrap

from netztui.cli.launch import choose_language
from netztui.i18n.catalogue import _
from netztui.i18n.language import LANGUAGES
from netztui.i18n.message import N_
from netztui.i18n.transliteration import transliterate_output

SUMMARY = N_("Answer questions about your networks and see where you stand.")
PARAGRAPHS = (
    N_(
        "For freelance translators and interpreters: gatherers look for information in their "
        "networks, hunters for work. Six minutes, one key a question; come back in a few "
        "months and compare."
    ),
    N_("Everything you answer stays on this computer."),
)
EXAMPLE = "netztui --language de"

VERSION = N_("Show the version and exit.")
LANGUAGE = N_("Use this language instead of the locale's.")
QUESTIONS = N_("Ask and show questionnaires in this language if they have it: de, en, fr, …")
PLAIN = N_("Ask line by line (for screen readers, for example), or full-screen.")

COMMANDS = {
    "take": ("assessment", N_("Answer a questionnaire.")),
    "history": ("results", N_("Show all results, newest first.")),
    "show": ("results", N_("Show one result.")),
    "compare": ("results", N_("Show what changed between two results, and why.")),
    "report": ("results", N_("Write a result as a page to read or print.")),
    "remind": ("results", N_("Write a reminder for the calendar.")),
    "list": ("questionnaires", N_("List the available questionnaires.")),
    "score": ("exchange", N_("Score answers collected elsewhere.")),
    "group": ("group", N_("Show a group as a whole, never one person.")),
    "room": ("room", N_("Let people in the room answer on their phones.")),
    "export": ("exchange", N_("Write answers and results to a file, or print them.")),
    "codebook": ("exchange", N_("Explain the columns of a questionnaire's tables.")),
    "import": ("exchange", N_("Import what another computer has exported.")),
    "backup": ("archive", N_("Copy the archive into a file.")),
    "trash": ("archive", N_("Show, restore or empty the trash.")),
    "doctor": ("archive", N_("Check the archive; restore a copy or recover what can be read.")),
    "where": ("settings", N_("Show where everything is stored.")),
    "settings": ("settings", N_("Open the settings file, or show the settings.")),
    "check": ("check", N_("Check questionnaire files.")),
    "new": ("questionnaires", N_("Write a questionnaire to start from.")),
    "table": ("questionnaires", N_("Write a questionnaire as a table for a spreadsheet.")),
    "preview": ("assessment", N_("Open a questionnaire without storing anything.")),
    "form": ("questionnaires", N_("Write a questionnaire as a page to fill in on paper.")),
    "schema": ("questionnaires", N_("Print the JSON Schema of questionnaire files.")),
    "docs": ("docs", N_("Show a page of the documentation, or the list of pages.")),
    "completion": ("settings", N_("Print the completion script of a shell.")),
}
"""By name: the module in `commands`, and what the command does, in one line."""


def print_overview() -> None:
    """Print it in the user's language, as wide as the terminal, but at most 80 columns."""
    choose_language(None)
    transliterate_output(sys.stdout)
    columns = min(shutil.get_terminal_size().columns, 80)
    sys.stdout.write("\n".join([*overview(max(columns - 2, 50)), ""]))


def overview(width: int) -> list[str]:
    """Its lines, in the current language."""
    options = {
        "-V, --version": VERSION,
        f"--language [{'|'.join(LANGUAGES)}]": LANGUAGE,
        f"--questions {_('CODE')}": QUESTIONS,
        "--plain / --screen": PLAIN,
        "-h, --help": "Show this message and exit.",
    }
    commands = {name: summary for name, (_module, summary) in COMMANDS.items()}
    usage = f"{_('Usage:')} netztui "
    written = f"{_('[OPTIONS]')} {_('[COMMAND] [ARGS]...')}"
    lines = wrap(written, width, initial_indent=usage, subsequent_indent=" " * len(usage))
    example = _("Example: {example}").format(example=EXAMPLE)
    for text in (*map(_, (SUMMARY, *PARAGRAPHS)), example):
        lines += ["", *wrap(text, width, initial_indent="  ", subsequent_indent="  ")]
    for heading, rows in ((_("Options"), options), (_("Commands"), commands)):
        lines += ["", f"{heading}:"]
        room = max(map(len, rows)) + 2
        for name, sentence in rows.items():
            first, *others = wrap(_(sentence), width - room - 2)
            lines += [f"  {name:{room}}{first}", *(" " * (room + 2) + line for line in others)]
    return lines
