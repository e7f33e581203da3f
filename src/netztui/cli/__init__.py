"""The command line.

What `--version` and `--help` can do without is imported inside the command that needs it; so are
the commands themselves, each a module here with a `command`. Exit statuses are those of
`netztui.launching`, and for what is stopped while it writes those of `cli.common`.
"""

from importlib import import_module

import click

from netztui import __version__

COMMANDS = {
    "score": "Score people who answered elsewhere.",
    "export": "Write answers and results to a file.",
    "import": "Take in what another computer has exported.",
    "backup": "Copy the archive into a file.",
    "trash": "Show, restore or empty the trash.",
    "doctor": "Examine the archive; rescue what can be read.",
    "where": "Say where everything lies.",
    "check": "Say what is wrong in questionnaire files.",
    "new": "Write a questionnaire to start from.",
    "preview": "Open a questionnaire without storing anything.",
    "schema": "Print the JSON Schema of questionnaire files.",
}
"""By name, with what `--help` says of it; the module of the same name has the command."""


class LazyGroup(click.Group):
    """Imports a command when it is called or asked for its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All of them, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        # “import” is no name for a module.
        module = import_module(f"netztui.cli.{cmd_name}{'_' * (cmd_name == 'import')}")
        command = module.command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing what it tells of."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Everything you answer stays on this computer.",
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.option(
    "--language",
    type=click.Choice(["de", "en"]),
    help="Speak this language instead of the locale's.",
)
@click.pass_context
def netztui(context: click.Context, language: str | None) -> None:
    """Answer questions about your networks and see where you stand.

    For freelance translators and interpreters: gatherers look for information in their networks,
    hunters for work. Six minutes, one key a question; come back in some months and compare.

    Example: netztui --language de
    """
    context.obj = language
    if context.invoked_subcommand is None:
        from netztui.launching import launch

        launch(language)
