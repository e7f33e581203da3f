"""What SQL still reads of a damaged archive is saved, and nothing else; the file stays as it is."""

import hashlib
import random
import shutil
from pathlib import Path

import pytest
from samples import small
from stored import later, raw

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError, DamagedError
from netztui.archive.maintenance.backup import is_intact
from netztui.archive.maintenance.doctor import CheckLevel, Rescued, examine, rescue
from netztui.archive.rows import StoredAssessment
from netztui.assessment.assessment import Answer, Assessment
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.score import score
from netztui.system.atomic_file import OutputError

PAGE = 4096
SCHEMAS = Path(__file__).parents[1] / "sqlite" / "schemas"


def fill(archive: Archive, count: int) -> None:
    """Assessments with all their answers; every fifth a draft, every seventh in the trash."""
    rng = random.Random(1)
    for number in range(count):
        assessment = Assessment.begin(small(), rng)
        id_ = archive.begin(assessment, "de", later(number))
        given = {"networks-used": Answer(("xing",), 2.5), "next-step": Answer("Fachfragen 🐟 " * 9)}
        given |= {item.id: Answer(rng.randint(1, 5), 3.0) for item in small().sections[1].items}
        for minute, (key, answer) in enumerate(given.items()):
            archive.record(id_, key, answer, key, later(number + minute / 100))
            assessment = assessment.with_answer(key, answer)
        archive.annotate(id_, f"note {number} " * rng.choice([1, 1, 200]))
        if number % 5:
            archive.finish(id_, score(assessment), later(number + 1))
        if number % 7 == 6:
            archive.delete(id_, later(number + 2))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "archive.sqlite"
    with Archive.open(path) as archive:
        fill(archive, 60)
    return path


@pytest.fixture
def used(filled: Path, path: Path) -> Path:
    path.parent.mkdir()
    return Path(shutil.copy(filled, path))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "rescued.sqlite"


def rescued(
    damaged: Path, target: Path, known: tuple[Questionnaire, ...] = ()
) -> tuple[Rescued, dict[str, StoredAssessment]]:
    """What was rescued; the damaged archive is unchanged, and everything new can be read."""
    before = damaged.read_bytes()
    done = rescue(damaged, target, known)
    assert damaged.read_bytes() == before
    assert target.stat().st_mode & 0o777 == 0o600
    assert is_intact(target)
    stored = everything(target)
    assert len(stored) == done.results + done.drafts + done.in_trash
    assert sum(len(one.assessment.answers) for one in stored.values()) == done.answers
    return done, stored


def everything(path: Path) -> dict[str, StoredAssessment]:
    with Archive.open(path) as archive:
        for row in archive.trash():
            archive.restore(row.id)
        assert archive.outdated() == ()
        return {row.id: archive.load(row.id) for row in (*archive.drafts(), *archive.results())}


def overwrite(path: Path, pages: list[int]) -> None:
    content = bytearray(path.read_bytes())
    noise = hashlib.sha256(b"noise").digest() * (PAGE // 32)
    for page in pages:
        content[page * PAGE : (page + 1) * PAGE] = noise
    path.write_bytes(content)


def test_of_an_intact_archive_everything_is_saved_as_it_was(used: Path, target: Path):
    with Archive.open(used) as before:
        trash = before.trash()
    done, stored = rescued(used, target)
    assert (done.lost, done.complete) == (0, True)
    assert (done.results, done.drafts, done.in_trash) == (42, 10, 8)
    assert len(trash) == 8
    assert stored == everything(used)


@pytest.mark.parametrize("table", ["assessment", "answer"])
def test_with_a_damaged_page_in_the_middle_the_rest_is_saved_from_both_ends(
    used: Path, target: Path, table: str
):
    whole = everything(used)
    pages = [
        page - 1
        for (page,) in raw(
            used, f"SELECT pageno FROM dbstat WHERE name = '{table}' AND pagetype = 'leaf'"
        )
    ]
    overwrite(used, [pages[len(pages) // 2]])
    done, stored = rescued(used, target)
    assert not done.complete
    assert 30 <= len(stored) < 61
    for id_, one in stored.items():
        assert one.started_at == whole[id_].started_at
        answers = whole[id_].assessment.answers
        assert all(answers[key] == answer for key, answer in one.assessment.answers.items())
    assert sum(len(one.assessment.answers) for one in stored.values()) < 60 * 18


@pytest.mark.parametrize("table", ["assessment", "answer"])
def test_what_is_between_two_damaged_pages_is_saved_too(used: Path, target: Path, table: str):
    whole = everything(used)
    leaves = f"SELECT pageno FROM dbstat WHERE name = '{table}' AND pagetype = 'leaf'"
    pages = [page - 1 for (page,) in raw(used, leaves)]
    order = [id_ for (id_,) in raw(used, "SELECT id FROM assessment ORDER BY rowid")]
    if table == "answer":
        order.sort()
    overwrite(used, [pages[len(pages) // 4], pages[-len(pages) // 4]])
    _done, stored = rescued(used, target)
    damaged = [
        place
        for place, id_ in enumerate(order)
        if id_ not in stored or stored[id_].assessment.answers != whole[id_].assessment.answers
    ]
    between = range(damaged[0], damaged[-1])
    assert len(between) > len(damaged)


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 24))]
)
def test_whatever_pages_are_damaged_what_is_saved_was_there(used: Path, target: Path, seed: int):
    whole = everything(used)
    pages = used.stat().st_size // PAGE
    overwrite(used, random.Random(seed).sample(range(1, pages), 3))
    try:
        _done, stored = rescued(used, target, (small(),))
    except ArchiveError:
        assert not target.exists()
        return
    for id_, one in stored.items():
        answers = whole[id_].assessment.answers
        assert all(answers[key] == answer for key, answer in one.assessment.answers.items())


def test_a_lost_questionnaire_is_replaced_by_a_known_one_of_the_same_content(
    used: Path, target: Path
):
    raw(used, "UPDATE questionnaire SET canonical = '{'")
    done, stored = rescued(used, target, (small(),))
    assert (len(stored), done.lost) == (60, 1)


def test_without_its_questionnaire_an_assessment_is_counted_as_lost(used: Path, target: Path):
    raw(used, "UPDATE questionnaire SET canonical = '{'")
    done, stored = rescued(used, target)
    assert stored == {}
    assert done.lost > 60


@pytest.mark.parametrize("value", ["99", "{", "1.5"])
def test_what_is_not_an_answer_is_not_saved_but_the_others_are(
    used: Path, target: Path, value: str
):
    ((id_,),) = raw(used, "SELECT min(id) FROM assessment")
    damage = "UPDATE answer SET value = ? WHERE assessment = ? AND key = 'followed-news'"
    raw(used, damage, value, id_)
    done, stored = rescued(used, target)
    assert (len(stored), done.lost) == (60, 1)
    assert "followed-news" not in stored[id_].assessment.answers
    assert len(stored[id_].assessment.answers) == 17


ODD = {
    "started in the year 1": "started_at = '0001-01-01T00:00:00.000000Z'",
    "finished on no day": "finished_at = 'yesterday', scoring_version = 1",
    "a note with control characters": "note = 'a' || char(27) || '[31mb'",
    "a current question that is none": "finished_at = NULL, scoring_version = NULL, position = 'x'",
    "an order that does not fit": """orders = '{"hunting": ["x"]}'""",
    "a language that is none": "language = '../..'",
    "last time's answers to nothing": """earlier = '{"hunting": "x"}'""",
    "last time's answers that are none": "earlier = '['",
}


@pytest.mark.parametrize("odd", ODD)
def test_odd_values_are_replaced_so_that_doctor_finds_nothing_wrong(
    used: Path, target: Path, odd: str
):
    raw(used, f"UPDATE assessment SET {ODD[odd]} WHERE id = (SELECT min(id) FROM assessment)")
    assert {finding.level for finding in examine(used)} == {CheckLevel.FINE, CheckLevel.PROBLEM}
    done, stored = rescued(used, target)
    assert (len(stored), done.lost, done.complete) == (60, 0, True)
    assert {finding.level for finding in examine(target)} == {CheckLevel.FINE}


def test_odd_answers_keep_their_value(used: Path, target: Path):
    raw(used, "UPDATE answer SET seconds = -9e999, answered_at = '9999-12-31T23:59:59.999999Z'")
    done, stored = rescued(used, target)
    assert (len(stored), done.lost) == (60, 0)
    assert all(
        answer.seconds is None
        for one in stored.values()
        for answer in one.assessment.answers.values()
    )
    assert {finding.level for finding in examine(target)} == {CheckLevel.FINE}


def test_an_archive_of_the_first_format_is_rescued(tmp_path: Path, target: Path):
    import sqlite3

    path = tmp_path / "old.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript((SCHEMAS / "v1.sql").read_text(encoding="utf-8"))
    connection.close()
    done, _stored = rescued(path, target)
    assert (done.results, done.drafts, done.lost, done.complete) == (1, 1, 0, True)


@pytest.mark.parametrize(
    "content", [b"Dear diary", bytes(9000), b"SQLite format 3\0" + b"x" * 9000]
)
def test_of_a_file_that_gives_nothing_nothing_is_made(tmp_path: Path, target: Path, content: bytes):
    path = tmp_path / "archive.sqlite"
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        rescue(path, target, ())
    assert not target.exists()


def test_no_file_is_replaced(used: Path, target: Path):
    target.write_bytes(b"mine")
    with pytest.raises(OutputError):
        rescue(used, target, ())
    assert target.read_bytes() == b"mine"
