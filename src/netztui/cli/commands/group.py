"""`netztui group`, and the file of one participant that `netztui export --for-group` writes."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from netztui.cli import completion, launch, localized
from netztui.cli.commands.questionnaires import load_questionnaire
from netztui.cli.commands.results import select_result
from netztui.cli.exits import fail, print_error
from netztui.cli.launch import archive_to_copy
from netztui.diagnostics.sanitize import printable
from netztui.group.privacy import MINIMUM
from netztui.i18n.catalogue import _
from netztui.i18n.message import N_, LazyText
from netztui.settings.settings import Settings

if TYPE_CHECKING:
    from netztui.questionnaire.model import Questionnaire

NO_CODE = N_("A code has 3 to 12 letters and digits, and nothing else.")
PAGE_HINT = N_("Leave out either --report or --format.")
CODE_HINT = N_("Choose one with --code, and use the same one next time.")

minimum_option = localized.option(
    "--minimum",
    type=click.IntRange(min=MINIMUM),
    default=MINIMUM,
    show_default=True,
    metavar=N_("N"),
    help=N_("Show no figures about fewer than N people."),
)


def export_for_group(
    result: str, code: str | None, output: Path | None, *, with_plan: bool, yes: bool, force: bool
) -> None:
    """Show what a group needs of `result`, and write it if the user agrees."""
    from netztui.group.file_format import contribution, normalized_code, to_bytes
    from netztui.text.group import contribution_lines
    from netztui.text.lists import wrap

    with archive_to_copy() as archive:
        stored = archive.load(select_result(archive.results(), result).id)
    if code is None:
        if not sys.stdin.isatty():
            fail(N_("A file for a group needs a code."), CODE_HINT)
        asked = _("Your code for the group (3 to 12 letters and digits, the same next time)")
        code = str(click.prompt(asked))
    chosen = normalized_code(code)
    if chosen is None:
        fail(NO_CODE, CODE_HINT)
    day = (stored.finished_at or stored.started_at).astimezone().date()
    given = contribution(stored.assessment, chosen, day, with_plan=with_plan)
    for line in contribution_lines(given):
        click.echo("\n".join(wrap(line, "  ")))
    path = output or Path(f"netztui-{chosen}-{day}.json")
    if not yes:
        question = _("Write this to {file}? y for yes")
        localized.confirm(question.format(file=printable(str(path))))
    with localized.open_output(path, force=force, private=True) as target:
        target.write(to_bytes(given))
    localized.say(N_("Wrote {file}. Give it to the leader of the group."), file=path)


@localized.command(
    "group",
    N_(
        "PATHS are the files that “netztui export --for-group” writes, or a folder of them; or a "
        "table as for “netztui score”, which may have the columns code and day. Two folders or two "
        "tables are compared, and so are two days of the same people in one folder, who are "
        "matched by their codes. Nobody can be recognized in the output, and nothing is stored."
    ),
    N_("On a terminal it opens full-screen, unless you choose --plain or a --format."),
    example="netztui group workshop",
)
@localized.argument("sources", metavar=N_("PATHS"), nargs=-1, required=True, type=localized.PATH)
@localized.option(
    "--questionnaire",
    metavar=N_("QUESTIONNAIRE"),
    shell_complete=completion.questionnaires,
    help=N_("The questionnaire of a table: its id or file."),
)
@minimum_option
@localized.flag(
    "--calibration", N_("Also show statistics about the questionnaire: reliability and items.")
)
@localized.text_or_json
@localized.option("--plain/--screen", default=None, help=N_("Print it, or show it full-screen."))
@localized.file_option(
    "--report",
    "page_file",
    explanation=N_(
        "Write a page to this file, for a projector and for print; - is standard output."
    ),
)
@localized.force_option
@click.pass_context
def _group(
    context: click.Context,
    sources: tuple[Path, ...],
    questionnaire: str | None,
    minimum: int,
    form: localized.Format,
    *,
    calibration: bool,
    plain: bool | None,
    page_file: Path | None,
    force: bool,
) -> None:
    from netztui.cli.json_output import group, to_json
    from netztui.group.people import is_placed
    from netztui.group.reader import read_group
    from netztui.group.report import group_report
    from netztui.text.report import group_lines

    chosen = context.get_parameter_source("form") is not ParameterSource.DEFAULT
    if page_file is not None and chosen:
        fail(N_("--report writes a page, which has only one format."), PAGE_HINT)
    settings: Settings = context.obj
    on_screen = page_file is None and not chosen and is_on_screen(context, settings, plain)
    folder = settings.own_questionnaires
    of_table = questionnaire and partial(load_questionnaire, questionnaire, folder)
    before, after = read_group(sources, of_table or _no_questionnaire)
    report = group_report(before, after, minimum)
    versions = sorted({person.result.questionnaire.version for person in (*before, *after)})
    notices = []
    if len(versions) > 1:
        told = N_("These are answers to several versions of the questionnaire: {versions}.")
        notices.append(LazyText(told, versions=", ".join(versions)))
    if left_out := sum(not is_placed(person) for person in after):
        told = N_("Left out, because too many questions were skipped for a position: {n}.")
        notices.append(LazyText(told, n=left_out))
    for notice in notices:
        print_error(notice)
    if on_screen:
        from netztui.tui.group_view import GroupApp

        app = GroupApp(report, settings, tuple(notices), calibration=calibration)
        app.run()
        launch.exit_after(app)
    if page_file is not None:
        from netztui.web.group import group_page

        page = group_page(report, calibration=calibration)
        localized.write_file(page.encode(), page_file, "", force=force, private=True)
    elif form == "json":
        click.echo(to_json(group(report)))
    else:
        click.echo("\n".join(group_lines(report, calibration=calibration)))


def is_on_screen(context: click.Context, settings: Settings, plain: bool | None) -> bool:
    """Whether to use the full screen; exits if that is demanded and impossible."""
    from netztui.system.terminal import unsupported_reason

    if plain is None:
        plain = context.find_root().params.get("plain")
    reason = unsupported_reason()
    if plain is None:
        return not settings.plain and reason is None
    if not plain and reason is not None:
        fail(*reason)
    return not plain


def _no_questionnaire() -> "Questionnaire":
    hint = N_("Specify it, for example: --questionnaire hunter-gatherer")
    fail(N_("A table does not say which questionnaire it belongs to."), hint)
