"""What is wrong in a questionnaire file that is being previewed."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from netztui.diagnostics.problems import Diagnostic, format_diagnostic
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.message import N_
from netztui.tui.content import lines, plain
from netztui.tui.screens.scrolling import ScrollingScreen
from netztui.tui.widgets.labels import TranslatedLabel

MARGINS = 12
"""Columns next to a line of the file that is shown: a wrapped one would lose its caret."""


class ProblemsScreen(ScrollingScreen):
    """What is wrong in the file, until it is mended."""

    TITLE_PHRASE = N_("Problems")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.quit", N_("Quit"), show=False, id="problems-leave"),
    ]

    def __init__(self, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__()
        self._problems = problems

    def parts(self) -> Iterator[Widget]:
        """How many there are, each of them, and what follows."""
        yield TranslatedLabel(lambda: plain(self._count(), "bold $text-error"))
        for problem in self._problems:
            yield TranslatedLabel(partial(self._told, problem), classes="part")
        yield TranslatedLabel(
            lambda: _("Mend the file and save it; the preview then goes on."), classes="part muted"
        )

    def _told(self, problem: Diagnostic) -> Content:
        return lines(*format_diagnostic(problem, translate, window=self.app.size.width - MARGINS))

    def _count(self) -> str:
        return ngettext("{n} error", "{n} errors", len(self._problems))
