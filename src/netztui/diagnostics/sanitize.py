"""The characters that a text may contain, whether an author or a respondent wrote it.

Text is plain: markup characters mean themselves, and all scripts, emoji and joiners are allowed.
Only characters that a terminal or a database would not treat as text are refused.
"""

import unicodedata

# Explicit embeddings, overrides and isolates reorder the text around them.
BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def forbidden_character(text: str, *, breaks: bool = False) -> str | None:
    """The first character that plain text must not contain, or None.

    Forbidden are control characters, lone surrogates and bidirectional overrides; line breaks
    are allowed only with `breaks`.
    """
    for character in text:
        control = unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        if (control or character in BIDIRECTIONAL) and not (breaks and character == "\n"):
            return character
    return None


def sanitize(text: str) -> str:
    """The text with “�” for every forbidden character; line breaks stay."""
    while (character := forbidden_character(text, breaks=True)) is not None:
        text = text.replace(character, "\N{REPLACEMENT CHARACTER}")
    return text
