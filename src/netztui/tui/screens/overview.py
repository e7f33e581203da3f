"""The overview before finishing: every question with its answer, and a way back to each."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby, zip_longest
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from netztui.assessment.assessment import Assessment, Question
from netztui.i18n.catalogue import _
from netztui.i18n.formats import number
from netztui.i18n.language import question_language
from netztui.i18n.message import N_
from netztui.text.question import answer_text, completeness, finish_phrase
from netztui.tui.content import hanging, joined, plain, wrapped
from netztui.tui.screens.base import BaseScreen
from netztui.tui.screens.dialogs import UnfinishedScreen
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.menu import ListRow, Menu
from netztui.tui.widgets.panel import Panel

FINISH = "/finish"
"""The outcome that ends the assessment; no question's key begins with a slash."""

ANSWER = 24
"""The columns at the right, for the answers."""
BAR = 10
"""The cells of the bar that shows a section's share."""


class OverviewScreen(BaseScreen[str | None]):
    """Lists the questions; the outcome is a question's key, FINISH, or None to go back."""

    CSS_PATH = "overview.tcss"
    AUTO_FOCUS = "Menu"
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
        """The completeness and the list, a group of rows for each section."""
        with Panel(title=lambda: _("Your answers"), subtitle=self._hint):
            yield TranslatedLabel(self._summary, id="summary")
            yield Menu()
        yield KeyBar()

    def on_mount(self) -> None:
        """Highlight the current question, or “Finish” if no question is open."""
        rows = [*self._rows()]
        wanted = self._key if self._assessment.open_keys else FINISH
        self.query_one(Menu).fill(rows, [id_ for id_, _row in rows].index(wanted))

    def retranslate(self) -> None:
        """Show everything in the current language, with the same row highlighted."""
        super().retranslate()
        self.query_one(Menu).fill([*self._rows()])

    @property
    def _language(self) -> str:
        return question_language(self._assessment.questionnaire.languages)

    def _summary(self) -> str:
        return completeness(self._assessment, self._language)

    def _hint(self) -> str:
        if self._assessment.ending is not None:
            return ""
        return _("{key} opens a question to change it").format(key=self.key("choose", Menu))

    def _rows(self) -> Iterator[tuple[str | None, Content | ListRow]]:
        yield FINISH, plain(finish_phrase(self._assessment), "bold")
        numbered = enumerate(self._assessment.visible.items(), 1)
        for _id, group in groupby(numbered, key=lambda row: row[1][1].section.id):
            rows = [*group]
            yield None, ListRow(partial(self._head, [key for _place, (key, _question) in rows]))
            for place, (key, question) in rows:
                yield key, self._row(place, question)

    def _head(self, keys: list[str], width: int) -> list[Content]:
        """A section's title and how much of it has been answered."""
        title = self._assessment.visible[keys[0]].section.title.in_language(self._language)
        done = sum(key in self._assessment.answers for key in keys)
        cells = round(BAR * done / len(keys))
        share = _("{n} of {total}").format(n=number(done), total=number(len(keys)))
        bar = joined(plain("━" * cells, "$primary"), plain("━" * (BAR - cells), "$line"))
        end = joined("  ", bar, plain(f" {share:>{ANSWER - BAR - 3}}", "$muted"))
        first, *others = wrapped(plain(title, "bold"), width - ANSWER)
        return [plain(""), joined(first.truncate(width - ANSWER, pad=True), end), *others]

    def _row(self, place: int, question: Question) -> ListRow:
        answer = answer_text(question, self._assessment.answers.get(question.key), self._language)
        end = plain(_("open"), "bold $text-warning") if answer is None else plain(answer)
        head = plain(f"{number(place):>3}  ", "$muted")
        text = plain(question.text(self._language), "" if answer is None else "$muted")

        def drawn(width: int) -> list[Content]:
            room = max(1, width - ANSWER)
            both = zip_longest(
                hanging(head, text, room), wrapped(end, ANSWER - 2), fillvalue=plain("")
            )
            return [joined(left.truncate(room, pad=True), "  ", right) for left, right in both]

        return ListRow(drawn)

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
