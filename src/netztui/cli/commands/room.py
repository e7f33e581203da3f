"""`netztui room`: people answer on their own devices, and see the group together."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from netztui.cli import completion, launch, localized
from netztui.cli.commands.group import is_on_screen, minimum_option
from netztui.cli.commands.questionnaires import load_questionnaire
from netztui.cli.exits import INTERRUPTED, fail, print_error, report_crash
from netztui.i18n.catalogue import _
from netztui.i18n.message import N_
from netztui.settings.settings import Settings
from netztui.system import paths
from netztui.system.clock import utc_now

if TYPE_CHECKING:
    from netztui.group.report import GroupReport
    from netztui.questionnaire.model import Questionnaire
    from netztui.room.host import Host
    from netztui.room.room import Room

PORT = 8765


@localized.command(
    "room",
    N_(
        "QUESTIONNAIRE is an id from “netztui list” or a file. Participants open the address "
        "that is shown, or scan its code, and answer in a browser; they install nothing. "
        "Each of them sees their own result, and everyone sees the group once you reveal it. "
        "Closing the room deletes the answers, unless you use --save."
    ),
    N_(
        "A room that was not closed, for instance after a power failure, is continued: no answer "
        "is lost."
    ),
    example="netztui room hunter-gatherer-short --lan",
)
@localized.argument(
    "questionnaire",
    metavar=N_("[QUESTIONNAIRE]"),
    required=False,
    shell_complete=completion.questionnaires,
)
@localized.flag(
    "--lan", N_("Let in other devices in this computer's network (unencrypted), not only itself.")
)
@localized.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=PORT,
    show_default=True,
    metavar=N_("N"),
    help=N_("The port in the address."),
)
@localized.file_option(
    "--save",
    "keep",
    metavar=N_("FOLDER"),
    explanation=N_(
        "When the room closes, keep the answers of those who are done in this new folder."
    ),
)
@minimum_option
@localized.plain_or_screen
@click.pass_context
def _room(
    context: click.Context,
    questionnaire: str | None,
    port: int,
    keep: Path | None,
    minimum: int,
    *,
    lan: bool,
    plain: bool | None,
) -> None:
    try:
        from netztui.web.room.address import LOOPBACK, lan_address
        from netztui.web.room.qr import qr_code
        from netztui.web.room.server import room_server
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("netztui"):
            raise
        hint = N_("Install them with: pip install 'netztui[room]'")
        fail(N_("“netztui room” needs packages that are not installed."), hint)
    from netztui.room.host import Host, prepare_folder
    from netztui.room.record import RoomError

    settings: Settings = context.obj
    on_screen = is_on_screen(context, settings, plain)
    address = lan_address() if lan else LOOPBACK
    if keep is not None:
        prepare_folder(keep)
    room, continued = _opened(questionnaire, settings, minimum)
    room.kept = keep is not None
    try:
        server = room_server(room, host=address, port=port, origin_hosts=[address])
    except RoomError:
        # Nobody has joined a new room yet; the next one would only continue it.
        room.leave() if continued else room.delete()
        raise
    host = Host(
        room,
        server,
        _make_page,
        utc_now,
        network=address if lan else None,
        code=qr_code(server.addresses[0]) if lan else (),
        keep=keep,
    )
    if on_screen:
        _lead_on_screen(host, settings, continued=continued)
    _lead_in_lines(host, continued=continued)


def _opened(name: str | None, settings: Settings, minimum: int) -> "tuple[Room, bool]":
    """The room, and whether it is continued. Raises RoomError, ArchiveError and OutputError."""
    from netztui.room.record import ROOM_FILE
    from netztui.room.room import Room

    folder = paths.room_folder()
    continued = (folder / ROOM_FILE).exists()
    chosen = None
    if name is not None:
        chosen = load_questionnaire(name, settings.own_questionnaires)
    elif not continued:
        chosen = _chosen(settings.own_questionnaires)
    return Room.open(folder, chosen, minimum=minimum), continued


def _chosen(own_folder: Path) -> "Questionnaire":
    """The questionnaire that the leader chooses, if there are several."""
    from netztui.questionnaire.library import available
    from netztui.text.lists import questionnaire_lines

    entries = [entry for entry in available(own_folder) if entry.questionnaire is not None]
    questionnaires = [one.questionnaire for one in entries if one.questionnaire is not None]
    if len(questionnaires) == 1:
        return questionnaires[0]
    if not sys.stdin.isatty():
        hint = N_("Specify one, for example: netztui room hunter-gatherer-short")
        fail(N_("There are several questionnaires."), hint)
    numbers = [str(place) for place, _entry in enumerate(entries, 1)]
    click.echo("\n".join(questionnaire_lines(entries, labels=numbers)))
    place: int = click.prompt(_("Which one?"), type=click.IntRange(1, len(entries)))
    return questionnaires[place - 1]


def _make_page(report: "GroupReport") -> str:
    from netztui.web.group import group_page

    return group_page(report)


def _lead_on_screen(host: "Host", settings: Settings, *, continued: bool) -> NoReturn:
    from netztui.text.room import continued_sentence, idle_sentence
    from netztui.tui.room_view import RoomApp

    app = RoomApp(host, settings, (continued_sentence(host.room),) if continued else ())
    try:
        app.run()
    finally:
        _end(host)
    if app.idle:
        print_error(idle_sentence())
    launch.exit_after(app)


def _lead_in_lines(host: "Host", *, continued: bool) -> NoReturn:
    from netztui.line_mode.room import lead
    from netztui.text.room import continued_sentence

    if continued:
        print_error(continued_sentence(host.room))
    try:
        asyncio.run(lead(host, sys.stdin, sys.stdout))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        _end(host)
    sys.exit(0)


def _end(host: "Host") -> None:
    """Let go of a room that is not closed, and say what becomes of it."""
    from netztui.text.room import left_open_sentence

    if host.defect is not None:
        report_crash(host.defect)

    if not host.room.closed:
        host.room.leave()
        print_error(left_open_sentence())
