"""Launching the program, and the sentences for what keeps it from launching.

Exit statuses: 0 fine, 1 a mistake in the program, 2 wrong use or a terminal that won't do,
3 the archive can't be used, 128 and a signal's number where the system has ended it.
"""

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from netztui import __version__
from netztui.i18n.message import N_, LazyText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netztui.questionnaire.model import Questionnaire
    from netztui.settings.settings import Settings

DEFECT = 1
WRONG_USE = 2
ARCHIVE_UNUSABLE = 3


def launch(
    language: str | None,
    *,
    plain: bool | None = None,
    questionnaire: "Questionnaire | None" = None,
) -> NoReturn:
    """Run the program and leave with its exit status.

    On the screen, or with `plain` line by line; None leaves that to the settings and the terminal.
    A `questionnaire` is gone on with, or begun, at once.
    """
    # Starting creates thousands of lasting objects and no garbage; looking for some takes
    # a tenth of the time. The app switches the collector on again behind the first screen.
    gc.disable()
    from netztui.i18n.language import preferred_language, set_language
    from netztui.settings.settings import read_settings
    from netztui.system import paths
    from netztui.system.terminal import needs_line_mode, unsupported_reason, use_terminal_encoding

    use_terminal_encoding()
    settings, problems = read_settings(paths.settings_path())
    set_language(language or settings.language or preferred_language())
    if plain is None:
        plain = settings.plain or needs_line_mode()
    if plain:
        _converse(settings, problems, questionnaire)
    if missing := unsupported_reason():
        _tell(*missing, LazyText(N_("Or use “netztui --plain”, which asks line by line.")))
        sys.exit(WRONG_USE)

    from netztui.archive.archive import Archive
    from netztui.archive.errors import ArchiveError
    from netztui.tui.app import NetztuiApp

    for problem in problems:
        # The screen hides this until the person leaves; the app says it as well.
        _tell(problem)
    try:
        with Archive.open(paths.archive_path()) as archive:
            app = NetztuiApp(archive, settings, problems=problems, wanted=questionnaire)
            app.run()
            for misfit in app.misfits:
                _tell(misfit)
    except ArchiveError as error:
        _tell(error.what, error.todo)
        sys.exit(ARCHIVE_UNUSABLE)
    if app.defect is not None:
        tell_defect(app.defect)
        sys.exit(DEFECT)
    if app.unsaved is not None:
        _tell(app.unsaved.what, app.unsaved.todo)
    if app.return_code:
        # The system wants it to end, perhaps without a terminal, on which Python would still try
        # to write and end with a status of its own.
        os._exit(app.return_code)
    sys.exit(0 if app.unsaved is None else ARCHIVE_UNUSABLE)


def _converse(
    settings: "Settings", problems: "Sequence[LazyText]", questionnaire: "Questionnaire | None"
) -> NoReturn:
    """Run the program line by line and leave with its exit status."""
    from netztui.archive.archive import Archive
    from netztui.archive.errors import ArchiveError
    from netztui.line_mode.program import run
    from netztui.system import paths

    gc.enable()
    for problem in problems:
        _tell(problem)
    try:
        with Archive.open(paths.archive_path()) as archive:
            ending = run(archive, settings, questionnaire)
    except ArchiveError as error:
        _tell(error.what, error.todo)
        sys.exit(ARCHIVE_UNUSABLE)
    if ending.unsaved is not None:
        _tell(ending.unsaved.what, ending.unsaved.todo)
    sys.exit(ending.status or (ARCHIVE_UNUSABLE if ending.unsaved is not None else 0))


def _tell(*sentences: LazyText) -> None:
    from netztui.i18n.catalogue import translate

    with suppress(OSError):  # where the terminal is gone, nobody is there to be told
        sys.stderr.write(" ".join(translate(sentence) for sentence in sentences) + "\n")


def tell_defect(error: BaseException) -> None:
    """Say that netztui failed, and write down where; the report holds no values, so no answers."""
    import traceback

    from netztui.system.paths import data_folder

    trace = [
        f"{frame.filename}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    told = "\n".join([f"netztui {__version__}, Python {sys.version}", type(error).__name__, *trace])
    report = data_folder() / "defect.txt"
    try:
        report.write_text(told + "\n", encoding="utf-8")
    except OSError:
        sys.stderr.write(told + "\n")
    _tell(
        LazyText(
            N_(
                "netztui failed because of a program error and had to stop. All your "
                "answers are saved."
            )
        ),
        LazyText(N_("Please send {file} to its authors; it holds no answers."), file=report),
    )
