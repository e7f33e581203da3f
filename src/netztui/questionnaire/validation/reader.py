"""From the bytes of a questionnaire file to a Questionnaire, or to everything wrong with it.

As in a compiler, each step reports all it finds, and a later step runs only if the earlier ones
found nothing: the TOML syntax (its first error), the structure, the rules, and the warnings.
However broken the bytes are, only QuestionnaireError is raised. Modules that only broken or
doubtful files need are imported when there is one.
"""

import errno
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError, Violation, violation
from netztui.diagnostics.suggest import quote_value
from netztui.diagnostics.toml_syntax import (
    BYTE_LIMIT,
    parse_toml,
    too_large,
    without_byte_order_mark,
)
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import QUESTIONNAIRE_FORMAT, Questionnaire
from netztui.questionnaire.validation.rules import rule_violations

_CAUSES = {
    errno.ENAMETOOLONG: N_("The file name is too long."),
    errno.ENOTDIR: N_("Part of the path is a file, not a folder."),
    errno.ELOOP: N_("The path leads through a loop of links."),
}


def read(content: bytes, source: str) -> Questionnaire:
    """The questionnaire in `content`; `source` names the file in diagnostics.

    Raises QuestionnaireError with the errors, in file order.
    """
    content = without_byte_order_mark(content)
    questionnaire, violations = checked(parse_toml(content, source))
    if questionnaire is None:
        raise QuestionnaireError(_located(violations, content, source))
    return questionnaire


def examine(content: bytes, source: str) -> tuple[Diagnostic, ...]:
    """The errors in `content`, or if there are none the warnings, in file order."""
    from netztui.questionnaire.validation.item_writing import item_writing_violations

    try:
        questionnaire = read(content, source)
    except QuestionnaireError as error:
        return error.problems
    warnings = list(item_writing_violations(questionnaire))
    return _located(warnings, without_byte_order_mark(content), source)


def read_file(path: Path) -> Questionnaire:
    """The questionnaire in the file at `path`.

    Raises QuestionnaireError, also if the file cannot be read.
    """
    return read(file_content(path), str(path))


def file_content(path: Path) -> bytes:
    """The bytes of the file at `path`, at most BYTE_LIMIT.

    Raises QuestionnaireError if it cannot be read or is larger.
    """
    source = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(BYTE_LIMIT + 1)
    except (OSError, ValueError) as error:
        # A ValueError comes from a NUL character in the path.
        problem = Diagnostic(source, 1, 1, _why_unreadable(error, path))
        raise QuestionnaireError((problem,)) from None
    if len(content) > BYTE_LIMIT:
        raise QuestionnaireError((too_large(source),))
    return content


def checked(data: dict[str, Any]) -> tuple[Questionnaire | None, list[Violation]]:
    """The questionnaire in raw data, or None and what keeps the data from being one."""
    other_format = _other_format(data)
    if other_format is not None:
        # The keys of another format are not mistakes.
        return None, [other_format]
    try:
        questionnaire = Questionnaire.model_validate(_with_tuples(data))
    except ValidationError as error:
        from netztui.questionnaire.validation.schema_errors import schema_violations

        return None, list(schema_violations(error, data))
    # Of several violations at one place, the first explains the others.
    first: dict[tuple[str | int, ...], Violation] = {}
    for broken_rule in rule_violations(questionnaire):
        first.setdefault(broken_rule.path, broken_rule)
    return (None if first else questionnaire), list(first.values())


def _why_unreadable(error: OSError | ValueError, path: Path) -> LazyText:
    match error:
        case FileNotFoundError():
            return LazyText(N_("There is no such file."))
        # Windows reports a folder as one that may not be opened.
        case IsADirectoryError() | PermissionError() if path.is_dir():
            return LazyText(N_("This is a folder, not a file."))
        case PermissionError():
            return LazyText(N_("You are not allowed to read this file."))
        case OSError(errno=code) if code in _CAUSES:
            return LazyText(_CAUSES[code])
    return LazyText(N_("The file cannot be read."))


def _other_format(data: dict[str, Any]) -> Violation | None:
    """The violation for a file of another format than this netztui reads, if it is one."""
    number, known = data.get("format"), QUESTIONNAIRE_FORMAT
    if number is None or (type(number) is int and number == known):
        return None
    if type(number) is not int:
        return violation(
            ("format",),
            N_("“{key}” must be a whole number."),
            N_("Write format = {known}."),
            key="format",
            known=known,
        )
    return violation(
        ("format",),
        N_("The file has format {format}; this netztui reads format {known}."),
        N_("Write format = {known}, or use a netztui that reads it."),
        format=quote_value(number),
        known=known,
    )


def _with_tuples(value: Any) -> Any:  # noqa: ANN401  # any TOML value
    """`value` with tuples for lists, as the frozen models have."""
    if isinstance(value, dict):
        return {key: _with_tuples(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple(map(_with_tuples, value))
    return value


def _located(
    violations: Iterable[Violation], content: bytes, source: str
) -> tuple[Diagnostic, ...]:
    """The violations with their places in the text, in file order."""
    if not violations:
        return ()
    # A file without errors is read without looking for any places.
    from netztui.diagnostics.source_map import SourceMap

    source_map = SourceMap(content)
    lines = content.decode().split("\n")
    located = []
    for one in violations:
        span = source_map.find(one.path, one.at)
        located.append(
            Diagnostic(
                source,
                span.line,
                span.column,
                one.message,
                one.hint,
                lines[span.line - 1].rstrip("\r"),
                span.width,
                one.severity,
            )
        )
    return tuple(sorted(located, key=lambda one: (one.line, one.column)))
