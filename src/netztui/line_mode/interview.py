"""Answering line by line.

Each answer is stored before anything else is written. An empty line repeats the question; it is
never an answer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Literal, TypeAlias

from netztui.archive.errors import ArchiveError
from netztui.assessment.assessment import Assessment, Value
from netztui.assessment.session import AssessmentSession
from netztui.i18n.catalogue import _
from netztui.i18n.formats import number
from netztui.i18n.language import current_language
from netztui.i18n.message import N_
from netztui.line_mode.commands import GO, REPEAT, Command, Invocation
from netztui.line_mode.prompter import Prompter, number_hint, parse_index
from netztui.line_mode.questions import RefusedError, parse_answer, question_lines, section_lines
from netztui.text.question import answer_text, completeness, finish_phrase
from netztui.text.result import finish_warning
from netztui.text.wrap import wrap

InterviewOutcome: TypeAlias = Literal["paused", "finished"]
Step: TypeAlias = Literal["stay", "question", "review"] | InterviewOutcome
"""What comes next: another line at the same prompt, a question, the review, or the end."""

BACK = Command("b", N_("back"), N_("to the question before"))
NEXT = Command("n", N_("next"), N_("to the next question, leaving this one as it is"))
SKIP = Command("s", N_("skip"), N_("no answer"))
REVIEW = Command("r", N_("overview"), N_("all questions with their answers, and finishing"))
EXPLAIN = Command("i", N_("explain"), N_("more about this question"))
PAUSE = Command("p", N_("pause"), N_("back to the start; everything is saved"))
ANSWERING = (BACK, NEXT, SKIP, REVIEW, GO, EXPLAIN, PAUSE)

FINISH = Command("f", N_("finish"), N_("finish"))
NEXT_OPEN = Command("n", N_("next"), N_("to the first open question"))
RETURN = Command("b", N_("back"), N_("back to the question"))
REVIEWING = (FINISH, NEXT_OPEN, RETURN, REVIEW, GO, PAUSE)


class Interview:
    """One assessment being answered.

    `load_changes` returns the assessment if another window has changed it, otherwise None.
    """

    def __init__(
        self,
        prompter: Prompter,
        session: AssessmentSession,
        load_changes: Callable[[], Assessment | None] = lambda: None,
    ) -> None:
        self._prompter = prompter
        self._console = prompter.console
        self._session = session
        self._load_changes = load_changes
        self._section = ""

    @property
    def assessment(self) -> Assessment:
        """The assessment with all its answers."""
        return self._session.assessment

    @property
    def _language(self) -> str:
        return self.assessment.questionnaire.language(current_language())

    def run(self) -> InterviewOutcome:
        """Ask until the user pauses or finishes; raises `Exit` if the user quits."""
        step: Step = "question"
        while True:
            try:
                step = self._review() if step == "review" else self._ask()
            except ArchiveError as error:
                # The step was not taken and can be repeated.
                self._prompter.report_error(error)
            match step:
                case "paused" | "finished":
                    return step

    # Questions

    def _ask(self) -> Step:
        self._write_question()
        while True:
            entered = self._prompter.ask(_("Answer:"), ANSWERING)
            if isinstance(entered, Invocation):
                step = self._invoke(entered)
            else:
                step = self._parse(entered)
            if step != "stay":
                return step

    def _write_question(self) -> None:
        width, language = self._console.width, self._language
        section = self._session.question.section
        if section.id != self._section:
            self._section = section.id
            self._console.write_lines(section_lines(self._session, language, width))
        self._console.write_lines(question_lines(self._session, language, width))

    def _parse(self, entered: str) -> Step:
        try:
            return self._answer(parse_answer(self._session.question, entered))
        except RefusedError as refused:
            self._console.write(str(refused))
            return "stay"

    def _answer(self, value: Value | None) -> Step:
        self._session.submit(value)
        answer = answer_text(self._session.question, self._session.answer, self._language)
        self._console.write(_("Saved: {answer}").format(answer=answer))
        if (changed := self._load_changes()) is not None:
            self._session.adopt(changed)
            self._console.write(
                _(
                    "Some questions were answered in another window; those answers are shown "
                    "here too."
                )
            )
        following = self._session.after_answer
        if following is None:
            return "review"
        self._session.show(following)
        return "question"

    def _invoke(self, invocation: Invocation) -> Step:
        session = self._session
        steps: Mapping[Command, Callable[[], Step]] = {
            REPEAT: lambda: "question",
            SKIP: partial(self._answer, None),
            BACK: partial(self._go_back, session.previous),
            NEXT: partial(self._go_on, session.following),
            REVIEW: self._write_answers,
            GO: partial(self._go_to, invocation.argument, session.go),
            EXPLAIN: self._explain,
            PAUSE: lambda: "paused",
        }
        return steps[invocation.command]()

    def _go_back(self, key: str | None) -> Step:
        if key is None:
            self._console.write(_("This is the first question."))
            return "stay"
        self._session.go(key)
        return "question"

    def _go_on(self, key: str | None) -> Step:
        if key is None:
            return "review"
        self._session.go(key)
        return "question"

    def _explain(self) -> Step:
        explanation = self._session.question.help(self._language)
        self._console.write(explanation or _("There is no further explanation of this question."))
        return "stay"

    def _go_to(self, entered: str, go: Callable[[str], None]) -> Step:
        keys = self.assessment.keys
        index = parse_index(entered, len(keys))
        if index is None:
            self._console.write(number_hint(len(keys)))
            return "stay"
        go(keys[index])
        return "question"

    # The review

    def _review(self) -> Step:
        """Show what is open, and ask where to go from here."""
        self._session.open_review()
        self._write_summary()
        while True:
            entered = self._prompter.ask_choice(REVIEWING)
            if isinstance(entered, Invocation):
                step = self._invoke_in_review(entered)
            else:
                step = self._go_to(entered, self._session.go_from_review)
            if step != "stay":
                return step

    def _invoke_in_review(self, invocation: Invocation) -> Step:
        session = self._session
        steps: Mapping[Command, Callable[[], Step]] = {
            REPEAT: lambda: "review",
            FINISH: self._finish,
            NEXT_OPEN: self._go_to_open,
            RETURN: self._return,
            REVIEW: self._write_answers,
            GO: partial(self._go_to, invocation.argument, session.go_from_review),
            PAUSE: lambda: "paused",
        }
        return steps[invocation.command]()

    def _finish(self) -> Step:
        """Finish, but with questions open only when asked again."""
        warning = finish_warning(self.assessment)
        if not warning or self.assessment.is_void:
            return "finished"
        self._console.write("", *warning)
        while True:
            self._console.write(f"1: {_('Go on answering')}", f"2: {_('Finish anyway')}")
            entered = self._prompter.ask_choice(())
            # An empty line is a command to show it all again, and here the same as the default.
            index = 0 if isinstance(entered, Invocation) else parse_index(entered, 2)
            if index is not None:
                return "finished" if index else self._go_to_open()

    def _go_to_open(self) -> Step:
        if not self.assessment.open_keys:
            return "review"
        self._session.go_from_review(self.assessment.open_keys[0])
        return "question"

    def _return(self) -> Step:
        self._session.show(self._session.key)
        return "question"

    def _write_summary(self) -> None:
        assessment = self.assessment
        texts = ["", completeness(assessment, self._language)]
        if assessment.open_keys:
            numbers = [assessment.keys.index(key) + 1 for key in assessment.open_keys]
            texts.append(_("Open: {numbers}").format(numbers=", ".join(ranges(numbers))))
        texts.append(
            _("/f: {finish}. /r: all answers. A number goes to its question.").format(
                finish=finish_phrase(assessment)
            )
        )
        self._console.write(*texts)

    def _write_answers(self) -> Step:
        assessment, language, width = self.assessment, self._language, self._console.width
        lines = [""]
        for n, (key, question) in enumerate(assessment.visible.items(), 1):
            answer = answer_text(question, assessment.answers.get(key), language) or _("open")
            lines += wrap(f"{number(n)}: {question.text(language)} – {answer}", width, "  ")
        self._console.write_lines(lines)
        return "review"


def ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Rising numbers, with three or more in a row joined: “2”, “5 to 24”."""
    for _offset, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [n for _index, n in group]
        if len(run) > 2:
            yield _("{low} to {high}").format(low=number(run[0]), high=number(run[-1]))
        else:
            yield from map(number, run)
