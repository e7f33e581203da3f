"""The overview before finishing: every question with its answer, and a way back to each."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from netztui.assessment.assessment import Assessment, Question
from netztui.i18n.catalogue import _
from netztui.i18n.formats import number
from netztui.i18n.language import current_language
from netztui.i18n.message import N_
from netztui.text.question import answer_text, completeness, finish_phrase
from netztui.tui.content import hanging, joined, lines, plain
from netztui.tui.screens.base import BaseScreen
from netztui.tui.screens.dialogs import UnfinishedScreen
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.menu import ListRow, Menu

FINISH = "/finish"
"""The outcome that ends the assessment; no question's key begins with a slash."""


class OverviewScreen(BaseScreen[str | None]):
    """Lists the questions; the outcome is a question's key, FINISH, or None to go back."""

    TITLE_PHRASE = N_("Overview")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "finish", N_("Finish"), id="finish"),
        Binding("n", "next_open", N_("Next open one"), id="next-open"),
        Binding("escape,backspace,r", "close", N_("Back"), id="review-back"),
    ]

    def __init__(self, assessment: Assessment, key: str) -> None:
        super().__init__()
        self._assessment, self._key = assessment, key

    def compose(self) -> ComposeResult:
        """The completeness and the list."""
        yield TranslatedLabel(self._summary, id="summary")
        yield Menu()
        yield KeyBar()

    def on_mount(self) -> None:
        """Highlight the current question, or “Finish” if no question is open."""
        is_open = bool(self._assessment.open_keys)
        place = 1 + self._assessment.keys.index(self._key) if is_open else 0
        self.query_one(Menu).fill([*self._rows()], place)
        self.query_one(Menu).focus()

    def retranslate(self) -> None:
        """Show everything in the current language, with the same row highlighted."""
        super().retranslate()
        self.query_one(Menu).fill([*self._rows()])

    @property
    def _language(self) -> str:
        return self._assessment.questionnaire.language(current_language())

    def _summary(self) -> Content:
        summary = plain(completeness(self._assessment, self._language))
        if self._assessment.ending is not None:
            return summary
        hint = _("{key} opens a question to change it.").format(key=self.key("choose", Menu))
        return lines(summary, plain(hint, "$muted"))

    def _rows(self) -> Iterator[tuple[str | None, Content | ListRow]]:
        yield FINISH, plain(finish_phrase(self._assessment), "bold")
        for place, (key, question) in enumerate(self._assessment.visible.items(), 1):
            yield key, self._row(place, question)

    def _row(self, place: int, question: Question) -> ListRow:
        answer = answer_text(question, self._assessment.answers.get(question.key), self._language)
        end = (
            plain(_("open"), "bold $text-warning")
            if answer is None
            else plain(f"→ {answer}", "$text-primary")
        )
        head = plain(f"{number(place):>3}  ", "$muted")
        text = joined(question.text(self._language), "  ", end)
        return ListRow(partial(hanging, head, text))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == FINISH:
            self.action_finish()
        else:
            self.dismiss(event.option_id)

    def action_finish(self) -> None:
        """End the assessment; if questions are open, ask first."""

        def decided(finish: bool | None) -> None:
            if finish:
                self.dismiss(FINISH)
            elif finish is not None:
                self.action_next_open()

        if self._assessment.open_keys and not self._assessment.is_void:
            self.app.push_screen(UnfinishedScreen(self._assessment), decided)
        else:
            self.dismiss(FINISH)

    def action_next_open(self) -> None:
        """Go to the first question without an answer."""
        if self._assessment.open_keys:
            self.dismiss(self._assessment.open_keys[0])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an open question there is no next one."""
        return bool(self._assessment.open_keys) if action == "next_open" else True
