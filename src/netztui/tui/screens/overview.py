"""The overview before finishing: every question with its answer, and a way back to each."""

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

    DEFAULT_CSS = """
    OverviewScreen {
        #summary { padding: 1 2; }
        OptionList { height: 1fr; }
    }
    """
    TITLE_PHRASE = N_("Overview")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "finish", N_("Finish"), id="finish"),
        Binding("n", "next_open", N_("Next open one"), id="next-open"),
        Binding("escape,backspace,r", "back", N_("Back"), id="review-back"),
    ]

    def __init__(self, assessment: Assessment, key: str) -> None:
        super().__init__()
        self._assessment = assessment
        self._key = key

    @property
    def _language(self) -> str:
        return self._assessment.questionnaire.language(current_language())

    def compose(self) -> ComposeResult:
        """How complete it is, the way on, and the list."""
        yield TranslatedLabel(self._summary, id="summary")
        yield Menu()
        yield KeyBar()

    def on_mount(self) -> None:
        """Start at finishing where all is said, otherwise where the person was."""
        complete = not self._assessment.open_keys
        self._fill(0 if complete else 1 + self._assessment.keys.index(self._key))
        self.query_one(Menu).focus()

    def _fill(self, highlighted: int | None = None) -> None:
        rows: list[tuple[str | None, Content | ListRow]] = [
            (FINISH, plain(finish_phrase(self._assessment), "bold"))
        ]
        rows += [
            (key, self._line(place, question))
            for place, (key, question) in enumerate(self._assessment.visible.items(), 1)
        ]
        self.query_one(Menu).fill(rows, highlighted)

    def _summary(self) -> Content:
        told = completeness(self._assessment, self._language)
        if self._assessment.ending is not None:
            return plain(told)
        return lines(told, plain(self._how_to_change(), "$muted"))

    def _how_to_change(self) -> str:
        return _("{key} opens a question to change it.").format(key=self.key("choose", Menu))

    def _line(self, place: int, question: Question) -> ListRow:
        answer = self._assessment.answers.get(question.key)
        said = answer_text(question, answer, self._language)
        head = plain(f"{number(place):>3}  ", "$muted")
        text = plain(question.text(self._language))
        end = (
            plain(_("open"), "bold $text-warning")
            if said is None
            else plain(f"→ {said}", "$text-primary")
        )
        return ListRow(partial(hanging, head, joined(text, "  ", end)))

    def retranslate(self) -> None:
        """Say everything in the language of now, the highlight where it was."""
        super().retranslate()
        self._fill()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == FINISH:
            self.action_finish()
        else:
            self.dismiss(event.option_id)

    def action_finish(self) -> None:
        """End the assessment, but with questions open only when asked again."""

        def answered(finish: bool | None) -> None:
            if finish:
                self.dismiss(FINISH)
            elif finish is not None:
                self.action_next_open()

        if self._assessment.open_keys and not self._assessment.is_void:
            self.app.push_screen(UnfinishedScreen(self._assessment), answered)
        else:
            self.dismiss(FINISH)

    def action_next_open(self) -> None:
        """Go to the first question without an answer."""
        if self._assessment.open_keys:
            self.dismiss(self._assessment.open_keys[0])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No way to the next open question where there is none."""
        return bool(self._assessment.open_keys) if action == "next_open" else True

    def action_back(self) -> None:
        """Back to the question one came from."""
        self.dismiss(None)
