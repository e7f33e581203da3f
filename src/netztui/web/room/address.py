"""The address of this computer in the network that it is in."""

import socket
from ipaddress import IPv4Address

from netztui.i18n.message import N_, ExplainedError

LOOPBACK = "127.0.0.1"
ELSEWHERE = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737): where the way out begins is asked, nothing is sent."""


class NoNetworkError(ExplainedError):
    """This computer is in no network."""


def lan_address() -> str:
    """The IPv4 address of this computer in the network that leads elsewhere, such as 192.168.1.5.

    Raises NoNetworkError.
    """
    # Connecting a datagram socket only chooses the interface.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
            address = str(probe.getsockname()[0])
        except OSError:
            address = LOOPBACK
    if IPv4Address(address).is_loopback or IPv4Address(address).is_unspecified:
        raise NoNetworkError(
            N_("This computer is not in any network."),
            N_("Connect it to the room's Wi-Fi, or leave out --lan."),
        )
    return address
