"""The full-screen program: shows nothing itself, only wires archive and screens together.

Screens post what the user wants (`tui.messages`) and get values that are ready to be shown
(`tui.view_models`, `history.History`); only this module opens results and drafts. Anything the
first screen doesn't need is imported later.
"""

import random
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError
from netztui.history.draft_store import DraftStore, resumable_drafts
from netztui.i18n.catalogue import _
from netztui.i18n.language import current_language
from netztui.i18n.message import LazyText
from netztui.settings.settings import Settings
from netztui.system.clock import utc_now
from netztui.tui import messages
from netztui.tui.base_app import BaseApp
from netztui.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from netztui.assessment.assessment import Assessment
    from netztui.questionnaire.library import LibraryEntry
    from netztui.questionnaire.model import Questionnaire
    from netztui.tui.screens.assessment import AssessmentOutcome


class NetztuiApp(BaseApp):
    """netztui on a terminal."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        *,
        problems: tuple[LazyText, ...] = (),
        clock: Callable[[], datetime] = utc_now,
        randomness: random.Random | None = None,
        wanted: "Questionnaire | None" = None,
    ) -> None:
        """Show the start screen, or first of all the `wanted` questionnaire."""
        super().__init__(settings, problems)
        self._archive = archive
        self._clock = clock
        self._randomness = randomness or random.SystemRandom()
        self._entries: tuple[LibraryEntry, ...] | None = None
        self._home = HomeScreen(clock)
        self._wanted = wanted

    def on_mount(self) -> None:
        """Open the start screen."""
        self.push_screen(self._home)

    def check_keys(self, settings: Settings) -> tuple[Settings, tuple[LazyText, ...]]:
        """Check the keys against those of every screen."""
        from netztui.tui.keymap import with_valid_keys

        return with_valid_keys(settings)

    # The start screen

    @on(messages.HomeDataRequested)
    def _update_home(self) -> None:
        from netztui.questionnaire.library import available
        from netztui.tui.view_models import HomeView

        if self._entries is None:
            self._entries = available(self._settings.own_questionnaires)
        with self.reporting_errors():
            newest = None
            if self._archive.result_count():
                from netztui.history.history import latest, rescore_outdated

                rescore_outdated(self._archive)
                newest = latest(self._archive)
            drafts, results = resumable_drafts(self._archive), self._archive.result_count()
            restorable = any(trashed.finished_at is not None for trashed in self._archive.trash())
            view = HomeView(drafts, self._entries, results, newest, restorable)
            self._home.show(view)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._take(wanted)

    # Answering

    @on(messages.Begin)
    def _begin(self, message: messages.Begin) -> None:
        for entry in self._entries or ():
            if entry.questionnaire is not None and entry.id == message.questionnaire:
                self._begin_with(entry.questionnaire)

    @on(messages.Resume)
    def _resume(self, message: messages.Resume) -> None:
        self._go_on(message.draft)

    def _take(self, questionnaire: "Questionnaire") -> None:
        """Continue the questionnaire if there is a draft, otherwise start it."""
        with self.reporting_errors():
            drafts = [
                one
                for one in resumable_drafts(self._archive)
                if one.questionnaire == questionnaire.id
            ]
            if drafts:
                self._go_on(drafts[0].id)
            else:
                self._begin_with(questionnaire)

    def _begin_with(self, questionnaire: "Questionnaire") -> None:
        from netztui.assessment.assessment import Assessment

        assessment = Assessment.begin(questionnaire, self._randomness)
        language = questionnaire.language(current_language())
        with self.reporting_errors(writing=True):
            draft = self._archive.begin(assessment, language, self._clock())
            self._answer(draft, 0, assessment, None)

    def _go_on(self, draft: str) -> None:
        with self.reporting_errors():
            stored = self._archive.load(draft)
            self._answer(stored.id, stored.revision, stored.assessment, stored.position)

    @on(messages.Discard)
    def _discard(self, message: messages.Discard) -> None:
        with self.reporting_errors(writing=True):
            self._archive.delete(message.draft, self._clock())
        self._update_home()

    def _answer(
        self, draft: str, revision: int, assessment: "Assessment", position: str | None
    ) -> None:
        from netztui.assessment.session import AssessmentSession
        from netztui.tui.screens.assessment import AssessmentOutcome, AssessmentScreen

        def answered_elsewhere() -> None:
            with self.reporting_errors():
                screen.adopt(self._archive.load(draft).assessment)
                self.warn(
                    _(
                        "Some questions were answered in another window; those answers are shown "
                        "here too."
                    )
                )

        keeper = DraftStore(
            self._archive,
            draft,
            revision,
            self._clock,
            noted=self._note,
            # After the screen has dealt with the answer that it is just storing.
            elsewhere=partial(self.call_later, answered_elsewhere),
        )
        screen = AssessmentScreen(
            AssessmentSession(assessment, keeper, position=position),
            advance=self._settings.advance,
        )

        def ended(outcome: "AssessmentOutcome | None") -> None:
            if outcome is AssessmentOutcome.FINISHED:
                self._finish(draft, screen.assessment)
            else:
                self._update_home()

        self.push_screen(screen, ended)

    def _note(self, unsaved: ArchiveError | None) -> None:
        self.unsaved = unsaved

    def _finish(self, draft: str, assessment: "Assessment") -> None:
        from netztui.scoring.score import score

        # Where it can't be stored, it is still a draft to go on with.
        self._update_home()
        with self.reporting_errors(writing=True):
            self._archive.finish(draft, score(assessment), self._clock())
            self._open_result(draft)
            self.run_worker(self._copy_archive, thread=True)

    def _copy_archive(self) -> None:
        """Make an automatic copy, in a thread: nobody waits for it."""
        from netztui.archive.maintenance.backup import make_copy
        from netztui.i18n.catalogue import translate

        try:
            make_copy(self._archive.path, self._clock())
        except ArchiveError as error:
            self.call_from_thread(self.warn, translate(error.what))

    # Looking back

    def _open_result(self, id_: str) -> None:
        from netztui.history.history import load_scored, previous
        from netztui.tui.screens.result import ResultScreen
        from netztui.tui.view_models import ResultView

        shown = load_scored(self._archive, id_)
        view = ResultView(shown, previous(self._archive, shown))
        self.push_screen(ResultScreen(view), lambda _outcome: self._update_home())

    @on(messages.OpenResult)
    def _show_result(self, message: messages.OpenResult) -> None:
        with self.reporting_errors():
            self._open_result(message.assessment)

    @on(messages.OpenHistory)
    def action_history(self) -> None:
        """Show all finished assessments."""
        from netztui.history.history import History
        from netztui.tui.screens.history import HistoryScreen

        with self.reporting_errors():
            history = History(self._archive, self._clock)
            # One history at a time: from a result that it opened, back to it.
            while len(self.screen_stack) > 2:
                self.pop_screen()
            screen = HistoryScreen(history, self.reporting_errors)
            self.push_screen(screen, lambda _outcome: self._update_home())

    @on(messages.Compare)
    def _compare(self, message: messages.Compare) -> None:
        from netztui.history.history import load_scored
        from netztui.tui.screens.comparison import ComparisonScreen

        with self.reporting_errors():
            both = [load_scored(self._archive, id_) for id_ in (message.earlier, message.later)]
            self.push_screen(ComparisonScreen(*both))
