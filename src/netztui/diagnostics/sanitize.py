"""The characters that a text may contain, whether an author or a respondent wrote it.

Text is plain: markup characters mean themselves, and all scripts, emoji and joiners are allowed.
Only characters that a terminal or a database would not treat as text are refused.
"""

import re

# Control characters but line breaks, lone surrogates, the separators of lines and paragraphs, and
# what reorders the text around it: explicit embeddings, overrides and isolates.
_BUT_BREAKS = "\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\u2028-\\u202e\\u2066-\\u2069"
_FORBIDDEN = f"[\\n{_BUT_BREAKS}]"
_FORBIDDEN_BUT_BREAKS = f"[{_BUT_BREAKS}]"


def forbidden_character(text: str, *, breaks: bool = False) -> str | None:
    """The first character that plain text must not contain, or None.

    Forbidden are control characters, lone surrogates and bidirectional overrides; line breaks
    are allowed only with `breaks`.
    """
    if text.isprintable():
        # Python takes no forbidden character for printable. Most texts need no more than this,
        # and most programs need not compile the expressions, which takes half a millisecond.
        return None
    found = re.search(_FORBIDDEN_BUT_BREAKS if breaks else _FORBIDDEN, text)
    return found and found[0]


def sanitize(text: str) -> str:
    """The text with “�” for every forbidden character; line breaks stay."""
    if text.isprintable():
        return text
    return re.sub(_FORBIDDEN_BUT_BREAKS, "\N{REPLACEMENT CHARACTER}", text)


def printable(text: str) -> str:
    """`text` on one line, with � for each character that must not reach a terminal."""
    return sanitize(text.replace("\t", " ").replace("\n", " "))
