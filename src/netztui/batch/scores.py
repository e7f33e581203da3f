"""From a table of answers to a table of figures, as a stream.

However long the table is, only a few batches of rows are in memory. A long one is shared out
among the processor's cores, in batches that come back in order; a short one is done before
another process would have started. What is written is the same either way, and so is what has
been written when a faulty row ends it: everything before that row.
"""

import csv
import json
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from multiprocessing import parent_process
from threading import Thread
from typing import BinaryIO, Literal, TypeAlias

from netztui.batch.score_columns import Figure, column_names, column_values
from netztui.batch.table import Respondent, ResponsesError, ResponseTable
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.score import score_row

Form: TypeAlias = Literal["csv", "json"]
Batch: TypeAlias = Sequence[Respondent]

BATCH = 250
"""Rows that are scored together."""
ALONE = 8
"""Batches that are scored before other processes are worth their start."""
AHEAD = 3
"""Batches for each process that are read before their turn to be written comes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the rows that come out look like."""

    form: Form
    carried: tuple[str, ...]
    """The names of the columns carried through, which stand in front."""
    delimiter: str
    """What separates the cells of CSV."""


def write_scores(
    responses: ResponseTable,
    target: BinaryIO,
    *,
    form: Form = "csv",
    processes: int | None = None,
    advance: Callable[[int], object] = lambda _size: None,
) -> None:
    """Write the figures of all `responses` to `target` in UTF-8, one line for each respondent.

    CSV has a header and the delimiter of `responses`; JSON is one object a line. `advance` is
    told how many further bytes of the table have been dealt with. `processes` is how many score
    a long table; by default as many as there are cores to run on. Raises ResponsesError where
    the table is faulty, after the rows before that have been written, and OSError where
    `target` can't be written.
    """
    key = responses.key
    layout = Layout(form, responses.carried, responses.delimiter)
    if form == "csv":
        target.write(csv_lines([[*responses.carried, *column_names(key)]], layout.delimiter))
    batches = _batches(responses)
    for batch, size in islice(batches, ALONE):
        target.write(_scored(key, layout, batch))
        advance(size)
    processes = processes or _cores()
    if processes > 1:
        rest = _shared_out(key.questionnaire, layout, batches, processes)
    else:
        rest = ((_scored(key, layout, batch), size) for batch, size in batches)
    for text, size in rest:
        target.write(text)
        advance(size)
    target.flush()


def _batches(responses: ResponseTable) -> Iterator[tuple[Batch, int]]:
    """The respondents in batches, each with its size in bytes of the table.

    Where a row is faulty, those before it come first and ResponsesError afterwards.
    """
    rows = iter(responses)
    before = 0
    more = True
    while more:
        batch: list[Respondent] = []
        fault = None
        try:
            for respondent in islice(rows, BATCH):
                batch.append(respondent)  # noqa: PERF402  # those before a fault count
        except ResponsesError as error:
            fault = error
        if batch:
            yield batch, responses.size - before
            before = responses.size
        if fault is not None:
            raise fault
        more = len(batch) == BATCH


def _scored(key: ScoringKey, layout: Layout, batch: Batch) -> bytes:
    """The lines that come out for `batch`."""
    scored = ((carried, column_values(score_row(key, answers))) for carried, answers in batch)
    if layout.form == "csv":
        rows = ([*carried, *named.values()] for carried, named in scored)
        return csv_lines(rows, layout.delimiter)
    return "".join(_json(layout, carried, named) for carried, named in scored).encode()


def _json(layout: Layout, carried: Iterable[str], named: Mapping[str, Figure]) -> str:
    fields = {**dict(zip(layout.carried, carried, strict=True)), **named}
    return json.dumps(fields, ensure_ascii=False, allow_nan=False) + "\n"


def csv_lines(rows: Iterable[Iterable[Figure]], delimiter: str = ",") -> bytes:
    """The rows as CSV in UTF-8; None is an empty cell."""
    lines = _Lines()
    # Only with both characters at the end of its lines does the module quote both in cells.
    csv.writer(lines, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return "".join(lines).encode()


class _Lines(list[str]):
    """What a csv writer writes into: its lines, ended by a line feed alone."""

    def write(self, line: str) -> None:
        """Take one line."""
        self.append(f"{line[:-2]}\n")


# Other processes


def _shared_out(
    questionnaire: Questionnaire,
    layout: Layout,
    batches: Iterator[tuple[Batch, int]],
    processes: int,
) -> Iterator[tuple[bytes, int]]:
    """The lines for each batch with its size, in order, worked out by other processes."""
    first = next(batches, None)
    if first is None:
        return
    # Their import alone takes longer than scoring a class of students.
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    canonical = questionnaire.canonical
    under_way: deque[tuple[Future[bytes], int]] = deque()
    fault = None
    try:
        with ProcessPoolExecutor(processes, get_context("spawn"), _serve) as pool:
            try:
                for batch, size in chain([first], batches):
                    with _interrupts_held_off():
                        lines = pool.submit(_scored_elsewhere, canonical, layout, batch)
                    under_way.append((lines, size))
                    if len(under_way) > AHEAD * processes:
                        done, size_done = under_way.popleft()
                        yield done.result(), size_done
            except ResponsesError as error:
                fault = error
            while under_way:
                done, size_done = under_way.popleft()
                yield done.result(), size_done
    except BrokenProcessPool:
        raise ResponsesError(
            LazyText(N_("A process that worked on the scores was stopped from outside.")),
            LazyText(N_("Perhaps memory ran out: close other programs, then start again.")),
        ) from None
    if fault is not None:
        raise fault


@contextmanager
def _interrupts_held_off() -> Iterator[None]:
    """Ctrl+C waits meanwhile; a process that is started now will never hear of it.

    At a terminal it goes to every process, and all but this one would die of it with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows, where `_serve` has to do
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve() -> None:
    """Prepare a process that scores: it leaves Ctrl+C to its parent, and ends when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _cores() -> int:
    """How many cores there are to run on; a reader cannot feed more than eight."""
    usable = getattr(os, "sched_getaffinity", None)
    return min(len(usable(0)) if usable else os.cpu_count() or 1, 8)


def _scored_elsewhere(canonical: str, layout: Layout, batch: Batch) -> bytes:
    return _scored(_key(canonical), layout, batch)


@cache
def _key(canonical: str) -> ScoringKey:
    return scoring_key(Questionnaire.from_canonical(canonical))
