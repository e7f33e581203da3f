"""The command line.

What `--version` and `--help` can do without is imported inside the command that needs it.
"""

import click

from netztui import __version__


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Everything you answer stays on this computer.",
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.option(
    "--language",
    type=click.Choice(["de", "en"]),
    help="Speak this language instead of the locale's.",
)
def netztui(language: str | None) -> None:
    """Answer questions about your networks and see where you stand.

    For freelance translators and interpreters: gatherers look for information in their networks,
    hunters for work. Six minutes, one key a question; come back in some months and compare.

    Example: netztui --language de
    """
    from netztui.launching import launch

    launch(language)
