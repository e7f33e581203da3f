"""`netztui new`: a questionnaire to start from."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netztui.cli import localized
from netztui.cli.exits import fail, init_language
from netztui.cli.options import file_option, force_option
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from collections.abc import Sequence


@localized.command(
    "new",
    paragraphs=(
        N_("Write a questionnaire to start from: complete, every part explained."),
        N_(
            "Results will be filed under ID: small letters, digits and hyphens. "
            "Without --language you are asked for the languages, or off a terminal it is the one "
            "that netztui speaks. German and English come with wording; in any other language the "
            "wording is English, to be translated."
        ),
    ),
    example="netztui new reading-habits --language en --language fr",
)
@localized.argument("name", metavar=N_("ID"))
@localized.option(
    "--language",
    "languages",
    multiple=True,
    metavar=N_("CODE"),
    help=N_("A language of the questionnaire (de, en, pt-BR, …); may be given several times."),
)
@file_option(N_("Write to this file instead of ID.toml in the current folder."))
@force_option(N_("Replace the file if it exists."))
@click.pass_obj
def command(
    language: str | None,
    name: str,
    languages: tuple[str, ...],
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Write the file."""
    settings = init_language(language)
    from netztui.diagnostics.problems import QuestionnaireError
    from netztui.i18n.language import current_language
    from netztui.questionnaire.template import template
    from netztui.system.atomic_file import OutputError, atomic_write

    wanted = tuple(dict.fromkeys(languages)) or _asked()
    file = output or Path(f"{name}.toml")
    try:
        text = template(name, wanted, comments=current_language())
        with atomic_write(file, replace=force) as target:
            target.write(text.encode())
    except QuestionnaireError as error:
        fail(error.problems[0].message, error.problems[0].hint)
    except OutputError as error:
        fail(error.message, error.hint)
    _show_next_steps(file, wanted, settings.own_questionnaires)


def _asked() -> tuple[str, ...]:
    """The languages that the user enters; off a terminal, the current one."""
    from netztui.i18n.catalogue import _
    from netztui.i18n.language import current_language

    if not sys.stdin.isatty():
        return (current_language(),)
    entered = click.prompt(
        _("Languages of the questionnaire (codes, with commas between them)"),
        default=current_language(),
    )
    return tuple(dict.fromkeys(entered.replace(",", " ").split())) or (current_language(),)


def _show_next_steps(file: Path, languages: "Sequence[str]", own_folder: Path) -> None:
    """Show what was written and what to do next."""
    from netztui.diagnostics.problems import printable
    from netztui.i18n.catalogue import _
    from netztui.questionnaire.template import untranslated

    shown = printable(str(file))
    lines = [_("Wrote {file}.").format(file=shown)]
    if missing := untranslated(languages):
        lines.append(
            _("Its wording in {languages} is still English.").format(languages=", ".join(missing))
        )
    lines += [
        _("Preview it while you write: netztui preview {file}").format(file=shown),
        _("Check it: netztui check {file}").format(file=shown),
        _("To list it, put it into {folder}").format(folder=printable(str(own_folder))),
    ]
    click.echo("\n".join(lines))
