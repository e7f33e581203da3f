"""How much of something is allowed in a while, so that nobody takes the room from the others."""

import time
from collections.abc import Callable
from dataclasses import dataclass

REMEMBERED = 5000
"""How many senders are remembered; beyond that, those who may do everything again are dropped."""

PAGE_BYTES = 16 * 2**10
"""Bytes of a form that a participant sends; the longest text of an item fits many times."""
SECONDS_TO_SEND = 10.0
"""How long a participant may take to send a request, and a stalled answer to be fetched."""
CONNECTIONS = 800
"""How many connections may be open; a browser keeps up to six."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and then so many a second."""

    at_once: float
    a_second: float


REQUESTS = Rate(60, 8)
"""Requests of one participant."""
STRANGERS = Rate(200, 20)
"""Requests from one address of people who have not joined: all may be behind one router."""
JOINS = Rate(60, 2)
"""People who join from one address."""
WRONG_CODES = Rate(8, 1 / 15)
"""Wrong join codes from one address. There are 31⁶, so at 4 a minute guessing takes centuries."""
ALL_WRONG_CODES = Rate(120, 1)
"""Wrong join codes from all addresses together."""


class Limiter:
    """Counts for each sender, such as a participant or an address, what is still allowed."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` returns seconds."""
        self._rate = rate
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        """By sender: what was left, and when."""

    def allows(self, sender: str) -> bool:
        """Whether there is something left."""
        return self._left_of(sender) >= 1

    def take(self, sender: str) -> bool:
        """Use one up; whether there was one left."""
        left = self._left_of(sender)
        if left < 1:
            return False
        if len(self._left) >= REMEMBERED:
            full = self._rate.at_once
            self._left = {one: self._left[one] for one in self._left if self._left_of(one) < full}
        self._left[sender] = left - 1, self._clock()
        return True

    def _left_of(self, sender: str) -> float:
        left, when = self._left.get(sender, (self._rate.at_once, 0.0))
        return min(self._rate.at_once, left + (self._clock() - when) * self._rate.a_second)
