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
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from samples import small
from stored import later
from transfers import Json, answer, assessment, document, exported, read, taken, with_change

from netztui.archive.archive import Archive
from netztui.archive.exchange.export import TransferError
from netztui.archive.exchange.reading import read_transfer
from netztui.archive.exchange.stream import BYTE_LIMIT
from netztui.diagnostics.sanitize import forbidden_character
from netztui.scoring.score import score

RATED = [answer(item, 4) for item in list(small().items)[1:17]]
SOUND = document(
    assessment(0, [answer("networks-used", ["xing"]), *RATED], 9, note="gut"),
    assessment(1, [*RATED[:3], answer("next-step", "=x")], position="next-step"),
)
TEXT = json.dumps(SOUND, indent=1)


def refused(content: Json | bytes | str) -> str:
    with pytest.raises(TransferError) as caught:
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


# What is no JSON


@pytest.mark.parametrize(
    "content",
    ["", " ", "[]", "netztui", "SQLite format 3\0", "id;value\n1;2\n", "{}", '{"a": 1}', "\0" * 99],
)
def test_a_foreign_file_is_said_to_be_one(content):
    assert "Name a file that “netztui export” has written as JSON." in refused(content)


def test_what_is_no_json_is_told_with_line_and_column():
    at = TEXT.index('"note": "gut"')
    line, column = TEXT.count("\n", 0, at) + 1, at - TEXT.rindex("\n", 0, at)
    broken = TEXT.replace('"note": "gut"', "note: 'gut'")
    assert f"x.json, line {line}, column {column}: This is not valid JSON." in refused(broken)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_said_to_be_incomplete(part):
    cut = TEXT[: int(len(TEXT) * part)]
    line = cut.count("\n") + 1
    said = refused(cut)
    assert f"x.json, line {line}, column " in said
    assert "The file ends in the middle; the rest is missing." in said


def test_every_cut_is_noticed():
    whole = json.dumps(SOUND, ensure_ascii=False).encode()
    for end in (*range(0, len(whole), 23), *range(len(whole) - 99, len(whole))):
        refused(whole[:end])


def test_more_after_the_end_is_noticed():
    assert "This is not valid JSON." in refused(TEXT + "}")


@pytest.mark.parametrize("wrong", [b"\xff", b"\xed\xa0\x80", "ü".encode("latin-1")])
def test_what_is_no_utf8_is_told_with_line_and_column(wrong):
    content = TEXT.replace("gut", "g@t").encode().replace(b"@", wrong)
    line = TEXT.count("\n", 0, TEXT.index("gut")) + 1
    assert re.match(
        rf"x.json, line {line}, column \d+: This is not text in UTF-8.", refused(content)
    )


class Endless(io.RawIOBase):
    """A file of `beginning` and then `more`, without end."""

    def __init__(self, beginning: str, more: str) -> None:
        self.beginning, self.more = beginning.encode(), more.encode()
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        first, self.beginning = self.beginning, b""
        content = first + self.more * ((size - len(first)) // len(self.more))
        self.given += len(content)
        return content


@pytest.mark.parametrize(
    ("beginning", "more", "said"),
    [
        ("", " ", "larger than 100 MiB"),
        ('{"netztui": "', "a", "longer than 4 MiB"),
        ('{"netztui": "', "🐟", "longer than 4 MiB"),
        ('{"netztui": ', "1", "thousands of digits"),
        ('{"netztui": ', "[", "nests too deep"),
        ('{"netztui": ', '{"a":', "nests too deep"),
        ('{"netztui": "", "format": 1, "questionnaires": [', "{},", "questionnaires[0].format: "),
        ('{"netztui": "", "format": 1, "questionnaires": [[', "0,", "longer than 4 MiB"),
        ('{"netztui": "", "format": 1, "questionnaires": [{"a":[', "[],", "longer than 4 MiB"),
        ('{"netztui": "", "format": 1, "questionnaires": [], "assessments": [', "{},", "[0]: “id”"),
    ],
)
def test_a_file_without_end_is_not_read_to_its_end(beginning, more, said):
    source = Endless(beginning, more)
    with pytest.raises(TransferError, match=re.escape(said)):
        read_transfer(source, "x.json")
    assert source.given <= BYTE_LIMIT + 2**20


# What says something that can't be


@pytest.mark.parametrize("found", [2, 10**30])
def test_a_newer_format_is_said_to_be_newer(found):
    said = refused(document(format=found))
    assert "x.json, format: A newer netztui has written this" in said
    assert "Install a newer netztui." in said


A = "assessments"
WRONG: list[tuple[tuple[str | int, ...], object, str]] = [
    (("format",), "1", "format: This is no format of netztui."),
    (("format",), True, "format: This is no format of netztui."),
    (("format",), 0, "format: This is no format of netztui."),
    (("netztui",), None, "netztui: A text in quotation marks must stand here."),
    (("questionnaires",), {}, "A list in brackets must stand here."),
    (("questionnaires", 0), [], "questionnaires[0]: An object in braces must stand here."),
    (("questionnaires", 0, "format"), 2, "questionnaires[0].format: The file has format 2"),
    (
        ("questionnaires", 0, "id"),
        "../../etc",
        "questionnaires[0].id: “../../etc” is not a valid id",
    ),
    (
        ("questionnaires", 0, "title", "de"),
        "\x1b[2J",
        "questionnaires[0].title.de: It contains a character",
    ),
    (("questionnaires", 0, "title", "de"), "\ud800", "questionnaires[0].title.de: This value has"),
    (("questionnaires", 0, "title", "de"), None, "questionnaires[0].title.de: This value has"),
    (("questionnaires", 0, "axis", "decided_at"), math.inf, "[0].axis.decided_at: This value"),
    (("questionnaires", 0, "axis", "decided_at"), math.nan, "[0].axis.decided_at: This value"),
    (("questionnaires", 0, "axis", "high"), "nobody", "questionnaires[0].axis.high: There is no"),
    (("questionnaires", 0, "axis", "\x07"), 1, "questionnaires[0].axis: “�” is not known here."),
    (("questionnaires", 0, "more"), 1, "questionnaires[0].more: Unknown key “more”."),
    ((A, 0), "x", "assessments[0]: An object in braces must stand here."),
    ((A, 0, "more"), 1, "assessments[0]: “more” is not known here."),
    ((A, 0, "id"), "../../../etc/passwd", "assessments[0].id: This is no id of an assessment."),
    ((A, 0, "id"), 7, "assessments[0].id: This is no id"),
    ((A, 1, "id"), SOUND[A][0]["id"], "assessments[1].id: This id comes a second time."),
    ((A, 0, "questionnaire"), "0" * 64, "assessments[0].questionnaire: No questionnaire of the"),
    ((A, 0, "questionnaire"), [], "assessments[0].questionnaire: No questionnaire of the file"),
    ((A, 0, "language"), "tlh!", "assessments[0].language: This is no language code."),
    ((A, 0, "started_at"), "2025-03-01", "assessments[0].started_at: This is no time in UTC"),
    ((A, 0, "started_at"), "2025-02-30T12:00:00.000000Z", "started_at: This is no time in UTC"),
    ((A, 0, "started_at"), "2025-03-01T12:00:00.000000+00:00", "This is no time in UTC"),
    ((A, 0, "finished_at"), 0, "assessments[0].finished_at: This is no time in UTC"),
    ((A, 0, "position"), "next-step", "[0].position: What is finished has no position."),
    ((A, 1, "position"), "nobody", "assessments[1].position: The questionnaire has no such"),
    (
        (A, 0, "note"),
        "a\0b",
        "assessments[0].note: It contains a character that plain text can't have",
    ),
    ((A, 0, "note"), "\u202e", "assessments[0].note: It contains a character"),
    ((A, 0, "note"), 1, "assessments[0].note: A text in quotation marks must stand here."),
    ((A, 0, "orders"), [], "assessments[0].orders: An object in braces must stand here."),
    ((A, 0, "orders"), {"plan": []}, "assessments[0].orders.plan: The order does not fit"),
    ((A, 0, "orders"), {"nobody": []}, "assessments[0].orders.nobody: The order does not fit"),
    ((A, 0, "orders"), {"plan": [{}]}, "assessments[0].orders.plan: The order does not fit"),
    ((A, 0, "answers"), {}, "assessments[0].answers: A list in brackets must stand here."),
    ((A, 0, "answers", 2), None, "assessments[0].answers[2]: An object in braces must stand"),
    ((A, 0, "answers", 2, "axis"), 1, "assessments[0].answers[2]: “axis” is not known here."),
    ((A, 0, "answers", 2, "key"), "nobody", "[0].answers[2].key: The questionnaire has no such"),
    ((A, 0, "answers", 2, "key"), "networks-used", "answers[2].key: This question is answered tw"),
    ((A, 0, "answers", 2, "value"), 6, "[0].answers[2].value: This is no answer to “looked-for-a"),
    ((A, 0, "answers", 2, "value"), True, "assessments[0].answers[2].value: This is no answer to"),
    ((A, 0, "answers", 2, "value"), 4.0, "assessments[0].answers[2].value: This is no answer to"),
    ((A, 0, "answers", 2, "value"), 10**40, "assessments[0].answers[2].value: This is no answer"),
    ((A, 0, "answers", 0, "value"), ["xing"] * 2, "assessments[0].answers[0].value: This is no"),
    ((A, 0, "answers", 0, "value"), ["icq"], "assessments[0].answers[0].value: This is no answer"),
    ((A, 0, "answers", 0, "value"), [["xing"]], "assessments[0].answers[0].value: This is no"),
    ((A, 0, "answers", 0, "value"), {"xing": 1}, "assessments[0].answers[0].value: This is no"),
    ((A, 1, "answers", 3, "value"), "a\x1bb", "assessments[1].answers[3].value: This is no answer"),
    ((A, 1, "answers", 3, "value"), "\ud800", "assessments[1].answers[3].value: This is no answer"),
    ((A, 1, "answers", 3, "value"), "x" * 201, "assessments[1].answers[3].value: This is no"),
    ((A, 0, "answers", 2, "seconds"), -1, "assessments[0].answers[2].seconds: This is no number"),
    ((A, 0, "answers", 2, "seconds"), math.nan, "[0].answers[2].seconds: This is no number of"),
    ((A, 0, "answers", 2, "seconds"), math.inf, "[0].answers[2].seconds: This is no number of"),
    ((A, 0, "answers", 2, "seconds"), False, "assessments[0].answers[2].seconds: This is no num"),
    ((A, 0, "answers", 2, "answered_at"), None, "[0].answers[2].answered_at: This is no time in"),
]


@pytest.mark.parametrize(("path", "to", "said"), WRONG)
def test_what_cannot_be_is_told_with_its_place(path, to, said):
    assert said in refused(changed(*path, to=to))


@pytest.mark.parametrize("path", [(A, 0, "note"), (A, 0, "answers", 1, "seconds"), (A, 0, "id")])
def test_what_is_missing_is_told(path):
    content = with_change(SOUND, path, lambda holder, last: holder.pop(last))
    assert f"“{path[-1]}” is missing." in refused(content)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"note": "gut"', "assessments[0]: “note” is given twice."),
        ('"seconds": 2.5', "assessments[0].answers[0]: “seconds” is given twice."),
        ('"orders": {}', "assessments[0]: “orders” is given twice."),
        ('"high": "hunter"', "questionnaires[0].axis: “high” is given twice."),
    ],
)
def test_a_key_that_is_there_twice_is_told(text, said):
    written = json.dumps(SOUND)
    assert said in refused(
        written.replace(text, f"{text}, {text}", 1).replace(f"{text}, {text}", f"{text}, {text}")
    )


def test_other_keys_at_the_top_are_told_with_line_and_column():
    assert "x.json, line 1, column 2: “netztui” must stand here." in refused('{"b": 1}')
    sorted_keys = json.dumps(SOUND, sort_keys=True)
    assert "“netztui” must stand here." in refused(sorted_keys)
    for rest in (', "more": 1}', "}", ", 1: 2}"):
        assert "“format” must stand here." in refused('{"netztui": "1"' + rest)


def test_more_keys_at_the_top_are_told():
    assert "No more may follow here." in refused(document(more=1))


def test_a_questionnaire_that_would_take_hours_is_refused():
    options = [{"value": f"o{n}", "label": {"de": f"o{n}", "en": f"o{n}"}} for n in range(1001)]
    many = changed("questionnaires", 0, "sections", 0, "items", 0, "options", to=options)
    assert "questionnaires[0]: This questionnaire is too large" in refused(many)
    items = [{"id": f"r{n}", "text": {"de": "x", "en": "x"}} for n in range(100)]
    content = json.loads(json.dumps(SOUND["questionnaires"][0]))
    content["sections"][0]["items"][0]["options"] = options[:1000]
    content["sections"][2]["items"] += items
    assert "questionnaires[0]: This questionnaire is too large" in refused(
        document(questionnaires=[content])
    )


def test_conditions_within_conditions_are_refused_beyond_any_sense():
    condition: Json = {"item": "networks-used", "answered": True}
    for _ in range(200):
        condition = {"not": condition}
    content = changed("questionnaires", 0, "sections", 2, "show_if", to=condition)
    assert "questionnaires[0].sections[2].show_if.not: This nests too deep." in refused(content)


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
    except TransferError:
        refused(content)
        return
    with Archive.open(path / f"{random.Random(content).random()}.sqlite") as archive:
        taken(archive, content)
        listed = [row.id for row in (*archive.results(), *archive.drafts())]
        assert len(listed) == len(transfer.assessments)
        for id_ in listed:
            stored = archive.load(id_)
            assert score(stored.assessment).questionnaire == stored.assessment.questionnaire
        again = exported(archive)
        assert taken(archive, again).unchanged == len(listed)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(content=mutated())
@example(content=SOUND)
def test_a_changed_file_is_refused_with_a_sentence_or_sound(tmp_path_factory, content):
    tried(json.dumps(content).encode(), tmp_path_factory.mktemp("archives"))


@settings(derandomize=True, max_examples=200, deadline=None)
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


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_sentence(content):
    refused(content)


def test_what_is_refused_leaves_the_archive_as_it_was(archive: Archive, path: Path):
    taken(archive, SOUND)
    before, bytes_before = exported(archive), path.read_bytes()
    for place, to, _said in WRONG:
        refused(changed(*place, to=to))
    assert exported(archive) == before
    assert path.read_bytes() == bytes_before
    archive.delete(SOUND[A][0]["id"], later(9))
