"""An address as a QR code, for cameras."""

import segno

QUIET = 4
"""How many light modules the standard asks for around a code."""


def qr_code(text: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of the code, from the top, with its quiet zone; True is a dark module.

    As small as it gets, with the best error correction that fits into that size. A square of 21
    modules at least (version 1), plus 4 on each side.
    """
    code = segno.make_qr(text, error="l", boost_error=True)
    return tuple(tuple(map(bool, row)) for row in code.matrix_iter(border=QUIET))
