"""Answering line by line.

Each answer is stored before anything else is written. An empty line repeats the question; it is
never an answer. Nothing is repeated without need: a section's title and introduction are shown
once, and the options of a scale are on one line if they fit.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Literal, TypeAlias

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError
from netztui.assessment.assessment import AnswerError, Assessment, Question
from netztui.assessment.conditions import Value
from netztui.assessment.session import AnswerStore, AssessmentSession
from netztui.history.draft_store import DraftStore, LaterStore
from netztui.i18n.catalogue import _
from netztui.i18n.formats import number
from netztui.i18n.language import next_question_language, question_language
from netztui.i18n.message import N_
from netztui.line_mode.console import AGAIN, ANSWER, GO, Command, Console
from netztui.questionnaire.model import ChoicesItem, NumberItem, TextItem
from netztui.text import question as wording
from netztui.text.lists import INDENT, terminal_width
from netztui.text.result import finish_warning

Step: TypeAlias = Literal["stay", "question", "review", "paused", "finished"]
"""What comes next: another line at the same prompt, a question, the review, or the end."""

REVIEW = Command("r", N_("overview"), N_("all questions with their answers, and finishing"))
PAUSE = Command("p", N_("pause"), N_("back to the start; everything is saved"))
AFTER_RESULT = (
    Command("b", N_("back"), N_("to the question before")),
    Command("n", N_("next"), N_("to the next question, leaving this one as it is")),
    Command("s", N_("skip"), N_("no answer")),
    Command("i", N_("explain"), N_("more about this question")),
)
TRANSLATION = Command("t", N_("translation"), N_("questions in the next language"))
ANSWERING = (*AFTER_RESULT, REVIEW, GO, PAUSE)
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
    """A draft being answered, or the questions after a result; `noted` is that of `DraftStore`."""

    def __init__(
        self,
        console: Console,
        archive: Archive,
        id_: str,
        clock: Callable[[], datetime],
        noted: Callable[[ArchiveError | None], None],
    ) -> None:
        self._console = console
        self._archive = archive
        self._id = id_
        stored = archive.load(id_)
        assessment = replace(stored.assessment, after_result=stored.finished_at is not None)
        store: AnswerStore = LaterStore(archive, id_, clock, noted)
        if not assessment.after_result:
            store = DraftStore(
                archive, id_, stored.revision, clock, noted=noted, elsewhere=self._note_change
            )
        self._session = AssessmentSession(assessment, store, position=stored.position)
        self._section = ""
        self._changed_elsewhere = False

    @property
    def _assessment(self) -> Assessment:
        return self._session.assessment

    @property
    def _language(self) -> str:
        return question_language(self._assessment.questionnaire.languages)

    @property
    def _end(self) -> Step:
        return "finished" if self._assessment.after_result else "review"

    def run(self) -> Assessment | None:
        """Ask until the user finishes the assessment, or with None pauses.

        Raises `Exit` if the user quits.
        """
        step: Step = "question"
        reviewing = False
        try:
            while step not in {"paused", "finished"}:
                reviewing = reviewing if step == "stay" else step == "review"
                try:
                    step = self._review(step) if reviewing else self._ask(step)
                except ArchiveError as error:
                    # The step was not taken and can be repeated.
                    self._console.write_error(error)
                    step = "review" if reviewing else "question"
        finally:
            self._session.leave()
        return self._assessment if step == "finished" and not self._assessment.is_void else None

    def _note_change(self) -> None:
        self._changed_elsewhere = True

    # Questions

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

    def _ask(self, step: Step) -> Step:
        if step != "stay":
            self._write_question()
        available = AFTER_RESULT if self._assessment.after_result else ANSWERING
        letter, text = self._console.ask(_("Answer:"), self._with_translation(available))
        session = self._session
        steps: Mapping[str, Callable[[], Step]] = {
            ANSWER: lambda: self._parse(text),
            AGAIN.letter: lambda: "question",
            "b": lambda: self._go(session.previous) or self._hint(_("This is the first question.")),
            "n": lambda: self._go(session.following) or self._end,
            "s": lambda: self._answer(None),
            "r": self._write_answers,
            "g": lambda: self._go_to(text, session.go),
            "i": lambda: self._hint(
                session.question.help(self._language)
                or _("There is no further explanation of this question.")
            ),
            "p": lambda: "paused",
            TRANSLATION.letter: self._switch_language,
        }
        return steps[letter]()

    def _with_translation(self, commands: tuple[Command, ...]) -> tuple[Command, ...]:
        languages = self._assessment.questionnaire.languages
        return (*commands, TRANSLATION) if len(languages) > 1 else commands

    def _switch_language(self) -> Step:
        chosen = next_question_language(self._assessment.questionnaire.languages)
        self._console.remember(questions=chosen)
        self._section = ""
        return "question"

    def _parse(self, entered: str) -> Step:
        question = self._session.question
        try:
            value = parse_answer(question, entered)
        except AnswerError:
            return self._hint(answer_hint(question))
        return self._answer(value)

    def _answer(self, value: Value | None) -> Step:
        session = self._session
        session.submit(value)
        answer = wording.answer_text(session.question, session.answer, self._language)
        self._console.write(_("Saved: {answer}").format(answer=answer))
        if self._changed_elsewhere:
            self._changed_elsewhere = False
            session.adopt(self._archive.load(self._id).assessment)
            self._console.write(
                _(
                    "Some questions were answered in another window; those answers are shown "
                    "here too."
                )
            )
        if session.after_answer is None:
            return self._end
        session.show(session.after_answer)
        return "question"

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

    def _review(self, step: Step) -> Step:
        """Show what is open, and ask where to go from here."""
        session, assessment = self._session, self._assessment
        if step != "stay":
            session.open_review()
            self._console.write(
                "",
                wording.completeness(assessment, self._language),
                _("/f: {finish}. /r: all answers. A number goes to its question.").format(
                    finish=wording.finish_phrase(assessment)
                ),
            )
        letter, text = self._console.ask_choice(self._with_translation(REVIEWING))
        go_to = partial(self._go_to, text, session.go_from_review)
        steps: Mapping[str, Callable[[], Step]] = {
            ANSWER: go_to,
            AGAIN.letter: lambda: "review",
            "f": self._finish,
            "n": self._go_to_open,
            "b": lambda: self._go(session.key) or "review",
            "r": self._write_answers,
            "g": go_to,
            "p": lambda: "paused",
            TRANSLATION.letter: lambda: self._switch_language() and "review",
        }
        return steps[letter]()

    def _finish(self) -> Step:
        """Finish, but with questions open only when asked again."""
        warning = finish_warning(self._assessment)
        if warning and not self._assessment.is_void:
            self._console.write("", *warning)
            if self._console.choose(_("Go on answering"), _("Finish anyway")) == 0:
                return self._go_to_open()
        return "finished"

    def _go_to_open(self) -> Step:
        if not self._assessment.open_keys:
            return "review"
        self._session.go_from_review(self._assessment.open_keys[0])
        return "question"

    def _write_answers(self) -> Step:
        assessment, language = self._assessment, self._language
        self._console.write("")
        for n, (key, question) in enumerate(assessment.visible.items(), 1):
            answer = wording.answer_text(question, assessment.answers.get(key), language)
            text = f"{number(n)}: {question.text(language)} – {answer or _('open')}"
            self._console.write(text, indent=INDENT)
        return "review"


# A question and its answer


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
        fits = len(one_line) <= terminal_width()
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
    """The answer that `entered` gives, None for “no answer”; raises AnswerError."""
    item, options = question.item, question.options
    if isinstance(item, TextItem):
        question.check(entered)
        return entered
    several = isinstance(item, ChoicesItem)
    parts = [part for part in re.split(r"[\s,;]+", entered) if part]
    if not all(map(NUMBER.fullmatch, parts)) or not (len(parts) == 1 or (several and parts)):
        raise AnswerError(entered)
    numbers = {int(part) for part in parts}
    if isinstance(item, NumberItem):
        value = numbers.pop()
        question.check(value)
        return value
    if numbers == {0}:
        return None
    chosen = [option.value for n, option in enumerate(options, 1) if n in numbers]
    if len(chosen) < len(numbers) and not (several and numbers == {len(options) + 1}):
        raise AnswerError(entered)
    return tuple(map(str, chosen)) if several else chosen[0]


def answer_hint(question: Question) -> str:
    """A request for input that is an answer to `question`."""
    if not question.options:
        return wording.input_hint(question.item)
    last = len(question.options)
    hint = _("Please enter a number from 0 to {last}; commands begin with a slash.")
    if isinstance(question.item, ChoicesItem):
        last += 1  # for “none of these”
        hint = _(
            "Please enter numbers from 1 to {last} with spaces between them; {last} and 0 stand "
            "alone."
        )
    return hint.format(last=number(last))
