"""`netztui docs`: the pages of the documentation, which are installed with the program."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from netztui.cli import localized
from netztui.cli.exits import fail
from netztui.diagnostics.suggest import suggest
from netztui.i18n.catalogue import _
from netztui.i18n.message import N_
from netztui.questionnaire.library import shipped_folder
from netztui.text.lists import wrap


def pages() -> Mapping[str, Path]:
    """The files of the documentation by topic; they are next to the included questionnaires."""
    folder = shipped_folder().with_name("docs")
    return {path.stem: path for path in sorted(folder.glob("*.md"))}


def _topics(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    return [CompletionItem(name) for name in pages() if name.startswith(incomplete)]


@localized.command(
    "docs",
    N_("The pages are in English. On a terminal they open in the pager (PAGER)."),
    example="netztui docs questionnaires",
)
@localized.argument("topic", metavar=N_("[TOPIC]"), required=False, shell_complete=_topics)
def _docs(topic: str | None) -> None:
    known = pages()
    if topic is None:
        width = max(map(len, known))
        for name, path in known.items():
            title = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
            click.echo(f"{name:<{width}}  {title}")
        click.echo(_("Open one with: netztui docs TOPIC"))
        return
    if topic not in known:
        fail(N_("Unknown topic “{topic}”."), suggest(topic, known), topic=topic)
    page = known[topic].read_text(encoding="utf-8")
    if sys.stdout.isatty():
        click.echo_via_pager(f"{line}\n" for line in wrapped(page))
    else:
        click.echo(page, nl=False)


def wrapped(page: str) -> Iterator[str]:
    """The lines of a page in Markdown, prose as wide as the terminal; tables and code stay."""
    code = False
    for line in page.splitlines():
        code ^= line.startswith("```")
        if code or line.startswith(("|", "```", "<!--")):
            yield line
        else:
            marked = line.lstrip()
            yield from wrap(line, " " * (len(marked) - len(marked.lstrip("-*0123456789. "))))
