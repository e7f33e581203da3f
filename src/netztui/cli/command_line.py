"""The command line. Each command's module is imported when the command is called."""

import sys
from importlib import import_module
from typing import Any

import click

from netztui import __version__
from netztui.cli import launch, localized, overview
from netztui.cli.exits import INTERRUPTED, exit_if_explained, print_error
from netztui.cli.overview import COMMANDS
from netztui.i18n.language import LANGUAGES, set_language
from netztui.i18n.transliteration import transliterate_output


def load_command(name: str) -> localized.Command:
    """Import the command; raises KeyError if there is none of that name."""
    module, summary = COMMANDS[name]
    members = vars(import_module(f"netztui.cli.commands.{module}")).values()
    commands = (member for member in members if isinstance(member, localized.Command))
    command = next(command for command in commands if command.name == name)
    command.short_help = summary
    return command


class CommandLine(localized.Group):
    """The whole command line; until they are called, its commands have only a name and a line."""

    def __init__(self, *args: Any, **attrs: Any) -> None:  # noqa: ANN401  # click's own
        super().__init__(*args, **attrs)
        for name, (_target, summary) in COMMANDS.items():
            self.add_command(localized.Command(name, short_help=summary))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Choose the language first: usage errors are written while parsing."""
        for stream in (sys.stdout, sys.stderr):
            transliterate_output(stream)
        ctx.obj, ctx.meta["diagnostics"] = launch.choose_language(None)
        localized.translate_click()
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # whatever the command returns
        """Run the command; exit with a message if the user can do something about an error."""
        try:
            return super().invoke(ctx)
        except click.Abort:
            click.echo(err=True)  # Ends the line of the question that was not answered.
            sys.exit(INTERRUPTED)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            exit_if_explained(error)
            raise

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, but imports the command."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command and load_command(str(command.name)), rest


def _use_language(
    _context: click.Context, _option: click.Parameter, language: str | None
) -> str | None:
    if language is not None:
        set_language(language)
        localized.translate_click()
    return language


@click.group(
    cls=CommandLine,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    short_help=overview.SUMMARY,
    paragraphs=overview.PARAGRAPHS,
    example=overview.EXAMPLE,
)
@click.version_option(
    __version__,
    "-V",
    "--version",
    message="%(prog)s %(version)s",
    cls=localized.Option,
    help=overview.VERSION,
)
@localized.option(
    "--language",
    type=click.Choice(tuple(LANGUAGES)),
    callback=_use_language,
    is_eager=True,
    help=overview.LANGUAGE,
)
@localized.questions_option
@localized.plain_or_screen
@click.pass_context
def netztui(context: click.Context, language: str | None, plain: bool | None) -> None:
    """Start the program unless a command is given."""
    if context.invoked_subcommand is None:
        launch.launch(language, context.meta.get("questions"), plain=plain)
    # These two report it themselves.
    if context.invoked_subcommand not in {"take", "settings"}:
        for diagnostic in context.meta["diagnostics"]:
            print_error(diagnostic)
