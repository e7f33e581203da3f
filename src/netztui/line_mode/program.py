"""The program line by line: the start menu and what it leads to; the counterpart of `tui.app`.

Only this module uses the archive and finds the questionnaires; the others get values and stores.
"""

import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from threading import Thread

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError
from netztui.archive.maintenance.backup import make_copy
from netztui.archive.rows import Draft
from netztui.assessment.assessment import Assessment
from netztui.assessment.session import AssessmentSession
from netztui.history.draft_store import DraftStore, resumable_drafts
from netztui.history.history import History
from netztui.history.scored import questionnaires, rescore_outdated
from netztui.i18n.catalogue import _, ngettext, time_ago, translate
from netztui.i18n.formats import number
from netztui.i18n.language import current_language
from netztui.i18n.message import N_
from netztui.line_mode.commands import REPEAT, Command, Invocation
from netztui.line_mode.console import Console, InputEndedError, OutputClosedError, standard_console
from netztui.line_mode.history_dialog import HistoryDialog
from netztui.line_mode.interview import Interview
from netztui.line_mode.prompter import Prompter, number_hint, parse_index
from netztui.questionnaire.library import available
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.score import score
from netztui.settings.file import save_choice
from netztui.settings.settings import Settings
from netztui.system import paths
from netztui.system.atomic_file import OutputError
from netztui.system.clock import utc_now
from netztui.system.signals import Exit, SignalGuard
from netztui.text.report import entry_sentence, row_sentence
from netztui.text.result import stored_title

HISTORY = Command("v", N_("history"), N_("all results"))
DISCARD = Command("d", N_("discard"), N_("discard an unfinished assessment"), "N")
DESCRIBE = Command("i", N_("explain"), N_("what a questionnaire is for"), "N")
AT_START = (DESCRIBE, DISCARD, HISTORY)


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the start menu, and what choosing it does."""

    sentence: str
    action: Callable[[], None]
    draft: Draft | None = None
    questionnaire: Questionnaire | None = None


class Program:
    """netztui in lines."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        console: Console,
        *,
        clock: Callable[[], datetime] = utc_now,
        randomness: random.Random | None = None,
    ) -> None:
        self._archive = archive
        self._console = console
        self._clock = clock
        self._randomness = randomness or random.SystemRandom()
        self._entries = available(settings.own_questionnaires)
        self._prompter = Prompter(console, self._remember_language)

    @property
    def unsaved(self) -> ArchiveError | None:
        """Why the last step could not be stored or read; None if it could."""
        return self._prompter.unsaved

    def run(self, questionnaire: Questionnaire | None = None) -> None:
        """Start or continue `questionnaire`, then show the start menu, until `Exit` is raised."""
        self._console.write(
            "netztui",
            _(
                "Answer with a number and Enter. Commands begin with a slash: /b goes back, /q "
                "saves and quits, /? lists all commands."
            ),
        )
        if questionnaire is not None:
            self._run(partial(self._take, questionnaire))
        else:
            self._console.write(
                "",
                _(
                    "You answer questions about your networks, see where you stand between "
                    "gathering and hunting, and can compare it with next time."
                ),
                _("Everything stays on this computer."),
            )
        while True:
            self._run(self._ask_at_start())

    def _run(self, step: Callable[[], None]) -> None:
        try:
            step()
        except ArchiveError as error:
            self._prompter.report_error(error)

    # The start

    def _ask_at_start(self) -> Callable[[], None]:
        """Show the start menu until something is chosen."""
        while True:
            try:
                choices = self._choices()
                self._write_start(choices)
            except ArchiveError as error:
                self._prompter.report_error(error)
                self._console.write(_("Press Enter to try again, /q to quit."))
                # Only on request, because it may fail for ever.
                self._prompter.ask_choice(())
                continue
            chosen = self._choose(choices)
            if chosen is not None:
                return chosen

    def _write_start(self, choices: Sequence[Choice]) -> None:
        self._write_latest()
        lines = [f"{number(n)}: {choice.sentence}" for n, choice in enumerate(choices, 1)]
        lines += [entry_sentence(entry) for entry in self._entries if entry.questionnaire is None]
        self._console.write("", *lines)

    def _choose(self, choices: Sequence[Choice]) -> Callable[[], None] | None:
        """What to do next; None to show the start menu again."""
        while True:
            entered = self._prompter.ask_choice(AT_START)
            command = entered.command if isinstance(entered, Invocation) else None
            if command == REPEAT:
                return None
            if command == HISTORY:
                return self._show_history
            index = parse_index(
                entered.argument if isinstance(entered, Invocation) else entered, len(choices)
            )
            if index is None:
                self._console.write(number_hint(len(choices)))
            elif command == DESCRIBE:
                self._describe(choices[index])
            elif command == DISCARD:
                return partial(self._discard, choices[index])
            else:
                return choices[index].action

    def _choices(self) -> Sequence[Choice]:
        choices = [self._draft_choice(draft) for draft in resumable_drafts(self._archive)]
        choices += [
            Choice(
                _("Begin: {title}").format(title=entry_sentence(entry)),
                partial(self._begin, entry.questionnaire),
                questionnaire=entry.questionnaire,
            )
            for entry in self._entries
            if entry.questionnaire is not None
        ]
        if results := self._archive.result_count():
            sentence = ngettext("History: {n} result", "History: {n} results", results)
            choices.append(Choice(sentence, self._show_history))
        return choices

    def _draft_choice(self, draft: Draft) -> Choice:
        title = stored_title(draft.title, draft.questionnaire)
        sentence = _("Go on: {title}").format(title=title)
        answered = ngettext("{n} answer so far", "{n} answers so far", draft.answered)
        ago = time_ago(self._clock() - draft.active_at)
        return Choice(f"{sentence} ({answered}, {ago})", partial(self._resume, draft.id), draft)

    def _write_latest(self) -> None:
        if not self._archive.result_count():
            return
        rescore_outdated(self._archive)
        row = self._archive.latest()
        if row is not None:
            questionnaire = questionnaires(self._archive, [row])[row.questionnaire]
            result = row_sentence(row, questionnaire, with_title=False)
            self._console.write("", _("Your latest result: {result}").format(result=result))

    def _describe(self, choice: Choice) -> None:
        questionnaire = choice.questionnaire
        if questionnaire is None or questionnaire.description is None:
            self._console.write(_("There is no further explanation."))
        else:
            language = questionnaire.language(current_language())
            self._console.write(questionnaire.description.in_language(language))

    def _discard(self, choice: Choice) -> None:
        if choice.draft is None:
            self._console.write(_("Only an unfinished assessment can be discarded here."))
            return
        self._console.write(
            "",
            _("Discard this unfinished assessment?"),
            _("Its answers will be in the trash; “netztui trash” restores them."),
        )
        while True:
            self._console.write(f"1: {_('Yes')}", f"2: {_('No')}")
            entered = self._prompter.ask_choice(())
            index = None if isinstance(entered, Invocation) else parse_index(entered, 2)
            if index is None:
                continue
            if index == 0:
                self._archive.delete(choice.draft.id, self._clock())
                self._prompter.set_unsaved(None)
            return

    # Answering

    def _take(self, questionnaire: Questionnaire) -> None:
        for draft in resumable_drafts(self._archive):
            if draft.questionnaire == questionnaire.id:
                self._resume(draft.id)
                return
        self._begin(questionnaire)

    def _begin(self, questionnaire: Questionnaire) -> None:
        assessment = Assessment.begin(questionnaire, self._randomness)
        language = questionnaire.language(current_language())
        draft = self._archive.begin(assessment, language, self._clock())
        self._console.write("", questionnaire.title.in_language(language))
        if questionnaire.description is not None:
            self._console.write(questionnaire.description.in_language(language))
        self._interview(draft, 0, assessment, None)

    def _resume(self, id_: str) -> None:
        stored = self._archive.load(id_)
        self._interview(stored.id, stored.revision, stored.assessment, stored.position)

    def _interview(
        self, draft: str, revision: int, assessment: Assessment, position: str | None
    ) -> None:
        changed_elsewhere = False

        def note_change() -> None:
            nonlocal changed_elsewhere
            changed_elsewhere = True

        def load_changes() -> Assessment | None:
            nonlocal changed_elsewhere
            changed, changed_elsewhere = changed_elsewhere, False
            return self._archive.load(draft).assessment if changed else None

        store = DraftStore(
            self._archive,
            draft,
            revision,
            self._clock,
            noted=self._prompter.set_unsaved,
            elsewhere=note_change,
        )
        session = AssessmentSession(assessment, store, position=position)
        interview = Interview(self._prompter, session, load_changes)
        try:
            outcome = interview.run()
        finally:
            session.leave()
        if outcome == "finished" and not session.assessment.is_void:
            # If this fails, it is still a draft that can be continued.
            self._archive.finish(draft, score(interview.assessment), self._clock())
            self._prompter.set_unsaved(None)
            with self._copying_archive():
                wants_history = self._history_dialog().show_result(draft)
            if wants_history:
                self._show_history()

    @contextmanager
    def _copying_archive(self) -> Iterator[None]:
        """Make an automatic copy in a thread, so that the result does not wait for it."""
        errors = []

        def copy() -> None:
            try:
                make_copy(self._archive.path, self._clock())
            except ArchiveError as error:
                errors.append(error)

        thread = Thread(target=copy)
        thread.start()
        try:
            yield
        finally:
            thread.join()
        for error in errors:
            self._console.write(translate(error.what))

    # Looking back

    def _show_history(self) -> None:
        self._history_dialog().show_history()

    def _history_dialog(self) -> HistoryDialog:
        history = History(self._archive, self._clock)
        return HistoryDialog(self._prompter, self._archive, history)

    def _remember_language(self, language: str) -> None:
        try:
            save_choice(paths.settings_path(), language=language)
        except OutputError as error:
            holds = _("The choice applies until you quit.")
            self._console.write(f"{translate(error.message)} {translate(error.hint)} {holds}")


@dataclass(frozen=True, slots=True)
class Ending:
    """How the program ended."""

    status: int
    """0, or 128 plus the number of the signal that ended it."""
    unsaved: ArchiveError | None
    """Why the last step could not be stored or read; None if it could."""


def run(archive: Archive, settings: Settings, questionnaire: Questionnaire | None) -> Ending:
    """Run on standard input and output until the user quits; raises no ArchiveError."""
    with SignalGuard() as signals:
        console = standard_console(signals)
        program = Program(archive, settings, console)
        status, farewell = 0, []
        try:
            program.run(questionnaire)
        except InputEndedError:
            farewell.append(_("End of input."))
        except Exit as ending:
            status = ending.status
        if program.unsaved is None:
            farewell.append(_("All your answers are saved."))
        try:
            console.write(" ".join(farewell))
        except OutputClosedError as closed:
            status = status or closed.status
            # Otherwise Python would try to write the rest when it exits.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Ending(status, program.unsaved)
