"""Answering line by line.

Each answer is stored before anything else is written. An empty line repeats the question; it is
never an answer. Nothing is repeated without need: a section's title and introduction are shown
once, and the options of a scale are on one line if they fit.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Literal, TypeAlias

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError
from netztui.assessment.assessment import AnswerError, Assessment, Question, Value
from netztui.assessment.session import AssessmentSession
from netztui.history.draft_store import DraftStore
from netztui.i18n.catalogue import _
from netztui.i18n.formats import number
from netztui.i18n.language import current_language
from netztui.i18n.message import N_
from netztui.line_mode.console import AGAIN, ANSWER, GO, Command, Console
from netztui.questionnaire.model import ChoicesItem, NumberItem, TextItem
from netztui.text import question as wording
from netztui.text.report import INDENT, display_width, terminal_width
from netztui.text.result import finish_warning

Step: TypeAlias = Literal["stay", "question", "review", "paused", "finished"]
"""What comes next: another line at the same prompt, a question, the review, or the end."""

REVIEW = Command("r", N_("overview"), N_("all questions with their answers, and finishing"))
PAUSE = Command("p", N_("pause"), N_("back to the start; everything is saved"))
ANSWERING = (
    Command("b", N_("back"), N_("to the question before")),
    Command("n", N_("next"), N_("to the next question, leaving this one as it is")),
    Command("s", N_("skip"), N_("no answer")),
    REVIEW,
    GO,
    Command("i", N_("explain"), N_("more about this question")),
    PAUSE,
)
REVIEWING = (
    Command("f", N_("finish"), N_("finish")),
    Command("n", N_("next"), N_("to the first open question")),
    Command("b", N_("back"), N_("back to the question")),
    REVIEW,
    GO,
    PAUSE,
)

NUMBER = re.compile(r"[+-]?[0-9]{1,10}")


class Interview:
    """A draft being answered; `noted` is that of `DraftStore`."""

    def __init__(
        self,
        console: Console,
        archive: Archive,
        draft: str,
        clock: Callable[[], datetime],
        noted: Callable[[ArchiveError | None], None],
    ) -> None:
        self._console = console
        self._archive = archive
        self._draft = draft
        stored = archive.load(draft)
        store = DraftStore(
            archive, draft, stored.revision, clock, noted=noted, elsewhere=self._note_change
        )
        self._session = AssessmentSession(stored.assessment, store, position=stored.position)
        self._section = ""
        self._changed_elsewhere = False

    @property
    def _assessment(self) -> Assessment:
        return self._session.assessment

    @property
    def _language(self) -> str:
        return self._assessment.questionnaire.language(current_language())

    def run(self) -> Assessment | None:
        """Ask until the user finishes the assessment, or with None pauses.

        Raises `Exit` if the user quits.
        """
        step: Step = "question"
        try:
            while step not in {"paused", "finished"}:
                try:
                    step = self._review() if step == "review" else self._ask()
                except ArchiveError as error:
                    # The step was not taken and can be repeated.
                    self._console.write_error(error)
        finally:
            self._session.leave()
        return self._assessment if step == "finished" and not self._assessment.is_void else None

    def _note_change(self) -> None:
        self._changed_elsewhere = True

    # Questions

    def _ask(self) -> Step:
        self._write_question()
        step: Step = "stay"
        while step == "stay":
            step = self._take(*self._console.ask(_("Answer:"), ANSWERING))
        return step

    def _write_question(self) -> None:
        session, language = self._session, self._language
        question, section = session.question, session.question.section
        texts = []
        if section.id != self._section:
            self._section = section.id
            title = section.title.in_language(language)
            rest = wording.time_phrase(session.assessment)
            texts = ["", f"{title}, {rest}" if rest else title]
            if session.begins_section and section.intro is not None:
                texts.append(section.intro.in_language(language))
        texts += ["", _("Question {count}").format(count=wording.count_phrase(session))]
        texts += filter(None, [question.stem(language), question.text(language)])
        self._console.write(*texts)
        self._console.write(*option_texts(question, language), indent=INDENT)
        answered = wording.answer_text(question, session.answer, language)
        if answered is not None:
            self._console.write(_("So far: {answer}").format(answer=answered))

    def _take(self, letter: str, text: str) -> Step:
        session = self._session
        steps: Mapping[str, Callable[[], Step]] = {
            ANSWER: lambda: self._parse(text),
            AGAIN.letter: lambda: "question",
            "b": lambda: self._go(session.previous) or self._hint(_("This is the first question.")),
            "n": lambda: self._go(session.following) or "review",
            "s": lambda: self._answer(None),
            "r": self._write_answers,
            "g": lambda: self._go_to(text, session.go),
            "i": self._explain,
            "p": lambda: "paused",
        }
        return steps[letter]()

    def _parse(self, entered: str) -> Step:
        try:
            value = parse_answer(self._session.question, entered)
        except RefusedError as refused:
            return self._hint(str(refused))
        return self._answer(value)

    def _answer(self, value: Value | None) -> Step:
        session = self._session
        session.submit(value)
        answer = wording.answer_text(session.question, session.answer, self._language)
        self._console.write(_("Saved: {answer}").format(answer=answer))
        if self._changed_elsewhere:
            self._changed_elsewhere = False
            session.adopt(self._archive.load(self._draft).assessment)
            self._console.write(
                _(
                    "Some questions were answered in another window; those answers are shown "
                    "here too."
                )
            )
        if session.after_answer is None:
            return "review"
        session.show(session.after_answer)
        return "question"

    def _explain(self) -> Step:
        explanation = self._session.question.help(self._language)
        return self._hint(explanation or _("There is no further explanation of this question."))

    def _hint(self, text: str) -> Step:
        self._console.write(text)
        return "stay"

    def _go(self, key: str | None) -> Step | None:
        if key is None:
            return None
        self._session.go(key)
        return "question"

    def _go_to(self, entered: str, go: Callable[[str], None]) -> Step:
        keys = self._assessment.keys
        index = self._console.parse_index(entered, len(keys))
        if index is None:
            return "stay"
        go(keys[index])
        return "question"

    # The review

    def _review(self) -> Step:
        """Show what is open, and ask where to go from here."""
        self._session.open_review()
        self._write_summary()
        step: Step = "stay"
        while step == "stay":
            step = self._take_in_review(*self._console.ask_choice(REVIEWING))
        return step

    def _take_in_review(self, letter: str, text: str) -> Step:
        go_to = partial(self._go_to, text, self._session.go_from_review)
        steps: Mapping[str, Callable[[], Step]] = {
            ANSWER: go_to,
            AGAIN.letter: lambda: "review",
            "f": self._finish,
            "n": self._go_to_open,
            "b": self._return,
            "r": self._write_answers,
            "g": go_to,
            "p": lambda: "paused",
        }
        return steps[letter]()

    def _finish(self) -> Step:
        """Finish, but with questions open only when asked again."""
        warning = finish_warning(self._assessment)
        if not warning or self._assessment.is_void:
            return "finished"
        self._console.write("", *warning)
        while True:
            self._console.write(f"1: {_('Go on answering')}", f"2: {_('Finish anyway')}")
            letter, entered = self._console.ask_choice()
            if letter == AGAIN.letter or entered == "1":
                return self._go_to_open()
            if self._console.parse_index(entered, 2) is not None:
                return "finished"

    def _go_to_open(self) -> Step:
        if not self._assessment.open_keys:
            return "review"
        self._session.go_from_review(self._assessment.open_keys[0])
        return "question"

    def _return(self) -> Step:
        self._session.show(self._session.key)
        return "question"

    def _write_summary(self) -> None:
        assessment = self._assessment
        texts = ["", wording.completeness(assessment, self._language)]
        if assessment.open_keys:
            numbers = [assessment.keys.index(key) + 1 for key in assessment.open_keys]
            texts.append(_("Open: {numbers}").format(numbers=", ".join(ranges(numbers))))
        texts.append(
            _("/f: {finish}. /r: all answers. A number goes to its question.").format(
                finish=wording.finish_phrase(assessment)
            )
        )
        self._console.write(*texts)

    def _write_answers(self) -> Step:
        assessment, language = self._assessment, self._language
        self._console.write("")
        for n, (key, question) in enumerate(assessment.visible.items(), 1):
            answer = wording.answer_text(question, assessment.answers.get(key), language)
            text = f"{number(n)}: {question.text(language)} – {answer or _('open')}"
            self._console.write(text, indent=INDENT)
        return "review"


def ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Rising numbers, with three or more in a row joined: “2”, “5 to 24”."""
    for _offset, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [n for _index, n in group]
        if len(run) > 2:
            yield _("{low} to {high}").format(low=number(run[0]), high=number(run[-1]))
        else:
            yield from map(number, run)


# A question and its answer


class RefusedError(ValueError):
    """The input is not an answer; the message asks for one."""


def option_texts(question: Question, language: str) -> Iterator[str]:
    """The possible answers with their numbers, and how to enter one."""
    item = question.item
    labels = [option.label.in_language(language) for option in question.options]
    if isinstance(item, ChoicesItem):
        labels.append(_("none of these"))
    if labels:
        texts = [f"{number(n)} {label}" for n, label in enumerate(labels, 1)]
        texts.append(f"0 {_('no answer')}")
        one_line = ", ".join(texts)
        fits = display_width(one_line) <= terminal_width()
        yield from [one_line] if fits and not any("," in label for label in labels) else texts
    if isinstance(item, ChoicesItem):
        yield _("More than one is possible, such as: 1 2")
    elif isinstance(item, NumberItem):
        span = wording.number_range(item, language)
        yield _("{span}; /s for no answer").format(span=span)
    elif isinstance(item, TextItem):
        text = _("One line, at most {n} characters; /s for no answer")
        yield text.format(n=number(item.max_length))


def parse_answer(question: Question, entered: str) -> Value | None:
    """The answer that `entered` gives, None for “no answer”; raises RefusedError."""
    item = question.item
    if question.options:
        several = isinstance(item, ChoicesItem)
        return _parse_choices(question, entered) if several else _parse_choice(question, entered)
    value: Value | None = _parse_number(entered) if isinstance(item, NumberItem) else entered
    try:
        question.check(value)
    except AnswerError:
        value = None
    if value is None:
        raise RefusedError(wording.input_hint(item))
    return value


def _parse_choice(question: Question, entered: str) -> Value | None:
    last, place = len(question.options), _parse_number(entered)
    if place is None or not 0 <= place <= last:
        hint = _("Please enter a number from 0 to {last}; commands begin with a slash.")
        raise RefusedError(hint.format(last=number(last)))
    return question.options[place - 1].value if place else None


def _parse_choices(question: Question, entered: str) -> Value | None:
    """The options whose numbers are entered; the number after the last means none of these."""
    none = len(question.options) + 1
    places = {_parse_number(part) for part in re.split(r"[\s,;]+", entered) if part}
    if places == {0}:
        return None
    if places != {none} and not (places and places <= set(range(1, none))):
        hint = _(
            "Please enter numbers from 1 to {last} with spaces between them; {last} and 0 stand "
            "alone."
        )
        raise RefusedError(hint.format(last=number(none)))
    chosen = enumerate(question.options, 1)
    return tuple(str(option.value) for place, option in chosen if place in places)


def _parse_number(entered: str) -> int | None:
    return int(entered) if NUMBER.fullmatch(entered) else None
