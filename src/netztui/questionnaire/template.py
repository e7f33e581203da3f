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


def template(name: str, languages: Sequence[str], *, comments: str) -> str:
    """The text of a questionnaire with the id `name`, in `languages`; comments are de or en.

    Raises QuestionnaireError if `name` is not an id or one of `languages` not a language code.
    """
    quoted = {language: json.dumps(language, ensure_ascii=False) for language in languages}

    def wordings(found: re.Match[str]) -> str:
        entries = []
        for language in languages:
            key = language if re.fullmatch(r"[A-Za-z0-9_-]+", language) else quoted[language]
            entries.append(f"{key} = {found[1 if _base(language) == 'de' else 2]}")
        return "{ " + ", ".join(entries) + " }"

    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    text = re.sub(rf"(?m)^#{comments}: ( *)", r"\1# ", text)
    text = re.sub(r"(?m)^#(?:de|en):.*\n", "", text)
    text = text.replace('"starter"', json.dumps(name, ensure_ascii=False), 1)
    text = text.replace('["de", "en"]', f"[{', '.join(quoted.values())}]", 1)
    text = _TEXT.sub(wordings, text)
    read(text.encode(errors="replace"), name)
    return text


def untranslated(languages: Sequence[str]) -> tuple[str, ...]:
    """Those of `languages` whose wordings still have to be translated from English."""
    return tuple(language for language in languages if _base(language) not in WORDINGS)


def _base(language: str) -> str:
    return language.partition("-")[0]
