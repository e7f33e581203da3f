"""Answering: one question on the screen, one key to answer it.

The screen holds the assessment as a frozen value and hands every answer to its keeper before
anything else is drawn; what the keeper could not store counts as not said. So whatever ends the
program, nothing that was shown as chosen is lost.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from netztui.archive.errors import ArchiveError
from netztui.assessment.assessment import Answer, AnswerError, Assessment, Question, Value
from netztui.assessment.pace import remaining_seconds
from netztui.i18n import N_, _, n_, number
from netztui.questionnaire.model import ChoicesItem
from netztui.tui.screens.base import NetzScreen
from netztui.tui.screens.dialogs import GoToScreen, TroubleScreen
from netztui.tui.screens.review import FINISH, ReviewScreen
from netztui.tui.widgets.field import AnswerField, refusal
from netztui.tui.widgets.grid import GridView
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.progress import Progress
from netztui.tui.widgets.question import SKIP, QuestionView, Shown

PAUSE = 0.18
"""Seconds for which a choice is shown before the next question comes."""


class Outcome(Enum):
    """How the assessment screen ended."""

    PAUSED = "paused"
    FINISHED = "finished"


class Keeper(Protocol):
    """Keeps what is said; both raise ArchiveError where that is impossible."""

    def record(self, key: str, answer: Answer, position: str | None) -> None:
        """Store the answer durably, and which question comes next."""

    def move(self, position: str) -> None:
        """Store which question is being shown."""


class AssessmentScreen(NetzScreen[Outcome]):
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
        Binding("down,j", "highlight(1)", N_("Highlight"), show=False, id="highlight-next"),
        Binding("up,k", "highlight(-1)", N_("Highlight"), show=False, id="highlight-previous"),
        Binding("space", "pick", N_("Choose and stay"), show=False, id="pick"),
        Binding("right", "forward", N_("Forward"), show=False, id="forward"),
        Binding("q", "app.quit", N_("Save and quit"), id="leave"),
        Binding("g", "go_to", N_("Go to a number"), show=False, id="go-to"),
    ]

    def __init__(
        self,
        assessment: Assessment,
        keeper: Keeper,
        language: Callable[[], str],
        *,
        position: str | None = None,
        pause: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.assessment = assessment
        self._keeper = keeper
        self._speaks = language
        self._pause = PAUSE if pause else 0.0
        self._clock = clock
        self._key = position or ""
        if self._key not in assessment.visible:
            self._key = assessment.keys[0]
        self._from_review = False
        self._waiting = False
        self._appeared = clock()
        self._field = AnswerField(self._entered)
        self._field.display = False
        self._grid = GridView()

    def compose(self) -> ComposeResult:
        """Progress on top, the question below it, a field where one is needed."""
        yield Progress()
        with VerticalScroll(can_focus=False):
            yield QuestionView()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show where the person stopped, or the first question."""
        self._show(self._key)
        # The first question doesn't wait for a field and a grid that it seldom needs.
        self.set_timer(0.1, self._mount_rest)

    @property
    def question(self) -> Question:
        """The question being shown."""
        return self.assessment.visible[self._key]

    @property
    def language(self) -> str:
        """The language in which the questionnaire is asked."""
        return self.assessment.questionnaire.language(self._speaks())

    # Showing

    def _show(self, key: str) -> None:
        kind_before = self._kind(self.question)
        self._key = key
        self._waiting = False
        self._appeared = self._clock()
        if self._kind(self.question) == kind_before and self.is_current:
            self._draw()
        else:
            # One frame for all that changes: never the new question above the old one's field.
            with self.app.batch_update():
                self._draw()
            self.refresh_bindings()

    def _draw(self) -> None:
        question = self.question
        answer = self.assessment.answers.get(question.key)
        self.query_one(QuestionView).shown = Shown(
            question, self.language, answer, with_intro=self._is_first_of_section(question)
        )
        self._tell_progress()
        self._prepare_field(question, answer)
        self._prepare_grid(question)
        scroll = self.query_one(VerticalScroll)
        if scroll.scroll_y:
            scroll.scroll_home(animate=False)

    def _kind(self, question: Question) -> tuple[str, int, bool, bool]:
        """What the keys and the layout depend on."""
        item = question.item
        grid = question.option is not None
        return type(item).__name__, len(question.options), item.help is not None, grid

    def _is_first_of_section(self, question: Question) -> bool:
        before = self.assessment.neighbour(question.key, -1)
        return before is None or (self.assessment.visible[before].section.id != question.section.id)

    def _tell_progress(self) -> None:
        keys = self.assessment.keys
        total = number(len(keys))
        told = [
            (_("{n} of about {total}") if self.assessment.may_grow else _("{n} of {total}")).format(
                n=number(keys.index(self._key) + 1), total=total
            )
        ]
        minutes = round(remaining_seconds(self.assessment) / 60)
        if minutes >= 1:
            told.append(n_("about {n} minute left", "about {n} minutes left", minutes))
        elif self.assessment.open_keys:
            told.append(_("less than a minute left"))
        done = 1 - len(self.assessment.open_keys) / len(keys)
        section = self.question.section.title.in_language(self.language)
        self.query_one(Progress).tell(section, " · ".join(told), done)

    def _prepare_field(self, question: Question, answer: Answer | None) -> None:
        """Show the field where numbers and texts are typed, and hide it elsewhere."""
        wanted = not question.options
        if self._field.display and not wanted:
            self.set_focus(None)
        self._field.display = wanted
        if wanted:
            self._mount_rest()
            self._field.ask(question, self.language, answer)

    def _prepare_grid(self, question: Question) -> None:
        """Show the whole grid below a question that is asked for each option."""
        self._grid.display = question.option is not None
        if question.option is not None:
            self._mount_rest()
            self._grid.show(self.assessment, question, self.language)

    def _mount_rest(self) -> None:
        if not self._field.is_attached:
            self.query_one(VerticalScroll).mount(self._field, self._grid)

    def reword(self) -> None:
        """Ask the same question in the language of now; what is typed stays."""
        super().reword()
        view = self.query_one(QuestionView)
        if view.shown is not None:
            view.shown = replace(view.shown, language=self.language, hint="")
            view.refresh(layout=True)
        self._field.reword(self.language)
        self._prepare_grid(self.question)
        self._tell_progress()

    def _hint(self, hint: str) -> None:
        view = self.query_one(QuestionView)
        if view.shown is not None:
            view.shown = replace(view.shown, hint=hint)
            self.call_after_refresh(self.query_one(VerticalScroll).scroll_end, animate=False)

    def pause_changed(self, pause: bool) -> None:
        """Show a choice for a moment from now on, or not."""
        self._pause = PAUSE if pause else 0.0

    def take_over(self, assessment: Assessment) -> None:
        """Go on with what was stored, where it was answered elsewhere at the same time."""
        self.assessment = assessment
        self._show(self._key if self._key in assessment.visible else assessment.keys[0])

    # Answering

    def _store(self, value: Value | None, *, stay: bool = False) -> bool:
        """Keep the answer; False, with the reason on the screen, where that failed."""
        before = self.assessment.answers.get(self._key)
        seconds = self._clock() - self._appeared
        if before is not None and before.seconds is not None:
            # The time to the first answer says how it was given; a correction doesn't.
            seconds = before.seconds
        answer = Answer(value, round(seconds, 3))
        try:
            after = self.assessment.with_answer(self._key, answer)
            following = self._key if stay else after.neighbour(self._key, 1) or self._key
            self._keeper.record(self._key, answer, following)
        except AnswerError:
            self._hint(refusal(self.question.item))
            return False
        except ArchiveError as error:
            self.app.push_screen(TroubleScreen(error.what, error.todo))
            return False
        self.assessment = after
        return True

    def _answer(self, value: Value | None) -> None:
        if not self._store(value):
            return
        if not self._pause:
            self._advance()
            return
        self._waiting = True
        self._mark()
        self.set_timer(self._pause, self._advance)

    def _mark(self, highlight: int | None = None) -> None:
        view = self.query_one(QuestionView)
        if view.shown is not None:
            answer = self.assessment.answers.get(self._key)
            view.shown = replace(view.shown, answer=answer, highlight=highlight, hint="")
            self._prepare_grid(self.question)

    def _advance(self) -> None:
        following = self.assessment.neighbour(self._key, 1)
        if self._from_review or following is None:
            self._waiting = False
            self._mark()
            self.action_review()
        else:
            self._show(following)

    def _go(self, key: str) -> None:
        try:
            self._keeper.move(key)
        except ArchiveError as error:
            self.app.push_screen(TroubleScreen(error.what, error.todo))
            return
        self._show(key)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something now is offered; nothing is during the pause."""
        if action in {"choose", "skip", "pick", "commit", "highlight"} and self._waiting:
            return None
        options = self.question.options
        match action:
            case "choose":
                return isinstance(parameters[0], int) and parameters[0] < len(options)
            case "skip" | "pick" | "highlight":
                return bool(options)
            case "explain":
                return self.question.item.help is not None
            case "commit":
                return bool(options)
        return True

    def action_choose(self, place: int) -> None:
        """A digit: choose and go on; among several choices, toggle."""
        if isinstance(self.question.item, ChoicesItem):
            self._toggle(place)
        else:
            self._answer(self.question.options[place].value)

    def action_skip(self) -> None:
        """No answer, on purpose."""
        self._answer(None)

    def action_pick(self) -> None:
        """Choose the highlighted option, or take it back among several, and stay."""
        place = self._highlighted()
        if place is None:
            self._hint(_("Move the highlight with ↑ and ↓ first."))
        elif isinstance(self.question.item, ChoicesItem) and place != SKIP:
            self._toggle(place)
        elif self._store(None if place == SKIP else self.question.options[place].value, stay=True):
            self._mark(place)

    def _toggle(self, place: int) -> None:
        options = self.question.options
        answer = self.assessment.answers.get(self._key)
        before = answer.value if answer is not None and isinstance(answer.value, tuple) else ()
        touched = str(options[place].value)
        chosen = set(before) ^ {touched}
        value = tuple(str(option.value) for option in options if str(option.value) in chosen)
        # An empty choice can end the questionnaire; it is said with Enter, not by taking back.
        if (value or before) and self._store(value, stay=True):
            self._mark(self._highlighted())
            self._tell_progress()

    def _highlighted(self) -> int | None:
        shown = self.query_one(QuestionView).shown
        return shown.highlight if shown is not None else None

    def action_commit(self) -> None:
        """Go on with what is chosen; otherwise with the highlighted option."""
        place = self._highlighted()
        answer = self.assessment.answers.get(self._key)
        several = isinstance(self.question.item, ChoicesItem)
        if place == SKIP:
            self._answer(None)
        elif several:
            chosen = answer.value if answer is not None else ()
            self._answer(chosen)
        elif place is not None:
            self._answer(self.question.options[place].value)
        elif answer is not None:
            self._answer(answer.value)
        else:
            self._hint(_("Please choose an answer; 0 stands for “no answer”."))

    def action_highlight(self, step: int) -> None:
        """Move the highlight only; a highlight is never an answer."""
        view = self.query_one(QuestionView)
        if view.shown is None:
            return
        places = view.shown.places
        if view.shown.highlight is None:
            place = places[0] if step > 0 else places[-1]
        else:
            here = places.index(view.shown.highlight) + step
            place = places[max(0, min(len(places) - 1, here))]
        view.shown = replace(view.shown, highlight=place)
        scroll = self.query_one(VerticalScroll)
        row = view.row_of(place)
        if not scroll.scroll_y <= row < scroll.scroll_y + scroll.size.height - 1:
            scroll.scroll_to(y=max(0, row - scroll.size.height // 2), animate=False)

    def action_back(self) -> None:
        """The question before, or the overview if one came from there; never blocked."""
        if self._waiting or not self.keep():
            return
        before = self.assessment.neighbour(self._key, -1)
        if before is not None:
            self._go(before)

    def action_forward(self) -> None:
        """The next question, leaving this one as it is."""
        if self._waiting or not self.keep():
            return
        following = self.assessment.neighbour(self._key, 1)
        if following is None:
            self.action_review()
        else:
            self._go(following)

    def action_explain(self) -> None:
        """Show or hide what the questionnaire says about this item."""
        view = self.query_one(QuestionView)
        if view.shown is not None:
            view.shown = replace(view.shown, with_help=not view.shown.with_help)

    def action_review(self) -> None:
        """All questions with their answers; one can be picked, or the assessment finished."""
        if not self.keep():
            return
        self._from_review = False
        self.app.push_screen(
            ReviewScreen(self.assessment, self.language, self._key), self._reviewed
        )

    def _reviewed(self, picked: str | None) -> None:
        if picked == FINISH:
            self.dismiss(Outcome.FINISHED)
        elif picked is not None:
            self._from_review = not self.assessment.open_keys
            self._go(picked)
        else:
            self._show(self._key)

    def action_go_to(self) -> None:
        """Ask for a question's number and go there."""

        def went(place: int | None) -> None:
            if place is not None:
                self._go(self.assessment.keys[place - 1])

        self.app.push_screen(GoToScreen(len(self.assessment.keys)), went)

    def action_pause(self) -> None:
        """Back to the start screen; everything is stored."""
        if self.keep():
            self.dismiss(Outcome.PAUSED)

    # The field

    def keep(self) -> bool:
        """Store what stands in the field, where it is an answer, before going elsewhere."""
        if self.question.options:
            return True
        value = self._field.typed
        answer = self.assessment.answers.get(self._key)
        if value is None or (answer is not None and answer.value == value):
            return True
        try:
            self.question.check(value)
        except AnswerError:
            return True
        return self._store(value, stay=True)

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
        if self._waiting:
            return
        if event.place == SKIP:
            self.action_skip()
        else:
            self.action_choose(event.place)
