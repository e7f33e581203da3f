"""A questionnaire as respondents will see it, while its author writes it: nothing is stored.

The same screens as in the program, without an archive. Every save of the file shows immediately,
at the same question and with the same answers, as far as the file still has them. A key shows one
placement after the other, with simulated answers. While the file is broken, its problems are shown
instead; the next valid save continues from there.
"""

import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from netztui.archive.rows import StoredAssessment
from netztui.assessment.assessment import AnswerError, Assessment, all_questions
from netztui.assessment.session import AssessmentSession, NullStore
from netztui.batch.placements import examples, placed
from netztui.diagnostics.problems import QuestionnaireError
from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.language import question_language
from netztui.i18n.message import N_
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.axis import placements
from netztui.scoring.score import score
from netztui.settings.settings import Settings
from netztui.system.clock import utc_now
from netztui.tui.base_app import BaseApp
from netztui.tui.own_keys import with_valid_keys
from netztui.tui.screens.assessment import AssessmentScreen
from netztui.tui.screens.base import AskAfterResult
from netztui.tui.screens.dialogs import TooSmallScreen
from netztui.tui.screens.result import ResultScreen
from netztui.tui.screens.scrolling import ProblemsScreen

INTERVAL = 0.5
"""Seconds between two checks of the file."""


class PreviewApp(BaseApp):
    """One questionnaire file on the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next_placement", N_("Next placement"), id="next-placement")
    ]

    def __init__(
        self,
        file: Path,
        settings: Settings,
        *,
        placement: str | None = None,
        clock: Callable[[], datetime] = utc_now,
        randomness: random.Random | None = None,
    ) -> None:
        """Show the first question, or an example of a `placement`."""
        super().__init__(settings, (), with_valid_keys)
        self._file = file
        self._clock = clock
        self._randomness = randomness or random.SystemRandom()
        self._version: tuple[int, ...] | None = None
        """What tells the file from its earlier versions; empty if there is no file."""
        self._assessment: Assessment | None = None
        self._key: str | None = None
        self._placement = placement
        """The placement whose example is shown; None if the result is that of the answers."""
        self._examples: Mapping[str, Assessment] = {}
        """Answers for each placement of the file, once one was asked for."""

    def on_mount(self) -> None:
        """Show the file, and check for changes from time to time."""
        notice = _("Preview: nothing is stored. Every save of the file shows here.")
        self.notify(notice, markup=False)
        self._follow()
        self.set_interval(INTERVAL, self._follow)

    def _follow(self) -> None:
        version = self._read_version()
        # The cover of a terminal that is too small would be lost.
        if version != self._version and not isinstance(self.screen, TooSmallScreen):
            self._version = version
            self._show_file()

    def _read_version(self) -> tuple[int, ...]:
        try:
            status = self._file.stat()
        except (OSError, ValueError):
            return ()
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _keep_place(self) -> None:
        """Remember the answers and the question of the screens, which are about to be closed."""
        for screen in self.screen_stack:
            if isinstance(screen, AssessmentScreen):
                screen.keep()
                self._assessment = replace(screen.assessment, after_result=False)
                self._key = screen.question.key

    def _show_file(self) -> None:
        self._keep_place()
        self._examples = {}
        try:
            questionnaire = read_file(self._file)
        except QuestionnaireError as error:
            if isinstance(self.screen, ProblemsScreen):
                self.pop_screen()
            # The folder is known, and would only wrap the line.
            problems = (problem._replace(source=self._file.name) for problem in error.diagnostics)
            self.push_screen(ProblemsScreen(tuple(problems)))
            return
        at_result = self._placement in placements(questionnaire.axis) or any(
            isinstance(screen, ResultScreen) for screen in self.screen_stack
        )
        before = self._assessment
        self._assessment = carried_over(before, questionnaire, self._randomness)
        self._key = same_place(before, self._assessment, self._key)
        self._close_screens()
        if at_result:
            self._show_result(self._assessment)
        else:
            self._ask(self._assessment)

    def _close_screens(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def _ask(self, assessment: Assessment) -> None:
        session = AssessmentSession(assessment, NullStore(), position=self._key)
        screen = AssessmentScreen(session, self.advance)

        def ended(finished: bool | None) -> None:
            if finished:
                self._assessment, self._key = screen.assessment, None
                self._show_result(screen.assessment)
            else:
                self.exit()

        self.push_screen(screen, ended)

    def _show_result(self, assessment: Assessment) -> None:
        screen = ResultScreen(self._finished(assessment), None)

        def closed(_outcome: object) -> None:
            self._placement = None
            self._ask(self._assessment or assessment)

        self.push_screen(screen, closed)

    def _finished(self, assessment: Assessment) -> ScoredAssessment:
        """The result of the answers, or the example of the placement that was asked for."""
        word = self._placement
        if word not in placements(assessment.questionnaire.axis):
            self._placement = None
            return self._scored(assessment)
        self._examples = self._examples or examples(assessment.questionnaire)
        finished = self._scored(self._examples[word])
        said = _("“{placement}”: simulated answers with this result.")
        if finished.result.placement != word:
            said = _(
                "“{placement}”: no simulated person got this result, so position and figures only "
                "come close to it."
            )
        self.clear_notifications()
        self.notify(said.format(placement=word), markup=False)
        return replace(finished, result=placed(finished.result, word))

    def action_next_placement(self) -> None:
        """Show an example of the next placement, of the first one after the last."""
        self._keep_place()
        if self._assessment is not None:
            words = placements(self._assessment.questionnaire.axis)
            after = words.index(self._placement) + 1 if self._placement in words else 0
            self._placement = words[after % len(words)]
            with self.batch_update():
                self._close_screens()
                self._show_result(self._assessment)

    def _scored(self, assessment: Assessment) -> ScoredAssessment:
        now = self._clock()
        stored = StoredAssessment(
            id="preview",
            assessment=assessment,
            language=question_language(assessment.questionnaire.languages),
            started_at=now,
            finished_at=now,
            position=None,
            note=None,
            revision=len(assessment.answers),
        )
        return ScoredAssessment(stored, score(assessment))

    @on(AskAfterResult)
    def _ask_after_result(self) -> None:
        if self._assessment is None:
            return
        result, later = self.screen, self._assessment.later
        screen = AssessmentScreen(AssessmentSession(later, NullStore()), self.advance)

        def answered(_finished: bool | None) -> None:
            self._assessment = replace(screen.assessment, after_result=False)
            if isinstance(result, ResultScreen):
                result.show(self._finished(self._assessment))

        self.push_screen(screen, answered)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an archive there is no history and no page, without an axis no placement."""
        if action == "next_placement":
            known = self._assessment.questionnaire.axis if self._assessment is not None else None
            return known is not None and isinstance(self.screen, AssessmentScreen | ResultScreen)
        return action not in {"history", "page", "remind"} and super().check_action(
            action, parameters
        )

    def _remember(self, **choices: str | None) -> None:
        """Do nothing: the settings are not stored either."""


def carried_over(
    before: Assessment | None, questionnaire: Questionnaire, randomness: random.Random
) -> Assessment:
    """An assessment of `questionnaire` with the answers of `before` that it still offers.

    A shuffled section keeps its order as long as it has the same items.
    """
    fresh = Assessment.begin(questionnaire, randomness)
    if before is None:
        return fresh
    kept = {
        section: order
        for section, order in before.orders.items()
        if sorted(order) == sorted(fresh.orders.get(section, ()))
    }
    known = all_questions(questionnaire)
    answers = {}
    for key, answer in before.answers.items():
        with suppress(AnswerError, KeyError):
            known[key].check(answer.value)
            answers[key] = answer
    return Assessment(questionnaire, answers, {**fresh.orders, **kept})


def same_place(before: Assessment | None, after: Assessment, key: str | None) -> str | None:
    """The key of the same question in `after`; if there is none, of the one with its number."""
    if before is None or key is None or key in after.visible:
        return key
    place = before.keys.index(key) if key in before.visible else 0
    return after.keys[min(place, len(after.keys) - 1)]
