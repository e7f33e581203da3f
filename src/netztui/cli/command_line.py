"""The command line. Each command's module is imported when the command is called."""

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from netztui import __version__
from netztui.cli import localized
from netztui.cli.exits import choose_language, graceful_exit, transliterate_streams
from netztui.cli.options import plain_or_screen
from netztui.i18n.catalogue import _
from netztui.i18n.language import LANGUAGES
from netztui.i18n.message import N_

COMMANDS = {
    "take": ("assessment:take", N_("Answer a questionnaire.")),
    "history": ("results:history", N_("Show all results, newest first.")),
    "show": ("results:show", N_("Show one result.")),
    "compare": ("results:compare", N_("Show what changed between two results.")),
    "list": ("list:command", N_("List the available questionnaires.")),
    "score": ("score:score", N_("Score answers collected elsewhere.")),
    "export": ("export:command", N_("Write answers and results to a file.")),
    "import": ("import_:command", N_("Import what another computer has exported.")),
    "backup": ("backup:command", N_("Copy the archive into a file.")),
    "trash": ("trash:command", N_("Show, restore or empty the trash.")),
    "doctor": (
        "doctor:command",
        N_("Check the archive; restore a copy or recover what can be read."),
    ),
    "where": ("where:command", N_("Show where everything is stored.")),
    "settings": (
        "settings:settings",
        N_("Open the settings file, or show the settings."),
    ),
    "check": ("check:command", N_("Check questionnaire files.")),
    "new": ("new:command", N_("Write a questionnaire to start from.")),
    "preview": ("assessment:preview", N_("Open a questionnaire without storing anything.")),
    "schema": ("schema:command", N_("Print the JSON Schema of questionnaire files.")),
    "completion": ("completion:completion", N_("Print the completion script of a shell.")),
}
"""By name: the module and the attribute, and the line in the list of commands."""

PRIVACY = N_("Everything you answer stays on this computer.")


def load_command(name: str) -> localized.Command:
    """Import the command; raises KeyError if there is none of that name."""
    module, _colon, attribute = COMMANDS[name][0].partition(":")
    command: localized.Command = getattr(import_module(f"netztui.cli.commands.{module}"), attribute)
    return command


class CommandLine(localized.Group):
    """The whole command line; its commands have only a name and a line of help until called."""

    def __init__(self, *args: Any, **attrs: Any) -> None:  # noqa: ANN401  # click's own
        super().__init__(*args, **attrs)
        for name, (_target, summary) in COMMANDS.items():
            self.add_command(localized.Command(name, short_help=summary))

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401
        """As click's, without leaving behind the language that it chose."""
        before = os.environ.get("LANGUAGE")
        try:
            with graceful_exit():
                return super().main(*args, **extra)
        finally:
            os.environ.pop("LANGUAGE", None)
            if before is not None:
                os.environ["LANGUAGE"] = before

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Choose the language first: help and usage errors are written while parsing."""
        transliterate_streams()
        language = _language_option(args)
        choose_language(language if language in LANGUAGES else None)
        localized.translate_click()
        with graceful_exit():  # click would report a closed pipe as an error
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # whatever the command returns
        """Run the command."""
        with graceful_exit():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, but imports the command."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command and load_command(str(command.name)), rest

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """In the interface's language."""
        formatter.write_paragraph()
        formatter.write_text(_(PRIVACY))


def _language_option(args: Sequence[str]) -> str | None:
    """The value of --language, if it comes before the command."""
    words = iter(args)
    for word in words:
        if not word.startswith("-"):
            break
        if word == "--language":
            return next(words, None)
        if word.startswith("--language="):
            return word.partition("=")[2]
    return None


@click.group(
    cls=CommandLine,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    paragraphs=(
        N_("Answer questions about your networks and see where you stand."),
        N_(
            "For freelance translators and interpreters: gatherers look for information in their "
            "networks, hunters for work. Six minutes, one key a question; come back in a few "
            "months and compare."
        ),
    ),
    example="netztui --language de",
)
@click.version_option(
    __version__,
    "-V",
    "--version",
    message="%(prog)s %(version)s",
    cls=localized.Option,
    help=N_("Show the version and exit."),
)
@localized.option(
    "--language",
    type=click.Choice(tuple(LANGUAGES)),
    help=N_("Use this language instead of the locale's."),
)
@plain_or_screen
@click.pass_context
def netztui(context: click.Context, language: str | None, plain: bool | None) -> None:
    """Start the program unless a command is given."""
    context.obj = language
    if context.invoked_subcommand is None:
        from netztui.cli.launch import launch

        launch(language, plain=plain)
