"""Answering: one question on the screen, one key to answer it.

The screen shows where its walk is and hands it what the person says; the walk keeps every answer
before anything else is drawn. So whatever ends the program, nothing that was shown as chosen is
lost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from netztui.archive.errors import ArchiveError
from netztui.assessment.assessment import AnswerError, Assessment, Question, Value
from netztui.assessment.session import AssessmentSession
from netztui.i18n.catalogue import _
from netztui.i18n.language import current_language
from netztui.i18n.message import N_
from netztui.questionnaire.model import ChoicesItem
from netztui.settings.settings import Advance
from netztui.text.question import count_phrase, input_hint, time_phrase
from netztui.tui.screens.base import BaseScreen
from netztui.tui.screens.dialogs import GoToScreen, TroubleScreen
from netztui.tui.screens.overview import FINISH, OverviewScreen
from netztui.tui.widgets.field import AnswerField
from netztui.tui.widgets.grid import GridView
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.progress import Progress
from netztui.tui.widgets.question import SKIP, QuestionState, QuestionView

PAUSE = 0.18
"""Seconds for which a choice is shown before the next question comes."""


class AssessmentOutcome(Enum):
    """How the assessment screen ended."""

    PAUSED = "paused"
    FINISHED = "finished"


class AssessmentScreen(BaseScreen[AssessmentOutcome]):
    """The way through one questionnaire."""

    DEFAULT_CSS = """
    AssessmentScreen {
        VerticalScroll { padding: 1 0 0 2; scrollbar-size-vertical: 1;
                         align-horizontal: center; }
        VerticalScroll > * { max-width: 110; padding-right: 2; }
    }
    """
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
        Binding("down,j", "highlight(1)", N_("Highlight"), show=False, id="down"),
        Binding("up,k", "highlight(-1)", N_("Highlight"), show=False, id="up"),
        Binding("space", "pick", N_("Choose and stay"), show=False, id="pick"),
        Binding("right", "forward", N_("Forward"), show=False, id="forward"),
        Binding("q", "app.quit", N_("Save and quit"), id="leave"),
        Binding("g", "go_to", N_("Go to a number"), show=False, id="go-to"),
    ]

    def __init__(
        self,
        walk: AssessmentSession,
        *,
        advance: Advance = "after-a-moment",
    ) -> None:
        super().__init__()
        self._walk = walk
        self._advance = advance
        self._waiting = False
        self._field = AnswerField(self._entered)
        self._grid = GridView()
        self._view = QuestionView()

    def compose(self) -> ComposeResult:
        """Progress on top, the question below it, a field where one is needed."""
        yield Progress()
        with VerticalScroll(can_focus=False):
            yield self._view
        yield KeyBar()

    def on_mount(self) -> None:
        """Show where the person stopped, or the first question."""
        self._show(self._walk.key)
        # The first question doesn't wait for a field and a grid that it seldom needs.
        self.set_timer(0.1, self._mount_rest)

    @property
    def assessment(self) -> Assessment:
        """The assessment with all that was said."""
        return self._walk.assessment

    @property
    def question(self) -> Question:
        """The question being shown."""
        return self._walk.question

    @property
    def language(self) -> str:
        """The language in which the questionnaire is asked."""
        return self.assessment.questionnaire.language(current_language())

    # Showing

    def _show(self, key: str) -> None:
        self._walk.show(key)
        self._show_question()

    def _show_question(self) -> None:
        self._waiting = False
        first = self._walk.begins_section
        shown = QuestionState(self.question, self.language, self._walk.answer, with_intro=first)
        if self._view.shown is not None and self._view.shown.kind == shown.kind and self.is_current:
            self._draw(shown)
        else:
            # One frame for all that changes: never the new question above the old one's field.
            with self.app.batch_update():
                self._draw(shown)
            self.refresh_bindings()

    def _draw(self, shown: QuestionState) -> None:
        self._view.shown = shown
        self._tell_progress()
        if not self.question.options or self.question.option is not None:
            self._mount_rest()
        self._field.ask(self.question, self.language, self._walk.answer)
        self._show_grid()
        scroll = self.query_one(VerticalScroll)
        if scroll.scroll_y:
            scroll.scroll_home(animate=False)

    def _tell_progress(self) -> None:
        told = filter(None, [count_phrase(self._walk), time_phrase(self.assessment)])
        done = 1 - len(self.assessment.open_keys) / len(self.assessment.keys)
        section = self.question.section.title.in_language(self.language)
        self.query_one(Progress).tell(section, " · ".join(told), done)

    def _show_grid(self) -> None:
        self._grid.show(self.assessment, self.question, self.language)

    def _mount_rest(self) -> None:
        if not self._field.is_attached:
            # Unlike `mount`, this does nothing if the program is about to end.
            self.query_one(VerticalScroll).mount_all([self._field, self._grid])

    def retranslate(self) -> None:
        """Ask the same question in the language of now; what is typed stays."""
        super().retranslate()
        self._view.retranslate(self.language)
        self._field.retranslate(self.language)
        self._show_grid()
        self._tell_progress()

    def _hint(self, hint: str) -> None:
        self._view.hint(hint)
        self.call_after_refresh(self.query_one(VerticalScroll).scroll_end, animate=False)

    def advance_changed(self, advance: Advance) -> None:
        """Come from an answer to the next question in this way from now on."""
        self._advance = advance

    def adopt(self, assessment: Assessment) -> None:
        """Go on with what was stored, where it was answered elsewhere at the same time."""
        self._walk.adopt(assessment)
        self._show_question()

    # Answering

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say on the screen what keeps an answer, or the way to it, from being stored."""
        try:
            yield
        except AnswerError:
            self._hint(input_hint(self.question.item))
        except ArchiveError as error:
            self.app.push_screen(TroubleScreen(error.what, error.todo))

    def _store(self, value: Value | None, *, stay: bool = False) -> bool:
        """Keep the answer; False, with the reason on the screen, where that failed."""
        with self._telling():
            self._walk.submit(value, stay=stay)
            return True
        return False

    def _choose(self, value: Value | None) -> None:
        """Answer by choosing: with `after-enter`, the same once more, or Enter, goes on."""
        answer = self._walk.answer
        if self._advance == "after-enter" and (answer is None or answer.value != value):
            if self._store(value, stay=True):
                self._mark()
        else:
            self._answer(value)

    def _answer(self, value: Value | None) -> None:
        """Answer and go on."""
        if not self._store(value):
            return
        if self._advance == "after-a-moment":
            self._waiting = True
            self._mark()
            self.set_timer(PAUSE, self._go_on)
        else:
            self._go_on()

    def _mark(self, highlight: int | None = None) -> None:
        self._view.mark(self._walk.answer, highlight)
        self._show_grid()

    def _go_on(self) -> None:
        following = self._walk.after_answer
        if following is None:
            self._waiting = False
            self._mark()
            self.action_review()
        else:
            self._show(following)

    def _go(self, key: str | None) -> None:
        if key is not None:
            with self._telling():
                self._walk.go(key)
                self._show_question()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something now is offered; nothing is during the pause."""
        if action in {"choose", "skip", "pick", "commit", "highlight"} and self._waiting:
            return None
        options = self.question.options
        match action:
            case "choose":
                count = len(options) + self.question.offers_none
                return isinstance(parameters[0], int) and parameters[0] < count
            case "skip" | "pick" | "highlight" | "commit":
                return bool(options)
            case "explain":
                return self.question.item.help is not None
        return True

    def action_choose(self, place: int) -> None:
        """A digit: choose and go on; among several choices, toggle."""
        if isinstance(self.question.item, ChoicesItem):
            self._toggle(place)
        else:
            self._choose(self.question.options[place].value)

    def action_skip(self) -> None:
        """No answer, on purpose."""
        self._choose(None)

    def action_pick(self) -> None:
        """Choose the highlighted option, or take it back among several, and stay."""
        place = self._view.highlighted
        if place is None:
            told = _("Move the highlight with {up} and {down} first.")
            self._hint(told.format(up=self.key("up"), down=self.key("down")))
        elif isinstance(self.question.item, ChoicesItem) and place != SKIP:
            self._toggle(place)
        elif self._store(None if place == SKIP else self.question.options[place].value, stay=True):
            self._mark(place)

    def _toggle(self, place: int) -> None:
        with self._telling():
            self._walk.toggle(place)
            self._mark(self._view.highlighted)
            self._tell_progress()

    def action_commit(self) -> None:
        """Go on with what is chosen; otherwise with the highlighted option."""
        place = self._view.highlighted
        answer = self._walk.answer
        if place == SKIP:
            self._answer(None)
        elif isinstance(self.question.item, ChoicesItem):
            if answer is None:
                self._hint(_("Please choose what applies, or “none of these”."))
            else:
                self._answer(answer.value)
        elif place is not None:
            self._answer(self.question.options[place].value)
        elif answer is not None:
            self._answer(answer.value)
        else:
            self._hint(_("Please choose an answer; 0 stands for “no answer”."))

    def action_highlight(self, step: int) -> None:
        """Move the highlight only; a highlight is never an answer."""
        row = self._view.move_highlight(step)
        scroll = self.query_one(VerticalScroll)
        if not scroll.scroll_y <= row < scroll.scroll_y + scroll.size.height - 1:
            scroll.scroll_to(y=max(0, row - scroll.size.height // 2), animate=False)

    def action_back(self) -> None:
        """The question before; never blocked."""
        if not self._waiting and self.keep():
            self._go(self._walk.previous)

    def action_forward(self) -> None:
        """The next question, leaving this one as it is."""
        if self._waiting or not self.keep():
            return
        if self._walk.following is None:
            self.action_review()
        else:
            self._go(self._walk.following)

    def action_explain(self) -> None:
        """Show or hide what the questionnaire says about this item."""
        self._view.toggle_help()

    def action_review(self) -> None:
        """All questions with their answers; one can be picked, or the assessment finished."""
        if not self.keep():
            return
        self._walk.open_review()
        self.app.push_screen(OverviewScreen(self.assessment, self._walk.key), self._reviewed)

    def _reviewed(self, picked: str | None) -> None:
        if picked == FINISH and self.assessment.is_void:
            self.action_pause()
        elif picked == FINISH:
            self.dismiss(AssessmentOutcome.FINISHED)
        elif picked is not None:
            with self._telling():
                self._walk.go_from_review(picked)
                self._show_question()
        else:
            self._show(self._walk.key)

    def action_go_to(self) -> None:
        """Ask for a question's number and go there."""

        def went(place: int | None) -> None:
            if place is not None:
                self._go(self.assessment.keys[place - 1])

        self.app.push_screen(GoToScreen(len(self.assessment.keys)), went)

    def action_pause(self) -> None:
        """Back to the start screen; everything is stored."""
        if self.keep():
            self.leave()
            self.dismiss(AssessmentOutcome.PAUSED)

    def leave(self) -> None:
        """Keep no assessment without answers, and none that ended at once."""
        with self._telling():
            self._walk.leave()

    # The field

    def keep(self) -> bool:
        """Store what stands in the field, where it is an answer, before going elsewhere."""
        if self.question.options:
            return True
        with self._telling():
            self._walk.submit_typed(self._field.typed)
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
    def _picked(self, event: QuestionView.Picked) -> None:
        event.stop()
        if self._waiting or event.key != self.question.key:
            return
        if event.place == SKIP:
            self.action_skip()
        else:
            self.action_choose(event.place)
