"""Tables with NumPy come out as without: every character, every error, in every block."""

import io
import json
import math
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import small
from scoring.reference_form import build, content, form_key

import netztui
from batch.tables import table
from netztui.batch import scores
from netztui.batch import table as tables
from netztui.batch.arrays import decimals as decimals_module
from netztui.batch.arrays import memory
from netztui.batch.arrays import rows as blocks
from netztui.batch.arrays.decimals import decimals
from netztui.batch.scores import write_scores
from netztui.batch.table import ResponsesError
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.points import scoring_key

seeded = settings(derandomize=True, deadline=None, max_examples=60)


def variant(**changes):
    data = content(**changes.pop("size", {}))
    for key, value in changes.items():
        if value is None:
            del data[key]
        else:
            data[key] = {**data[key], **value}
    return scoring_key(build(data))


def lone_and_shared():
    """A facet that belongs to no scale, and one that belongs to two."""
    data = content()
    data["scales"] |= {"mine": {"label": {"en": "x"}, "facets": ["h1", "g1"]}}
    data["scales"]["hunter"]["facets"].remove("h4")
    return scoring_key(build(data))


def several_response_scales():
    """Every third item has answers of its own, and the poles have long names."""
    data = json.loads(json.dumps(content()).replace("gatherer", "g" * 40))
    others = [-3, 0, 2, 7, 123_456]
    data["response_scales"]["own"] = {
        "options": [{"value": value, "label": {"en": f"option {value}"}} for value in others]
    }
    for item in data["sections"][0]["items"][::3]:
        item["response_scale"] = "own"
    return scoring_key(build(data))


KEYS = {
    "reference": form_key(),
    "long": scoring_key(read_file(shipped_folder() / "hunter-gatherer.toml")),
    "short": scoring_key(read_file(shipped_folder() / "hunter-gatherer-short.toml")),
    "small": scoring_key(small()),
    "no axis": variant(axis=None),
    "hard to place": variant(axis={"decided_at": 0.99, "balanced_within": 3.0}),
    "easy to place": variant(axis={"decided_at": 0.55, "balanced_within": 40.0}),
    "seven options": variant(size={"options": 7}),
    "eleven options": variant(size={"options": 11}),
    "several response scales": several_response_scales(),
    "two options": variant(size={"options": 2, "facets": 1}),
    "few items": variant(size={"items": 2, "facets": 2}),
    "lone and shared": lone_and_shared(),
}


def outcome(raw, key, form="csv", *, arrays, items=False, missing=(), block=700):
    """What is written, and what is said of a fault."""
    target = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "LONG", 1)
        patch.setattr(blocks, "BLOCK", block)
        if not arrays:
            patch.setattr(scores, "find_spec", lambda _name: None)
        said = None
        try:
            found = tables.ResponseTable(
                io.BytesIO(raw), "x.csv", key, scores.column_names(key), missing
            )
            write_scores(found, target, form=form, items=items)
        except ResponsesError as error:
            said = str(error)
    return target.getvalue().decode(), said


def same(raw, key, **options):
    plain = outcome(raw, key, arrays=False, **options)
    assert outcome(raw, key, arrays=True, **options) == plain
    return plain


@st.composite
def people(draw, key):
    """Answers with gaps, of people who mean it, and of some who answer all alike."""
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    found = []
    for _person in range(draw(st.integers(1, 25))):
        level, spread = chance.uniform(0, 1), chance.choice((0.0, 0.1, 0.3, 2.0))
        skips = chance.choice((0, 0, 0.05, 0.2, 0.5, 0.95))
        row = []
        for item in key.counted.values():
            options = sorted(item.points, key=item.points.__getitem__)
            place = round((level + chance.gauss(0, spread)) * (len(options) - 1))
            chosen = options[min(max(place, 0), len(options) - 1)]
            row.append(None if chance.random() < skips else chosen)
        found.append(row)
    return found


@pytest.mark.parametrize("name", KEYS)
@settings(derandomize=True, deadline=None, max_examples=8)
@given(data=st.data())
def test_scores_are_the_same_to_the_last_digit(name, data):
    key = KEYS[name]
    same(table(data.draw(people(key)), list(key.counted)), key, items=True)


CELLS = ["4", "2", " 3", "4.0", "5,0", "", "NA", ".", "-9", "1 ", "+2", '"3"']
FAULTY = ["9", "x", "3.5", "ö", "4\x07", '"3', "1\n", "٣"]
NAMES = [
    "Ada",
    "Bo 😀",
    "Jürgen",
    '"a; ""b"", c"',
    "=1+1",
    "x\x1b[2J",
    "a" * 80,
    "",
    '"two\nlines"',
    "\xa0",
]


@st.composite
def messy(draw):
    """A table as people's programs write it; every other one has a fault in it."""
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    end, mark = chance.choice(("\n", "\r\n")), chance.choice(",;\t")
    ids = list(form_key().counted)
    oddity = chance.choice((0.0, 0.0, 0.002, 0.3))
    lines = [mark.join(["who", *ids, "after"])]
    for _person in range(chance.randrange(40)):
        cells = [
            chance.choice(CELLS) if chance.random() < oddity else chance.choice("12345")
            for _ in ids
        ]
        cells = [cell.replace(",", ".") if mark == "," else cell for cell in cells]
        name = chance.choice(NAMES) if chance.random() < oddity else f"p{chance.random()}"
        lines.append(mark.join([name, *cells, chance.choice(("x", ""))]))
        if chance.random() < oddity / 4:
            lines.append(chance.choice(("", mark * (len(ids) + 1), mark.join(["", *cells, ""]))))
    if chance.random() < 0.5 and len(lines) > 1:
        place = chance.randrange(1, len(lines))
        cells = lines[place].split(mark)
        fault = chance.randrange(len(cells))
        cells[fault : fault + 1] = chance.choice(([chance.choice(FAULTY)], [], ["1", "1"]))
        lines[place] = mark.join(cells)
    return (end.join(lines) + chance.choice(("", end))).encode(), mark


@settings(derandomize=True, deadline=None, max_examples=40)
@given(messy(), st.booleans())
def test_odd_cells_and_faults_are_the_same_wherever_a_block_ends(case, items):
    raw, _mark = case
    same(raw, form_key(), items=items, missing=["-9"])


@pytest.mark.slow
@settings(derandomize=True, deadline=None, max_examples=3000)
@given(messy(), st.booleans())
def test_many_odd_cells_and_faults_are_the_same(case, items):
    raw, _mark = case
    same(raw, form_key(), items=items, missing=["-9"])


def test_a_fault_far_down_has_its_row_and_column():
    lines = [[3, 4, 2, 5] * 8 for _ in range(500)]
    lines[321][6] = "6"
    text, said = same(table(lines), form_key())
    assert text.count("\n") == 1 + 321
    assert "row 323, column 7" in said


def test_a_line_without_end_and_a_broken_character_are_found():
    good = table([[3, 4, 2, 5] * 8] * 50)
    assert "longer than 1 MiB" in same(good + b"3" * (1 << 21), form_key())[1]
    assert "not text in UTF-8" in same(good + b"\xff,3\n", form_key())[1]


@pytest.mark.parametrize("length", [1_000, 100_000, 400_000])
def test_no_row_is_left_out_if_reading_fails_once(length):
    class FailingOnce(io.RawIOBase):
        failed = False

        def readable(self):
            return True

        def readinto(self, buffer):
            if content.tell() < length or self.failed:
                return content.readinto(buffer)
            self.failed = True
            raise OSError

    content = io.BytesIO(table([[3, 4, 2, 5] * 8] * 10_000))
    key, target = form_key(), io.BytesIO()
    found = tables.ResponseTable(
        io.BufferedReader(FailingOnce()), "x.csv", key, scores.column_names(key)
    )
    with pytest.raises(
        ResponsesError, match=r"column 1 “h1-1”: The rest cannot be read\."
    ) as error:
        write_scores(found, target)
    written = target.getvalue().count(b"\n")
    assert f"row {written + 1}," in str(error.value)


def test_one_wide_row_among_many_does_not_make_all_of_them_wide(monkeypatch):
    sizes = []

    def characters(texts):
        found = decimals_module.characters(texts)
        sizes.append(found.size)
        return found

    monkeypatch.setattr(blocks, "MOST", 5_000)
    monkeypatch.setattr(blocks, "characters", characters)
    names = [*["a"] * 40, "b" * 4_000, *["c"] * 40]
    same(
        table([[name, *[3, 4, 2, 5] * 8] for name in names], ["who", *KEYS["reference"].counted]),
        form_key(),
        block=1 << 16,
    )
    assert 4_000 <= max(sizes) < 10_000


@seeded
@given(
    st.lists(
        st.one_of(st.floats(-200, 200), st.floats(0, 1), st.integers(-9999, 9999), st.floats())
    )
)
def test_decimals_are_those_of_python(figures):
    import numpy as np

    found = [bytes(row).replace(b"\0", b"").decode() for row in decimals(np.array(figures, float))]
    assert found == ["" if math.isnan(one) else repr(float(one)) for one in figures]


def test_decimals_of_neighbours_ties_and_powers_are_those_of_python():
    import numpy as np

    powers = 10.0 ** np.arange(-6, 6)
    ties = (np.arange(1, 2000)[:, np.newaxis] * 2.0 ** -np.arange(5, 30)).ravel()
    figures = np.concatenate(
        [powers, np.nextafter(powers, 0), np.nextafter(powers, 1e9), ties, ties + 9, -ties]
    )
    found = [bytes(row).replace(b"\0", b"").decode() for row in decimals(figures)]
    assert found == list(map(repr, figures.tolist()))


def test_figures_that_share_a_place_in_memory_are_not_mixed_up(monkeypatch):
    import numpy as np

    monkeypatch.setattr(memory, "PLACES_BITS", 2)
    doubled = memory.Memory(lambda figures: 2 * figures, "float64")
    figures = np.array([0.0, 1.5, -0.0, math.nan, *range(20), 0.0, 1.5, *range(20)])
    for some in (figures[:3], figures, figures[::-1].copy(), figures):
        assert doubled(some).tobytes() == (2 * some).tobytes()


def test_figures_in_memory_are_not_computed_again():
    import numpy as np

    computed = []
    known = memory.Memory(lambda figures: computed.extend(figures) or figures, "float64")
    for _ in range(3):
        known(np.array([0.25, 0.5, 0.25, 0.0]))
    assert sorted(computed) == [0.0, 0.25, 0.5]


def test_only_the_arrays_need_numpy():
    folder = Path(netztui.__file__).parent
    users = {
        path.relative_to(folder).parts[:2]
        for path in folder.rglob("*.py")
        if re.search(r"^\s*(import|from) numpy", path.read_text("utf-8"), re.MULTILINE)
    }
    assert users == {("batch", "arrays")}


@pytest.mark.parametrize(("people", "loaded"), [(20, False), (2_000, True)])
def test_numpy_is_loaded_for_a_long_table_alone(tmp_path, people, loaded):
    path = tmp_path / "answers.csv"
    key = KEYS["short"]
    path.write_bytes(table([[3] * len(key.counted)] * people, list(key.counted)))
    code = (
        "import sys; from netztui.cli.command_line import netztui as c;"
        "c.main(sys.argv[1:], standalone_mode=False); print('numpy' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "score", "hunter-gatherer-short", str(path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr.split()[-1] == str(loaded)
    assert done.stdout.count("\n") == people + 1
