"""Sentences in no language yet.

Most of the program knows no language: it passes on an English sentence with the values of its
fields. `netztui.i18n.catalogue` translates the sentence first and fills the fields afterwards,
so that their order is the translator's.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def N_(sentence: str) -> str:  # noqa: N802  # the name that message extraction looks for
    """Mark a sentence for the catalogues; returns it unchanged."""
    return sentence


class LazyText:
    """A sentence of the catalogue with the values of its `{fields}`; `str()` gives English."""

    __slots__ = ("text", "values")

    def __init__(self, text: str, /, **values: object) -> None:
        self.text: Final = text
        self.values: Final[Mapping[str, object]] = MappingProxyType(values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LazyText):
            return NotImplemented
        return (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"LazyText({self.text!r}, **{dict(self.values)})"

    def __str__(self) -> str:
        return self.text.format(**self.values)


class ExplainedError(Exception):
    """An error that the user can do something about: what happened, and what to do.

    Both are sentences of the catalogue; those that have no values yet share `values`.
    """

    def __init__(self, message: str | LazyText, hint: str | LazyText, **values: object) -> None:
        self.message = LazyText(message, **values) if isinstance(message, str) else message
        self.hint = LazyText(hint, **values) if isinstance(hint, str) else hint
        super().__init__(f"{self.message} {self.hint}")
