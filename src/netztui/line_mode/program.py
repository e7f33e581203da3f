"""The program line by line: the start menu and what it leads to; the counterpart of `tui.app`."""

import os
import random
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from io import TextIOWrapper
from typing import TypeAlias

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError
from netztui.archive.maintenance.backup import make_copy
from netztui.archive.rows import Draft
from netztui.assessment.assessment import Assessment
from netztui.history.draft_store import resumable_drafts
from netztui.history.history import earlier_answers, finish, questionnaires, rescore_outdated
from netztui.i18n.catalogue import _, ngettext, time_ago, translate
from netztui.i18n.formats import number
from netztui.i18n.language import in_question_language, question_language
from netztui.i18n.message import N_
from netztui.i18n.transliteration import transliterate_output
from netztui.line_mode.console import AGAIN, Command, Console, InputEndedError, OutputClosedError
from netztui.line_mode.history_dialog import HistoryDialog
from netztui.line_mode.interview import Interview
from netztui.questionnaire.library import available
from netztui.questionnaire.model import Questionnaire
from netztui.settings.settings import Settings
from netztui.system.clock import utc_now
from netztui.system.signals import Exit, SignalGuard
from netztui.text.labels import localized
from netztui.text.lists import entry_sentence, row_sentence

AT_START = (
    Command("d", N_("discard"), N_("discard an unfinished assessment"), "N"),
    Command("v", N_("history"), N_("all results")),
)

Choice: TypeAlias = Draft | Questionnaire | None
"""A line of the start menu: a draft to continue, a questionnaire to begin, or the history."""


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
        self.unsaved: ArchiveError | None = None
        """Why the last step could not be stored or read; None if it could."""

    def run(self, questionnaire: Questionnaire | None = None) -> None:
        """Start or continue `questionnaire`, then show the start menu, until `Exit` is raised."""
        self._console.write(
            "netztui",
            _(
                "Answer with a number and Enter. Commands begin with a slash: /b goes back, /q "
                "saves and quits, /? lists all commands."
            ),
            "",
            _(
                "You answer questions about your networks, see where you stand between "
                "gathering and hunting, and can compare it with next time."
            ),
            _("Everything stays on this computer."),
        )
        step = self._start if questionnaire is None else partial(self._take, questionnaire)
        while True:
            try:
                step()
            except ArchiveError as error:
                self._note_unsaved(error)
                self._console.write_error(error)
                # Only on request, because it may fail for ever.
                self._console.write(_("Press Enter to try again, /q to quit."))
                self._console.ask_choice()
            step = self._start

    def _note_unsaved(self, error: ArchiveError | None) -> None:
        self.unsaved = error

    # The start

    def _start(self) -> None:
        """Show the start menu, and do what the user chooses, if anything."""
        choices = self._write_start()
        letter, entered = self._console.ask_choice(AT_START)
        if letter == "v":
            self._look_back()
            return
        if letter == AGAIN.letter:
            return
        index = self._console.parse_index(entered, len(choices))
        if index is None:
            return
        match choices[index]:
            case choice if letter == "d":
                self._discard(choice)
            case Draft(id=id_):
                self._interview(id_)
            case Questionnaire() as questionnaire:
                self._begin(questionnaire)
            case None:
                self._look_back()

    def _write_start(self) -> list[Choice]:
        """Write the start menu; returns what its lines stand for."""
        results = self._archive.result_count()
        if results:
            rescore_outdated(self._archive)
        if (row := self._archive.latest()) is not None:
            questionnaire = questionnaires(self._archive, [row]).get(row.questionnaire)
            result = row_sentence(row, questionnaire, with_title=False)
            self._console.write("", _("Your latest result: {result}").format(result=result))
        choices: list[tuple[str, Choice]] = [
            (self._draft_sentence(draft), draft) for draft in resumable_drafts(self._archive)
        ]
        choices += [
            (_("Begin: {title}").format(title=entry_sentence(entry)), entry.questionnaire)
            for entry in self._entries
            if entry.questionnaire is not None
        ]
        broken = [entry_sentence(entry) for entry in self._entries if entry.questionnaire is None]
        if results:
            choices.append((ngettext("History: {n} result", "History: {n} results", results), None))
        lines = [f"{number(n)}: {sentence}" for n, (sentence, _choice) in enumerate(choices, 1)]
        self._console.write("", *lines, *broken)
        return [choice for _sentence, choice in choices]

    def _draft_sentence(self, draft: Draft) -> str:
        title = in_question_language(draft.title, draft.questionnaire)
        sentence = _("Go on: {title}").format(title=title)
        answered = ngettext("{n} answer so far", "{n} answers so far", draft.answered)
        ago = time_ago(self._clock() - draft.active_at)
        return f"{sentence} ({answered}, {ago})"

    def _discard(self, choice: Choice) -> None:
        if not isinstance(choice, Draft):
            self._console.write(_("Only an unfinished assessment can be discarded here."))
            return
        self._console.write(
            "",
            _("Discard this unfinished assessment?"),
            _("Its answers will be in the trash; “netztui trash” restores them."),
        )
        if self._console.choose(_("Yes"), _("No")) == 0:
            self._archive.delete(choice.id, self._clock())
            self._note_unsaved(None)

    # Answering

    def _take(self, questionnaire: Questionnaire) -> None:
        for draft in resumable_drafts(self._archive):
            if draft.questionnaire == questionnaire.id:
                self._interview(draft.id)
                return
        self._begin(questionnaire)

    def _begin(self, questionnaire: Questionnaire) -> None:
        earlier = earlier_answers(self._archive, questionnaire)
        assessment = Assessment.begin(questionnaire, self._randomness, earlier)
        language = question_language(questionnaire.languages)
        draft = self._archive.begin(assessment, language, self._clock())
        self._console.write("", localized(questionnaire.title, questionnaire))
        self._console.write(localized(questionnaire.description, questionnaire))
        self._interview(draft)

    def _interview(self, draft: str) -> None:
        interview = Interview(self._console, self._archive, draft, self._clock, self._note_unsaved)
        if interview.run() is None:
            return
        finish(self._archive, draft, self._clock())
        self._note_unsaved(None)
        try:
            make_copy(self._archive.path, self._clock())
        except ArchiveError as error:
            self._console.write(translate(error.message))
        self._look_back(draft)

    def _look_back(self, result: str | None = None) -> None:
        """Show a result first if there is one, then the history."""
        dialog = HistoryDialog(self._console, self._archive, self._clock, self._note_unsaved)
        if result is None or dialog.show_result(result, new=True):
            dialog.show_history()


def run(
    archive: Archive, settings: Settings, questionnaire: Questionnaire | None
) -> tuple[int, ArchiveError | None]:
    """Run on standard input and output until the user quits.

    Returns 0, or 128 plus the number of the signal that ended it; and why the last step could not
    be stored or read, None if it could. Raises no ArchiveError.
    """
    with SignalGuard() as signals:
        transliterate_output(sys.stdout)
        if isinstance(sys.stdin, TextIOWrapper):
            # Bytes that are not text are then refused as an answer, like any other such text.
            sys.stdin.reconfigure(errors="surrogateescape")
        console = Console(sys.stdin, sys.stdout, signals)
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
            # The line of a prompt may still be open.
            console.write("", " ".join(farewell))
        except OutputClosedError as closed:
            status = status or closed.status
            # Otherwise Python would try to write the rest when it exits.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return status, program.unsaved
