"""`netztui new`: a questionnaire to start from."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netztui.cli.common import give_up, quiet_end, speak

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("new", short_help="Write a questionnaire to start from.")
@click.argument("name", metavar="ID")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="A language of the questionnaire (de, en, pt-BR, …); may be given several times.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file instead of ID.toml in the current folder.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.pass_obj
def command(
    language: str | None,
    name: str,
    languages: tuple[str, ...],
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Write a questionnaire to start from: complete, every part explained.

    ID is what its results will be filed under: small letters, digits and hyphens. Without
    --language you are asked for the languages, or off a terminal it is the one that netztui
    speaks. German and English come with wording; in any other language the wording is English,
    to be translated.

    Example: netztui new reading-habits --language en --language fr
    """
    with quiet_end():
        speak(language)
        from netztui.files import OutputError, complete_file
        from netztui.i18n import current_language
        from netztui.questionnaire.problems import QuestionnaireError
        from netztui.questionnaire.starter import starter

        wanted = tuple(dict.fromkeys(languages)) or _asked()
        file = output or Path(f"{name}.toml")
        try:
            text = starter(name, wanted, comments=current_language())
            with complete_file(file, replace=force) as target:
                target.write(text.encode())
        except QuestionnaireError as error:
            give_up(error.problems[0].message, error.problems[0].hint)
        except OutputError as error:
            give_up(error.message, error.hint)
        _tell(file, wanted)


def _asked() -> tuple[str, ...]:
    """The languages that the person names, or the one spoken where nobody can be asked."""
    from netztui.i18n import _, current_language

    if not sys.stdin.isatty():
        return (current_language(),)
    said = click.prompt(
        _("Languages of the questionnaire (codes, with commas between them)"),
        default=current_language(),
    )
    return tuple(dict.fromkeys(said.replace(",", " ").split())) or (current_language(),)


def _tell(file: Path, languages: "Sequence[str]") -> None:
    """What is there now, and what to do with it."""
    from netztui import paths
    from netztui.i18n import _
    from netztui.questionnaire.problems import printable
    from netztui.questionnaire.starter import untranslated

    shown = printable(str(file))
    told = [_("{file} is written.").format(file=shown)]
    if missing := untranslated(languages):
        told.append(
            _("Its wording in {languages} is still English.").format(languages=", ".join(missing))
        )
    told += [
        _("Look at it while you write: netztui preview {file}").format(file=shown),
        _("Have it checked: netztui check {file}").format(file=shown),
        _("Have it in the list: put it into {folder}").format(
            folder=printable(str(paths.own_questionnaires_folder()))
        ),
    ]
    click.echo("\n".join(told))
