"""The columns of answers: their names in netztui's tables, and those that other programs give them.

R replaces hyphens by dots, pandas users and databases replace them by underscores, and Stata and
SPSS have rules of their own, so that a column is recognized by its letters and digits.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from netztui.assessment.assessment import Assessment, Question, all_questions
from netztui.diagnostics.suggest import plain_name
from netztui.questionnaire.model import ChoicesItem, Option, Questionnaire, TextItem

ITEM = "item."
"""Precedes the key of a question, so that its column can't be mistaken for a score's."""
NAME_LIMIT = 32
"""Characters of a variable's name in Stata; R and SPSS allow more."""
RESERVED = frozenset({
    "all", "and", "break", "byte", "by", "double", "else", "eq", "false", "float", "for",
    "function", "ge", "gt", "if", "in", "inf", "int", "le", "long", "lt", "na", "nan", "ne",
    "next", "not", "null", "or", "repeat", "strl", "to", "true", "using", "while", "with",
})  # fmt: skip
"""Words that are no names in R, Stata or SPSS."""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column with the answers to one question, or whether one of its options was chosen."""

    name: str
    question: Question
    option: Option | None = None
    """If several can be chosen: the option that is 1 if it was chosen, otherwise 0."""

    def value(self, assessment: Assessment) -> int | str | None:
        """The raw answer; None if the question was skipped or not asked."""
        value = assessment.value(self.question.key)
        if isinstance(value, tuple):
            return int(self.option is not None and self.option.value in value)
        return value


def answer_columns(questionnaire: Questionnaire) -> tuple[AnswerColumn, ...]:
    """The columns of all questions that any answers could make visible, in file order."""
    columns = []
    for key, question in all_questions(questionnaire).items():
        chosen = question.options if isinstance(question.item, ChoicesItem) else ()
        columns += [AnswerColumn(f"{ITEM}{key}/{one.value}", question, one) for one in chosen]
        if not chosen:
            columns.append(AnswerColumn(f"{ITEM}{key}", question))
    return tuple(columns)


def is_text(column: AnswerColumn) -> bool:
    """Whether the answers are the respondent's own words."""
    return isinstance(column.question.item, TextItem)


def plain(name: str) -> str:
    """`name` in small letters, with one hyphen for everything but letters and digits."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def column_matcher(
    questionnaire: Questionnaire, keys: Iterable[str]
) -> Callable[[str], str | None]:
    """A function from the name of a column to the one of the question `keys` that it stands for.

    It accepts the key, as netztui or another program writes it, and the name in `safe_names`.
    """
    known: dict[str, str] = {}
    keys = tuple(keys)
    safe = safe_names(column.name for column in answer_columns(questionnaire))
    # The key first, because a name that another program made may equal another key. R has an X
    # before a digit.
    for spelled in ("{key}", f"{ITEM}{{key}}", "{safe}", "X{key}"):
        for key in keys:
            name = spelled.format(key=key, safe=safe.get(f"{ITEM}{key}", key))
            known.setdefault(plain(name), key)
    return lambda name: known.get(plain(name))


def safe_names(columns: Iterable[str]) -> Mapping[str, str]:
    """A name for each column that is one in R, Stata and SPSS: a–z, 0–9 and _, no two alike.

    Those of earlier columns do not depend on later ones.
    """
    names: dict[str, str] = {}
    for column in columns:
        short = plain(plain_name(column.removeprefix(ITEM))).replace("-", "_")
        if not short[:1].isalpha() or short in RESERVED or re.fullmatch(r"str\d+", short):
            short = f"v_{short}"
        name, number = short[:NAME_LIMIT].rstrip("_"), 1
        while name in names.values():
            number += 1
            name = f"{short[: NAME_LIMIT - len(str(number)) - 1].rstrip('_')}_{number}"
        names[column] = name
    return names
