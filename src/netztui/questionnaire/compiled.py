"""The included questionnaires in the form in which they are loaded quickly.

When netztui is built or installed (`hatch_build.py`), they are checked, and what they consist of is
written next to this module. Parsing and checking their files at every start would take a third of
the time to the first question.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from netztui.questionnaire.model import Questionnaire

COMPILED = Path(__file__).with_name("compiled.json")


def compile_files(paths: Iterable[Path]) -> str:
    """The content of COMPILED for these files; raises QuestionnaireError if one is invalid."""
    from netztui.questionnaire.validation.reader import read_file

    written = {_digest(path): read_file(path).written() for path in paths}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def load_compiled(path: Path) -> Questionnaire | None:
    """The questionnaire in the file at `path`; None if it was compiled from another content."""
    # In a checkout, the file and the models can be newer than what was compiled.
    with suppress(OSError, ValueError, AttributeError, KeyError, TypeError):
        return Questionnaire.from_written(_content(COMPILED)[_digest(path)])
    return None


@cache
def _content(compiled: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(compiled.read_bytes())
    return content


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
