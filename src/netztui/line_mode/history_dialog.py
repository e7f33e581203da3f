"""Looking back line by line: a result, the history with its notes, two results compared."""

from collections.abc import Sequence

from netztui.archive.archive import Archive
from netztui.archive.errors import UnknownAssessmentError
from netztui.archive.rows import ResultRow
from netztui.history.history import NOTE_LENGTH, History, fits_note
from netztui.history.scored import ScoredAssessment, load_scored, previous
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import day, number
from netztui.i18n.message import N_
from netztui.line_mode.commands import AGAIN, Call, Command
from netztui.line_mode.prompter import Prompter, no_number, picked
from netztui.text.question import line_refusal
from netztui.text.report import comparison_lines, course_lines, result_lines, row_sentence
from netztui.text.wrap import wrap

BACK = Command("b", N_("back"), N_("back to where you came from"))
COMPARE = Command("c", N_("compare"), N_("compare with the result before"))
HISTORY = Command("v", N_("history"), N_("all results"))
NOTE = Command("n", N_("note"), N_("write a note on this result"))
AT_RESULT = (COMPARE, NOTE, HISTORY, BACK)

COMPARE_TWO = Command("c", N_("compare"), N_("compare two; one alone with the one before"), "N N")
NOTE_ON = Command("n", N_("note"), N_("write a note on a result"), "N")
DELETE = Command("d", N_("delete"), N_("delete a result"), "N")
UNDO = Command("u", N_("undo"), N_("bring back what was deleted last"))
MORE = Command("m", N_("more"), N_("older results"))
FILTER = Command("f", N_("filter"), N_("only the next questionnaire, or all of them"))
IN_HISTORY = (COMPARE_TWO, NOTE_ON, DELETE, UNDO, MORE, FILTER, BACK)

REMOVE = Command("d", N_("delete"), N_("take the note away"))
KEEP = Command("b", N_("back"), N_("leave it as it is"))
NOTING = (REMOVE, KEEP)

PAGE = 10
COURSE = 500
"""So many results at most are told of as a whole."""


class HistoryDialog:
    """Shows what was finished; methods raise ArchiveError, and `Leave` where the person leaves."""

    def __init__(self, conversation: Prompter, archive: Archive, past: History) -> None:
        self._conversation = conversation
        self._console = conversation.console
        self._archive = archive
        self._past = past

    # A result

    def result(self, id_: str) -> bool:
        """Tell a result, until the person goes back; whether it is the history that is wanted."""
        shown = load_scored(self._archive, id_)
        before = previous(self._archive, shown)
        self._tell_result(shown, before)
        while True:
            self._console.say(
                "", _("/c compares with the result before, /v: all results, /b: back.")
            )
            heard = self._conversation.choose(AT_RESULT)
            if not isinstance(heard, Call):
                self._console.say(no_number(0))
            elif heard.command in {BACK, HISTORY}:
                return heard.command == HISTORY
            elif heard.command == AGAIN:
                self._tell_result(shown, before)
            elif heard.command == NOTE:
                self._note(id_, day_of(shown), shown.stored.note)
                shown = load_scored(self._archive, id_)
            elif before is None:
                self._console.say(_("There is no result before this one."))
            else:
                self._tell_comparison(before, shown)

    def _tell_result(self, shown: ScoredAssessment, before: ScoredAssessment | None) -> None:
        self._console.tell(["", *result_lines(shown, before, width=self._console.width)])

    def _tell_comparison(self, earlier: ScoredAssessment, later: ScoredAssessment) -> None:
        self._console.tell(["", *comparison_lines(earlier, later, width=self._console.width)])

    def _note(self, id_: str, when: str, note: str | None) -> None:
        while True:
            self._console.say("", _("Note on the result of {date}").format(date=when))
            self._console.say(
                _("So far: {answer}").format(answer=note) if note else _("There is none so far."),
                _("One line, at most {n} characters; /b leaves it as it is.").format(
                    n=number(NOTE_LENGTH)
                ),
            )
            heard = self._conversation.hear(_("Note:"), NOTING)
            if isinstance(heard, Call):
                if heard.command == AGAIN:
                    continue
                if heard.command == REMOVE:
                    self._past.annotate(id_, "")
                    self._console.say(_("The note is gone."))
                return
            if fits_note(heard):
                self._past.annotate(id_, heard)
                self._console.say(_("Saved: {answer}").format(answer=heard))
                return
            self._console.say(line_refusal(NOTE_LENGTH))

    # The history

    def history(self) -> None:
        """Tell what there is, until the person goes back."""
        begin = 0
        self._tell_course()
        tell = True
        while True:
            if tell:
                self._tell_page(begin)
            heard = self._conversation.choose(IN_HISTORY)
            tell = True
            if not isinstance(heard, Call):
                place = self._place(heard)
                tell = place is not None
                if place is not None:
                    self.result(self._row(place).id)
            elif heard.command == BACK:
                return
            elif heard.command == MORE:
                begin = begin + PAGE if begin + PAGE < self._past.count else 0
            elif heard.command == FILTER:
                self._filter()
                begin = 0
            elif heard.command == UNDO:
                self._undo()
                begin = 0
            elif heard.command != AGAIN:
                tell = self._with_places(heard)
                begin = begin if begin < self._past.count else 0

    def _with_places(self, call: Call) -> bool:
        """Do what is asked with the results whose numbers stand behind the command, if any do."""
        places = [self._place(entered) for entered in call.rest.split()]
        if call.command == COMPARE_TWO and not places and self._past.count:
            places = [0]
        found = [self._row(place) for place in places if place is not None]
        wanted = {1, 2} if call.command == COMPARE_TWO else {1}
        if len(found) < len(places) or len(found) not in wanted:
            if not places or len(found) == len(places):
                self._console.say(_("Such as: {example}").format(example=_example(call.command)))
            return False
        if call.command == COMPARE_TWO:
            self._compare(places, found)
        elif call.command == NOTE_ON:
            self._note(found[0].id, day(found[0].finished_at), found[0].note)
        else:
            self._past.delete(found[0].id)
            self._console.say(
                _("Deleted: the result of {date}. /u brings it back.").format(
                    date=day(found[0].finished_at)
                )
            )
        return True

    def _compare(self, places: Sequence[int | None], found: Sequence[ResultRow]) -> None:
        rows = list(found)
        if len(rows) == 1 and places[0] is not None:
            other = self._past.beside(places[0])
            if other is None:
                self._console.say(_("There is no other result to compare it with."))
                return
            rows.append(other)
        earlier, later = sorted(rows, key=lambda row: row.finished_at)
        self._tell_comparison(
            load_scored(self._archive, earlier.id), load_scored(self._archive, later.id)
        )

    def _filter(self) -> None:
        choices: list[str | None] = [None, *self._past.counts]
        place = choices.index(self._past.only) + 1
        self._past.choose(choices[place % len(choices)])
        self._tell_course()

    def _undo(self) -> None:
        undone = self._past.undo()
        if undone is None or undone.finished_at is None:
            self._console.say(_("Nothing was deleted that could be brought back."))
        else:
            when = day(undone.finished_at)
            self._console.say(_("Back again: the result of {date}.").format(date=when))

    def _place(self, entered: str) -> int | None:
        """The place that a number names; None, which is told, for anything else."""
        place = picked(entered, self._past.count)
        if place is None:
            self._console.say(no_number(self._past.count))
        return place

    def _row(self, place: int) -> ResultRow:
        row = self._past.row(place)
        if row is None:
            # It was deleted elsewhere since it was counted.
            raise UnknownAssessmentError
        return row

    def _tell_course(self) -> None:
        rows = [self._row(place) for place in range(min(COURSE, self._past.count))]
        width = self._console.width
        self._console.tell(["", *course_lines(rows, self._past.questionnaires, width=width)])

    def _tell_page(self, begin: int) -> None:
        past, width = self._past, self._console.width
        several = past.only is None and len(past.counts) > 1
        lines = ["", *wrap(ngettext("{n} result", "{n} results", past.count), width)]
        end = min(begin + PAGE, past.count)
        for place in range(begin, end):
            row = self._row(place)
            known = past.questionnaires.get(row.questionnaire)
            told = row_sentence(row, known, with_title=several)
            lines += wrap(f"{number(place + 1)}: {told}", width, "  ")
        self._console.tell(lines)
        told_more = [_("A number opens a result.")] if past.count else []
        if past.count > PAGE:
            told_more.append(_("/m: older ones."))
        if len(past.counts) > 1:
            told_more.append(_("/f: by questionnaire."))
        if past.count > 1:
            told_more.append(_("/c 1 2 compares them."))
        self._console.say(" ".join([*told_more, _("/b: back, /? says more.")]))


def day_of(shown: ScoredAssessment) -> str:
    """The day on which the assessment was finished."""
    return day(shown.stored.finished_at) if shown.stored.finished_at is not None else ""


def _example(command: Command) -> str:
    return f"/{command.letter} {'1 2' if command == COMPARE_TWO else '1'}"
