"""Records out of a damaged database file, read page by page without SQLite.

SQLite finds a row by way of a root, indexes and inner pages; where one of those is destroyed, it
can't reach rows that are whole. Here every page is looked at for itself, wherever it belongs, as
the format allows (https://sqlite.org/fileformat2.html, 1.6 and 2.1; the log: 4.1 to 4.3). Deleted
rows don't come back that way, because netztui has SQLite overwrite them.

What comes out is only what could once have been a row. Whether it makes sense is for the caller.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import TypeAlias

SIGNATURE = b"SQLite format 3\x00"
USUAL_PAGE = 4096
LOG_MAGIC = {0x377F0682, 0x377F0683}
LOG_HEADER, FRAME_HEADER = 32, 24

TABLE_LEAF, INDEX_LEAF, INDEX_INNER = 0x0D, 0x0A, 0x02
WITH_RECORDS = {TABLE_LEAF: 8, INDEX_LEAF: 8, INDEX_INNER: 12}
"""Kinds of page that hold records, and the length of their headers."""

INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer by its serial type."""

Value: TypeAlias = int | float | str | bytes | None
Record: TypeAlias = tuple[Value, ...]
Pages: TypeAlias = Mapping[int, bytes]


def records(content: bytes, log: bytes) -> Iterator[Record | None]:
    """Every record in a database file and the log beside it; None for each that is unreadable.

    Rows of tables come as they were inserted, with as many columns as the table had then; the
    entries of indexes come in between.
    """
    size, reserved = _page_size(content, log)
    pages = {
        number + 1: content[number * size : (number + 1) * size]
        for number in range(len(content) // size)
    }
    pages.update(_logged(log, size))
    for number in sorted(pages):
        yield from _records_of(pages, number, size - reserved)


def _page_size(content: bytes, log: bytes) -> tuple[int, int]:
    """Bytes of a page, and how many of them at its end are not used."""
    found, reserved = 0, 0
    if content.startswith(SIGNATURE) and len(content) > 20:
        found, reserved = int.from_bytes(content[16:18], "big"), content[20]
        found = 65536 if found == 1 else found
    elif len(log) >= LOG_HEADER:
        found = int.from_bytes(log[8:12], "big")
    is_possible = 512 <= found <= 65536 and found & (found - 1) == 0 and reserved < 32
    return (found, reserved) if is_possible else (USUAL_PAGE, 0)


def _logged(log: bytes, size: int) -> Pages:
    """The newest pages in the log, up to the last transaction that was completed."""
    if len(log) < LOG_HEADER or int.from_bytes(log[:4], "big") not in LOG_MAGIC:
        return {}
    salts = log[16:24]
    complete: dict[int, bytes] = {}
    begun: dict[int, bytes] = {}
    for start in range(LOG_HEADER, len(log) - FRAME_HEADER - size + 1, FRAME_HEADER + size):
        number, pages_after_commit = struct.unpack(">II", log[start : start + 8])
        if log[start + 8 : start + 16] != salts:
            break
        begun[number] = log[start + FRAME_HEADER : start + FRAME_HEADER + size]
        if pages_after_commit:
            complete.update(begun)
            begun = {}
    return complete


def _records_of(pages: Pages, number: int, usable: int) -> Iterator[Record | None]:
    page = pages[number]
    start = 100 if number == 1 else 0
    kind = page[start]
    if kind not in WITH_RECORDS:
        return
    pointers = start + WITH_RECORDS[kind]
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for place in range(pointers, min(pointers + 2 * count, usable - 1), 2):
        cell = int.from_bytes(page[place : place + 2], "big")
        try:
            yield _record(_payload(pages, page, cell, kind, usable))
        except (ValueError, IndexError, KeyError, struct.error):
            yield None


def _payload(pages: Pages, page: bytes, cell: int, kind: int, usable: int) -> bytes:
    """The bytes of a record, those on overflow pages included."""
    if kind == INDEX_INNER:
        cell += 4
    length, cell = _varint(page, cell)
    if kind == TABLE_LEAF:
        _rowid, cell = _varint(page, cell)
    least = (usable - 12) * 32 // 255 - 23
    most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    here = length
    if length > most:
        here = least + (length - least) % (usable - 4)
        here = here if here <= most else least
    if length > usable * len(pages) or cell + here > usable:
        raise ValueError("longer than the file")
    parts = [page[cell : cell + here]]
    following = int.from_bytes(page[cell + here : cell + here + 4], "big") if here < length else 0
    missing = length - here
    while missing > 0:
        further = pages[following]
        parts.append(further[4 : min(usable, 4 + missing)])
        missing -= usable - 4
        following = int.from_bytes(further[:4], "big")
    return b"".join(parts)


def _record(payload: bytes) -> Record:
    header_length, place = _varint(payload, 0)
    if header_length > len(payload):
        raise ValueError("no record")
    types = []
    while place < header_length:
        serial_type, place = _varint(payload, place)
        types.append(serial_type)
    values: list[Value] = []
    for serial_type in types:
        length, value = _value(serial_type, payload, place)
        values.append(value)
        place += length
    if place != len(payload):
        raise ValueError("no record")
    return tuple(values)


def _value(serial_type: int, payload: bytes, place: int) -> tuple[int, Value]:
    """How many bytes a value takes, and what it is."""
    if serial_type in INTEGERS:
        length = INTEGERS[serial_type]
        return length, int.from_bytes(payload[place : place + length], "big", signed=True)
    if serial_type >= 12:
        length = (serial_type - 12) // 2
        content = payload[place : place + length]
        return length, content.decode() if serial_type % 2 else content
    match serial_type:
        case 0:
            return 0, None
        case 7:
            (number,) = struct.unpack(">d", payload[place : place + 8])
            return 8, float(number)
        case 8 | 9:
            return 0, serial_type - 8
    raise ValueError("no such type")


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place after it."""
    number = 0
    for position in range(place, place + 8):
        number = number << 7 | content[position] & 0x7F
        if content[position] < 0x80:
            return number, position + 1
    return number << 8 | content[place + 8], place + 9
