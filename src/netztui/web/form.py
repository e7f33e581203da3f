"""A blank questionnaire as a page to print, with the codes that `netztui score` reads."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from netztui.assessment.assessment import Question, all_questions
from netztui.i18n.catalogue import _
from netztui.i18n.language import question_language
from netztui.questionnaire.marks import OPTION_MARK
from netztui.questionnaire.model import NumberItem, Questionnaire
from netztui.text.labels import localized
from netztui.text.question import number_range
from netztui.web.environment import render


def form_page(questionnaire: Questionnaire) -> str:
    """The questionnaire to be answered on paper.

    Questions about the answers from last time are left out: paper doesn't know them.
    """
    language = question_language(questionnaire.languages)
    numbers = {
        item.id: number_range(item, language)
        for item in questionnaire.items.values()
        if isinstance(item, NumberItem)
    }
    return render(
        "form.html.j2",
        title=localized(questionnaire.title, questionnaire),
        description=localized(questionnaire.description, questionnaire),
        questions_language=language,
        version=f"{questionnaire.id} {questionnaire.version}",
        blanks=[_("Code"), _("Date")],
        how=_("On paper: mark one number in each row; leave a question blank to skip it."),
        sections=[*_sections(questionnaire, language)],
        numbers=numbers,
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


def _sections(questionnaire: Questionnaire, language: str) -> Iterator[dict[str, object]]:
    known = {section.id: section for section in questionnaire.sections}
    every = all_questions(questionnaire).values()
    for id_, found in groupby(every, lambda one: one.section.id):
        section = known[id_]
        questions = [one for one in found if one.item.follows is None]
        if not questions:
            continue
        # A grid is always about the chosen options, so this need not be said.
        conditional = section.show_if is not None and section.for_each is None
        yield {
            "title": localized(section.title, questionnaire),
            "intro": localized(section.intro, questionnaire),
            "stem": localized(section.stem, questionnaire),
            "conditional": conditional or any(one.item.show_if for one in questions),
            "grid": None,
            **(_grid(questions, language) if section.for_each else {"blocks": _blocks(questions)}),
        }


def _blocks(questions: Sequence[Question]) -> list[list[Question]]:
    """Neighbouring ratings with the same options together, every other question by itself."""
    found = groupby(questions, lambda one: one.key if one.scale is None else one.options)
    return [[*together] for _same, together in found]


def _grid(questions: Sequence[Question], language: str) -> dict[str, object]:
    """A row for each option, a column for each question about it, and what the codes mean."""
    rows = [[*found] for _option, found in groupby(questions, lambda one: one.option)]
    texts = [one.item.text.in_language(language) for one in rows[0]]
    rated = [option for one in rows[0] if one.scale is not None for option in one.options]
    legend = dict.fromkeys((one.value, one.label.in_language(language)) for one in rated)
    heads = [text.replace(OPTION_MARK, "…") for text in texts]
    return {"grid": rows, "heads": heads, "legend": [*legend]}
