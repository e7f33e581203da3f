"""Reading a questionnaire file, valid or not."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import PLANNED, SMALL, small

from netztui.assessment.assessment import Answer, Assessment
from netztui.diagnostics.problems import QuestionnaireError, format_diagnostic
from netztui.diagnostics.sanitize import forbidden_character
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import (
    checked,
    read,
    read_file,
)
from questionnaire.examining import examine

SMALL_BYTES = SMALL.encode()
SMALL_LINES = SMALL.split("\n")


def refused(content: bytes) -> QuestionnaireError:
    with pytest.raises(QuestionnaireError) as caught:
        read(content, "x.toml")
    return caught.value


def holds_together(content: bytes) -> None:
    """Reading gives a questionnaire, or errors that can be shown and are inside the text."""
    examined = examine(content, "x.toml")
    if "error" in {one.severity for one in examined}:
        assert refused(content).diagnostics == examined
    else:
        questionnaire = read(content, "x.toml")
        assert Questionnaire.from_canonical(questionnaire.canonical) == questionnaire
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for diagnostic in examined:
        assert 1 <= diagnostic.line <= len(lines)
        line = lines[diagnostic.line - 1].decode(errors="replace")
        assert 1 <= diagnostic.column <= len(line) + 1
        assert diagnostic.width >= 1
        shown = format_diagnostic(diagnostic)
        assert not any(forbidden_character(line) for line in shown)


def test_a_valid_file_becomes_a_questionnaire() -> None:
    questionnaire = small()
    assert questionnaire.id == "small"
    assert list(questionnaire.items)[:2] == ["networks-used", "searched-for-clients"]
    assert questionnaire.ratings["left-contacts-to-chance"][0].reverse
    assert questionnaire.response_scales["frequency"].values == (1, 2, 3, 4, 5)


def test_the_included_questionnaires_have_no_errors_or_warnings() -> None:
    paths = sorted(shipped_folder().glob("*.toml"))
    assert [path.stem for path in paths] == ["hunter-gatherer-short", "hunter-gatherer"]
    for path in paths:
        assert read_file(path).id == path.stem
        warnings = examine(path.read_bytes(), path.name)
        assert [line for diagnostic in warnings for line in format_diagnostic(diagnostic)] == []


def test_the_canonical_form_can_be_read_again() -> None:
    again = Questionnaire.from_canonical(small().canonical)
    assert again == small()
    assert again.fingerprint == small().fingerprint


def test_comments_layout_and_the_order_of_keys_do_not_change_the_fingerprint() -> None:
    moved = SMALL.replace(
        'id = "small"\nversion = "1.0.0"\n',
        "version = \"1.0.0\"\n\n# hello\nid   =   'small' # hi\n",
    )
    moved = moved.replace(
        '{ value = 1, label = { de = "nie", en = "never" } }',
        '{ label.en = "never", label.de = "nie", value = 0x1 }',
    )
    moved = moved.replace("[axis]\n", "[axis]\nbalanced_within = 12.5\n")
    moved = moved.replace("  reverse = true\n", '  "reverse" = true\n\n')
    assert moved.count("\n") > SMALL.count("\n")
    assert read(moved.encode(), "x").fingerprint == small().fingerprint
    windows = b"\xef\xbb\xbf" + moved.replace("\n", "\r\n").encode()
    assert read(windows, "x").fingerprint == small().fingerprint


def test_wording_and_keying_change_the_fingerprint() -> None:
    for old, new in (("One line is enough", "A line is enough"), ("maximum = 28", "maximum = 31")):
        assert read(SMALL.replace(old, new).encode(), "x").fingerprint != small().fingerprint


@pytest.mark.parametrize(
    ("content", "says", "line", "column"),
    [
        (b"", "“format” is missing", 1, 1),
        (
            SMALL_BYTES.replace(b"Zielwahl", b"\xe9\xff"),
            "not in the encoding UTF-8",
            19,
            17,
        ),
        (SMALL.encode("utf-16"), "not in the encoding UTF-8", 1, 1),
        (b"\x00" * 10, "neither a key", 1, 1),
        (b"a = " + b"[" * 100_000, "nested more than 64 deep", 1, 1),
        (b"a = " + b"{a = " * 5000 + b"1" + b"}" * 5000, "nested more than 64 deep", 1, 1),
        (b"ok = 1\n" + b".".join([b"a"] * 300_000) + b" = 1", "nested more than 64 deep", 2, 1),
        (b"ok = 1\nx = {'a'" + b'."b"' * 70 + b" = 1}", "nested more than 64 deep", 2, 6),
        (b"ok = 1\n" + b".".join([b"a"] * 64) + b" = [[1]]", "nested more than 64 deep", 2, 1),
        (b"ok = 1\nn = 1" + b"0" * 5000, "thousands of digits", 2, 1),
        (b"#" * (2**20 + 1), "larger than 1024 KiB", 1, 1),
        (b"#" * 10**8, "larger than 1024 KiB", 1, 1),
    ],
    ids=[
        "empty",
        "latin-1",
        "utf-16",
        "nul",
        "lists",
        "tables",
        "keys",
        "quoted keys",
        "mixed",
        "digits",
        "too large",
        "huge",
    ],
)
def test_content_that_is_not_toml_is_refused_with_one_sentence(
    content: bytes, says: str, line: int, column: int
) -> None:
    diagnostic = refused(content).diagnostics[0]
    assert says in str(diagnostic.message)
    assert (diagnostic.line, diagnostic.column) == (line, column)


def test_a_file_of_exactly_the_largest_size_is_read() -> None:
    content = SMALL_BYTES + b"#" * (2**20 - len(SMALL_BYTES))
    assert read(content, "x").id == "small"
    assert "larger" in str(refused(content + b"#"))


def test_huge_numbers_of_every_spelling_are_refused() -> None:
    for number in ("0x" + "f" * 6000, "9" * 4000, "-" + "9" * 4000, "1e999", "0b" + "1" * 70):
        for place in ("value = 5", "maximum = 28", "minimum = 0", 'version = "1.0.0"'):
            key = place.partition(" ")[0]
            error = refused(SMALL.replace(place, f"{key} = {number}").encode())
            assert len(str(error)) < 1000


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_bytes(SMALL_BYTES)
    assert read_file(path) == small()


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(tmp_path: Path) -> None:
    large = tmp_path / "large.toml"
    with large.open("wb") as file:
        file.truncate(2**33)
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    cases = {
        tmp_path / "nothing.toml": "nothing.toml does not exist.",
        tmp_path: f"{tmp_path.name} is a folder, not a file.",
        large: "The file is larger than 1024 KiB.",
        tmp_path / ("x" * 300): f"The name {'x' * 300} is too long for this file system.",
        large / "x": "The path x leads through a file as if it were a folder.",
        loop: "The symbolic links in loop.toml lead in a circle.",
    }
    for path, sentence in cases.items():
        with pytest.raises(QuestionnaireError) as caught:
            read_file(path)
        (diagnostic,) = caught.value.diagnostics
        assert (str(diagnostic.message), diagnostic.line, diagnostic.source) == (
            sentence,
            1,
            str(path),
        )


def test_a_file_without_permission_to_read_is_refused_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbid(*args: object, **kwargs: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", forbid)
    with pytest.raises(QuestionnaireError, match="not allowed to read"):
        read_file(tmp_path / "x.toml")


def test_reading_a_valid_file_imports_neither_the_interface_nor_tree_sitter() -> None:
    code = (
        "import sys\n"
        "from netztui.questionnaire.library import available, shipped_folder\n"
        "from pathlib import Path\n"
        "assert all(entry.questionnaire for entry in available(Path('nowhere')))\n"
        "wrong = {'tree_sitter', 'tree_sitter_toml', 'textual', 'rich', 'click', 'platformdirs'}\n"
        "print(sorted(wrong & set(sys.modules)))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert ran.stdout == "[]\n"


VALUES = [
    "1", "-1", "true", '"x"', "[]", "{}", "[[]]", "{ a = 1 }", "inf", "nan", "2020-01-01", "12:00:00", "1e999", '[1, "a"]',
    '"networks-used"', '"hunter"', '{ item = "x" }', '{ de = "a", en = "b" }', "0x" + "f" * 5000, '"""a\nb"""', '""', "[{ value = 1 }]",
]  # fmt: skip
BITS = [
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    "\n",
    ".",
    "#",
    "\\",
    "\x00",
    "é",
    "🎉",
    '"""',
    "\ufeff",
    "\r",
]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The small questionnaire with a few lines lost, moved, given other values or typed over."""
    lines = list(SMALL_LINES)
    place = st.integers(0, len(lines) - 1)
    for _ in range(draw(st.integers(1, 5))):
        here = draw(place) % len(lines)
        match draw(st.sampled_from(["lose", "double", "swap", "value", "type"])):
            case "lose":
                del lines[here]
            case "double":
                lines.insert(here, SMALL_LINES[draw(place)])
            case "swap":
                there = draw(place) % len(lines)
                lines[here], lines[there] = lines[there], lines[here]
            case "value":
                lines[here] = lines[here].partition("=")[0] + "= " + draw(st.sampled_from(VALUES))
            case _:
                column = draw(st.integers(0, len(lines[here])))
                lines[here] = (
                    lines[here][:column] + draw(st.sampled_from(BITS)) + lines[here][column:]
                )
    return "\n".join(lines)


@given(mutated())
def test_a_valid_file_changed_at_random_is_read_or_refused(text: str) -> None:
    holds_together(text.encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    holds_together(content)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    holds_together(text.encode(errors="replace"))


@given(st.integers(0, len(SMALL_BYTES)), st.binary(max_size=4), st.integers(0, 30))
def test_a_valid_file_with_bytes_replaced_is_read_or_refused(
    start: int, bytes_: bytes, gone: int
) -> None:
    holds_together(SMALL_BYTES[:start] + bytes_ + SMALL_BYTES[start + gone :])


def tables(data: Any) -> Iterator[dict[str, Any]]:
    """Every table in `data`, outermost first."""
    if isinstance(data, dict):
        yield data
    for inner in data.values() if isinstance(data, dict) else data:
        if isinstance(inner, dict | list):
            yield from tables(inner)


SOUND = tomllib.loads(SMALL)
KEYS = sorted({key for table in tables(SOUND) for key in table})
# In addition, the names by which pydantic marks parts of its paths that are not keys of the file.
NAMES = [
    *KEYS,
    *(10 * ["[key]"]),
    "int",
    "str",
    "float",
    "root",
    "rating",
    "choices",
    "",
    "a b",
    "ä/ö",
]
JUNK = [
    *(0, -1, 2**70, 1.5, float("inf"), float("nan"), True, "", "x", "rating"),
    *([], {}, [[]], [{}], ["x"], {"de": "x"}, {"[key]": "x"}, {"[key]": 1}, {"": ""}),
    *([table] for table in tables(SOUND)),
    *tables(SOUND),
]


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.sampled_from(NAMES), st.sampled_from([*JUNK, None])),
        min_size=1,
        max_size=5,
    )
)
def test_violations_in_data_changed_at_random_have_paths_that_exist(
    changes: list[tuple[int, str, Any]],
) -> None:
    data = deepcopy(SOUND)
    for place, name, value in changes:
        there = list(tables(data))
        table = there[place % len(there)]
        if value is None:
            table.pop(name, None)
        else:
            table[name] = deepcopy(value)
    _questionnaire, violations = checked(data)
    for violation in violations:
        here: Any = data
        for part in violation.path[:-1]:
            here = here[part]


@pytest.mark.parametrize(
    ("mark", "allowed"), [("{option}", 4), ("{earlier}", 1), ("{options}", 0), ("{}", 0)]
)
def test_a_mark_is_either_refused_or_replaced(mark: str, allowed: int) -> None:
    """In the sample, a grid of three items with no stem, one network question, one that follows."""
    accepted, sound = 0, tomllib.loads(PLANNED)
    for place, text in enumerate(list(tables(sound))):
        if text.keys() != {"de", "en"}:
            continue
        data = deepcopy(sound)
        list(tables(data))[place]["en"] = f"x {mark}"
        questionnaire, _violations = checked(data)
        if questionnaire is None:
            continue
        accepted += 1
        answers = {"networks-used": Answer(("xing",))}
        before = Assessment(questionnaire, answers, earlier={"next-step": "plan"})
        for question in (
            *before.visible.values(),
            *replace(before, after_result=True).visible.values(),
        ):
            for shown in (question.text("en"), question.stem("en"), question.help("en")):
                assert "{" not in (shown or "")
    assert accepted == allowed
