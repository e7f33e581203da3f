"""What the screens need of a terminal, checked before anything is drawn."""

import codecs
import locale
import os
import shutil
import sys
from collections.abc import Mapping
from io import TextIOWrapper

from netztui.i18n.message import N_, LazyText

COLUMNS = 60
ROWS = 20
UTF_8 = "utf-8"
SET_BY_PYTHON = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python writes into LC_CTYPE when it starts in the C locale."""


def is_too_small(columns: int, rows: int) -> bool:
    """Whether a terminal of this size is too small for the screens."""
    return columns < COLUMNS or rows < ROWS


def too_small(columns: int, rows: int) -> LazyText:
    """The sentence for a terminal that is too small."""
    text = N_("The terminal has {width}×{height} characters; netztui needs {columns}×{rows}.")
    return LazyText(text, width=columns, height=rows, columns=COLUMNS, rows=ROWS)


def terminal_encoding(environment: Mapping[str, str] = os.environ) -> str:
    """The encoding of the user's terminal, by Python's name.

    The environment decides: LC_ALL, LC_CTYPE or LANG, in the order of POSIX. Python's own
    assumption is used only if none is set, since it takes the C locale, and every locale that the
    system does not know, for UTF-8.
    """
    assumed = codecs.lookup(sys.__stderr__.encoding if sys.__stderr__ is not None else UTF_8).name
    if os.name != "posix" or environment.get("PYTHONIOENCODING"):
        return assumed
    ctype = environment.get("LC_CTYPE", "")
    if ctype in SET_BY_PYTHON and sys.flags.utf8_mode:
        ctype = ""
    name = environment.get("LC_ALL") or ctype or environment.get("LANG")
    if not name:
        return assumed
    if name in {"C", "POSIX"}:
        return "ascii"
    codeset = name.partition("@")[0].partition(".")[2] or locale.getencoding()
    try:
        return codecs.lookup(codeset).name
    except LookupError:
        return "ascii"


def use_terminal_encoding() -> None:
    """Read from the terminal and write to it in its own encoding."""
    encoding = terminal_encoding()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.isatty() and encoding != UTF_8:
            stream.reconfigure(encoding=encoding, errors=stream.errors)


def needs_line_mode() -> bool:
    """Whether this is a terminal, but one that can only show lines."""
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return is_terminal and (_is_dumb() or terminal_encoding() != UTF_8)


def unsupported_reason() -> tuple[LazyText, LazyText] | None:
    """Why the screen can't be shown on this terminal, and what to do; None if it can."""
    # Textual draws on standard error.
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        text = N_("netztui needs a terminal: input and output must not be redirected.")
        return LazyText(text), LazyText(N_("Start it without “|”, “<” and “>”."))
    if _is_dumb():
        text = N_("This terminal can't show a screen (TERM is “{term}”).")
        hint = N_("Start netztui in another terminal, or set TERM to the type of yours.")
        return LazyText(text, term=os.environ.get("TERM", "")), LazyText(hint)
    encoding = terminal_encoding()
    if encoding != UTF_8:
        text = N_("This terminal can't show a screen (its encoding is {encoding}, not UTF-8).")
        hint = N_("Start netztui in a terminal with a UTF-8 locale.")
        return LazyText(text, encoding=encoding), LazyText(hint)
    size = shutil.get_terminal_size()
    if is_too_small(size.columns, size.lines):
        hint = N_("Please enlarge it, then start netztui again.")
        return too_small(size.columns, size.lines), LazyText(hint)
    return None


def _is_dumb() -> bool:
    """Whether TERM names a terminal that knows lines only."""
    return os.name == "posix" and os.environ.get("TERM", "") in {"", "dumb"}
