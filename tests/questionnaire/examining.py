"""What `netztui check` reports about the text of a questionnaire file."""

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError
from netztui.questionnaire.validation.item_writing import item_writing_violations
from netztui.questionnaire.validation.reader import located, read


def examine(content: bytes, source: str) -> tuple[Diagnostic, ...]:
    """The errors in `content`, or if there are none the warnings, in file order."""
    try:
        questionnaire = read(content, source)
    except QuestionnaireError as error:
        return error.diagnostics
    return located(item_writing_violations(questionnaire), content, source)
