"""The program line by line: the start, and the ways from it; the counterpart of `tui.app`.

Here the archive is used and the questionnaires are found; what the other modules of this room get
are values and the few things that they store through.
"""

import os
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError
from netztui.archive.rows import Draft
from netztui.archive.sqlite.migrations import utc_now
from netztui.assessment.assessment import Assessment
from netztui.assessment.session import AssessmentSession
from netztui.history.draft_store import DraftStore
from netztui.history.history import History
from netztui.history.scored import questionnaires, rescore_outdated
from netztui.i18n.catalogue import _, ngettext, time_ago, translate
from netztui.i18n.formats import number
from netztui.i18n.language import current_language
from netztui.i18n.message import N_
from netztui.line_mode.commands import AGAIN, Call, Command
from netztui.line_mode.console import Console, InputEndedError, OutputClosedError, standard_console
from netztui.line_mode.history_dialog import HistoryDialog
from netztui.line_mode.interview import Interview
from netztui.line_mode.prompter import Prompter, no_number, picked
from netztui.questionnaire.library import available
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.score import score
from netztui.settings.file import save_choice
from netztui.settings.settings import Settings
from netztui.system import paths
from netztui.system.atomic_file import OutputError
from netztui.system.signals import Exit, SignalGuard
from netztui.text.report import entry_sentence, row_sentence
from netztui.text.result import stored_title

HISTORY = Command("v", N_("history"), N_("all results"))
DISCARD = Command("d", N_("discard"), N_("throw away what is not finished"), "N")
DESCRIBE = Command("i", N_("explain"), N_("what a questionnaire is for"), "N")
AT_START = (DESCRIBE, DISCARD, HISTORY)


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the start, and what choosing it does."""

    sentence: str
    do: Callable[[], None]
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
        self._conversation = Prompter(console, self._remember_language)

    @property
    def unsaved(self) -> ArchiveError | None:
        """Why what was done last could not be stored or read; None where it could."""
        return self._conversation.unsaved

    def run(self, questionnaire: Questionnaire | None = None) -> None:
        """Go on with `questionnaire`, or begin it, and then from the start; raises a `Exit`."""
        self._console.say(
            "netztui",
            _(
                "Answer with a number and Enter. A slash begins a command: /b goes back, /q saves "
                "and leaves, /? says all of them."
            ),
        )
        if questionnaire is not None:
            self._do(partial(self._take, questionnaire))
        else:
            self._console.say(
                "",
                _(
                    "You answer questions about your networks, see where you stand between "
                    "gathering and hunting, and can compare it with next time."
                ),
                _("Everything stays on this computer."),
            )
        while True:
            self._do(self._chosen_at_start())

    def _do(self, step: Callable[[], None]) -> None:
        try:
            step()
        except ArchiveError as error:
            self._conversation.trouble(error)

    # The start

    def _chosen_at_start(self) -> Callable[[], None]:
        """Tell what can be done until something is chosen."""
        while True:
            try:
                choices = self._choices()
                self._tell_start(choices)
            except ArchiveError as error:
                self._conversation.trouble(error)
                self._console.say(_("An empty line tries it again, /q leaves."))
                # Not again unasked: what fails may fail for ever.
                self._conversation.choose(())
                continue
            chosen = self._hear_at_start(choices)
            if chosen is not None:
                return chosen

    def _tell_start(self, choices: Sequence[Choice]) -> None:
        self._tell_latest()
        told = [f"{number(place)}: {one.sentence}" for place, one in enumerate(choices, 1)]
        told += [entry_sentence(entry) for entry in self._entries if entry.questionnaire is None]
        self._console.say("", *told)

    def _hear_at_start(self, choices: Sequence[Choice]) -> Callable[[], None] | None:
        """What is to be done; None where the start is to be told again."""
        while True:
            heard = self._conversation.choose(AT_START)
            command = heard.command if isinstance(heard, Call) else None
            if command == AGAIN:
                return None
            if command == HISTORY:
                return self._history
            place = picked(heard.rest if isinstance(heard, Call) else heard, len(choices))
            if place is None:
                self._console.say(no_number(len(choices)))
            elif command == DESCRIBE:
                self._describe(choices[place])
            elif command == DISCARD:
                return partial(self._discard, choices[place])
            else:
                return choices[place].do

    def _choices(self) -> Sequence[Choice]:
        choices = [self._going_on(draft) for draft in self._archive.drafts()]
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
            told = ngettext("History: {n} result", "History: {n} results", results)
            choices.append(Choice(told, self._history))
        return choices

    def _going_on(self, draft: Draft) -> Choice:
        title = stored_title(draft.title, draft.questionnaire)
        told = _("Go on: {title}").format(title=title)
        answered = ngettext("{n} answer so far", "{n} answers so far", draft.answered)
        ago = time_ago(self._clock() - draft.active_at)
        return Choice(f"{told} ({answered}, {ago})", partial(self._resume, draft.id), draft)

    def _tell_latest(self) -> None:
        if not self._archive.result_count():
            return
        rescore_outdated(self._archive)
        row = self._archive.latest()
        if row is not None:
            known = questionnaires(self._archive, [row])[row.questionnaire]
            told = row_sentence(row, known, with_title=False)
            self._console.say("", _("Your latest result: {result}").format(result=told))

    def _describe(self, choice: Choice) -> None:
        questionnaire = choice.questionnaire
        if questionnaire is None or questionnaire.description is None:
            self._console.say(_("There is no more to say about it."))
        else:
            language = questionnaire.language(current_language())
            self._console.say(questionnaire.description.in_language(language))

    def _discard(self, choice: Choice) -> None:
        if choice.draft is None:
            self._console.say(_("Only what is not finished can be thrown away here."))
            return
        self._console.say(
            "",
            _("Discard this unfinished assessment?"),
            _("Its answers then lie in the trash; “netztui trash” brings them back."),
        )
        while True:
            self._console.say(f"1: {_('Yes')}", f"2: {_('No')}")
            heard = self._conversation.choose(())
            place = None if isinstance(heard, Call) else picked(heard, 2)
            if place is None:
                continue
            if place == 0:
                self._archive.delete(choice.draft.id, self._clock())
                self._conversation.note(None)
            return

    # Answering

    def _take(self, questionnaire: Questionnaire) -> None:
        for draft in self._archive.drafts():
            if draft.questionnaire == questionnaire.id:
                self._resume(draft.id)
                return
        self._begin(questionnaire)

    def _begin(self, questionnaire: Questionnaire) -> None:
        assessment = Assessment.begin(questionnaire, self._randomness)
        language = questionnaire.language(current_language())
        draft = self._archive.begin(assessment, language, self._clock())
        self._console.say("", questionnaire.title.in_language(language))
        if questionnaire.description is not None:
            self._console.say(questionnaire.description.in_language(language))
        self._assess(draft, 0, assessment, None)

    def _resume(self, id_: str) -> None:
        stored = self._archive.load(id_)
        self._assess(stored.id, stored.revision, stored.assessment, stored.position)

    def _assess(
        self, draft: str, revision: int, assessment: Assessment, position: str | None
    ) -> None:
        answered_elsewhere = False

        def note_elsewhere() -> None:
            nonlocal answered_elsewhere
            answered_elsewhere = True

        def elsewhere() -> Assessment | None:
            nonlocal answered_elsewhere
            if not answered_elsewhere:
                return None
            answered_elsewhere = False
            return self._archive.load(draft).assessment

        keeper = DraftStore(
            self._archive,
            draft,
            revision,
            self._clock,
            noted=self._conversation.note,
            elsewhere=note_elsewhere,
        )
        walk = AssessmentSession(assessment, keeper, position=position)
        assessing = Interview(self._conversation, walk, elsewhere)
        if assessing.run() == "finished":
            # Where it can't be stored, it is still a draft to go on with.
            self._archive.finish(draft, score(assessing.assessment), self._clock())
            self._conversation.note(None)
            if self._looking().result(draft):
                self._history()

    # Looking back

    def _history(self) -> None:
        self._looking().history()

    def _looking(self) -> HistoryDialog:
        past = History(self._archive, self._clock)
        return HistoryDialog(self._conversation, self._archive, past)

    def _remember_language(self, language: str) -> None:
        try:
            save_choice(paths.settings_path(), language=language)
        except OutputError as error:
            holds = _("The choice holds until you leave.")
            self._console.say(f"{translate(error.message)} {translate(error.hint)} {holds}")


@dataclass(frozen=True, slots=True)
class Ending:
    """How the conversation ended."""

    status: int
    """0, or 128 and the number of the signal that ended it."""
    unsaved: ArchiveError | None
    """Why what was done last could not be stored or read; None where it could."""


def run(archive: Archive, settings: Settings, questionnaire: Questionnaire | None) -> Ending:
    """Talk on standard input and output until the person leaves; raises no ArchiveError."""
    with SignalGuard() as signals:
        console = standard_console(signals)
        program = Program(archive, settings, console)
        status, farewell = 0, []
        try:
            program.run(questionnaire)
        except InputEndedError:
            farewell.append(_("The input has ended."))
        except Exit as left:
            status = left.status
        if program.unsaved is None:
            farewell.append(_("Everything you answered is saved."))
        try:
            console.say(" ".join(farewell))
        except OutputClosedError as gone:
            status = status or gone.status
            # What could not be written would be tried again when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Ending(status, program.unsaved)
