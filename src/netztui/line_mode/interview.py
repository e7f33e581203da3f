"""Answering line by line: the walk through a questionnaire, told and heard.

Each line is stored before anything else is said. An empty line says the question again; nothing
but an answer is ever taken for one.
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
from netztui.line_mode.commands import AGAIN, GO, Call, Command
from netztui.line_mode.prompter import Prompter, no_number, picked
from netztui.line_mode.questions import RefusedError, parse_answer, question_lines, section_lines
from netztui.text.question import answer_text, completeness, finish_phrase
from netztui.text.wrap import wrap

InterviewOutcome: TypeAlias = Literal["paused", "finished"]
Step: TypeAlias = Literal["stay", "question", "review"] | InterviewOutcome
"""What comes next: another line for what was asked, a question, the review, or the end."""

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
    """One person answering; `elsewhere` gives what another window stored meanwhile, or None."""

    def __init__(
        self,
        conversation: Prompter,
        walk: AssessmentSession,
        elsewhere: Callable[[], Assessment | None] = lambda: None,
    ) -> None:
        self._conversation = conversation
        self._console = conversation.console
        self._walk = walk
        self._elsewhere = elsewhere
        self._section = ""

    @property
    def assessment(self) -> Assessment:
        """With all that was said."""
        return self._walk.assessment

    @property
    def _language(self) -> str:
        return self.assessment.questionnaire.language(current_language())

    def run(self) -> InterviewOutcome:
        """Ask until the person pauses or finishes; raises a `Leave`."""
        step: Step = "question"
        while True:
            try:
                step = self._review() if step == "review" else self._ask()
            except ArchiveError as error:
                # What was to be done is not, and can be done again.
                self._conversation.trouble(error)
            match step:
                case "paused" | "finished":
                    return step

    # Questions

    def _ask(self) -> Step:
        self._tell()
        while True:
            heard = self._conversation.hear(_("Answer:"), ANSWERING)
            step = self._follow(heard) if isinstance(heard, Call) else self._enter(heard)
            if step != "stay":
                return step

    def _enter(self, entered: str) -> Step:
        try:
            return self._answer(parse_answer(self._walk.question, entered))
        except RefusedError as refused:
            self._console.say(str(refused))
            return "stay"

    def _tell(self) -> None:
        width, language = self._console.width, self._language
        section = self._walk.question.section
        if section.id != self._section:
            self._section = section.id
            self._console.tell(section_lines(self._walk, language, width))
        self._console.tell(question_lines(self._walk, language, width))

    def _answer(self, value: Value | None) -> Step:
        self._walk.say(value)
        said = answer_text(self._walk.question, self._walk.answer, self._language)
        self._console.say(_("Saved: {answer}").format(answer=said))
        if (stored := self._elsewhere()) is not None:
            self._walk.adopt(stored)
            self._console.say(_("Another window answered this too; its answers are here now."))
        following = self._walk.after_answer
        if following is None:
            return "review"
        self._walk.show(following)
        return "question"

    def _follow(self, call: Call) -> Step:
        """Do what the command says."""
        steps: Mapping[Command, Callable[[], Step]] = {
            AGAIN: lambda: "question",
            SKIP: partial(self._answer, None),
            BACK: partial(self._go, self._walk.previous, _("This is the first question.")),
            NEXT: partial(self._go, self._walk.following, ""),
            REVIEW: self._overview,
            GO: partial(self._go_to, call.rest),
            EXPLAIN: self._explain,
            PAUSE: lambda: "paused",
        }
        return steps[call.command]()

    def _go(self, key: str | None, otherwise: str) -> Step:
        if key is not None:
            self._walk.go(key)
            return "question"
        if otherwise:
            self._console.say(otherwise)
            return "stay"
        return "review"

    def _go_to(self, entered: str) -> Step:
        place = picked(entered, len(self.assessment.keys))
        if place is None:
            self._console.say(no_number(len(self.assessment.keys)))
            return "stay"
        self._walk.go(self.assessment.keys[place])
        return "question"

    def _explain(self) -> Step:
        more = self._walk.question.help(self._language)
        self._console.say(more or _("There is no more to say about this question."))
        return "stay"

    def _overview(self) -> Step:
        self._tell_all()
        return "review"

    # The review

    def _review(self) -> Step:
        """What is open, and where to from here."""
        self._walk.review()
        self._summarise()
        while True:
            heard = self._conversation.choose(REVIEWING)
            step = (
                self._follow_from_review(heard)
                if isinstance(heard, Call)
                else (self._reviewed(heard))
            )
            if step != "stay":
                return step

    def _follow_from_review(self, call: Call) -> Step:
        steps: Mapping[Command, Callable[[], Step]] = {
            AGAIN: lambda: "review",
            FINISH: lambda: "finished",
            NEXT_OPEN: self._next_open,
            RETURN: self._return,
            REVIEW: self._overview,
            GO: partial(self._reviewed, call.rest),
            PAUSE: lambda: "paused",
        }
        return steps[call.command]()

    def _next_open(self) -> Step:
        if not self.assessment.open_keys:
            return "review"
        self._walk.go_from_review(self.assessment.open_keys[0])
        return "question"

    def _return(self) -> Step:
        self._walk.show(self._walk.key)
        return "question"

    def _reviewed(self, entered: str) -> Step:
        place = picked(entered, len(self.assessment.keys))
        if place is None:
            self._console.say(no_number(len(self.assessment.keys)))
            return "stay"
        self._walk.go_from_review(self.assessment.keys[place])
        return "question"

    def _summarise(self) -> None:
        assessment = self.assessment
        told = ["", completeness(assessment, self._language)]
        if assessment.open_keys:
            places = [assessment.keys.index(key) + 1 for key in assessment.open_keys]
            told.append(_("Open: {numbers}").format(numbers=", ".join(runs(places))))
        told.append(
            _("/f: {finish}. /r: all answers. A number goes to its question.").format(
                finish=finish_phrase(assessment)
            )
        )
        self._console.say(*told)

    def _tell_all(self) -> None:
        assessment, language, width = self.assessment, self._language, self._console.width
        lines = [""]
        for place, (key, question) in enumerate(assessment.visible.items(), 1):
            said = answer_text(question, assessment.answers.get(key), language) or _("open")
            text = f"{number(place)}: {question.text(language)} – {said}"
            lines += wrap(text, width, "  ")
        self._console.tell(lines)


def runs(places: Sequence[int]) -> Iterator[str]:
    """Rising numbers, three or more in a row put together: “2”, “5 to 24”."""
    for _offset, group in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        run = [place for _index, place in group]
        if len(run) > 2:
            yield _("{low} to {high}").format(low=number(run[0]), high=number(run[-1]))
        else:
            yield from map(number, run)
