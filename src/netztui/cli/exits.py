"""Exit statuses, and ending with a message. Imports no click: most starts need none."""

import sys
from contextlib import suppress
from typing import NoReturn

from netztui import __version__
from netztui.i18n.message import N_, ExplainedError, LazyText

SOMETHING_TO_REPORT = CRASHED = 1
WRONG_USE = 2
ARCHIVE_UNUSABLE = 3
BY_SIGNAL = 128
INTERRUPTED = BY_SIGNAL + 2
"""By Ctrl+C."""
READER_GONE = BY_SIGNAL + 13
"""What a shell reports for a command that was stopped by SIGPIPE."""


def exit_on_signals() -> None:
    """Exit on SIGTERM and SIGHUP in an orderly way, so that no partial file is left behind.

    Signals that are handled or ignored already stay so.
    """
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, _frame: sys.exit(BY_SIGNAL + number))


def print_error(*sentences: LazyText | str | None, **values: object) -> None:
    """Print the sentences on one line of standard error; message ids get their `values`."""
    from netztui.diagnostics.sanitize import printable
    from netztui.i18n.catalogue import translate

    texts = [LazyText(one, **values) if isinstance(one, str) else one for one in sentences]
    # A path in a sentence may have characters that a terminal would obey.
    shown = [printable(translate(text)) for text in texts if text is not None]
    with suppress(OSError):  # the terminal may be gone
        sys.stderr.write(" ".join(shown) + "\n")


def fail(*sentences: LazyText | str | None, status: int = WRONG_USE, **values: object) -> NoReturn:
    """Print why it can't be done, as `print_error` does, and exit."""
    print_error(*sentences, **values)
    sys.exit(status)


def exit_if_explained(error: Exception) -> None:
    """Exit with the error's own message if the user can do something about it."""
    from netztui.archive.errors import ArchiveError
    from netztui.diagnostics.problems import QuestionnaireError, format_diagnostic
    from netztui.i18n.catalogue import translate

    match error:
        case ArchiveError():
            fail(error.message, error.hint, status=ARCHIVE_UNUSABLE)
        case ExplainedError():
            fail(error.message, error.hint)
        case QuestionnaireError():
            for diagnostic in error.diagnostics:
                sys.stderr.write("\n".join([*format_diagnostic(diagnostic, translate), ""]))
            sys.exit(WRONG_USE)


def report_crash(error: BaseException) -> None:
    """Print that netztui crashed, and write a report; it contains no values, so no answers."""
    import traceback

    from netztui.system.paths import data_folder

    trace = [
        f"{frame.filename}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    kind, place = type(error).__name__, trace[-1] if trace else "?"
    text = "\n".join([f"netztui {__version__}, Python {sys.version}", kind, *trace, ""])
    file = data_folder() / "defect.txt"
    print_error(N_("netztui crashed: {kind} in {place}."), kind=kind, place=place)
    print_error(N_("Every answer that was shown as chosen is stored."))
    try:
        file.write_text(text, encoding="utf-8")
    except OSError:
        sys.stderr.write(text)
    else:
        report = N_("A report is in {file}; it contains no answers. Please send it to the authors.")
        print_error(report, file=file)
    print_error(N_("To continue where you were, start netztui again."))
