"""Looking back line by line: a result, the history with its notes, two results compared."""

from collections.abc import Sequence

from netztui.archive.archive import Archive
from netztui.archive.errors import UnknownAssessmentError
from netztui.archive.rows import ResultRow
from netztui.history.history import (
    NOTE_LENGTH,
    History,
    ScoredAssessment,
    fits_note,
    load_scored,
    previous,
)
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import day, number
from netztui.i18n.message import N_
from netztui.line_mode.commands import REPEAT, Command, Invocation
from netztui.line_mode.prompter import Prompter, number_hint, parse_index
from netztui.text.question import line_hint
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
UNDO = Command("u", N_("undo"), N_("restore what was deleted last"))
MORE = Command("m", N_("more"), N_("older results"))
FILTER = Command("f", N_("filter"), N_("only the next questionnaire, or all of them"))
IN_HISTORY = (COMPARE_TWO, NOTE_ON, DELETE, UNDO, MORE, FILTER, BACK)

REMOVE = Command("d", N_("delete"), N_("remove the note"))
KEEP = Command("b", N_("back"), N_("keep it as it is"))
AT_NOTE = (REMOVE, KEEP)

PAGE_LENGTH = 10
COURSE_LENGTH = 500
"""At most this many results are summarised as a course over time."""


class HistoryDialog:
    """Shows finished assessments; methods raise ArchiveError, and `Exit` if the user quits."""

    def __init__(self, prompter: Prompter, archive: Archive, history: History) -> None:
        self._prompter = prompter
        self._console = prompter.console
        self._archive = archive
        self._history = history

    # A result

    def show_result(self, id_: str) -> bool:
        """Show a result until the user goes back; returns whether to show the history next."""
        shown = load_scored(self._archive, id_)
        before = previous(self._archive, shown)
        self._write_result(shown, before)
        while True:
            self._console.write(
                "", _("/c compares with the result before, /v: all results, /b: back.")
            )
            entered = self._prompter.ask_choice(AT_RESULT)
            if not isinstance(entered, Invocation):
                self._console.write(number_hint(0))
            elif entered.command in {BACK, HISTORY}:
                return entered.command == HISTORY
            elif entered.command == REPEAT:
                self._write_result(shown, before)
            elif entered.command == NOTE:
                self._edit_note(id_, day_of(shown), shown.stored.note)
                shown = load_scored(self._archive, id_)
            elif before is None:
                self._console.write(_("There is no result before this one."))
            else:
                self._write_comparison(before, shown)

    def _write_result(self, shown: ScoredAssessment, before: ScoredAssessment | None) -> None:
        self._console.write_lines(["", *result_lines(shown, before, width=self._console.width)])

    def _write_comparison(self, earlier: ScoredAssessment, later: ScoredAssessment) -> None:
        width = self._console.width
        self._console.write_lines(["", *comparison_lines(earlier, later, width=width)])

    def _edit_note(self, id_: str, when: str, note: str | None) -> None:
        while True:
            self._console.write(
                "",
                _("Note on the result of {date}").format(date=when),
                _("So far: {answer}").format(answer=note) if note else _("None so far."),
                _("One line, at most {n} characters; /b keeps it as it is.").format(
                    n=number(NOTE_LENGTH)
                ),
            )
            entered = self._prompter.ask(_("Note:"), AT_NOTE)
            if isinstance(entered, Invocation):
                if entered.command == REPEAT:
                    continue
                if entered.command == REMOVE:
                    self._history.annotate(id_, "")
                    self._console.write(_("Note removed."))
                return
            if fits_note(entered):
                self._history.annotate(id_, entered)
                self._console.write(_("Saved: {answer}").format(answer=entered))
                return
            self._console.write(line_hint(NOTE_LENGTH))

    # The history

    def show_history(self) -> None:
        """Show all results, page by page, until the user goes back."""
        start = 0
        self._write_course()
        repeat = True
        while True:
            if repeat:
                self._write_page(start)
            entered = self._prompter.ask_choice(IN_HISTORY)
            repeat = True
            if not isinstance(entered, Invocation):
                index = self._parse_index(entered)
                repeat = index is not None
                if index is not None:
                    self.show_result(self._row(index).id)
            elif entered.command == BACK:
                return
            elif entered.command == MORE:
                start = start + PAGE_LENGTH if start + PAGE_LENGTH < self._history.count else 0
            elif entered.command == FILTER:
                self._filter()
                start = 0
            elif entered.command == UNDO:
                self._undo()
                start = 0
            elif entered.command != REPEAT:
                repeat = self._apply(entered)
                start = start if start < self._history.count else 0

    def _apply(self, invocation: Invocation) -> bool:
        """Compare, annotate or delete the results whose numbers are given; False if none are."""
        command = invocation.command
        indices = [self._parse_index(entered) for entered in invocation.argument.split()]
        if command == COMPARE_TWO and not indices and self._history.count:
            indices = [0]
        rows = [self._row(index) for index in indices if index is not None]
        if len(rows) < len(indices):
            return False
        if len(rows) not in ({1, 2} if command == COMPARE_TWO else {1}):
            example = f"/{command.letter} {'1 2' if command == COMPARE_TWO else '1'}"
            self._console.write(_("For example: {example}").format(example=example))
            return False
        when = day(rows[0].finished_at)
        if command == COMPARE_TWO:
            self._compare(indices, rows)
        elif command == NOTE_ON:
            self._edit_note(rows[0].id, when, rows[0].note)
        else:
            self._history.delete(rows[0].id)
            self._console.write(
                _("Deleted: the result of {date}. /u restores it.").format(date=when)
            )
        return True

    def _compare(self, indices: Sequence[int | None], rows: list[ResultRow]) -> None:
        if len(rows) == 1 and indices[0] is not None:
            other = self._history.beside(indices[0])
            if other is None:
                self._console.write(_("There is no other result to compare it with."))
                return
            rows = [*rows, other]
        earlier, later = sorted(rows, key=lambda row: row.finished_at)
        self._write_comparison(
            load_scored(self._archive, earlier.id), load_scored(self._archive, later.id)
        )

    def _filter(self) -> None:
        choices: list[str | None] = [None, *self._history.counts]
        following = choices.index(self._history.only) + 1
        self._history.choose(choices[following % len(choices)])
        self._write_course()

    def _undo(self) -> None:
        restored = self._history.undo()
        if restored is None or restored.finished_at is None:
            self._console.write(_("There is nothing to restore."))
        else:
            when = day(restored.finished_at)
            self._console.write(_("Restored: the result of {date}.").format(date=when))

    def _parse_index(self, entered: str) -> int | None:
        """The index for a number; writes a hint and returns None for anything else."""
        index = parse_index(entered, self._history.count)
        if index is None:
            self._console.write(number_hint(self._history.count))
        return index

    def _row(self, index: int) -> ResultRow:
        row = self._history.row(index)
        if row is None:
            # Another window deleted it after it was counted.
            raise UnknownAssessmentError
        return row

    def _write_course(self) -> None:
        rows = [self._row(index) for index in range(min(COURSE_LENGTH, self._history.count))]
        lines = course_lines(rows, self._history.questionnaires, width=self._console.width)
        self._console.write_lines(["", *lines])

    def _write_page(self, start: int) -> None:
        history, width = self._history, self._console.width
        several = history.only is None and len(history.counts) > 1
        lines = ["", *wrap(ngettext("{n} result", "{n} results", history.count), width)]
        for index in range(start, min(start + PAGE_LENGTH, history.count)):
            row = self._row(index)
            questionnaire = history.questionnaires.get(row.questionnaire)
            text = row_sentence(row, questionnaire, with_title=several)
            lines += wrap(f"{number(index + 1)}: {text}", width, "  ")
        self._console.write_lines(lines)
        hints = [_("A number opens a result.")] if history.count else []
        if history.count > PAGE_LENGTH:
            hints.append(_("/m: older ones."))
        if len(history.counts) > 1:
            hints.append(_("/f: by questionnaire."))
        if history.count > 1:
            hints.append(_("/c 1 2 compares them."))
        self._console.write(" ".join([*hints, _("/b: back, /?: help.")]))


def day_of(shown: ScoredAssessment) -> str:
    """The day on which the assessment was finished."""
    return day(shown.stored.finished_at) if shown.stored.finished_at is not None else ""
