"""A questionnaire as a person would meet it, while its author writes it: nothing is stored.

The same screens as in the program, without an archive. Every save of the file shows at once, and
the author stays at the same question with the same answers, as far as the file still has them.
While the file is broken its problems are shown instead; the next sound save goes on from there.
"""

import os
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from textual.app import SystemCommand
from textual.screen import Screen

from netztui.archive.rows import StoredAssessment
from netztui.assessment.assessment import Answer, AnswerError, Assessment, all_questions
from netztui.assessment.session import AssessmentSession
from netztui.diagnostics.problems import QuestionnaireError
from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.language import current_language
from netztui.i18n.message import LazyText
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.score import score
from netztui.settings.settings import Settings
from netztui.system.clock import utc_now
from netztui.tui.base_app import BaseApp
from netztui.tui.screens.assessment import AssessmentOutcome, AssessmentScreen
from netztui.tui.screens.problems import ProblemsScreen
from netztui.tui.screens.result import ResultScreen
from netztui.tui.view_models import ResultView

INTERVAL = 0.5
"""Seconds between two looks at the file."""


class NullStore:
    """Keeps nothing: what a `AssessmentSession` takes for its `Keeper` where nothing is stored."""

    def record(self, key: str, answer: Answer | None, position: str | None) -> None:
        """The screen itself has the answer."""

    def move(self, position: str) -> None:
        """The screen itself knows where it is."""

    def discard(self) -> None:
        """Nothing was stored."""


class PreviewResult(ResultScreen):
    """A result without others beside it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what needs no archive."""
        if action in {"compare", "history"}:
            return False
        return super().check_action(action, parameters)


class PreviewApp(BaseApp):
    """One questionnaire file on the screen."""

    def __init__(
        self,
        file: Path,
        settings: Settings,
        *,
        clock: Callable[[], datetime] = utc_now,
        randomness: random.Random | None = None,
    ) -> None:
        super().__init__(settings, ())
        self._file = file
        self._clock = clock
        self._randomness = randomness or random.SystemRandom()
        self._state: tuple[int, ...] = ()
        self._assessment: Assessment | None = None
        self._key: str | None = None

    def on_mount(self) -> None:
        """Show the file as it is, and look at it again and again."""
        self._state = self._look()
        self._show_file()
        self.notify(
            _("Preview: nothing is stored. Every save of the file shows here."), markup=False
        )
        self.set_interval(INTERVAL, self._follow)

    def check_keys(self, settings: Settings) -> tuple[Settings, tuple[LazyText, ...]]:
        """Check the keys against those of every screen."""
        from netztui.tui.keymap import with_valid_keys

        return with_valid_keys(settings)

    def _follow(self) -> None:
        state = self._look()
        # What covers a terminal that is too small would be lost.
        if state != self._state and self._cover is None:
            self._state = state
            self._show_file()

    def _look(self) -> tuple[int, ...]:
        """What tells a file from an earlier state of it; empty where there is none."""
        try:
            status = os.stat(self._file)  # noqa: PTH116  # a path of any kind
        except (OSError, ValueError):
            return ()
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _show_file(self) -> None:
        self._note_place()
        try:
            questionnaire = read_file(self._file)
        except QuestionnaireError as error:
            if isinstance(self.screen, ProblemsScreen):
                self.pop_screen()
            # Which folder it is in goes without saying, and would only wrap the line.
            name = self._file.name
            problems = tuple(replace(problem, source=name) for problem in error.problems)
            self.push_screen(ProblemsScreen(problems))
            return
        at_result = any(isinstance(screen, ResultScreen) for screen in self.screen_stack)
        before = self._assessment
        self._assessment = carried_over(before, questionnaire, self._randomness)
        self._key = same_place(before, self._assessment, self._key)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if at_result:
            self._show_result()
        else:
            self._ask()

    def _note_place(self) -> None:
        """Remember what was answered, typed included, and which question is shown."""
        for screen in self.screen_stack:
            if isinstance(screen, AssessmentScreen):
                screen.keep()
                self._assessment = screen.assessment
                self._key = screen.question.key

    def _ask(self) -> None:
        if self._assessment is None:
            return
        screen = AssessmentScreen(
            AssessmentSession(self._assessment, NullStore(), position=self._key),
            advance=self._settings.advance,
        )

        def ended(outcome: AssessmentOutcome | None) -> None:
            self._assessment, self._key = screen.assessment, None
            if outcome is AssessmentOutcome.FINISHED:
                self._show_result()
            else:
                self.exit()

        self.push_screen(screen, ended)

    def _show_result(self) -> None:
        if self._assessment is None:
            return
        now = self._clock()
        language = self._assessment.questionnaire.language(current_language())
        stored = StoredAssessment(
            id="preview",
            assessment=self._assessment,
            language=language,
            started_at=now,
            finished_at=now,
            position=None,
            note=None,
            revision=len(self._assessment.answers),
        )
        view = ResultView(ScoredAssessment(stored, score(self._assessment)), None)
        self.push_screen(PreviewResult(view), lambda _outcome: self._ask())

    def _remember(self, **choices: str) -> None:
        """Nothing is stored, the settings included."""
        self._settings = replace(self._settings, **choices)  # type: ignore[arg-type]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers: without an archive there is no history."""
        for command in super().get_system_commands(screen):
            if command.title != _("History"):
                yield command


def carried_over(
    before: Assessment | None, questionnaire: Questionnaire, randomness: random.Random
) -> Assessment:
    """An assessment of `questionnaire` with the answers of `before` that it still offers.

    A shuffled section keeps its order as long as it has the same items.
    """
    fresh = Assessment.begin(questionnaire, randomness)
    if before is None:
        return fresh
    orders = {
        section: before.orders[section]
        if sorted(before.orders.get(section, ())) == sorted(order)
        else order
        for section, order in fresh.orders.items()
    }
    known = all_questions(questionnaire)
    answers = {}
    for key, answer in before.answers.items():
        if key in known:
            try:
                known[key].check(answer.value)
            except AnswerError:
                continue
            answers[key] = answer
    return Assessment(questionnaire, answers, orders)


def same_place(before: Assessment | None, after: Assessment, key: str | None) -> str | None:
    """The question of `after` where one was at `key` of `before`: that one, or the same number."""
    if before is None or key is None or key in after.visible:
        return key
    place = before.keys.index(key) if key in before.visible else 0
    return after.keys[min(place, len(after.keys) - 1)]
