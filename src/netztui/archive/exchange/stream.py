"""JSON read piece by piece, from a file that may be anything.

The standard library reads a JSON text as a whole, and a text of a hundred megabytes becomes
gigabytes of objects. Here the caller walks down to the lists and gets their entries one at a
time; each entry is left to the standard library. What is no JSON is told with line and column,
and what no sensible file has (endless entries, endless nesting) is turned away before it costs
memory.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from netztui.archive.exchange.export import TransferError
from netztui.diagnostics.problems import printable
from netztui.i18n.message import N_, LazyText

BYTE_LIMIT = 100 * 2**20
ENTRY_LIMIT = 4 * 2**20
"""Characters of a questionnaire or an assessment."""
BLOCK = 2**16
"""Bytes that are read at once, at least."""
EDGE = 16
"""How many characters before the end of what was read JSON can look broken without being so."""

SPACE = re.compile(r"[ \t\n\r]*")

NOTHING_IMPORTED = LazyText(
    N_("Nothing was imported. Export the file again on the computer that it comes from.")
)

FOREIGN = LazyText(
    N_("Nothing was imported. Name a file that “netztui export” has written as JSON.")
)

AN_OBJECT = N_("An object in braces must stand here.")
A_LIST = N_("A list in brackets must stand here.")
A_TEXT = N_("A text in quotation marks must stand here.")


class Doubled(dict[str, Any]):
    """An object that has a key twice."""

    twice: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = Doubled(found)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            doubled.twice = key
            break
        seen.add(key)
    return doubled


class JsonStream:
    """The JSON text in `source`, called `name` in what is said about it.

    It is one object, whose members are told beforehand, in their order: first `begin`, then for
    each a `key` and a `value` or `entries`, and in the end `end`.

    Every method may raise TransferError. Objects with a key twice come as `Doubled`; numbers may
    be infinite and texts may hold anything that JSON can escape.
    """

    def __init__(self, source: BinaryIO, name: str) -> None:
        self._source = source
        self._name = name
        self._decode = codecs.getincrementaldecoder("utf-8")()
        self._json = json.JSONDecoder(object_pairs_hook=_object)
        self._text = ""
        """What was read and is still needed."""
        self._place = 0
        """Where in it reading goes on."""
        self._line, self._column = 1, 1
        """Where it begins in the file."""
        self._size = 0
        self._ended = False
        self._grow()
        self._text = self._text.removeprefix("\N{BYTE ORDER MARK}")

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            found = SPACE.match(self._text, self._place)
            self._place = found.end() if found else self._place
            if self._place < len(self._text) or self._ended:
                return self._text[self._place : self._place + 1]
            self._grow()

    def take(self, character: str) -> bool:
        """Whether `character` comes next; if so, it is passed over."""
        if self.peek() != character:
            return False
        self._place += 1
        return True

    def begin(self) -> None:
        """Pass over the brace that opens the whole."""
        if not self.take("{"):
            self.fault(LazyText(N_("This is no file that netztui has exported.")), FOREIGN)

    def key(self, expected: str, *, first: bool = False) -> None:
        """Pass over the key of the whole's next member, which must be `expected`."""
        if not first and self.peek() != "}":
            self._expect(",")
        self.peek()
        place = self._where(self._place)
        if self.peek() not in {'"', ""} or self.value() != expected:
            what = LazyText(N_("“{key}” must stand here."), key=expected)
            raise self._fault_in(*place, what, FOREIGN)
        self._expect(":")

    def end(self) -> None:
        """Pass over the brace that closes the whole, behind which nothing may follow."""
        if self.peek() == ",":
            self.fault(LazyText(N_("No more may follow here.")))
        self._expect("}")
        if self.peek():
            self._broken(self._place)

    def value(self) -> Any:  # noqa: ANN401  # whatever JSON can say
        """The whole value that comes next."""
        self.peek()
        while True:
            try:
                found, end = self._json.raw_decode(self._text, self._place)
            except json.JSONDecodeError as error:
                unfinished = error.msg.startswith("Unterminated")
                if self._ended or not (unfinished or error.pos >= len(self._text) - EDGE):
                    self._broken(error.pos, unfinished=unfinished)
            except RecursionError:
                self.fault(LazyText(N_("What begins here nests too deep.")))
            except ValueError:
                # Python refuses to make whole numbers of that many digits.
                self.fault(LazyText(N_("What begins here has a number with thousands of digits.")))
            else:
                # At the end of what was read, a number may go on.
                if self._ended or end < len(self._text):
                    self._place = end
                    return found
            if len(self._text) - self._place > ENTRY_LIMIT:
                self.fault(
                    LazyText(
                        N_("What begins here is longer than {limit} MiB."), limit=ENTRY_LIMIT >> 20
                    )
                )
            self._grow()

    def entries(self) -> Iterator[Any]:
        """The entries of the list that comes next, one at a time."""
        if self.peek() not in {"[", ""}:
            self.fault(LazyText(A_LIST))
        self._expect("[")
        if self.take("]"):
            return
        yield self.value()
        while self.take(","):
            yield self.value()
        self._expect("]")

    def fault(self, what: LazyText, hint: LazyText = NOTHING_IMPORTED) -> NoReturn:
        """Raise the TransferError about what comes next."""
        raise self._fault_at(self._place, what, hint)

    def wrong(self, place: str, what: LazyText, hint: LazyText = NOTHING_IMPORTED) -> TransferError:
        """The TransferError about what stands at `place`, as in `assessments[3].note`."""
        return TransferError(
            LazyText(
                N_("{file}, {place}: {what}"), file=printable(self._name), place=place, what=what
            ),
            hint,
        )

    # Inside

    def _expect(self, character: str) -> None:
        if not self.take(character):
            self._broken(self._place)

    def _grow(self) -> None:
        """Read on: as much again as is being looked at, so that all together is read few times."""
        self._line, self._column = self._where(self._place)
        self._text = self._text[self._place :]
        self._place = 0
        try:
            looked_at = len(self._text)
            content = self._source.read(max(BLOCK, min(looked_at, ENTRY_LIMIT - looked_at)))
        except OSError:
            self.fault(LazyText(N_("The rest cannot be read.")))
        self._ended = not content
        self._size += len(content)
        if self._size > BYTE_LIMIT:
            raise TransferError(
                LazyText(
                    N_("{file} is larger than {limit} MiB."),
                    file=printable(self._name),
                    limit=BYTE_LIMIT >> 20,
                ),
                NOTHING_IMPORTED,
            )
        try:
            self._text += self._decode.decode(content, final=self._ended)
        except UnicodeDecodeError as error:
            self._text += error.object[: error.start].decode()
            raise self._fault_at(
                len(self._text), LazyText(N_("This is not text in UTF-8."))
            ) from None

    def _broken(self, place: int, *, unfinished: bool = False) -> NoReturn:
        if self._ended and (unfinished or place >= len(self._text.rstrip())):
            what = LazyText(N_("The file ends in the middle; the rest is missing."))
            raise self._fault_at(len(self._text), what) from None
        raise self._fault_at(place, LazyText(N_("This is not valid JSON."))) from None

    def _where(self, place: int) -> tuple[int, int]:
        """Line and column in the file, both from 1, of a place in the text at hand."""
        breaks = self._text.count("\n", 0, place)
        if not breaks:
            return self._line, self._column + place
        return self._line + breaks, place - self._text.rindex("\n", 0, place)

    def _fault_at(
        self, place: int, what: LazyText, hint: LazyText = NOTHING_IMPORTED
    ) -> TransferError:
        return self._fault_in(*self._where(place), what, hint)

    def _fault_in(self, line: int, column: int, what: LazyText, hint: LazyText) -> TransferError:
        return TransferError(
            LazyText(
                N_("{file}, line {line}, column {column}: {what}"),
                file=printable(self._name),
                line=line,
                column=column,
                what=what,
            ),
            hint,
        )
