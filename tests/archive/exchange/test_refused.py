"""Files that are no sound export: a sentence that names the place, and never anything else."""

import copy
import io
import json
import math
import random
import re
from pathlib import Path
from typing import Any

import pytest
from exports import Json, answer, assessment, document, exported, read, taken, with_change
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from samples import small
from stored import PLAN, later

from netztui.archive.archive import Archive
from netztui.archive.errors import ExchangeError
from netztui.archive.exchange.file_format import BYTE_LIMIT, read_export
from netztui.diagnostics.sanitize import forbidden_character
from netztui.scoring.score import score

RATED = [answer(item, 4) for item in list(small().items)[1:17]]
SOUND = document(
    assessment(0, [answer("networks-used", ["xing"]), *RATED], 9, note="gut"),
    assessment(1, [*RATED[:3], answer("next-step", "=x")], position="next-step"),
)
TEXT = json.dumps(SOUND, indent=1)


def refused(content: Json | bytes | str) -> str:
    with pytest.raises(ExchangeError) as caught:
        read(content.encode() if isinstance(content, str) else content)
    said = str(caught.value)
    assert forbidden_character(said) is None
    assert "Nothing was imported." in said
    assert len(said) < 500
    return said


def changed(*path: str | int, to: object) -> Json:
    return with_change(SOUND, path, lambda holder, last: holder.__setitem__(last, to))


def test_the_sound_file_is_read_however_it_is_laid_out():
    for layout in ({}, {"indent": 3}, {"separators": (",", ":")}, {"ensure_ascii": False}):
        assert read(json.dumps(SOUND, **layout).encode()) == read(SOUND)
    assert read(b"\xef\xbb\xbf \r\n" + TEXT.encode() + b"\n\t ") == read(SOUND)


# Not JSON


@pytest.mark.parametrize(
    "content", ["", " ", "[]", "netztui", "SQLite format 3\0", "id;value\n1;2\n", "{}", '{"a": 1}']
)
def test_a_foreign_file_is_recognized(content):
    assert "Choose a JSON file that “netztui export” has written." in refused(content)


def test_what_is_not_json_is_reported_with_line_and_column():
    at = TEXT.index('"note": "gut"')
    line = TEXT.count("\n", 0, at) + 1
    broken = TEXT.replace('"note": "gut"', "note: 'gut'")
    assert re.match(rf"x.json, line {line}, column \d+: This is not valid JSON in", refused(broken))
    assert "This is not valid JSON in UTF-8." in refused(TEXT + "}")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.999])
def test_a_file_that_was_cut_off_is_reported_as_incomplete(part):
    cut = TEXT[: int(len(TEXT) * part)]
    said = refused(cut)
    assert f"x.json, line {cut.count(chr(10)) + 1}, column " in said
    assert "The file ends in the middle; the rest is missing." in said


@pytest.mark.parametrize("wrong", [b"\xff", b"\xed\xa0\x80", "ü".encode("latin-1")])
def test_what_is_not_utf8_is_reported_with_its_line(wrong):
    content = TEXT.replace("gut", "g@t").encode().replace(b"@", wrong)
    line = TEXT.count("\n", 0, TEXT.index("gut")) + 1
    assert re.match(rf"x.json, line {line}, column \d+: This is not valid JSON", refused(content))


class Endless(io.RawIOBase):
    """A file that never ends."""

    given = 0

    def read(self, size: int = -1) -> bytes:
        self.given += size
        return b"[" * size


def test_a_file_without_end_is_not_read_to_its_end():
    source = Endless()
    with pytest.raises(ExchangeError, match="larger than 100 MiB"):
        read_export(source, "x.json")
    assert source.given <= BYTE_LIMIT + 1


@pytest.mark.parametrize("value", ["[" * 5000, '{"a":' * 5000, "9" * 5000, '"\\ud800"'])
def test_json_that_no_export_has_is_refused(value):
    said = refused(TEXT.replace('"orders": {}', f'"orders": {value}'))
    assert "This is not valid JSON in UTF-8." in said


# What can't be


@pytest.mark.parametrize("found", [2, 10**30])
def test_a_newer_format_is_reported_as_newer(found):
    said = refused(document(format=found, more=1))
    assert "x.json, format: This file was written by a newer netztui (format " in said
    assert "Install a newer netztui." in said


A = "assessments"
Q = "questionnaires"
WRONG: list[tuple[tuple[str | int, ...], object]] = [
    (("format",), "1"),
    (("format",), True),
    (("format",), 0),
    (("netztui",), None),
    (("more",), 1),
    ((Q,), {}),
    ((Q, 0), []),
    ((A, 0), "x"),
    ((A, 0, "more"), 1),
    ((A, 0, "id"), "../../../etc/passwd"),
    ((A, 1, "id"), SOUND[A][0]["id"]),
    ((A, 0, "questionnaire"), "0" * 64),
    ((A, 0, "language"), "tlh!"),
    ((A, 0, "started_at"), "2025-03-01"),
    ((A, 0, "started_at"), "2025-02-30T12:00:00.000000Z"),
    ((A, 0, "started_at"), "0001-01-01T00:00:00.000000Z"),
    ((A, 0, "finished_at"), "9999-12-31T23:59:59.999999Z"),
    ((A, 0, "position"), "next-step"),
    ((A, 1, "position"), "nobody"),
    ((A, 0, "note"), "a\0b"),
    ((A, 0, "note"), 1),
    ((A, 0, "orders", "plan"), []),
    ((A, 0, "orders", "nobody"), []),
    ((A, 0, "earlier"), []),
    ((A, 0, "earlier", "next-step"), "x"),
    ((A, 0, "answers"), {}),
    ((A, 0, "answers", 2), None),
    ((A, 0, "answers", 2, "key"), "nobody"),
    ((A, 0, "answers", 2, "key"), "networks-used"),
    ((A, 0, "answers", 2, "value"), 6),
    ((A, 0, "answers", 2, "value"), True),
    ((A, 0, "answers", 2, "value"), 4.0),
    ((A, 0, "answers", 0, "value"), ["xing"] * 2),
    ((A, 0, "answers", 0, "value"), ["xing"] * 9**5),
    ((A, 0, "answers", 0, "value"), [["xing"]]),
    ((A, 1, "answers", 3, "value"), "a\x1bb"),
    ((A, 0, "answers", 2, "seconds"), -1),
    ((A, 0, "answers", 2, "seconds"), math.nan),
    ((A, 0, "answers", 2, "answered_at"), None),
]
WRONG_QUESTIONNAIRE: list[tuple[tuple[str | int, ...], object, str]] = [
    ((Q, 0, "id"), "../../etc", "questionnaires[0].id: “../../etc” is not a valid id"),
    ((Q, 0, "title", "de"), "\x1b[2J", "questionnaires[0].title.de: It contains a character"),
    ((Q, 0, "title", "de"), None, "questionnaires[0].title.de: "),
    ((Q, 0, "axis", "decided_at"), math.nan, "[0].axis.decided_at: "),
    ((Q, 0, "axis", "decided_at"), 10**40, "[0].axis.decided_at: "),
    ((Q, 0, "axis", "high"), "nobody", "questionnaires[0].axis.high: Unknown scale"),
    ((Q, 0, "axis", "\x07"), 1, "questionnaires[0].axis.�: "),
]


@pytest.mark.parametrize(("path", "to"), WRONG)
def test_what_cannot_be_is_reported_with_its_place(path, to):
    place = re.sub(r"\.(\d+)", r"[\1]", ".".join(map(str, path)))
    said = refused(changed(*path, to=to))
    assert said.startswith(f"x.json, {place}: This is not valid here.")


@pytest.mark.parametrize(("path", "to", "said"), WRONG_QUESTIONNAIRE)
def test_a_wrong_questionnaire_is_reported_as_to_its_author(path, to, said):
    assert said in refused(changed(*path, to=to))


@pytest.mark.parametrize(
    ("member", "to"),
    [
        ("earlier", {"next-step": True}),
        ("earlier", {"next-step": 1.5}),
        ("earlier", {"next-step": ["x"]}),
        ("earlier", {"next-step": None}),
        ("earlier", {"next-step": "a\x1b[2J"}),
        ("earlier", {"next-step": "x" * 2001}),
        ("earlier", {"searched-for-clients": 3}),
        ("answers", [answer("next-step", "a\x1b[2J")]),
        ("answers", [answer("next-step", 3)]),
        ("answers", [answer("how-it-went", "well")]),
    ],
)
def test_what_no_question_about_a_plan_can_show_is_refused(member: str, to: object):
    begun = {"questionnaire": PLAN.fingerprint, "earlier": {"next-step": "x"}}
    plans = {"questionnaires": [json.loads(PLAN.canonical)]}
    assert read(document(assessment(0, **begun), **plans))
    said = refused(document(assessment(0, **begun | {member: to}), **plans))
    assert f"x.json, assessments[0].{member}" in said
    assert "2J" not in said


@pytest.mark.parametrize("path", [(A, 0, "note"), (A, 0, "answers", 1, "seconds"), ("format",)])
def test_what_is_missing_is_reported(path):
    content = with_change(SOUND, path, lambda holder, last: holder.pop(last))
    assert f"{path[-1]}: This is missing." in refused(content)


def test_no_sentence_repeats_an_answer():
    said = refused(changed(A, 1, "answers", 3, "value", to="secret" * 99))
    assert "secret" not in said


# Whatever a file may be

NASTY = st.sampled_from(
    [
        None, True, False, 0, -1, 1, 5, 10**9 + 1, 10**40, 0.5, -0.0, 1e308, math.inf, math.nan, "",
        " ", "x", "\0", "\x1b]0;x\x07", "\ud800", "\u202e", "=1+1", "../../x", "x" * 3000, "de",
        "networks-used", "days-used/xing", "{option}", "2025-03-01T12:00:00.000000Z", [], [[]],
        ["xing"], {}, {"de": "x"}, {"": {}}, {"is": 1}, "shuffled", "choices", "hunter", "undecided",
    ]
)  # fmt: skip


def places(content: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path]
    if isinstance(content, dict):
        for key, value in content.items():
            found += places(value, (*path, key))
    elif isinstance(content, list):
        for place, value in enumerate(content):
            found += places(value, (*path, place))
    return found


PLACES = [path for path in places(SOUND) if path]


@st.composite
def mutated(draw: st.DrawFn) -> Json:
    content = copy.deepcopy(SOUND)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(PLACES))
        holder: Any = content
        try:
            for part in path[:-1]:
                holder = holder[part]
            holder[path[-1]]
        except (KeyError, IndexError, TypeError):
            continue
        match draw(st.sampled_from(["replace", "remove", "repeat", "copy"])):
            case "replace":
                holder[path[-1]] = draw(NASTY)
            case "remove":
                del holder[path[-1]]
            case "repeat" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[path[-1]]))
            case "copy":
                other: Any = SOUND
                for part in draw(st.sampled_from(PLACES)):
                    other = other[part]
                holder[path[-1]] = copy.deepcopy(other)
    return content


def tried(content: bytes, path: Path) -> None:
    """Refused with a sentence; or taken in, and then it can be opened, scored and exported."""
    try:
        transfer = read(content)
    except ExchangeError:
        refused(content)
        return
    with Archive.open(path / f"{random.Random(content).random()}.sqlite") as archive:
        taken(archive, content)
        listed = [row.id for row in (*archive.results(), *archive.drafts())]
        assert len(listed) == len(transfer)
        for id_ in listed:
            stored = archive.load(id_)
            assert score(stored.assessment).questionnaire == stored.assessment.questionnaire
        again = exported(archive)
        assert taken(archive, again).unchanged == len(listed)


@settings(derandomize=True)
@given(content=mutated())
@example(content=SOUND)
def test_a_changed_file_is_refused_with_a_sentence_or_sound(tmp_path_factory, content):
    tried(json.dumps(content).encode(), tmp_path_factory.mktemp("archives"))


@settings(derandomize=True)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(TEXT) - 1),
            st.integers(0, 3),
            st.binary(max_size=3)
            | st.sampled_from(
                [b'"', b"{", b"]", b",", b"\\", b"\\ud800", b"9" * 5000, b"-", b"e9", b"\n", b"\0"]
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_changed_bytes_are_refused_with_a_sentence_or_sound(tmp_path_factory, edits):
    content = TEXT.encode()
    for place, gone, new in edits:
        content = content[:place] + new + content[place + gone :]
    assume(content != TEXT.encode())
    tried(content, tmp_path_factory.mktemp("archives"))


@settings(derandomize=True)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_sentence(content):
    refused(content)


def test_what_is_refused_leaves_the_archive_as_it_was(archive: Archive, path: Path):
    taken(archive, SOUND)
    before, bytes_before = exported(archive), path.read_bytes()
    for place, to in WRONG:
        refused(changed(*place, to=to))
    assert exported(archive) == before
    assert path.read_bytes() == bytes_before
    archive.delete(SOUND[A][0]["id"], later(9))
