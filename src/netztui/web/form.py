"""A blank questionnaire as a page to print, with the codes that `netztui score` reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from netztui.assessment.assessment import Question, all_questions
from netztui.i18n.catalogue import _
from netztui.i18n.language import question_language
from netztui.questionnaire.marks import OPTION_MARK
from netztui.questionnaire.model import ChoicesItem, NumberItem, Questionnaire
from netztui.text.labels import localized
from netztui.text.question import number_range
from netztui.web.environment import render


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the form."""

    key: str
    """The name of its column in a table of answers."""
    text: str
    codes: tuple[tuple[str, str], ...]
    """The code of each option and its label; empty if a line is to be filled in."""
    rating: bool
    """Whether the options are those of a response scale."""
    several: bool
    """Whether more than one can be marked."""
    line: str
    """What belongs on the line to be filled in, such as a range; mostly empty."""


@dataclass(frozen=True, slots=True)
class Block:
    """Ratings with the same options in a table, one other question, or a grid by options."""

    heads: Sequence[str]
    """The table's columns: the options of ratings, in a grid the questions; otherwise empty."""
    rows: Sequence[tuple[str, Sequence[Asked]]]
    """Rows of questions; in a grid each begins with an option."""
    legend: Sequence[tuple[str, str]] = ()
    """In a grid, what the codes mean."""


def form_page(questionnaire: Questionnaire) -> str:
    """The questionnaire to be answered on paper.

    Questions about the answers from last time are left out: paper doesn't know them.
    """
    return render(
        "form.html.j2",
        title=localized(questionnaire.title, questionnaire),
        description=localized(questionnaire.description, questionnaire),
        questions_language=question_language(questionnaire.languages),
        version=f"{questionnaire.id} {questionnaire.version}",
        blanks=[_("Code"), _("Date")],
        how=_("On paper: mark one number in each row; leave a question blank to skip it."),
        sections=[*_sections(questionnaire)],
        condition=_("Only if it applies to you."),
        several=_("You may choose more than one."),
        entering=(
            _("Entering the answers"),
            _(
                "Make a CSV table with a row for each person and a column for each question, "
                "headed by the name in grey. The cells contain the numbers that were crossed; "
                "without an answer a cell stays empty. Score the table with: {command}"
            ).format(command=f"netztui score {questionnaire.id} answers.csv"),
        ),
    )


def _sections(questionnaire: Questionnaire) -> Iterator[dict[str, object]]:
    language = question_language(questionnaire.languages)
    known = {section.id: section for section in questionnaire.sections}
    every = all_questions(questionnaire).values()
    for id_, found in groupby(every, lambda one: one.section.id):
        section = known[id_]
        questions = [one for one in found if one.item.follows is None]
        if not questions:
            continue
        grid = section.for_each is not None
        # A grid is always about the chosen options, so this need not be said.
        conditions = [None if grid else section.show_if, *(one.item.show_if for one in questions)]
        yield {
            "title": localized(section.title, questionnaire),
            "intro": localized(section.intro, questionnaire),
            "stem": localized(section.stem, questionnaire),
            "conditional": any(conditions),
            "grid": grid,
            "blocks": [_grid(questions, language)] if grid else [*_blocks(questions, language)],
        }


def _blocks(questions: Sequence[Question], language: str) -> Iterator[Block]:
    """Neighbouring ratings with the same options together, every other question by itself."""
    asked = [_asked(one, language) for one in questions]
    for (rating, codes, _key), found in groupby(
        asked, lambda one: (one.rating, one.codes, "" if one.rating else one.key)
    ):
        heads = [label for _code, label in codes] if rating else []
        yield Block(heads, [("", [one]) for one in found])


def _grid(questions: Sequence[Question], language: str) -> Block:
    """A row for each option, a column for each question about it."""
    rows = [
        (label, [_asked(one, language) for one in found])
        for label, found in groupby(
            questions, lambda one: one.option.label.in_language(language) if one.option else ""
        )
    ]
    first = [one for one in questions if one.option == questions[0].option]
    heads = [one.item.text.in_language(language).replace(OPTION_MARK, "…") for one in first]
    legend = dict.fromkeys(code for one in rows[0][1] if one.rating for code in one.codes)
    return Block(heads, rows, [*legend])


def _asked(question: Question, language: str) -> Asked:
    item, options = question.item, question.options
    return Asked(
        question.key,
        question.text(language),
        tuple((str(one.value), one.label.in_language(language)) for one in options),
        question.scale is not None,
        isinstance(item, ChoicesItem),
        number_range(item, language) if isinstance(item, NumberItem) else "",
    )
