"""What the people of a room give to the group: one file each, as `export --for-group` writes it."""

from collections.abc import Collection, Mapping
from pathlib import Path

from netztui.archive.rows import StoredAssessment
from netztui.group.file_format import contribution, to_bytes
from netztui.group.people import Person
from netztui.group.reader import read_group
from netztui.questionnaire.model import Questionnaire
from netztui.room.record import Code, ParticipantRecord
from netztui.system.atomic_file import atomic_write

FOLDER = "group"


class GroupFiles:
    """The files in the room's folder `group`, which `netztui group` reads too."""

    def __init__(self, room: Path, questionnaire: Questionnaire) -> None:
        self.folder = room / FOLDER
        self._questionnaire = questionnaire

    def codes(self) -> set[Code]:
        """The codes of the people who have a file."""
        return {file.stem.rpartition("-")[2] for file in self.folder.glob("*.json")}

    def write(self, stored: StoredAssessment, record: ParticipantRecord) -> None:
        """Write or replace the file of a participant who is done; raises OutputError."""
        day = (stored.finished_at or stored.started_at).astimezone().date()
        given = contribution(stored.assessment, record.code, day, with_plan=record.shows_plan)
        with atomic_write(self._file(record.code), replace=True, private=True) as target:
            target.write(to_bytes(given))

    def remove(self, codes: Collection[Code]) -> None:
        """Delete the files of these people; raises OSError."""
        for code in codes:
            self._file(code).unlink(missing_ok=True)

    def people(self) -> Mapping[Code, Person]:
        """Those who have a file, by their codes."""
        if not self.codes():
            return {}
        everybody = read_group([self.folder], lambda: self._questionnaire).after
        return {str(person.code): person for person in everybody}

    def _file(self, code: Code) -> Path:
        # The day is in the file: in one room nobody has two.
        return self.folder / f"netztui-{code}.json"
