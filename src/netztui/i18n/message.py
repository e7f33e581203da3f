"""Sentences that the core has to say, in no language yet.

The core knows no locale: it hands over what to say as an English sentence with named fields and
the values for them. Whoever shows it (`netztui.i18n.catalogue`) looks the sentence up
first and fills the fields afterwards, so that the order of the fields is the translator's.
"""

from collections.abc import Mapping
from types import MappingProxyType


def N_(sentence: str) -> str:  # noqa: N802  # the name that message extraction looks for
    """Mark a sentence for the catalogues; returns it as it is."""
    return sentence


class LazyText:
    """A sentence of the catalogue with the values of its `{fields}`; `str()` gives English."""

    __slots__ = ("text", "values")

    text: str
    values: Mapping[str, object]

    def __init__(self, text: str, /, **values: object) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "values", MappingProxyType(values))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Message is frozen; {name} stays")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LazyText):
            return NotImplemented
        return self.text == other.text and dict(self.values) == dict(other.values)

    def __hash__(self) -> int:
        return hash((self.text, tuple(self.values)))

    def __str__(self) -> str:
        return self.text.format(**self.values)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"
