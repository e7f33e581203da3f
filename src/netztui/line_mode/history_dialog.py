"""Looking back line by line: a result, the history with its notes, two results compared."""

from collections.abc import Callable, Sequence
from datetime import datetime

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError, UnknownAssessmentError
from netztui.archive.rows import ResultRow
from netztui.history.history import NOTE_LENGTH, History, fits_note, load_scored, previous
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import day, number
from netztui.i18n.message import N_
from netztui.line_mode.console import AGAIN, ANSWER, Command, Console
from netztui.line_mode.interview import Interview
from netztui.text.lists import INDENT, course_lines, row_sentence
from netztui.text.question import follow_up_sentences, line_hint
from netztui.text.report import comparison_lines, result_lines

BACK = Command("b", N_("back"), N_("back to where you came from"))
AT_RESULT = (
    Command("c", N_("compare"), N_("compare with the result before")),
    Command("p", N_("plan"), N_("the questions after the result, such as your plan")),
    Command("n", N_("note"), N_("write a note on this result")),
    Command("v", N_("history"), N_("all results")),
    BACK,
)
IN_HISTORY = (
    Command("c", N_("compare"), N_("compare two; one alone with the one before"), "N N"),
    Command("n", N_("note"), N_("write a note on a result"), "N"),
    Command("d", N_("delete"), N_("delete a result"), "N"),
    Command("u", N_("undo"), N_("restore what was deleted last")),
    Command("m", N_("more"), N_("older results")),
    Command("f", N_("filter"), N_("only the next questionnaire, or all of them")),
    BACK,
)
AT_NOTE = (
    Command("d", N_("delete"), N_("remove the note")),
    Command("b", N_("back"), N_("keep it as it is")),
)

PAGE_LENGTH = 10
COURSE_LENGTH = 500
"""At most this many results are summarised as a course over time."""


class HistoryDialog:
    """Shows finished assessments; methods raise ArchiveError, and `Exit` if the user quits."""

    def __init__(
        self,
        console: Console,
        archive: Archive,
        clock: Callable[[], datetime],
        noted: Callable[[ArchiveError | None], None],
    ) -> None:
        """`noted` is that of `DraftStore`."""
        self._console = console
        self._archive = archive
        self._clock = clock
        self._noted = noted
        self._history = History(archive, clock)
        self._start = 0

    # A result

    def show_result(self, id_: str, *, new: bool = False) -> bool:
        """Show a result until the user goes back; returns whether to show the history next.

        The questions after a new result are asked at once.
        """
        shown = load_scored(self._archive, id_)
        before = previous(self._archive, shown)
        later = shown.stored.assessment.later.keys
        letter = AGAIN.letter
        while True:
            match letter:
                case AGAIN.letter:
                    self._console.write("", *result_lines(shown, before))
                    if new and later:
                        new, letter = False, "p"
                        continue
                case BACK.letter | "v":
                    return letter == "v"
                case "n":
                    self._edit_note(id_, shown.finished_at, shown.stored.note)
                    shown = load_scored(self._archive, id_)
                case "p" if later:
                    Interview(self._console, self._archive, id_, self._clock, self._noted).run()
                    shown = load_scored(self._archive, id_)
                case "p":
                    self._console.write(_("There are no questions after this result."))
                case "c" if before is not None:
                    self._console.write("", *comparison_lines(before, shown))
                case "c":
                    self._console.write(_("There is no result before this one."))
                case _:
                    self._console.parse_index("", 0)
            self._console.write(
                "", _("/c compares with the result before, /v: all results, /b: back.")
            )
            if later:
                self._console.write(_("/p: make a plan, or change it."))
            letter, _answer = self._console.ask_choice(AT_RESULT)

    def _edit_note(self, id_: str, at: datetime, note: str | None) -> None:
        letter, entered = AGAIN.letter, ""
        while letter == AGAIN.letter or (letter == ANSWER and not fits_note(entered)):
            if letter == ANSWER:
                self._console.write(line_hint(NOTE_LENGTH))
            else:
                self._console.write(
                    "",
                    _("Note on the result of {date}").format(date=day(at)),
                    _("So far: {answer}").format(answer=note) if note else _("None so far."),
                    _("One line, at most {n} characters; /b keeps it as it is.").format(
                        n=number(NOTE_LENGTH)
                    ),
                )
            letter, entered = self._console.ask(_("Note:"), AT_NOTE)
        if letter == ANSWER:
            self._history.annotate(id_, entered)
            self._console.write(_("Saved: {answer}").format(answer=entered))
        elif letter == "d":
            self._history.annotate(id_, "")
            self._console.write(_("Note removed."))

    # The history

    def show_history(self) -> None:
        """Show all results, page by page, until the user goes back."""
        self._write_course()
        repeat = True
        while True:
            if self._start >= self._history.count:
                self._start = 0
            if repeat:
                self._write_page()
            letter, entered = self._console.ask_choice(IN_HISTORY)
            repeat = True
            match letter:
                case BACK.letter:
                    return
                case "m":
                    self._start += PAGE_LENGTH
                case "f":
                    self._filter()
                case "u":
                    self._undo()
                case AGAIN.letter:
                    pass
                case _:
                    repeat = self._apply(letter, entered)

    def _apply(self, letter: str, entered: str) -> bool:
        """Do something with the results whose numbers are entered; False if they are none."""
        count = self._history.count
        parts = entered.split() or ["1" if letter == "c" else ""]
        if len(parts) > (2 if letter == "c" else 1):
            parts = [entered]
        indices = [self._console.parse_index(part, count) for part in parts]
        rows = [self._row(index) for index in indices if index is not None]
        if len(rows) < len(indices):
            return False
        row = rows[0]
        match letter:
            case "c":
                self._compare(int(parts[0]) - 1, rows)
            case "n":
                self._edit_note(row.id, row.finished_at, row.note)
            case "d":
                self._history.delete(row.id)
                text = _("Deleted: the result of {date}. /u restores it.")
                self._console.write(text.format(date=day(row.finished_at)))
            case _:
                self.show_result(row.id)
        return True

    def _compare(self, index: int, rows: Sequence[ResultRow]) -> None:
        other = rows[1] if len(rows) > 1 else self._history.beside(index)
        if other is None:
            self._console.write(_("There is no other result to compare it with."))
            return
        pair = sorted([rows[0], other], key=lambda row: row.finished_at)
        earlier, later = (load_scored(self._archive, row.id) for row in pair)
        self._console.write("", *comparison_lines(earlier, later))

    def _filter(self) -> None:
        choices: list[str | None] = [None, *self._history.counts]
        following = choices.index(self._history.only) + 1
        self._history.choose(choices[following % len(choices)])
        self._start = 0
        self._write_course()

    def _undo(self) -> None:
        restored = self._history.undo()
        self._start = 0
        if restored is None or restored.finished_at is None:
            self._console.write(_("There is nothing to restore."))
        else:
            when = day(restored.finished_at)
            self._console.write(_("Restored: the result of {date}.").format(date=when))

    def _row(self, index: int) -> ResultRow:
        row = self._history.row(index)
        if row is None:
            # Another window deleted it after it was counted.
            raise UnknownAssessmentError
        return row

    def _write_course(self) -> None:
        rows = [self._row(index) for index in range(min(COURSE_LENGTH, self._history.count))]
        self._console.write("", *course_lines(rows, self._history.questionnaires))

    def _write_page(self) -> None:
        history = self._history
        several = history.only is None and len(history.counts) > 1
        self._console.write("", ngettext("{n} result", "{n} results", history.count))
        for index in range(self._start, min(self._start + PAGE_LENGTH, history.count)):
            row = self._row(index)
            questionnaire = history.questionnaires.get(row.questionnaire)
            text = row_sentence(row, questionnaire, with_title=several)
            self._console.write(f"{number(index + 1)}: {text}", indent=INDENT)
            if questionnaire is not None and questionnaire.followed:
                finished = history.scored(row.id)
                for asked in follow_up_sentences(finished.stored.assessment) if finished else ():
                    self._console.write(f"{INDENT}{asked}", indent=INDENT)
        self._console.write(
            _("A number opens a result. /c 1 2 compares two, /m: older ones, /b: back, /?: help.")
        )
