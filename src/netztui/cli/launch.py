"""Starting the program, on the screen or line by line. Imports no click: most starts need none."""

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


def require_folders() -> None:
    """Exit if there is no home folder and nothing else says where to keep the user's files."""
    from netztui.system import paths

    try:
        found = paths.data_folder().is_absolute() and paths.config_folder().is_absolute()
    except RuntimeError:  # older platformdirs return a relative path instead
        found = False
    if not found:
        _print_error(
            LazyText(N_("There is no home folder.")),
            LazyText(N_("Set NETZTUI_DATA_DIR and NETZTUI_CONFIG_DIR to other folders.")),
        )
        sys.exit(WRONG_USE)


def launch(
    language: str | None,
    *,
    plain: bool | None = None,
    questionnaire: "Questionnaire | None" = None,
) -> NoReturn:
    """Run the program and exit with its status, see `cli.exits.STATUSES`.

    It runs on the screen, or with `plain` line by line; with None the settings and the terminal
    decide. A `questionnaire` is resumed, or begun, at once.
    """
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
        _run_plain(settings, problems, questionnaire)
    if missing := unsupported_reason():
        _print_error(*missing, LazyText(N_("Or use “netztui --plain”, which asks line by line.")))
        sys.exit(WRONG_USE)

    from netztui.archive.archive import Archive
    from netztui.archive.errors import ArchiveError
    from netztui.tui.app import NetztuiApp

    for problem in problems:
        # The screen hides this until the program ends; the app shows it too.
        _print_error(problem)
    try:
        with Archive.open(paths.archive_path()) as archive:
            app = NetztuiApp(archive, settings, problems=problems, wanted=questionnaire)
            app.run()
            for misfit in app.misfits:
                _print_error(misfit)
    except ArchiveError as error:
        _print_error(error.what, error.todo)
        sys.exit(ARCHIVE_UNUSABLE)
    if app.unsaved is not None:
        _print_error(app.unsaved.what, app.unsaved.todo)
    if app.defect is not None:
        report_crash(app.defect)
        sys.exit(DEFECT)
    if app.return_code:
        # A signal ended it, perhaps because the terminal is gone: if Python still tried to write
        # to it, it would exit with another status.
        os._exit(app.return_code)
    sys.exit(0 if app.unsaved is None else ARCHIVE_UNUSABLE)


def _run_plain(
    settings: "Settings", problems: "Sequence[LazyText]", questionnaire: "Questionnaire | None"
) -> NoReturn:
    """Run the program line by line and exit with its status."""
    from netztui.archive.archive import Archive
    from netztui.archive.errors import ArchiveError
    from netztui.line_mode.program import run
    from netztui.system import paths

    for problem in problems:
        _print_error(problem)
    try:
        with Archive.open(paths.archive_path()) as archive:
            status, unsaved = run(archive, settings, questionnaire)
    except ArchiveError as error:
        _print_error(error.what, error.todo)
        sys.exit(ARCHIVE_UNUSABLE)
    if unsaved is not None:
        _print_error(unsaved.what, unsaved.todo)
    sys.exit(status or (ARCHIVE_UNUSABLE if unsaved is not None else 0))


def _print_error(*sentences: LazyText) -> None:
    from netztui.i18n.catalogue import translate

    with suppress(OSError):  # the terminal may be gone
        sys.stderr.write(" ".join(translate(sentence) for sentence in sentences) + "\n")


def report_crash(error: BaseException) -> None:
    """Print that netztui failed and write a report; it contains no values, so no answers."""
    import traceback

    from netztui.system.paths import data_folder

    trace = [
        f"{frame.filename}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    text = "\n".join([f"netztui {__version__}, Python {sys.version}", type(error).__name__, *trace])
    report = data_folder() / "defect.txt"
    place = trace[-1] if trace else "?"
    sentences = [
        LazyText(N_("netztui crashed: {kind} in {place}."), kind=type(error).__name__, place=place),
        LazyText(N_("Every answer that was shown as chosen is stored.")),
        LazyText(
            N_("A report is in {file}; it contains no answers. Please send it to the authors."),
            file=report,
        ),
        LazyText(N_("To continue where you were, start netztui again.")),
    ]
    try:
        report.write_text(text + "\n", encoding="utf-8")
    except OSError:
        sys.stderr.write(text + "\n")
        del sentences[2]
    for sentence in sentences:
        _print_error(sentence)
