"""A questionnaire to start from: complete, without a problem or a warning, every part explained.

It is written as what it becomes (`starter.toml`), in German and English, and read here as text:
lines that begin with `#de:` or `#en:` are comments in that language, and every wording has both.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from netztui.questionnaire.validation.reader import read

WORDINGS = ("de", "en")
"""The languages in which the starter has words; any other gets the English ones to translate."""

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_TEXT = re.compile(rf"\{{ de = ({_QUOTED}), en = ({_QUOTED}) \}}")
_COMMENT = re.compile(r"#(?P<language>de|en):(?P<text>.*)")


def template(name: str, languages: Sequence[str], *, comments: str) -> str:
    """The file's text for the id `name`, its wordings in `languages`, comments in de or en.

    Raises QuestionnaireError where `name` is no id or one of `languages` no language code.
    """
    template = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    lines = [
        written
        for line in template.splitlines()
        if (written := _written(line, name, languages, comments)) is not None
    ]
    text = "\n".join(lines) + "\n"
    read(text.encode(errors="replace"), name)
    return text


def untranslated(languages: Sequence[str]) -> tuple[str, ...]:
    """Those of `languages` whose wordings are still to be translated from English."""
    return tuple(language for language in languages if _base(language) not in WORDINGS)


def _written(line: str, name: str, languages: Sequence[str], comments: str) -> str | None:
    """A line of the template as the file has it; None where it has none."""
    if comment := _COMMENT.fullmatch(line):
        text = comment["text"]
        indent = " " * (len(text) - len(text.lstrip()) - 1)
        return f"{indent}# {text.strip()}" if comment["language"] == comments else None
    if line == 'id = "starter"':
        return f"id = {json.dumps(name, ensure_ascii=False)}"
    if line.startswith("languages = "):
        return f"languages = {json.dumps(list(languages), ensure_ascii=False)}"

    def wordings(found: re.Match[str]) -> str:
        german, english = found.groups()
        entries = (
            f"{_key(language)} = {german if _base(language) == 'de' else english}"
            for language in languages
        )
        return "{ " + ", ".join(entries) + " }"

    return _TEXT.sub(wordings, line)


def _key(language: str) -> str:
    return (
        language
        if re.fullmatch(r"[A-Za-z0-9_-]+", language)
        else json.dumps(language, ensure_ascii=False)
    )


def _base(language: str) -> str:
    return language.partition("-")[0]
