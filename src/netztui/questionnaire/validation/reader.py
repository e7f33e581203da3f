"""Questionnaire files to questionnaires.

A file is checked in four steps, each of which needs the previous one to find nothing: the TOML
syntax (its first error), the structure, the rules, and the warnings. However broken the bytes are,
only QuestionnaireError is raised. Modules that only broken or doubtful files need are imported
when there is one.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError, Violation, violation
from netztui.diagnostics.suggest import quote_value
from netztui.diagnostics.toml_syntax import BYTE_LIMIT, parse_toml
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import QUESTIONNAIRE_FORMAT, Questionnaire
from netztui.questionnaire.validation.references import reference_violations
from netztui.questionnaire.validation.result_texts import result_violations
from netztui.questionnaire.validation.rules import Index, value_violations
from netztui.system.atomic_file import explain_read_error

if TYPE_CHECKING:
    from pydantic import TypeAdapter

LISTS = frozenset(
    {"sections", "sections.items", "networks.advice", "placements", "advice", "prompts"}
)
"""The tables of which there can be several."""


def read(content: bytes, source: str) -> Questionnaire:
    """The questionnaire in `content`; `source` names the file in diagnostics.

    Raises QuestionnaireError with the errors, in file order.
    """
    questionnaire, violations = checked(parse_toml(content, source, LISTS))
    if questionnaire is None:
        raise QuestionnaireError(located(violations, content, source))
    return questionnaire


def read_file(path: Path) -> Questionnaire:
    """The questionnaire in the file at `path`.

    Raises QuestionnaireError, also if the file cannot be read.
    """
    return read(file_content(path), str(path))


def file_content(path: Path) -> bytes:
    """The bytes of the file at `path`, cut off above BYTE_LIMIT, which `read` refuses.

    Raises QuestionnaireError if it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(BYTE_LIMIT + 1)
    except OSError as error:
        unreadable = Diagnostic(str(path), 1, 1, explain_read_error(error, path.name))
        raise QuestionnaireError((unreadable,)) from None


def checked(data: Mapping[str, Any]) -> tuple[Questionnaire | None, list[Violation]]:
    """The questionnaire in raw data, or None and what keeps the data from being one."""
    if other_format := _other_format(data.get("format", QUESTIONNAIRE_FORMAT)):
        # The keys of another format are not mistakes.
        return None, [other_format]
    from pydantic import ValidationError

    try:
        questionnaire = validator().validate_python(data)
    except ValidationError as error:
        from netztui.questionnaire.validation.schema_errors import schema_violations

        return None, list(schema_violations(error, data))
    # Of several violations at one place, the first explains the others.
    index = Index(questionnaire)
    found = [*value_violations(index), *reference_violations(index), *result_violations(index)]
    first = {one.path: one for one in reversed(found)}
    return (None if first else questionnaire), list(first.values())


@cache
def validator() -> "TypeAdapter[Questionnaire]":
    """What pydantic makes of the models; building it takes as long as checking ten files."""
    from pydantic import TypeAdapter

    return TypeAdapter(Questionnaire)


def _other_format(number: object) -> Violation | None:
    """The violation for a file of another format than this netztui reads, if it is one."""
    if type(number) is int and number == QUESTIONNAIRE_FORMAT:
        return None
    return violation(
        ("format",),
        N_("The file has format {format}; this netztui reads format {known}."),
        N_("Write format = {known}, or use a netztui that reads it."),
        format=f'"{quote_value(number)}"' if isinstance(number, str) else quote_value(number),
        known=QUESTIONNAIRE_FORMAT,
    )


def located(violations: Iterable[Violation], content: bytes, source: str) -> tuple[Diagnostic, ...]:
    """The violations with their places in the text, in file order."""
    violations = list(violations)
    if not violations:
        return ()
    # A file without errors is read without looking for any places.
    from netztui.diagnostics.source_map import SourceMap

    source_map = SourceMap(content)
    lines = content.decode("utf-8-sig").split("\n")
    located = []
    for one in violations:
        span = source_map.find(one.path, one.at)
        line = lines[span.line - 1].rstrip("\r")
        place, hint = (source, span.line, span.column), one.hint
        if one.places:
            numbers = sorted({source_map.find(path).line for path in one.places})
            hint = LazyText(N_("Lines: {lines}."), lines=", ".join(map(str, numbers)))
        located.append(Diagnostic(*place, one.message, hint, line, span.width, one.severity))
    return tuple(sorted(located, key=lambda one: (one.line, one.column)))
