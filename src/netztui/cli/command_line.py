"""The command line.

What `--version` and `--help` can do without is imported inside the command that needs it; so are
the commands themselves, each a module here with a `command`. Exit statuses are told in
`cli.common`.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from netztui import __version__
from netztui.cli import localized
from netztui.cli.click_words import DID_YOU_MEAN, NO_COMMAND, let_click_speak
from netztui.cli.exits import choose_language, graceful_exit, transliterate_streams
from netztui.cli.options import plain_or_screen
from netztui.i18n.catalogue import _
from netztui.i18n.language import LANGUAGES, current_language
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "take": N_("Answer a questionnaire."),
    "history": N_("Show every result, the newest first."),
    "show": N_("Show one result."),
    "compare": N_("Show what changed between two results."),
    "list": N_("Show which questionnaires there are."),
    "score": N_("Score people who answered elsewhere."),
    "export": N_("Write answers and results to a file."),
    "import": N_("Take in what another computer has exported."),
    "backup": N_("Copy the archive into a file."),
    "trash": N_("Show, restore or empty the trash."),
    "doctor": N_("Check the archive; restore a copy or recover what can be read."),
    "where": N_("Say where everything lies."),
    "settings": N_("Open the settings file, or say what holds."),
    "check": N_("Say what is wrong in questionnaire files."),
    "new": N_("Write a questionnaire to start from."),
    "preview": N_("Open a questionnaire without storing anything."),
    "schema": N_("Print the JSON Schema of questionnaire files."),
    "completion": N_("Print the completion script of a shell."),
}
"""By name, with what `--help` says of it; the module of the same name has the command."""


class CommandLine(localized.Group):
    """The whole command line; imports a command when it is called or asked for its own help."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """As click's, but for what a person stops, which ends without a word."""
        with graceful_exit():
            try:
                # Where --help or the like has ended it, this is the exit status.
                ended = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            except click.ClickException as error:
                if not standalone_mode:
                    raise
                error.show()
                sys.exit(error.exit_code)
            if not standalone_mode:
                return ended
            sys.exit(ended)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Choose the language first, since help and complaints are spoken while reading."""
        transliterate_streams()
        asked = _language_asked_for(args)
        choose_language(asked if asked in LANGUAGES else None)
        if current_language() != "en":
            let_click_speak()
        with graceful_exit():  # before click turns a reader that has gone into an error
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All of them, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        # “import” is no name for a module.
        module = import_module(f"netztui.cli.commands.{cmd_name}{'_' * (cmd_name == 'import')}")
        command = module.command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with the command that was probably meant where there is none."""
        name = args[0]
        if name not in COMMANDS and not ctx.resilient_parsing:
            from difflib import get_close_matches

            for meant in get_close_matches(name, COMMANDS, n=1):
                wrong = _(NO_COMMAND).format(name=name)
                ctx.fail(f"{wrong} {_(DID_YOU_MEAN).format(possibility=repr(meant))}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing what it tells of."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(said)) for name, said in COMMANDS.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """In the person's language."""
        formatter.write_paragraph()
        formatter.write_text(_(PRIVACY))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[str]]":
        """Commands out of the table, options as click has them."""
        from click.shell_completion import CompletionItem

        fitting = [
            CompletionItem(name, help=_(said))
            for name, said in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return fitting + click.Command.shell_complete(self, ctx, incomplete)


PRIVACY = N_("Everything you answer stays on this computer.")


def _language_asked_for(args: Sequence[str]) -> str | None:
    """What stands behind --language, as far as it stands before the command."""
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
    help=N_("Speak this language instead of the locale's."),
)
@plain_or_screen
@click.pass_context
def netztui(context: click.Context, language: str | None, plain: bool | None) -> None:
    """Launch the program where no command is given."""
    context.obj = language
    if context.invoked_subcommand is None:
        from netztui.cli.launch import launch

        launch(language, plain=plain)
