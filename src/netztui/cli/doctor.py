"""`netztui doctor`: what state the archive is in, and saving what can be read of a damaged one.

With `--format json` one object goes to standard output; without --rescue it is

    {"version": 1, "archive": "/home/ada/.local/share/netztui/archive.sqlite", "status": 1,
     "findings": [{"severity": "problem", "what": "…", "todo": "…"}]}

`severity` is fine, problem or unusable; `todo` may be null; `status` is the exit status. With
--rescue:

    {"version": 1, "archive": "…", "rescued": "…", "results": 3, "drafts": 1, "in_trash": 0,
     "answers": 160, "rebuilt": 0, "lost_assessments": 0, "lost_answers": 2, "unreadable": 5}
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli.common import quiet_end, speak

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netztui.archive.doctor import Finding
    from netztui.archive.rescue import Rescued
    from netztui.questionnaire.message import Message
    from netztui.questionnaire.model import Questionnaire

JSON_VERSION = 1
INCOMPLETE = 1
"""The exit status where something was seen that could not be saved."""


@click.command("doctor", short_help="Examine the archive; rescue what can be read.")
@click.option(
    "--rescue",
    "new_file",
    metavar="NEWFILE",
    type=click.Path(path_type=Path),
    help="Save what can still be read into a new archive.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Sentences, or one JSON object.",
)
@click.pass_obj
def command(language: str | None, new_file: Path | None, form: Literal["text", "json"]) -> None:
    """Say what state the archive is in, without changing anything.

    Exit status: 0 where all is well, 1 where something should be looked after, 3 where the
    archive can't be used. With --rescue, which leaves a damaged archive untouched too, whatever
    can still be read is saved into NEWFILE: 0 where nothing was found that could not be saved,
    otherwise 1. Close netztui before.

    Example: netztui doctor --rescue ~/rescued.sqlite
    """
    with quiet_end():
        speak(language)
        from netztui import paths

        if new_file is None:
            _examine(paths.archive_path(), form)
        else:
            _rescue(paths.archive_path(), new_file.absolute(), form)


def _examine(path: Path, form: Literal["text", "json"]) -> None:
    from netztui.archive.doctor import examine
    from netztui.i18n import say

    findings = examine(path)
    status = max(int(finding.severity) for finding in findings)
    if form == "json":
        told = [
            {
                "severity": finding.severity.name.lower(),
                "what": say(finding.what),
                "todo": None if finding.todo is None else say(finding.todo),
            }
            for finding in findings
        ]
        whole = {"version": JSON_VERSION, "archive": str(path), "status": status, "findings": told}
        click.echo(json.dumps(whole, indent=2))
    else:
        _tell(findings)
    sys.exit(status)


def _tell(findings: "Sequence[Finding]") -> None:
    for finding in findings:
        sentences = (finding.what, finding.todo)
        click.echo(" ".join(_printable(sentence) for sentence in sentences if sentence is not None))


def _printable(sentence: "Message") -> str:
    """A sentence on one line; what SQLite says of a damaged file may hold bytes out of it."""
    from netztui.i18n import say
    from netztui.questionnaire.problems import printable

    return printable(say(sentence))


def _rescue(path: Path, new_file: Path, form: Literal["text", "json"]) -> None:
    from netztui.archive.rescue import rescue
    from netztui.cli.opening import archive_faults

    with archive_faults():
        rescued = rescue(path, new_file, _known_questionnaires())
    if form == "json":
        places = {"archive": str(path), "rescued": str(new_file)}
        click.echo(json.dumps({"version": JSON_VERSION, **places, **asdict(rescued)}, indent=2))
    else:
        _tell_rescued(rescued, path, new_file)
    lost = rescued.lost_assessments or rescued.lost_answers or rescued.unreadable
    sys.exit(INCOMPLETE if lost else 0)


def _known_questionnaires() -> "Iterable[Questionnaire]":
    from netztui import paths
    from netztui.questionnaire.library import available

    entries = available(paths.own_questionnaires_folder())
    return [entry.questionnaire for entry in entries if entry.questionnaire is not None]


def _tell_rescued(rescued: "Rescued", path: Path, new_file: Path) -> None:
    from netztui.i18n import _, n_

    click.echo(
        _(
            "Saved into {file}: results {results}, drafts {drafts}, in the trash {in_trash}; "
            "answers {answers}."
        ).format(file=new_file, **asdict(rescued))
    )
    told = (
        (
            rescued.rebuilt,
            n_(
                "{n} draft was put together from its answers alone.",
                "{n} drafts were put together from their answers alone.",
                rescued.rebuilt,
            ),
        ),
        (
            rescued.lost_assessments,
            n_(
                "{n} assessment could not be saved, because its questionnaire is lost.",
                "{n} assessments could not be saved, because their questionnaires are lost.",
                rescued.lost_assessments,
            ),
        ),
        (
            rescued.lost_answers,
            n_(
                "{n} answer fits no question, and was not saved.",
                "{n} answers fit no question, and were not saved.",
                rescued.lost_answers,
            ),
        ),
        (
            rescued.unreadable,
            n_(
                "{n} piece of the file could not be read.",
                "{n} pieces of the file could not be read.",
                rescued.unreadable,
            ),
        ),
    )
    for count, sentence in told:
        if count:
            click.echo(sentence)
    click.echo(
        _(
            "The old archive was left as it is. To use the new one: close netztui, move {archive} "
            "away together with the files beside it that begin with its name, and put {file} in "
            "its place."
        ).format(archive=path, file=new_file)
    )
