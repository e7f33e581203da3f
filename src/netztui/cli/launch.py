"""Starting the program: the language, the archive, the screen or lines.

Imports no click: most starts need none.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, NoReturn

from netztui.cli.exits import ARCHIVE_UNUSABLE, CRASHED, fail, print_error, report_crash
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from netztui.archive.archive import Archive
    from netztui.history.history import ScoredAssessment
    from netztui.i18n.message import LazyText
    from netztui.questionnaire.model import Questionnaire
    from netztui.settings.settings import Settings
    from netztui.tui.base_app import BaseApp


def require_folders() -> None:
    """Exit if nothing says where to keep the user's files; call it if there is no home folder."""
    from netztui.system.paths import CONFIG_VARIABLE, DATA_VARIABLE

    if not (os.environ.get(DATA_VARIABLE) and os.environ.get(CONFIG_VARIABLE)):
        fail(
            N_("There is no home folder."),
            N_("Set NETZTUI_DATA_DIR and NETZTUI_CONFIG_DIR to other folders."),
        )


@cache
def user_languages() -> tuple[str, ...]:
    """The languages of the user's locale, even after click was given another one."""
    from netztui.i18n.language import locale_languages

    return locale_languages()


def choose_language(
    language: str | None, questions: str | None = None
) -> "tuple[Settings, tuple[LazyText, ...]]":
    """Set the language: `language`, or that of the settings, or the locale's; so for `questions`.

    Returns the settings and what is wrong with them.
    """
    from netztui.i18n.language import preferred_language, set_language, set_question_language
    from netztui.settings.settings import read_settings
    from netztui.system import paths

    settings, diagnostics = read_settings(paths.settings_path())
    preferred = user_languages()
    set_language(language or settings.language or preferred_language(preferred))
    set_question_language(questions or settings.questions, preferred)
    return settings, diagnostics


@contextmanager
def existing_archive() -> "Iterator[Archive | None]":
    """The archive, or None if nothing was ever stored. Raises ArchiveError."""
    from netztui.archive.archive import Archive
    from netztui.archive.sqlite.file import is_new
    from netztui.system import paths

    path = paths.archive_path()
    if is_new(path):
        yield None
    else:
        with Archive.open(path) as archive:
            yield archive


@contextmanager
def archive_to_copy() -> "Iterator[Archive]":
    """The archive; exits if there is none. Raises ArchiveError."""
    with existing_archive() as archive:
        if archive is None:
            hint = N_("Answer a questionnaire first: netztui")
            fail(N_("There is no archive yet."), hint, status=ARCHIVE_UNUSABLE)
        yield archive


def launch(
    language: str | None,
    questions: str | None = None,
    *,
    plain: bool | None = None,
    questionnaire: "Questionnaire | None" = None,
) -> NoReturn:
    """Run the program and exit with its status, see docs/commands.md.

    It runs on the screen, or with `plain` line by line; with None the settings and the terminal
    decide. A `questionnaire` is resumed, or begun, at once.
    """
    from netztui.archive.archive import Archive
    from netztui.archive.errors import ArchiveError
    from netztui.system import paths
    from netztui.system.terminal import needs_line_mode, unsupported_reason, use_terminal_encoding

    use_terminal_encoding()
    settings, diagnostics = choose_language(language, questions)
    if plain is None:
        plain = settings.plain or needs_line_mode()
    if not plain and (reason := unsupported_reason()):
        fail(*reason, N_("Or use “netztui --plain”, which asks line by line."))
    for diagnostic in diagnostics:
        # The screen hides this until the program ends; the app shows it too.
        print_error(diagnostic)
    try:
        with Archive.open(paths.archive_path()) as archive:
            if plain:
                from netztui.line_mode.program import run

                status, unsaved = run(archive, settings, questionnaire)
            else:
                from netztui.tui.app import NetztuiApp

                app = NetztuiApp(
                    archive,
                    settings,
                    diagnostics=diagnostics,
                    wanted=questionnaire,
                    make_page=_make_page,
                )
                app.run()
    except ArchiveError as error:
        fail(error.message, error.hint, status=ARCHIVE_UNUSABLE)
    if not plain:
        exit_after(app)
    if unsaved is not None:
        print_error(unsaved.message, unsaved.hint)
    sys.exit(status or (ARCHIVE_UNUSABLE if unsaved is not None else 0))


def _make_page(
    finished: "ScoredAssessment", other: "ScoredAssessment | None", comparing: bool
) -> tuple[str, str]:
    """As `web.comparison.page_file`, which the first screen does not need."""
    from netztui.web.comparison import page_file

    return page_file(finished, other, comparing=comparing)


def exit_after(app: "BaseApp") -> NoReturn:
    """Report how an app ended, and exit with its status."""
    for diagnostic in app.late_diagnostics:
        print_error(diagnostic)
    if app.unsaved is not None:
        print_error(app.unsaved.message, app.unsaved.hint)
    if app.defect is not None:
        report_crash(app.defect)
        sys.exit(CRASHED)
    if app.return_code:
        # A signal ended it, perhaps because the terminal is gone: if Python still tried to write
        # to it, it would exit with another status.
        os._exit(app.return_code)
    sys.exit(0 if app.unsaved is None else ARCHIVE_UNUSABLE)
