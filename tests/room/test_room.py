"""A room on the disk: who takes part, what is stored when, what the group sees, what is deleted."""

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from roommates import PLAN, answer_all, finish, join, room_in
from samples import KINDS, small
from tui.walking import Clock

from netztui.archive.archive import Archive
from netztui.archive.errors import DiskFullError
from netztui.archive.exchange.file_format import read_export
from netztui.archive.exchange.merge import import_export
from netztui.group.reader import read_group
from netztui.group.report import group_report
from netztui.group.summary import GroupError
from netztui.questionnaire.validation.reader import read
from netztui.room.participants import PARTICIPANTS, CodeTakenError, RoomFullError
from netztui.room.record import RoomError
from netztui.room.room import Room, RoomCounts


def test_who_takes_part_is_counted(tmp_path: Path):
    room = room_in(tmp_path / "room")
    assert room.counts() == RoomCounts(0, 0, 0)
    join(room)
    finish(room)
    assert room.counts() == RoomCounts(2, 1, 1)
    assert len(room.join_code) == 6


@pytest.mark.skipif(os.name != "posix", reason="permissions as on POSIX")
def test_only_the_leader_can_read_the_folder(tmp_path: Path):
    room = room_in(tmp_path / "room")
    finish(room)
    everything = [room.folder, *room.folder.rglob("*")]
    assert {path.stat().st_mode & 0o077 for path in everything} == {0}
    assert len(everything) > 5


def test_opening_the_folder_again_goes_on(tmp_path: Path):
    room = room_in(tmp_path / "room")
    token, person = join(room)
    first = person.assessment.keys[0]
    after = room.participants.answer(person, first, ("xing",), 2.0)
    room.participants.store()
    code = room.join_code
    room.leave()
    again = Room.open(tmp_path / "room")
    found = again.participants.find(token)
    assert found is not None
    assert found.assessment.answers[first].value == ("xing",)
    assert found.position == after
    assert again.questionnaire == small()
    assert again.join_code == code
    assert again.participants.find("another token") is None


def test_what_was_not_stored_did_not_happen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    room = room_in(tmp_path / "room")
    token, person = join(room)
    answer_all(room, person)
    room.participants.store()

    def full(_archive: Archive) -> None:
        _archive.drop()
        raise DiskFullError(tmp_path)

    room.participants.answer(person, "next-step", "another plan", 1.0)
    room.participants.finish(person)
    lost = room.participants.join("en")
    with monkeypatch.context() as patch:
        patch.setattr(Archive, "store", full)
        with pytest.raises(DiskFullError):
            room.participants.store()
    assert room.counts() == RoomCounts(1, 1, 0)
    found = room.participants.find(token)
    assert found is not None
    assert found.assessment.answers["next-step"].value == "Vorhaben 1"
    assert room.participants.find(lost) is None
    room.participants.answer(found, "next-step", "a third plan", 1.0)
    room.participants.store()
    assert found.assessment.answers["next-step"].value == "a third plan"


def test_an_error_while_writing_takes_back_what_others_wait_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    room = room_in(tmp_path / "room")
    (first_token, waiting), (token, failing) = join(room), join(room)
    first = waiting.assessment.keys[0]
    room.participants.answer(waiting, first, ("xing",), 1.0)

    def full(archive: Archive, *_others: object) -> None:
        archive.drop()  # as SQLite does
        raise DiskFullError(tmp_path)

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "record", full)
        with pytest.raises(DiskFullError):
            room.participants.answer(failing, first, ("xing",), 1.0)
    assert room.participants.failures == 1
    room.participants.store()
    room.leave()
    again = Room.open(tmp_path / "room")
    for person in (again.participants.find(token), again.participants.find(first_token)):
        assert person is not None
        assert person.assessment.answers == {}


def test_a_folder_is_one_room_and_nothing_else(tmp_path: Path):
    with pytest.raises(RoomError, match="contains no room"):
        Room.open(tmp_path / "room")
    room = room_in(tmp_path / "room")
    with pytest.raises(RoomError, match="open in another window"):
        room_in(tmp_path / "room")
    room.leave()
    with pytest.raises(RoomError, match="another questionnaire: small"):
        room_in(tmp_path / "room", PLAN)
    room_in(tmp_path / "room").leave()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(RoomError, match="other files"):
        room_in(tmp_path / "mine")
    (tmp_path / "room" / "room.json").write_text("{}")
    with pytest.raises(RoomError, match="of the room is damaged"):
        room_in(tmp_path / "room")


def test_a_code_is_the_persons_own_and_nobody_elses(tmp_path: Path):
    room = room_in(tmp_path / "room")
    assert join(room, "ANNA1")[1].record.code == "ANNA1"
    with pytest.raises(CodeTakenError):
        room.participants.join("en", "ANNA1")
    codes = {join(room)[1].record.code for _ in range(20)}
    assert len(codes) == 20


def test_a_room_admits_a_certain_number_of_people(tmp_path: Path):
    room = room_in(tmp_path / "room")
    for _ in range(PARTICIPANTS):
        room.participants.join("en")
    with pytest.raises(RoomFullError):
        room.participants.join("en")


# The group


def test_the_group_is_the_one_that_the_command_reads_from_the_files(tmp_path: Path):
    room = room_in(tmp_path / "room")
    for seed in range(6):
        finish(room, seed)
    people = read_group([room.folder / "group"], small).after
    assert room.reveal() == group_report((), people)
    assert room.revealed


def test_too_few_people_have_no_picture(tmp_path: Path):
    room = room_in(tmp_path / "room")
    for seed in range(4):
        finish(room, seed)
    join(room)
    with pytest.raises(GroupError, match="this one has 4"):
        room.reveal()
    assert not room.revealed
    finish(room, 4)
    assert room.reveal().summary.people == 5


def test_a_higher_minimum_holds(tmp_path: Path):
    room = room_in(tmp_path / "room", minimum=6)
    for seed in range(5):
        finish(room, seed)
    with pytest.raises(GroupError):
        room.reveal()


def test_the_picture_stays_until_enough_others_are_done(tmp_path: Path):
    room = room_in(tmp_path / "room")
    for seed in range(5):
        finish(room, seed)
    first = room.reveal()
    for seed in range(5, 9):
        finish(room, seed)
        assert room.reveal() is first
        assert room.report is first
    finish(room, 9)
    assert room.reveal().summary.people == 10


def test_what_can_be_revealed_is_revealed_and_nothing_else(tmp_path: Path):
    room = room_in(tmp_path / "room", minimum=6)
    missing = []
    for seed in range(12):
        finish(room, seed)
        missing.append(room.missing)
        if not room.missing:
            assert room.reveal().summary.people == seed + 1
        elif room.report is not None:
            assert room.reveal() is room.report
        else:
            with pytest.raises(GroupError):
                room.reveal()
    assert missing == [5, 4, 3, 2, 1, 0, 4, 3, 2, 1, 0, 4]


def test_a_picture_that_deletions_have_undone_is_not_drawn_with_one_more_person(tmp_path: Path):
    room = room_in(tmp_path / "room")
    for seed in range(5):
        _token, person = finish(room, seed)
    room.reveal()
    room.forget(person)
    room.leave()
    room = Room.open(tmp_path / "room")
    assert room.report is None
    for seed in range(5, 9):
        finish(room, seed)
        assert room.missing == 9 - seed
        with pytest.raises(GroupError):
            room.reveal()
    finish(room, 9)
    assert room.missing == 0
    assert room.reveal().summary.people == 9


def test_the_picture_is_still_there_after_a_restart(tmp_path: Path):
    room = room_in(tmp_path / "room")
    for seed in range(5):
        finish(room, seed)
    first = room.reveal()
    finish(room, 5)
    room.leave()
    assert Room.open(tmp_path / "room").report == first


def test_a_plan_is_shown_only_with_consent_and_can_be_taken_back(tmp_path: Path):
    room = room_in(tmp_path / "room", PLAN)
    people = [finish(room, seed, plan=True)[1] for seed in range(6)]
    group = b"".join(file.read_bytes() for file in (room.folder / "group").iterdir())
    assert b"Vorhaben " not in group
    for person in people[:2]:
        room.show_plan(person, shown=True)
    assert room.reveal().summary.plans == ("Vorhaben 0", "Vorhaben 1")
    room.show_plan(people[0], shown=False)
    room.participants.store()
    assert room.report is not None
    assert room.report.summary.plans == ("Vorhaben 1",)
    group = b"".join(file.read_bytes() for file in (room.folder / "group").iterdir())
    assert b"Vorhaben 1" in group
    assert b"Vorhaben 0" not in group


def test_a_changed_plan_can_be_taken_back_too(tmp_path: Path):
    room = room_in(tmp_path / "room", PLAN)
    people = [finish(room, seed, plan=True)[1] for seed in range(5)]
    room.show_plan(people[0], shown=True)
    room.reveal()
    (plan,) = people[0].assessment.keys
    room.participants.answer(people[0], plan, "Something else", 1.0)
    room.show_plan(people[0], shown=False)
    assert room.report is not None
    assert room.report.summary.plans == ()


# Leaving with something, or with nothing left


def test_the_file_to_take_home_can_be_imported(tmp_path: Path):
    room = room_in(tmp_path / "room", PLAN)
    _token, person = finish(room, plan=True)
    with Archive.open(tmp_path / "home" / "archive.sqlite") as home:
        import_export(home, read_export(BytesIO(room.participants.take_home(person)), "taken"))
        (row,) = home.results()
        taken = home.load(row.id)
    assert dict(taken.assessment.answers) == dict(person.assessment.answers)
    assert taken.finished_at == person.finished_at


def test_deleted_answers_are_nowhere_in_the_folder(tmp_path: Path):
    room = room_in(tmp_path / "room", PLAN)
    for seed in range(5):
        finish(room, seed)
    token, person = finish(room, 77, plan=True)
    room.show_plan(person, shown=True)
    room.reveal()
    room.forget(person)
    content = {path: path.read_bytes() for path in room.folder.rglob("*") if path.is_file()}
    for secret in (b"Vorhaben 77", person.record.assessment.encode(), person.record.code.encode()):
        assert [path for path, text in content.items() if secret in text] == []
    assert room.participants.find(token) is None
    assert room.counts() == RoomCounts(5, 0, 5)
    assert room.report is not None
    assert room.report.summary.plans == ()
    assert room.report.summary.people == 6


def test_what_was_cut_short_is_tidied_up(tmp_path: Path):
    room = room_in(tmp_path / "room")
    _token, person = finish(room)
    gone = finish(room, 2)[1]
    others = {**room.participants.record.participants}
    del others[gone.key]
    room.participants.change(participants=others)
    (room.folder / "group" / f"netztui-{person.record.code}.json").unlink()
    room.leave()
    again = Room.open(tmp_path / "room")
    assert again.counts() == RoomCounts(1, 0, 1)
    names = [file.name for file in (again.folder / "group").iterdir()]
    assert names == [f"netztui-{person.record.code}.json"]
    again.leave()
    with Archive.open(tmp_path / "room" / "answers.sqlite") as archive:
        assert [row.id for row in archive.results()] == [person.record.assessment]


def test_a_closed_room_is_deleted_with_all_that_belongs_to_it(tmp_path: Path):
    room = room_in(tmp_path / "room")
    finish(room)
    (room.folder / "notes.txt").write_text("the leader's own")
    room.close()
    assert room.closed
    room.delete()
    assert [path.name for path in room.folder.iterdir()] == ["notes.txt"]
    other = room_in(tmp_path / "other")
    other.delete()
    assert not (tmp_path / "other").exists()


def test_the_room_knows_since_when_it_is_idle(tmp_path: Path):
    clock = Clock()
    room = room_in(tmp_path / "room", clock=clock)
    clock.now += timedelta(hours=4)
    assert clock.now - room.idle_since == timedelta(hours=4)
    room.touch()
    assert room.idle_since == clock.now


def test_every_kind_of_question_can_be_answered(tmp_path: Path):
    room = room_in(tmp_path / "room", read(KINDS.encode(), "kinds.toml"))
    _token, person = finish(room)
    assert room.participants.result(person).stored.assessment.later == person.assessment
