"""The full-screen program: shows nothing itself, only wires archive and screens together.

Screens post what the user wants (`tui.screens.base`) and get values that are ready to be shown;
only this module opens results and drafts. Anything the first screen doesn't need is imported
later.
"""

import random
from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from textual import on

from netztui.archive.archive import Archive
from netztui.i18n.catalogue import _
from netztui.i18n.language import question_language
from netztui.i18n.message import N_, LazyText
from netztui.settings.settings import Settings
from netztui.system.clock import utc_now
from netztui.tui.automatic_copy import AutomaticCopy
from netztui.tui.base_app import BaseApp
from netztui.tui.own_keys import with_valid_keys
from netztui.tui.screens import base
from netztui.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from pathlib import Path

    from netztui.history.history import ScoredAssessment
    from netztui.questionnaire.library import LibraryEntry
    from netztui.questionnaire.model import Questionnaire
    from netztui.tui.screens.result import ResultScreen

PageMaker = Callable[["ScoredAssessment", "ScoredAssessment | None", bool], tuple[str, str]]
"""Makes the page of a result and the one before it, or with True of the two compared; returns the
name of its file and the page."""

NEEDED_LATER = "netztui.text.change", "netztui.text.result", "netztui.tui.screens.result"
"""What a result needs, imported while the questions are answered."""

ANSWERED_ELSEWHERE = N_(
    "Some questions were answered in another window; those answers are shown here too."
)


class NetztuiApp(BaseApp):
    """netztui on a terminal."""

    STORES = True

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        *,
        diagnostics: tuple[LazyText, ...] = (),
        clock: Callable[[], datetime] = utc_now,
        randomness: random.Random | None = None,
        wanted: "Questionnaire | None" = None,
        make_page: PageMaker | None = None,
    ) -> None:
        """Show the start screen, or first of all the `wanted` questionnaire.

        `make_page` makes pages of results; without it the key for that does nothing.
        """
        super().__init__(settings, diagnostics, with_valid_keys)
        self._archive = archive
        self._clock = clock
        self._randomness = randomness or random.SystemRandom()
        self._entries: tuple[LibraryEntry, ...] | None = None
        self._home = HomeScreen(clock, self._update_home)
        self._wanted = wanted
        self._make_page = make_page
        self._copy = AutomaticCopy(self, archive.path, clock)

    @property
    def archive_path(self) -> "Path":
        """Where answers and results are kept."""
        return self._archive.path

    def get_default_screen(self) -> HomeScreen:
        """The start screen."""
        return self._home

    def _update_home(self, _outcome: object = None) -> None:
        from netztui.history.home_data import read_home_data
        from netztui.questionnaire.library import available

        if self._entries is None:
            self._entries = available(self._settings.own_questionnaires)
        with self.reporting_errors():
            self._home.show(read_home_data(self._archive, self._entries))
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._begin_or_resume(wanted)

    @on(base.Begin)
    def _begin_requested(self, request: base.Begin) -> None:
        for entry in self._entries or ():
            if entry.questionnaire is not None and entry.id == request.id:
                self._begin(entry.questionnaire)

    def _begin(self, questionnaire: "Questionnaire") -> None:
        from netztui.assessment.assessment import Assessment
        from netztui.history.history import earlier_answers

        language = question_language(questionnaire.languages)
        with self.reporting_errors(writing=True):
            earlier = earlier_answers(self._archive, questionnaire)
            assessment = Assessment.begin(questionnaire, self._randomness, earlier)
            self._answer(self._archive.begin(assessment, language, self._clock()))

    def _begin_or_resume(self, questionnaire: "Questionnaire") -> None:
        from netztui.history.draft_store import resumable_drafts

        with self.reporting_errors():
            for draft in resumable_drafts(self._archive):
                if draft.questionnaire == questionnaire.id:
                    self._answer(draft.id)
                    return
        self._begin(questionnaire)

    @on(base.Resume)
    def _resume(self, request: base.Resume) -> None:
        with self.reporting_errors():
            self._answer(request.id)

    @on(base.Discard)
    def _discard(self, request: base.Discard) -> None:
        with self.reporting_errors(writing=True):
            self._archive.delete(request.id, self._clock())
        self._update_home()

    def _answer(self, draft: str) -> None:
        from netztui.assessment.session import AssessmentSession
        from netztui.history.draft_store import DraftStore
        from netztui.tui.screens.assessment import AssessmentScreen

        stored = self._archive.load(draft)

        def answered_elsewhere() -> None:
            with self.reporting_errors():
                screen.adopt(self._archive.load(draft).assessment)
                self.warn(_(ANSWERED_ELSEWHERE))

        store = DraftStore(
            self._archive,
            draft,
            stored.revision,
            self._clock,
            noted=partial(setattr, self, "unsaved"),
            # After the screen has processed the answer that is just being stored.
            elsewhere=partial(self.call_later, answered_elsewhere),
        )
        session = AssessmentSession(stored.assessment, store, position=stored.position)
        screen = AssessmentScreen(session, self.advance, partial(self._finish, draft))
        self.push_screen(screen, self._update_home)
        # One by one, so that no key has to wait for all of them.
        needed = iter(NEEDED_LATER)
        self.set_interval(0.2, lambda: import_module(next(needed)), repeat=len(NEEDED_LATER) - 1)

    def _finish(self, draft: str) -> None:
        """Store the result, and show it in place of the questions."""
        from netztui.history.history import finish

        with self.reporting_errors(writing=True):
            finished = finish(self._archive, draft, self._clock())
            self.replace_screen(self._result_screen(finished, arriving=True), self._update_home)
            self._copy.make_soon()

    def on_unmount(self) -> None:
        """Leave nothing uncopied."""
        self._copy.make_now_if_due()

    @on(base.OpenResult)
    def _open_result(self, request: base.OpenResult) -> None:
        from netztui.history.history import load_scored

        with self.reporting_errors():
            finished = load_scored(self._archive, request.id)
            self.push_screen(self._result_screen(finished), self._update_home)

    def _result_screen(
        self, finished: "ScoredAssessment", *, arriving: bool = False
    ) -> "ResultScreen":
        from netztui.history.history import previous
        from netztui.tui.screens.result import ResultScreen

        return ResultScreen(finished, previous(self._archive, finished), arriving=arriving)

    @on(base.AskAfterResult)
    def _ask_after_result(self, request: base.AskAfterResult) -> None:
        from netztui.assessment.session import AssessmentSession
        from netztui.history.draft_store import LaterStore
        from netztui.history.history import load_scored
        from netztui.tui.screens.assessment import AssessmentScreen
        from netztui.tui.screens.result import ResultScreen

        result = self.screen

        def answered(_finished: bool | None) -> None:
            with self.reporting_errors():
                if isinstance(result, ResultScreen):
                    result.show(load_scored(self._archive, request.id))

        with self.reporting_errors():
            assessment = self._archive.load(request.id).assessment
            store = LaterStore(
                self._archive, request.id, self._clock, partial(setattr, self, "unsaved")
            )
            session = AssessmentSession(assessment.later, store)
            self.push_screen(AssessmentScreen(session, self.advance), answered)

    @on(base.OpenHistory)
    def action_history(self) -> None:
        """Show all finished assessments."""
        from netztui.history.history import History
        from netztui.tui.screens.history.screen import HistoryScreen

        with self.reporting_errors():
            history = History(self._archive, self._clock)
            # One history at a time, even from a result that was opened from it.
            while self.screen is not self._home:
                self.pop_screen()
            self.push_screen(HistoryScreen(history, self.reporting_errors), self._update_home)

    @on(base.Compare)
    def _compare(self, request: base.Compare) -> None:
        from netztui.history.history import load_scored
        from netztui.tui.screens.comparison import ComparisonScreen

        with self.reporting_errors():
            both = [load_scored(self._archive, id_) for id_ in (request.id, request.other)]
            both.sort(key=lambda finished: finished.stored.finished_at or self._clock())
            self.push_screen(ComparisonScreen(*both))

    def question_languages(self) -> tuple[str, ...]:
        """The languages of the questionnaires that can be begun."""
        known = (entry.questionnaire for entry in self._entries or ())
        return tuple(dict.fromkeys(code for one in known if one for code in one.languages))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A page needs something that writes it."""
        writable = action != "page" or self._make_page is not None
        return writable and super().check_action(action, parameters)

    @on(base.SavePage)
    def _save_page(self, request: base.SavePage) -> None:
        from netztui.history.history import load_scored, previous

        if self._make_page is None:
            return
        with self.reporting_errors():
            first = load_scored(self._archive, request.id)
            later = load_scored(self._archive, request.later) if request.later else None
            other = first if later else previous(self._archive, first)
            name, page = self._make_page(later or first, other, later is not None)
            self.save_document(
                name,
                page.encode(),
                _("The page was saved as {file}."),
                _("“netztui report --output FILE” writes the page elsewhere."),
            )

    @on(base.Remind)
    def _remind(self, request: base.Remind) -> None:
        from netztui.history.history import load_scored
        from netztui.i18n.formats import calendar_day
        from netztui.text.change import comparison_day
        from netztui.text.reminder import reminder_file, reminder_name

        now = self._clock()
        with self.reporting_errors():
            finished = load_scored(self._archive, request.id)
            due = comparison_day(finished.stored.finished_at or now)
            day = calendar_day(due)
            if due <= now.astimezone().date():
                self.tell(_("A comparison has made sense since {day}.").format(day=day))
            else:
                told = _("The reminder for {day} is in {file}. Open it with your calendar.")
                self.save_document(
                    reminder_name(due),
                    reminder_file(finished, due, now),
                    told.format(day=day, file="{file}"),
                    _("“netztui remind --output FILE” writes it elsewhere."),
                )
