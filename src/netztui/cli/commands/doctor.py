"""`netztui doctor`: what state the archive is in, and saving what can be read of a damaged one."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import localized
from netztui.cli.exits import SOMETHING_TO_SAY, exit_on_error, init_language
from netztui.cli.options import text_or_json
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netztui.archive.maintenance.doctor import CheckResult
    from netztui.archive.maintenance.rescue import Rescued
    from netztui.i18n.message import LazyText
    from netztui.questionnaire.model import Questionnaire


@localized.command(
    "doctor",
    paragraphs=(
        N_("Say what state the archive is in, without changing anything."),
        N_(
            "Exit status: 0 where all is well, 1 where something should be looked after, 3 where "
            "the archive can't be used. With --rescue, which leaves a damaged archive untouched "
            "too, whatever can still be read is saved into NEWFILE: 0 where nothing was found that "
            "could not be saved, otherwise 1. Close netztui before."
        ),
    ),
    example="netztui doctor --rescue ~/rescued.sqlite",
)
@localized.option(
    "--rescue",
    "new_file",
    metavar=N_("NEWFILE"),
    type=click.Path(path_type=Path),
    help=N_("Save what can still be read into a new archive."),
)
@text_or_json
@click.pass_obj
def command(language: str | None, new_file: Path | None, form: Literal["text", "json"]) -> None:
    """Print the findings, or what was rescued."""
    settings = init_language(language)
    from netztui.system import paths

    if new_file is None:
        _examine(paths.archive_path(), form)
    else:
        _rescue(paths.archive_path(), new_file.absolute(), settings.own_questionnaires, form)


def _examine(path: Path, form: Literal["text", "json"]) -> None:
    from netztui.archive.maintenance.doctor import examine
    from netztui.cli.json_output import to_json
    from netztui.i18n.catalogue import translate

    findings = examine(path)
    status = max(int(finding.severity) for finding in findings)
    if form == "json":
        told = [
            {
                "severity": finding.severity.name.lower(),
                "what": translate(finding.what),
                "todo": None if finding.todo is None else translate(finding.todo),
            }
            for finding in findings
        ]
        click.echo(to_json(archive=str(path), status=status, findings=told))
    else:
        _tell(findings)
    sys.exit(status)


def _tell(findings: "Sequence[CheckResult]") -> None:
    for finding in findings:
        sentences = (finding.what, finding.todo)
        click.echo(" ".join(_printable(sentence) for sentence in sentences if sentence is not None))


def _printable(sentence: "LazyText") -> str:
    """A sentence on one line; what SQLite says of a damaged file may hold bytes out of it."""
    from netztui.diagnostics.problems import printable
    from netztui.i18n.catalogue import translate

    return printable(translate(sentence))


def _rescue(path: Path, new_file: Path, own_folder: Path, form: Literal["text", "json"]) -> None:
    from netztui.archive.maintenance.rescue import rescue
    from netztui.cli.json_output import to_json

    with exit_on_error():
        rescued = rescue(path, new_file, _known_questionnaires(own_folder))
    if form == "json":
        click.echo(to_json(archive=str(path), rescued=str(new_file), **asdict(rescued)))
    else:
        _tell_rescued(rescued, path, new_file)
    lost = rescued.lost_assessments or rescued.lost_answers or rescued.unreadable
    sys.exit(SOMETHING_TO_SAY if lost else 0)


def _known_questionnaires(own_folder: Path) -> "Iterable[Questionnaire]":
    from netztui.questionnaire.library import available

    entries = available(own_folder)
    return [entry.questionnaire for entry in entries if entry.questionnaire is not None]


def _tell_rescued(rescued: "Rescued", path: Path, new_file: Path) -> None:
    from netztui.i18n.catalogue import _, ngettext

    click.echo(
        _(
            "Saved into {file}: results {results}, drafts {drafts}, in the trash {in_trash}; "
            "answers {answers}."
        ).format(file=new_file, **asdict(rescued))
    )
    told = (
        (
            rescued.rebuilt,
            ngettext(
                "{n} draft was put together from its answers alone.",
                "{n} drafts were put together from their answers alone.",
                rescued.rebuilt,
            ),
        ),
        (
            rescued.lost_assessments,
            ngettext(
                "{n} assessment could not be saved, because its questionnaire is lost.",
                "{n} assessments could not be saved, because their questionnaires are lost.",
                rescued.lost_assessments,
            ),
        ),
        (
            rescued.lost_answers,
            ngettext(
                "{n} answer fits no question, and was not saved.",
                "{n} answers fit no question, and were not saved.",
                rescued.lost_answers,
            ),
        ),
        (
            rescued.unreadable,
            ngettext(
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
