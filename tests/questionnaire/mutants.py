"""Questionnaire files with one mistake each, made from a sound one, and where it must be found.

A mutant knows the lines of which at least one must have an error: the line that was changed, or
for what is missing the line of what it is missing from. `structural` mutants break the shape of
the file, which the JSON Schema must notice too.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from netztui.diagnostics.problems import DataPath
from netztui.diagnostics.source_map import SourceMap

REQUIRED = {
    "explained", "facets", "format", "high", "id", "item", "kind", "label", "languages", "low", "options", "question",
    "text", "title", "value", "version", "when",
}  # fmt: skip
"""Keys that are missed wherever they stand in the file and are dropped."""

REFERENCES = {
    "facet",
    "effort",
    "follows",
    "for_each",
    "high",
    "item",
    "low",
    "opposite",
    "response_scale",
}
NAMES = {"facets", "scales", "response_scales"}
KEYS_OF_TABLES = re.compile(r"^\s*\[+([a-z_.-]+)\]+")


@dataclass(frozen=True)
class Mutant:
    kind: str
    text: str
    lines: frozenset[int]
    """From 1, in the mutant's text."""
    structural: bool = False


class Original:
    """A sound file, taken apart: every path with its key and value as they are written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.positions = SourceMap(text.encode())
        self.paths = list(_paths(tomllib.loads(text)))

    def line_of(self, path: DataPath) -> int:
        return self.positions.find(path, "key").line if path else 1

    def written(self, path: DataPath) -> str:
        span = self.positions.find(path)
        return self.lines[span.line - 1][span.column - 1 :][: span.width]

    def with_value(self, path: DataPath, value: str) -> str:
        """The text with another value at `path`, whose own is on one line."""
        span = self.positions.find(path)
        return self._with(span.line, span.column - 1, span.width, value)

    def with_key(self, path: DataPath, key: str) -> str:
        span = self.positions.find(path, "key")
        return self._with(span.line, span.column - 1, span.width, key)

    def without(self, path: DataPath) -> str:
        """The text without the key at `path` and its value."""
        key, value = self.positions.find(path, "key"), self.positions.find(path)
        lines = list(self.lines)
        line = lines[key.line - 1]
        if not line[: key.column - 1].strip():
            last = key.line
            while line.rstrip().endswith("[") and not lines[last - 1].strip().startswith("]"):
                last += 1
            del lines[key.line - 1 : last]
            return "\n".join(lines)
        before, after = line[: key.column - 1], line[value.column - 1 + value.width :]
        if after.lstrip().startswith(","):
            after = after.lstrip()[1:].lstrip()
        else:
            before = before.rstrip().removesuffix(",") + " "
            after = after.lstrip()
        lines[key.line - 1] = before + after
        return "\n".join(lines)

    def with_line(self, number: int, line: str) -> str:
        """The text with a further line behind line `number`."""
        return "\n".join([*self.lines[:number], line, *self.lines[number:]])

    def _with(self, number: int, start: int, width: int, new: str) -> str:
        lines = list(self.lines)
        line = lines[number - 1]
        lines[number - 1] = line[:start] + new + line[start + width :]
        return "\n".join(lines)


def mutants(text: str, seed: int) -> list[Mutant]:
    """Every mutant that the kinds below know of, in an order of chance."""
    original = Original(text)
    rng = random.Random(seed)
    made = [mutant for make in KINDS for mutant in make(original, rng)]
    rng.shuffle(made)
    return made


def _dropped_keys(original: Original, rng: random.Random) -> Iterator[Mutant]:
    for path in original.paths:
        key = path[-1]
        optional = (
            (key == "label" and "items" in path and "options" not in path)
            or (path[0] == "advice" and key in {"text", "when"})
            or (path[0] == "prompts" and key == "when")
        )
        needed = key in REQUIRED and not optional
        if needed and _is_formats_own(path) and _is_pair(original, path):
            lines = {original.line_of(path[:-1])}
            yield Mutant(
                f"drop {_named(path)}",
                original.without(path),
                frozenset(lines),
                key not in {"item", "kind"},
            )
        elif key == "answered":
            yield Mutant(
                f"drop {_named(path)}",
                original.without(path),
                frozenset({original.line_of(path[:-1])}),
            )
        elif key == "reverse":
            # What speaks against it then stands beside it.
            opposite = original.line_of((*path[:-1], "opposite")) - 1
            yield Mutant(f"drop {_named(path)}", original.without(path), frozenset({opposite}))


def _misspelt_keys(original: Original, rng: random.Random) -> Iterator[Mutant]:
    for path in original.paths:
        if isinstance(path[-1], str) and _is_pair(original, path):
            wrong = misspelt(path[-1], rng)
            yield Mutant(
                f"misspell {_named(path)}",
                original.with_key(path, wrong),
                frozenset({original.line_of(path)}),
                _is_formats_own(path),
            )
    for number, line in enumerate(original.lines, 1):
        if header := KEYS_OF_TABLES.match(line):
            parts = header[1].split(".")
            place = 0 if parts[0] in NAMES else rng.randrange(len(parts))
            changed = [*parts]
            changed[place] = misspelt(parts[place], rng)
            lines = list(original.lines)
            lines[number - 1] = line.replace(header[1], ".".join(changed))
            # A TOML parser may find fault with the headers inside it, and with the next of its name.
            found = {number}
            for later, one in enumerate(lines[number:], number + 1):
                if re.match(rf"\s*\[+{header[1]}[].]", one):
                    found.add(later)
                    if f"{header[1]}]" in one:
                        break
            yield Mutant(
                f"misspell header {header[1]}",
                "\n".join(lines),
                frozenset(found),
                structural=True,
            )


def _broken_references(original: Original, rng: random.Random) -> Iterator[Mutant]:
    for path in original.paths:
        named = path[-1] in REFERENCES or (path[0] == "placements" and path[-1] == "when")
        listed = isinstance(path[-1], int) and path[-2] in {"facets", "languages"}
        listed |= path[0] == "advice" and path[-2:-1] == ("placements",)
        if named or listed:
            wrong = misspelt(original.written(path).strip('"'), rng)
            yield Mutant(
                f"break {_named(path)}",
                original.with_value(path, f'"{wrong}"'),
                frozenset({original.line_of(path)}),
            )


def _wrong_types(original: Original, rng: random.Random) -> Iterator[Mutant]:
    for path in original.paths:
        written = original.written(path)
        if not isinstance(path[-1], str) or not _is_pair(original, path) or written == "[":
            continue
        others = ["5", "true", '"x"', "2020-01-01", "[]", "[5]", "{ x = 1 }"]
        fits = {'"': 2, "[": 4, "{": 6}.get(written[0], 1 if written in {"true", "false"} else 0)
        lists_too = {4, 5} if fits == 4 else {fits}
        values = [value for place, value in enumerate(others) if place not in lists_too]
        if path[-1] in {"value", "is"}:
            # Whether a number or a word is right depends on the item, which the schema can't tell.
            values = ["true", "2020-01-01", "[]"]
        yield Mutant(
            f"retype {_named(path)}",
            original.with_value(path, rng.choice(values)),
            frozenset({original.line_of(path)}),
            structural=True,
        )


def _dropped_languages(original: Original, rng: random.Random) -> Iterator[Mutant]:
    for path in original.paths:
        if path[-1] in {"de", "en"}:
            yield Mutant(
                f"drop {_named(path)}",
                original.without(path),
                frozenset({original.line_of(path[:-1])}),
            )


def _doubles(original: Original, rng: random.Random) -> Iterator[Mutant]:
    for kind, length in (("sections", 3), ("sections", 5), ("advice", 3), ("prompts", 3)):
        ids = [
            path
            for path in original.paths
            if path[-1] == "id" and path[0] == kind and len(path) == length
        ]
        for place, path in enumerate(ids[1:], 1):
            double = original.written(rng.choice(ids[:place]))
            yield Mutant(
                "double id", original.with_value(path, double), frozenset({original.line_of(path)})
            )
    for path in original.paths:
        if _is_statement(original, path):
            number = original.line_of(path)
            text = original.with_line(number, original.lines[number - 1])
            yield Mutant(f"double {_named(path)}", text, frozenset({number + 1}))


def _cycles(original: Original, rng: random.Random) -> Iterator[Mutant]:
    items = [
        path
        for path in original.paths
        if path[-1] == "id" and path[0] == "sections" and len(path) == 5
    ]
    sections = [
        path
        for path in original.paths
        if path[-1] == "id" and path[0] == "sections" and len(path) == 3
    ]
    for place, path in enumerate(items):
        for other in {path, rng.choice(items[place:])}:
            line = f"  show_if = {{ item = {original.written(other)}, answered = true }}"
            number = original.line_of(path)
            yield Mutant(
                "cycle of an item", original.with_line(number, line), frozenset({number + 1})
            )
    for path in sections:
        if (*path[:-1], "show_if") not in original.paths:
            own = rng.choice([item for item in items if item[1] >= path[1]])
            line = f"show_if = {{ not = {{ item = {original.written(own)}, answered = true }} }}"
            number = original.line_of(path)
            yield Mutant(
                "cycle of a section", original.with_line(number, line), frozenset({number + 1})
            )


def _wrong_marks(original: Original, rng: random.Random) -> Iterator[Mutant]:
    for number, line in enumerate(original.lines, 1):
        marks = re.findall(r"\{(?:option|earlier)\}", line.partition("#")[0])
        for mark in marks:
            wrong = f"{{{misspelt(mark[1:-1], rng)}}}"
            lines = [*original.lines[: number - 1], line.replace(mark, wrong, 1)]
            text = "\n".join([*lines, *original.lines[number:]])
            yield Mutant(f"misspell {mark}", text, frozenset({number}))


def _too_early(original: Original, rng: random.Random) -> Iterator[Mutant]:
    before = [
        path
        for path in original.paths
        if len(path) == 3 and path[0] == "sections" and path[-1] == "id"
        if (*path[:-1], "after_result") not in original.paths
    ]
    for path in before[:-1]:
        number = original.line_of(path)
        text = original.with_line(number, "after_result = true")
        yield Mutant("section after the result", text, frozenset({number + 1}))


def _cuts(original: Original, rng: random.Random) -> Iterator[Mutant]:
    text = original.text
    for _ in range(700):
        left = text[: rng.randrange(1, len(text))]
        if _is_sound(left, text[len(left) :]):
            continue
        yield Mutant("cut", left, frozenset(_near_the_end(left)))


def _is_sound(left: str, rest: str) -> bool:
    """Whether nothing was lost but whole advice or prompts, blank lines and parts of comments."""
    *before, last = left.split("\n")
    if last.lstrip().startswith("#"):
        rest = rest.partition("\n")[2]
        while before and (not before[-1].strip() or before[-1].lstrip().startswith("#")):
            before.pop()
        left = "\n".join(before)
    following = [line for line in rest.split("\n") if line.strip() and not line.startswith("#")]
    complete = left.rstrip().endswith(("]", '"', "}")) and not left.rstrip().endswith("]]")
    whole = following[:1] in ([], ["[[advice]]"], ["[[prompts]]"])
    return complete and whole and "[[placements]]" not in rest


def _near_the_end(left: str) -> Iterator[int]:
    """The last line, the statement that it belongs to, its headers, and what needs the rest."""
    lines = left.rstrip().split("\n")
    yield from (1, len(lines))
    for start in (r"\s*[A-Za-z_-]+ = ", r"\s*\[", r"\[\["):
        numbers = [number for number, line in enumerate(lines, 1) if re.match(start, line)]
        yield from numbers[-1:]
    yield from (number for number, line in enumerate(lines, 1) if line == "[axis]")


KINDS: tuple[Callable[[Original, random.Random], Iterator[Mutant]], ...] = (
    _dropped_keys,
    _misspelt_keys,
    _broken_references,
    _wrong_types,
    _dropped_languages,
    _doubles,
    _cycles,
    _wrong_marks,
    _too_early,
    _cuts,
)


def misspelt(word: str, rng: random.Random) -> str:
    """The word with two letters swapped, one lost, or one too many."""
    for _ in range(20):
        place = rng.randrange(len(word))
        match rng.randrange(3):
            case 0:
                wrong = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
            case 1:
                wrong = word[:place] + word[place + 1 :]
            case _:
                wrong = word[:place] + rng.choice("aehklz") + word[place:]
        if wrong not in {word, ""} and wrong.strip("-") == wrong and "--" not in wrong:
            return wrong
    return f"{word}z"


def _paths(value: object, path: DataPath = ()) -> Iterator[DataPath]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _paths(inner, (*path, place))


def _is_pair(original: Original, path: DataPath) -> bool:
    """Whether the path is written as `key = value` and not as a header."""
    span = original.positions.find(path, "key")
    line = original.lines[span.line - 1]
    return isinstance(path[-1], str) and line[span.column - 1 + span.width :].startswith(" = ")


def _is_statement(original: Original, path: DataPath) -> bool:
    """Whether it is a pair on a line of its own, which can be written twice."""
    if not _is_pair(original, path) or original.written(path) == "[":
        return False
    span = original.positions.find(path, "key")
    return not original.lines[span.line - 1][: span.column - 1].strip()


def _is_formats_own(path: DataPath) -> bool:
    """Whether the key is the format's and not the author's: no language, and no id."""
    if path[-1] in {"de", "en"} or (len(path) == 2 and path[0] in NAMES):
        return False
    return not (path[0] in {"advice", "prompts"} and path[-2] == "when")


def _named(path: DataPath) -> str:
    return ".".join(str(part) for part in path)
