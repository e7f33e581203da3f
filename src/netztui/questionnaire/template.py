"""A questionnaire to start from: complete, without errors or warnings, every part explained.

`template.toml` is itself a questionnaire, in German and English. It is processed as text: lines
that start with `#de:` or `#en:` are comments in that language, and every text has both.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from netztui.questionnaire.validation.reader import read

WORDINGS = ("de", "en")
"""The languages of the template; others get the English wordings to translate."""

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_TEXT = re.compile(rf"\{{ de = ({_QUOTED}), en = ({_QUOTED}) \}}")
_COMMENT = re.compile(r"#(?P<language>de|en):(?P<text>.*)")


def template(name: str, languages: Sequence[str], *, comments: str) -> str:
    """The text of a questionnaire with the id `name`, in `languages`; comments are de or en.

    Raises QuestionnaireError if `name` is not an id or one of `languages` not a language code.
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
    """Those of `languages` whose wordings still have to be translated from English."""
    return tuple(language for language in languages if _base(language) not in WORDINGS)


def _written(line: str, name: str, languages: Sequence[str], comments: str) -> str | None:
    """A line of the template as it is in the file; None if it is left out."""
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
