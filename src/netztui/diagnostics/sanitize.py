"""What a text may consist of, whether an author wrote it or the person who answers.

Text is plain: markup characters mean themselves, and other scripts, emoji and joiners are
welcome. Refused is only what a terminal or a database would take for something else than text.
"""

import unicodedata

# Explicit embeddings, overrides and isolates reorder what stands beside them on the screen.
BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def forbidden_character(text: str, *, breaks: bool = False) -> str | None:
    """The first character that plain text may not hold, or None.

    Forbidden are control characters, lone surrogates and bidirectional overrides; line breaks
    are allowed only with `breaks`.
    """
    for character in text:
        if breaks and character == "\n":
            continue
        if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}:
            return character
        if character in BIDIRECTIONAL:
            return character
    return None


def sanitize(text: str) -> str:
    """The text with “�” for everything that a terminal would obey; line breaks stay."""
    while (character := forbidden_character(text, breaks=True)) is not None:
        text = text.replace(character, REPLACEMENT)
    return text
