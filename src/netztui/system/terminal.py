"""What a terminal must be for the program on the screen, checked before it is drawn on."""

import os
import shutil
import sys
from collections.abc import Mapping

from netztui.i18n.message import N_, LazyText

COLUMNS = 60
ROWS = 20


def is_too_small(columns: int, rows: int) -> bool:
    """Whether a terminal of this size can't show the screens whole."""
    return columns < COLUMNS or rows < ROWS


def too_small(columns: int, rows: int) -> LazyText:
    """The sentence for a terminal that is too small."""
    return LazyText(
        N_("The terminal has {width}×{height} characters; netztui needs {columns}×{rows}."),
        width=columns,
        height=rows,
        columns=COLUMNS,
        rows=ROWS,
    )


def is_dumb(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether this is a terminal, but one that knows lines only."""
    return (
        os.name == "posix"
        and environment.get("TERM", "") in {"", "dumb"}
        and sys.stdin.isatty()
        and sys.stdout.isatty()
    )


def unsupported_reason(
    environment: Mapping[str, str] = os.environ,
) -> tuple[LazyText, LazyText] | None:
    """Why the program can't run on this terminal, and what to do; None where it can."""
    # Textual draws on standard error.
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        return (
            LazyText(N_("netztui needs a terminal: input and output must not be redirected.")),
            LazyText(N_("Start it without “|”, “<” and “>”.")),
        )
    if os.name == "posix" and environment.get("TERM", "") in {"", "dumb"}:
        return (
            LazyText(
                N_("This terminal can't show a screen (TERM is “{term}”)."),
                term=environment.get("TERM", ""),
            ),
            LazyText(N_("Start netztui in another terminal, or set TERM to the type of yours.")),
        )
    size = shutil.get_terminal_size()
    if is_too_small(size.columns, size.lines):
        return (
            too_small(size.columns, size.lines),
            LazyText(N_("Please enlarge it, then start netztui again.")),
        )
    return None
