"""Sentences for the leader of a room."""

from collections.abc import Sequence
from pathlib import Path

from netztui.diagnostics.sanitize import printable
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import number
from netztui.i18n.message import N_, LazyText
from netztui.room.host import Host
from netztui.room.room import Room, RoomCounts


def invitation(host: Host) -> str:
    """What to do with the address."""
    if host.network is None:
        return _("Open in a browser:")
    return _("Scan or enter:")


def projector_label() -> str:
    """What the address of the group is for."""
    return _("For the projector:")


def reach_sentence(host: Host) -> str:
    """Who can open the address, and who could read along."""
    if host.network is None:
        return _(
            "Only this computer can open the address. With --lan, other devices in its network "
            "can, too."
        )
    return _(
        "Open to this computer's network ({address}). Nothing is encrypted: others in the network "
        "could read along."
    ).format(address=host.network)


def code_lines(
    rows: Sequence[Sequence[bool]], *, large: bool = False, inverted: bool = False
) -> list[str]:
    """A square QR code as characters: full blocks if `large`, otherwise half blocks.

    They are the dark modules, or with `inverted` the light ones. What the code lacks for its last
    line is light.
    """
    if inverted:
        rows = [[not dark for dark in row] for row in rows]
    if large:
        return ["".join("██" if drawn else "  " for drawn in row) for row in rows]
    light = [inverted] * len(rows)
    return [
        "".join(" ▄▀█"[2 * above + below] for above, below in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], [*rows[1::2], light], strict=False)
    ]


def count_labels() -> tuple[str, str, str]:
    """What the figures of `RoomCounts` are, in their order."""
    return _("joined"), _("answering"), _("done")


def counts_sentence(counts: RoomCounts) -> str:
    """How far the participants are, in one line."""
    sentence = _("{joined} joined: {answering} answering, {done} done.")
    return sentence.format(
        joined=number(counts.joined), answering=number(counts.answering), done=number(counts.done)
    )


def stage_sentence(host: Host) -> str:
    """What the leader can do next."""
    room = host.room
    if room.closed:
        return closed_sentence(host)
    if room.report is not None:
        people = ngettext("{n} person", "{n} people", room.report.summary.people)
        revealed = _("Revealed: {people}.").format(people=people)
        more = _("Enough others are done to reveal it again.")
        return f"{revealed} {more}" if host.can_reveal else revealed
    if host.can_reveal:
        return _("The group can be revealed.")
    return ngettext(
        "Can be revealed when {n} more is done.",
        "Can be revealed when {n} more are done.",
        room.missing,
    )


def reveal_question() -> tuple[str, str]:
    """What to ask before revealing, and what it means."""
    return _("Reveal the group now?"), _(
        "It is about those who are done by now. If the figures changed with each person who "
        "finishes later, they would give away what that person answered."
    )


def closing_question(host: Host) -> tuple[str, str]:
    """What to ask before closing the room, and what it means."""
    counts, sentences = host.room.counts(), []
    if counts.answering:
        sentences.append(
            ngettext(
                "{n} person is still answering.",
                "{n} people are still answering.",
                counts.answering,
            )
        )
    if host.keep is None:
        sentences.append(
            _(
                "All answers are deleted from this computer. Participants keep only what they "
                "have saved on their own devices."
            )
        )
    else:
        sentences.append(
            _(
                "The answers of those who are done are kept in {folder}, all others are deleted. "
                "Participants keep what they have saved on their own devices."
            ).format(folder=_shown(host.keep))
        )
    if host.room.report is not None:
        sentences.append(_("The group's page is kept only if you have saved it."))
    return _("Close the room?"), " ".join(sentences)


def closed_sentence(host: Host) -> str:
    """What has become of the answers."""
    if host.keep is None:
        return _("The room is closed, and its answers have been deleted.")
    kept = _("The room is closed. The answers of those who were done are in {folder}.")
    return kept.format(folder=_shown(host.keep))


def left_open_sentence() -> str:
    """What a program that ends without closing the room says."""
    return _("The room is not closed: “netztui room” continues it, with all its answers.")


def idle_sentence() -> str:
    """Why the program has ended by itself."""
    return _("Nobody has used the room for four hours, so it can't be reached any more.")


def continued_sentence(room: Room) -> LazyText:
    """That a room has been found and goes on."""
    counts = room.counts()
    found = N_("A room that was not closed is continued: {joined} joined, {done} done.")
    return LazyText(found, joined=counts.joined, done=counts.done)


def _shown(folder: Path) -> str:
    return printable(str(folder))
