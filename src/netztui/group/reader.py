"""Reading what was given to a group: files, a folder of them, or a table; once or twice.

This is the only module of the group that opens files. Any error in one of them ends the reading
with a message that names it: figures about only some of the people would mislead.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from netztui.batch.table import ResponseTable, open_table
from netztui.diagnostics.sanitize import printable
from netztui.group.file_format import ASK_FOR_ANOTHER, GroupFileError, GroupFileReader
from netztui.group.people import Person, median_day
from netztui.i18n.message import N_
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.change import comparability
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score_row
from netztui.system.atomic_file import explain_read_error

BYTE_LIMIT = 10 * 2**20
SUFFIX = ".json"
CODE_COLUMN, DAY_COLUMN = "code", "day"

NO_FILES = N_("No files for a group in {folder}.")
ADD_FILES = N_("Put the files in it that “netztui export --for-group” writes.")
TWICE = N_("The code {code} occurs twice on one day, in {file} and in {other}.")
KEEP_ONE = N_(
    "If both are from the same person, remove one; otherwise one of the two people "
    "needs another code."
)
OTHER_QUESTIONNAIRE = N_(
    "{file} belongs to a different questionnaire than {other}: {name}, not {known}."
)
OTHER_VERSION = N_(
    "{file} belongs to a different version of the questionnaire than {other}, with different "
    "questions."
)
APART = N_("Look at the two separately.")
UNCLEAR = N_("These paths are neither one group nor two.")
GIVE_OTHERS = N_("Give files, one folder or one table; or two folders or two tables to compare.")
NO_DAY = N_("{file}: “{day}” in the column day is not a date.")
WRITE_DAY = N_("Write it as in 2026-03-02, or remove the column.")
SAME = {"same"}


class Occasions(NamedTuple):
    """The people of a group, each once on each occasion."""

    before: tuple[Person, ...]
    """Empty if there was only one occasion."""
    after: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """A person, and the file or table that the answers came from."""

    name: str
    person: Person


def read_group(
    paths: Sequence[Path], table_questionnaire: Callable[[], Questionnaire]
) -> Occasions:
    """The people in `paths`: files, one folder or table, or two folders or tables to compare.

    Files or one folder may have several days of a person: the first is before, the last after.
    `table_questionnaire` gives the questionnaire of tables. Raises GroupFileError, and for a table
    ResponsesError.
    """
    reader = GroupFileReader()
    sources = [_read(path, reader, table_questionnaire) for path in paths]
    several = [path.suffix.lower() != SUFFIX for path in paths]
    if len(paths) == 2 and all(several):
        for found in sources:
            _check_versions(found, SAME)
        _check_versions([*sources[0], *sources[1]], {*SAME, "reworded"})
        occasions = [_last_of_each(found) for found in sources]
        days = [median_day(people) for people in occasions]
        if days[0] and days[1] and days[0] > days[1]:
            occasions.reverse()
        return Occasions(*occasions)
    if len(paths) > 1 and any(several):
        raise GroupFileError(UNCLEAR, GIVE_OTHERS)
    everybody = [one for found in sources for one in found]
    _check_versions(everybody, SAME)
    after = _last_of_each(everybody)
    last = {id(person) for person in after}
    earlier = [one for one in everybody if id(one.person) not in last]
    earlier.sort(key=_day_of, reverse=True)
    return Occasions(tuple({one.person.code: one.person for one in earlier}.values()), after)


def _read(
    path: Path, reader: GroupFileReader, table_questionnaire: Callable[[], Questionnaire]
) -> list[_Source]:
    if path.is_dir():
        files = sorted(one for one in path.iterdir() if one.suffix.lower() == SUFFIX)
        if not files:
            raise GroupFileError(NO_FILES, ADD_FILES, folder=printable(str(path)))
        return [_read_file(one, reader) for one in files]
    if path.suffix.lower() == SUFFIX:
        return [_read_file(path, reader)]
    if not path.exists():
        raise GroupFileError(N_("{file} does not exist."), GIVE_OTHERS, file=printable(str(path)))
    return _read_table(path, table_questionnaire())


def _read_file(path: Path, reader: GroupFileReader) -> _Source:
    name = printable(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(BYTE_LIMIT)
    except OSError as error:
        raise GroupFileError(explain_read_error(error, name), ASK_FOR_ANOTHER) from None
    return _Source(name, reader.read(content, name))


def _read_table(path: Path, questionnaire: Questionnaire) -> list[_Source]:
    """The rows of a table, as `netztui score` reads it; `code` and `day` may be columns of it."""
    key, name = scoring_key(questionnaire), printable(str(path))
    found = []
    with open_table(str(path)) as source:
        table = ResponseTable(source, name, key)
        for cells, raws in table:
            about = {
                column: cell.strip() for column, cell in zip(table.carried, cells, strict=True)
            }
            given = zip(key.counted, raws, strict=True)
            values = {item: raw for item, raw in given if raw is not None}
            code, day = about.get(CODE_COLUMN, ""), about.get(DAY_COLUMN, "")
            person = Person(score_row(key, raws, values), code or None, _day(day, name))
            found.append(_Source(name, person))
    return found


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise GroupFileError(NO_DAY, WRITE_DAY, file=name, day=printable(text[:20])) from None


def _check_versions(sources: Sequence[_Source], allowed: Set[str]) -> None:
    """Raise GroupFileError if two do not answer questionnaires as comparable as `allowed`."""
    first, checked = sources[0], set[str]()
    one = first.person.result.questionnaire
    for source in sources:
        other = source.person.result.questionnaire
        if other.fingerprint in checked:
            continue
        checked.add(other.fingerprint)
        if one.id != other.id:
            names = {"name": other.id, "known": one.id}
            raise GroupFileError(
                OTHER_QUESTIONNAIRE, APART, file=source.name, other=first.name, **names
            )
        if comparability(one, other).kind not in allowed:
            raise GroupFileError(OTHER_VERSION, APART, file=source.name, other=first.name)


def _last_of_each(sources: Sequence[_Source]) -> tuple[Person, ...]:
    """Each person's last contribution, in the order of the days.

    Without codes, each contribution is a person. Raises GroupFileError for two on the same day.
    """
    days: dict[tuple[str, date | None], _Source] = {}
    for source in sources:
        person = source.person
        if person.code is None:
            continue
        same = days.setdefault((person.code, person.day), source)
        if same is not source:
            code = printable(person.code)
            raise GroupFileError(TWICE, KEEP_ONE, file=source.name, other=same.name, code=code)
    ordered = [one.person for one in sorted(sources, key=_day_of)]
    return tuple({one.code or id(one): one for one in ordered}.values())


def _day_of(source: _Source) -> date:
    return source.person.day or date.min
