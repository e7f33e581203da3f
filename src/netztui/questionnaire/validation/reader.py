"""A questionnaire file's text becomes a Questionnaire, or every problem in it at once.

In three steps, of which only the first can keep the others from happening: the text is read as
TOML (`syntax`); the models say what the data's structure lacks (`structure`); the format's rules
are checked on the same raw data (`checks`). What was found is then placed in the text. However
broken the bytes are, QuestionnaireError is all that is ever raised. What only broken or doubtful
files need is imported when there is one.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError, Violation
from netztui.diagnostics.toml_syntax import (
    BYTE_LIMIT,
    parse_toml,
    too_large,
    without_byte_order_mark,
)
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.rules import format_violation, rule_violations


def read(content: bytes, source: str) -> Questionnaire:
    """The questionnaire in `content`; `source` names the file in problems.

    Raises QuestionnaireError with every error, in file order.
    """
    content = without_byte_order_mark(content)
    data = parse_toml(content, source)
    questionnaire, findings = checked(data)
    if questionnaire is None or findings:
        raise QuestionnaireError(_placed(findings, content, source))
    return questionnaire


def read_with_warnings(content: bytes, source: str) -> tuple[Questionnaire, tuple[Diagnostic, ...]]:
    """As `read`, with the warnings about what is allowed but unwise, in file order."""
    from netztui.questionnaire.validation.cautions import warning_violations

    questionnaire = read(content, source)
    warnings = list(warning_violations(questionnaire, sound=True))
    return questionnaire, _placed(warnings, without_byte_order_mark(content), source)


def examine(content: bytes, source: str) -> tuple[Diagnostic, ...]:
    """Every error and warning about `content`, in file order.

    As long as there are errors, only those warnings that no error can be the cause of.
    """
    from netztui.questionnaire.validation.cautions import warning_violations

    content = without_byte_order_mark(content)
    try:
        data = parse_toml(content, source)
    except QuestionnaireError as error:
        return error.problems
    questionnaire, findings = checked(data)
    if questionnaire is not None:
        findings.extend(warning_violations(questionnaire, sound=not findings))
    return _placed(findings, content, source)


def read_file(path: Path) -> Questionnaire:
    """The questionnaire in the file at `path`.

    Raises QuestionnaireError, also where there is no file to read.
    """
    return read(file_content(path), str(path))


def file_content(path: Path) -> bytes:
    """The bytes of the file at `path`, which has at most BYTE_LIMIT of them.

    Raises QuestionnaireError if they cannot be had.
    """
    source = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(BYTE_LIMIT + 1)
    except (OSError, ValueError) as error:
        # A ValueError is what a NUL character in a path gives.
        problem = Diagnostic(source, 1, 1, _why_unreadable(error, path))
        raise QuestionnaireError((problem,)) from None
    if len(content) > BYTE_LIMIT:
        raise QuestionnaireError((too_large(source),))
    return content


def _why_unreadable(error: OSError | ValueError, path: Path) -> LazyText:
    match error:
        case FileNotFoundError():
            return LazyText(N_("There is no such file."))
        # Windows forbids opening a folder, where other systems say that it is one.
        case IsADirectoryError() | PermissionError() if path.is_dir():
            return LazyText(N_("This is a folder, not a file."))
        case PermissionError():
            return LazyText(N_("You are not allowed to read this file."))
    return LazyText(N_("The file cannot be read."))


def checked(data: dict[str, Any]) -> tuple[Questionnaire | None, list[Violation]]:
    """The questionnaire if the data has its structure, and all that is wrong with the data.

    It may only be used where nothing is.
    """
    other_format = format_violation(data)
    if other_format is not None:
        # Another format's keys are no mistakes.
        return None, [other_format]
    questionnaire = None
    findings: list[Violation] = []
    try:
        questionnaire = Questionnaire.model_validate(_frozen(data))
    except ValidationError as error:
        from netztui.questionnaire.validation.schema_errors import schema_violations

        findings.extend(schema_violations(error, data))
    findings.extend(rule_violations(data))
    # What two steps found at one place has one cause; the first to find it knows it best.
    first: dict[tuple[str | int, ...], Violation] = {}
    for finding in findings:
        first.setdefault(finding.path, finding)
    return questionnaire, list(first.values())


def _frozen(value: Any) -> Any:  # noqa: ANN401  # whatever TOML can say
    """`value` with its lists made tuples, which is what the models hold."""
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    return value


def _placed(findings: Iterable[Violation], content: bytes, source: str) -> tuple[Diagnostic, ...]:
    """The findings as problems at their places in the text, in file order."""
    if not findings:
        return ()
    # Only now: a good file is read without looking for any places.
    from netztui.diagnostics.source_map import SourceMap

    positions = SourceMap(content)
    lines = content.decode().split("\n")
    problems = []
    for finding in findings:
        span = positions.find(finding.path, finding.at)
        excerpt = lines[span.line - 1].rstrip("\r")
        problems.append(
            Diagnostic(
                source,
                span.line,
                span.column,
                finding.message,
                finding.hint,
                excerpt,
                span.width,
                finding.severity,
            )
        )
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
