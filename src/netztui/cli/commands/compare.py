"""`netztui compare`: what changed from one result to another, and whether it means anything."""

from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import completing, localized
from netztui.cli.exits import existing_archive, fail, init_language
from netztui.cli.options import text_or_json
from netztui.i18n.message import N_, LazyText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netztui.history.scored import ScoredAssessment


@localized.command(
    "compare",
    paragraphs=(
        N_("Show what changed from one result to another, and what moved it."),
        N_(
            "A and B are two results, as “netztui show” knows them: latest, previous, a number "
            "from “netztui history”, or the beginning of an id. The one that was finished first "
            "is the earlier one, in whatever order they stand. Without B it is the latest, "
            "without A the one before."
        ),
    ),
    example="netztui compare previous latest",
)
@localized.argument("a", metavar="[A]", default="previous", shell_complete=completing.results)
@localized.argument("b", metavar="[B]", default="latest", shell_complete=completing.results)
@text_or_json
@click.pass_obj
def command(language: str | None, a: str, b: str, form: Literal["text", "json"]) -> None:
    """Print the comparison."""
    init_language(language)
    with existing_archive() as archive:
        from netztui.cli.result_selector import no_result, select_result
        from netztui.history.scored import load_scored

        if archive is None:
            no_result()
        rows = archive.results()
        # `rows` stand newest first, so that places order them even where times agree.
        places = sorted({rows.index(select_result(rows, name)) for name in (a, b)}, reverse=True)
        if len(places) < 2:
            fail(
                LazyText(N_("“{a}” and “{b}” are the same result."), a=a, b=b),
                LazyText(N_("Name two; “netztui history” shows them.")),
            )
        earlier, later = (load_scored(archive, rows[place].id) for place in places)
        for line in _as_json(earlier, later) if form == "json" else _as_text(earlier, later):
            click.echo(line)


def _as_json(earlier: "ScoredAssessment", later: "ScoredAssessment") -> "Iterator[str]":
    from netztui.cli import json_output
    from netztui.i18n.language import current_language
    from netztui.scoring.change import compare

    change = compare(earlier.result, later.result)
    yield json_output.to_json(**json_output.comparison(earlier, later, change, current_language()))


def _as_text(earlier: "ScoredAssessment", later: "ScoredAssessment") -> "Iterator[str]":
    from netztui.text.report import comparison_lines
    from netztui.text.wrap import terminal_width

    return comparison_lines(earlier, later, width=terminal_width())
