"""Answering: one question on the screen, one key to answer it.

The screen shows where its session is and passes on what the user does. The session stores every
answer before it is drawn, so whatever ends the program, no answer that was shown is lost.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from netztui.archive.errors import ArchiveError
from netztui.assessment.assessment import AnswerError, Assessment, Question
from netztui.assessment.conditions import Value
from netztui.assessment.session import AssessmentSession
from netztui.i18n.catalogue import _
from netztui.i18n.language import question_language
from netztui.i18n.message import N_
from netztui.questionnaire.model import ChoicesItem
from netztui.settings.settings import Advance
from netztui.text.question import answering_note, count_phrase, input_hint, time_phrase
from netztui.tui.screens.base import BaseScreen
from netztui.tui.screens.dialogs import GoToScreen, TroubleScreen
from netztui.tui.screens.overview import FINISH, OverviewScreen
from netztui.tui.textual_internals import paint_at_once
from netztui.tui.widgets.field import AnswerField
from netztui.tui.widgets.grid import GridView
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.panel import Panel
from netztui.tui.widgets.question import SKIP, Progress, QuestionState, QuestionView

PAUSE = 0.18
"""Seconds for which a choice is shown before the next question comes."""


class AssessmentScreen(BaseScreen[bool]):
    """Asks the questions of one questionnaire; the outcome is whether it is finished.

    Those after the result have no overview: the last answer leads back to it. `advance` returns how
    an answer leads to the next question, `finish` puts the result in the place of the screen.
    """

    CSS_PATH = "assessment.tcss"
    TITLE_PHRASE = N_("Answering")
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(digit), f"choose({digit - 1})", N_("Answer"), id=f"choose-{digit}")
            for digit in range(1, 10)
        ),
        Binding("enter", "commit", N_("Next"), id="commit"),
        Binding("backspace,shift+tab", "back", N_("Back"), id="back"),
        Binding("0,s", "skip", N_("No answer"), show=False, id="skip"),
        Binding("r", "review", N_("Overview"), id="review"),
        Binding("i", "explain", N_("Explain"), id="explain"),
        Binding("escape", "pause", N_("Pause"), id="pause"),
        Binding("escape", "to_result", N_("To the result"), id="pause"),
        Binding("down,j", "highlight(1)", N_("Highlight"), show=False, id="down"),
        Binding("up,k", "highlight(-1)", N_("Highlight"), show=False, id="up"),
        Binding("space", "pick", N_("Choose and stay"), show=False, id="pick"),
        Binding("right", "forward", N_("Forward"), show=False, id="forward"),
        Binding("g", "go_to", N_("Go to a number"), show=False, id="go-to"),
        Binding(
            "l,ctrl+t",
            "app.next_question_language",
            N_("Questions in another language"),
            show=False,
            id="questions",
        ),
    ]

    def __init__(
        self,
        session: AssessmentSession,
        advance: Callable[[], Advance],
        finish: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._session, self._advance = session, advance
        self._finish = finish or partial(self.dismiss, result=True)
        self._waiting = False
        """Whether a choice is being shown before the next question comes."""
        self._field, self._grid = AnswerField(self._entered), GridView()
        self._view = QuestionView()

    def compose(self) -> ComposeResult:
        """A panel with the progress, and below it the question, a field and a grid."""
        with Panel(title=self._section, subtitle=self._figures):
            yield Progress()
            with VerticalScroll(can_focus=False):
                yield from (self._view, self._field, self._grid)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the question where the user stopped, or the first one."""
        self._show_question()

    @property
    def assessment(self) -> Assessment:
        """The assessment with all answers so far."""
        return self._session.assessment

    @property
    def question(self) -> Question:
        """The question being shown."""
        return self._session.question

    @property
    def languages(self) -> tuple[str, ...]:
        """The questionnaire's."""
        return self.assessment.questionnaire.languages

    @property
    def _language(self) -> str:
        return question_language(self.languages)

    @property
    def _note(self) -> str:
        after_enter = self._advance() == "after-enter"
        return answering_note(self.assessment, self.question, after_enter=after_enter)

    def _show_question(self) -> None:
        """Show the session's current question, whose answer is timed from now on."""
        self._session.show(self._session.key)
        self._waiting = False
        first, answer = self._session.begins_section, self._session.answer
        state = QuestionState(
            self.question, self._language, answer, with_intro=first, note=self._note
        )
        before = self._view.shown
        if before is not None and before.kind == state.kind and self.is_current:
            self._draw(state)
            bar = self.query_one(KeyBar)
            if self._offers(before.question) != self._offers(self.question):
                bar.follow()
            if not (self._field.display or self._grid.display):
                paint_at_once(self._view, self.query_one(Panel), self.query_one(Progress), bar)
        else:
            # One frame for all that changes: never the new question above the old one's field.
            with self.app.batch_update():
                self._draw(state)
            self.refresh_bindings()

    def _draw(self, state: QuestionState) -> None:
        self._view.shown = state
        self._field.ask(self.question, self._language, self._session.answer)
        self._show_progress()
        if (scroll := self.query_one(VerticalScroll)).scroll_y:
            scroll.scroll_home(animate=False)

    def _section(self) -> str:
        return self.question.section.title.in_language(self._language)

    def _figures(self) -> str:
        counted = self._session.counted
        if counted.after_result and len(counted.keys) == 1:
            return ""
        return " · ".join(filter(None, [count_phrase(self._session), time_phrase(counted)]))

    def _show_progress(self) -> None:
        counted = self._session.counted
        self.query_one(Progress).share = 1 - len(counted.open_keys) / len(counted.keys)
        self.query_one(Panel).retranslate()
        self._grid.show(self.assessment, self.question, self._language)

    def retranslate(self) -> None:
        """Show the same question in the current language; typed text stays."""
        super().retranslate()
        self._view.retranslate(self._language, self._note)
        self._field.retranslate(self._language)
        self._show_progress()

    def _hint(self, hint: str) -> None:
        self._view.hint(hint)
        self.call_after_refresh(self.query_one(VerticalScroll).scroll_end, animate=False)

    def adopt(self, assessment: Assessment) -> None:
        """Continue with the stored assessment, after another window has changed it."""
        self._session.adopt(assessment)
        self._show_question()

    @contextmanager
    def _showing_errors(self) -> Iterator[None]:
        """Show why an answer, or the current question, could not be stored."""
        try:
            yield
        except AnswerError:
            self._hint(input_hint(self.question.item))
        except ArchiveError as error:
            self.app.push_screen(TroubleScreen(error))

    def _choose(self, value: Value | None) -> None:
        """Answer by choosing; with “after-enter”, only a second choice or Enter moves on."""
        answer = self._session.answer
        is_new = answer is None or answer.value != value
        self._answer(value, stay=is_new and self._advance() == "after-enter")

    def _answer(
        self, value: Value | None, *, stay: bool = False, highlight: int | None = None
    ) -> None:
        """Answer and move on, or stay with the highlight."""
        with self._showing_errors():
            self._session.submit(value, stay=stay)
            self._waiting = not stay and self._advance() == "after-a-moment"
            if stay or self._waiting:
                self._mark(highlight)
            if self._waiting:
                self.set_timer(PAUSE, self._move_on)
            elif not stay:
                self._move_on()

    def _mark(self, highlight: int | None = None) -> None:
        self._view.mark(self._session.answer, highlight)
        self._show_progress()

    def _move_on(self) -> None:
        following = self._session.after_answer
        if following is None:
            self._waiting = False
            self._mark()
            self.action_review()
        else:
            self._session.show(following)
            self._show_question()

    def _go(self, key: str | None) -> None:
        if key is not None:
            with self._showing_errors():
                self._session.go(key)
                self._show_question()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the question has no use for is not offered; nothing is during the pause."""
        if action in {"choose", "skip", "pick", "commit", "highlight"} and self._waiting:
            return None
        options = self.question.options
        if action == "choose":
            count = len(options) + self.question.offers_none
            return isinstance(parameters[0], int) and parameters[0] < count
        if action in {"review", "go_to", "pause", "to_result"}:
            return self.assessment.after_result == (action == "to_result")
        has_options = dict.fromkeys(("skip", "pick", "highlight", "commit"), bool(options))
        return {**has_options, **self._offers(self.question)}.get(action, True)

    def _offers(self, question: Question) -> dict[str, bool]:
        """Which actions there are, of those that don't depend on the kind of a question alone."""
        is_first = question.key == self.assessment.keys[0]
        return {"explain": question.item.help is not None, "back": not is_first}

    def action_choose(self, place: int) -> None:
        """Choose an option and move on; in a multiple choice, toggle it."""
        if isinstance(self.question.item, ChoicesItem):
            self._toggle(place)
        else:
            self._choose(self.question.options[place].value)

    def action_skip(self) -> None:
        """Give no answer, on purpose."""
        self._choose(None)

    def action_pick(self) -> None:
        """Choose the highlighted option and stay; in a multiple choice, toggle it."""
        place = self._view.highlighted
        if place is None:
            hint = _("Move the highlight with {up} and {down} first.")
            self._hint(hint.format(up=self.key("up"), down=self.key("down")))
        elif isinstance(self.question.item, ChoicesItem) and place != SKIP:
            self._toggle(place)
        else:
            value = None if place == SKIP else self.question.options[place].value
            self._answer(value, stay=True, highlight=place)

    def _toggle(self, place: int) -> None:
        with self._showing_errors():
            self._session.toggle(place)
            self._mark(self._view.highlighted)

    def action_commit(self) -> None:
        """Move on with what is chosen, otherwise with the highlighted option."""
        place, answer = self._view.highlighted, self._session.answer
        several = isinstance(self.question.item, ChoicesItem)
        if place == SKIP:
            self._answer(None)
        elif place is not None and not several:
            self._answer(self.question.options[place].value)
        elif answer is not None:
            self._answer(answer.value)
        elif several:
            self._hint(_("Please choose what applies, or “none of these”."))
        else:
            self._hint(_("Please choose an answer; 0 stands for “no answer”."))

    def action_highlight(self, step: int) -> None:
        """Move the highlight only; a highlight is never an answer."""
        row = self._view.move_highlight(step)
        scroll = self.query_one(VerticalScroll)
        if not scroll.scroll_y <= row < scroll.scroll_y + scroll.size.height - 1:
            scroll.scroll_to(y=max(0, row - scroll.size.height // 2), animate=False)

    def action_back(self) -> None:
        """Go to the previous question."""
        if not self._waiting and self.keep():
            self._go(self._session.previous)

    def action_forward(self) -> None:
        """Go to the next question, leaving this one as it is."""
        if not self._waiting and self.keep():
            if self._session.following is None:
                self.action_review()
            else:
                self._go(self._session.following)

    def action_explain(self) -> None:
        """Show or hide the item's help."""
        self._view.toggle_help()

    def action_review(self) -> None:
        """Show all questions with their answers, to pick one or to finish."""
        if self.assessment.after_result:
            self.action_to_result()
        elif self.keep():
            self._session.open_review()
            self.app.push_screen(OverviewScreen(self.assessment, self._session.key), self._reviewed)

    def _reviewed(self, picked: str | None) -> None:
        if picked == FINISH and self.assessment.is_void:
            self.action_pause()
        elif picked == FINISH:
            self._finish()
        else:
            with self._showing_errors():
                if picked is not None:
                    self._session.go_from_review(picked)
                self._show_question()

    def action_go_to(self) -> None:
        """Ask for a question's number and go there."""
        keys = self.assessment.keys
        self.app.push_screen(GoToScreen(len(keys)), lambda n: self._go(keys[n - 1] if n else None))

    def action_pause(self) -> None:
        """Return to the start screen; everything is stored."""
        if self.keep():
            self.leave()
            self.dismiss(result=False)

    def action_to_result(self) -> None:
        """Return to the result; everything is stored."""
        if self.keep():
            self.dismiss(result=True)

    def leave(self) -> None:
        """Delete an assessment without answers, or that ended with its first one."""
        with self._showing_errors():
            self._session.leave()

    def keep(self) -> bool:
        """Store a valid answer in the field; False if that failed and was reported."""
        if self.question.options:
            return True
        with self._showing_errors():
            self._session.submit_typed(self._field.typed)
            return True
        return False

    def _entered(self) -> None:
        if not self._waiting:
            self._answer(self._field.typed)

    @on(GridView.Picked)
    def _cell_picked(self, event: GridView.Picked) -> None:
        event.stop()
        if not self._waiting and self.keep():
            self._go(event.key)

    @on(QuestionView.Picked)
    def _option_picked(self, event: QuestionView.Picked) -> None:
        event.stop()
        if not self._waiting and event.key == self.question.key:
            if event.place == SKIP:
                self.action_skip()
            else:
                self.action_choose(event.place)
