"""Every answer that the screen has shown is in the archive, however suddenly the program ends.

The real program is killed while questions are answered. The archive must hold what the terminal
had shown, up to the last byte before the kill, and may hold the step after it.
"""

import random
import shutil
import sqlite3
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from netztui.questionnaire.model import Questionnaire
from terminal.driver import ENTER, Computer, Terminal
from terminal.person import Kept, Person, Situation, Step, painted, said
from terminal.walking import NO_PAUSE


def kept(computer: Computer, aside: Path) -> Kept:
    """What an intact archive holds; read from a copy, so that netztui itself recovers it."""
    shutil.rmtree(aside, ignore_errors=True)
    there = Computer(aside)
    if not computer.archive.exists() or computer.archive.stat().st_size == 0:
        return Kept()
    shutil.copytree(computer.data, there.data)
    connection = sqlite3.connect(there.archive)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()
    stored = there.stored()
    # A draft without answers is not offered again.
    drafts = [one for one in stored if one.finished_at is None and one.assessment.answers]
    results = [one for one in reversed(stored) if one.finished_at is not None]
    assert len(drafts) <= 1
    return Kept(
        tuple(said(one.assessment) for one in results),
        said(drafts[0].assessment) if drafts else None,
        drafts[0].position if drafts else None,
    )


class Torture:
    """Kills netztui repeatedly while questions are answered, and counts."""

    def __init__(self, computer: Computer, questionnaire: Questionnaire, seed: int) -> None:
        self._computer = computer
        self._random = random.Random(seed)
        self._person = Person(self._random)
        self._now = Situation(questionnaire)
        self.counts = Counter[str]()

    def run(self, kills: int) -> Counter[str]:
        """Start and kill `kills` times, then start once more and check what is left."""
        for _ in range(kills):
            paused = self._random.random() < 0.3
            self._computer.choose("" if paused else NO_PAUSE)
            with self._computer.start() as terminal:
                self._live(terminal, paused=paused)
        with self._computer.start() as terminal:
            self._come_back(terminal)
        return self.counts

    def _live(self, terminal: Terminal, *, paused: bool) -> None:
        if self._random.random() < 0.1:
            self._kill(terminal, Step("", ()), self._random.uniform(0.0, 0.6))
            return
        self._wait_for_start(terminal)
        step = self._person.begin(self._now)
        for _ in range(self._random.randint(0, 12)):
            self._do(terminal, step)
            if self._now.where == "result":
                break
            step = self._person.steps(self._now, paused=paused)
        if self._now.where == "result":
            step = Step("", ())
        terminal.type(step.keys)
        self._kill(terminal, step, self._random.uniform(0.0, 0.04))

    def _do(self, terminal: Terminal, step: Step) -> None:
        terminal.type(step.keys)
        after = step.through[-1]
        terminal.wait(after.is_shown, f"{step.keys!r}: {after.where} {after.key}")
        self._now = replace(after, marks=frozenset())

    def _wait_for_start(self, terminal: Terminal) -> None:
        if self._now.assessment is None:
            terminal.wait_for("Beginnen:")
            assert "Weitermachen:" not in terminal.text
        else:
            answers = len(self._now.assessment.answers)
            terminal.wait_for("Weitermachen:", f"bisher {answers} Antwort")

    def _come_back(self, terminal: Terminal) -> None:
        self._wait_for_start(terminal)
        if self._now.assessment is not None:
            terminal.type(ENTER)
            terminal.wait(self._now.is_shown, f"the question {self._now.key}")

    def _kill(self, terminal: Terminal, step: Step, delay: float) -> None:
        """Kill after `delay` seconds, and compare the archive with the screen."""
        end = time.monotonic() + delay
        reads = self._random.random() < 0.5
        while (left := end - time.monotonic()) > 0:
            # Without reading, what is painted piles up in the terminal.
            if reads:
                terminal.read(left)
            else:
                time.sleep(left)
        terminal.kill()
        self.counts["kills"] += 1
        found = kept(self._computer, self._computer.folder / "aside")
        possible = painted(terminal, self._now, iter(step.through))
        self.counts["proven by the screen"] += possible[0] is not self._now
        self.counts["answers shown"] += len(possible[0].kept.draft or {})
        for situation in possible:
            if situation.kept == found:
                self.counts["stored further than shown"] += situation is not possible[0]
                self._go_on(situation)
                return
        self.counts["lost"] += 1
        raise AssertionError(f"shown: {possible[0].kept}\nstored: {found}\n{terminal}")

    def _go_on(self, situation: Situation) -> None:
        """Go on from what is stored."""
        self._now = replace(situation, where="question", marks=frozenset())
        if situation.kept.draft is None:
            self._now = replace(self._now, assessment=None, key=None)


def test_no_shown_answer_is_lost_when_killed(computer: Computer, shipped: Questionnaire):
    counts = Torture(computer, shipped, 5).run(3)
    print(dict(counts))
    assert counts["kills"] == 3
    assert counts["lost"] == 0
    assert counts["answers shown"] > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 104))
def test_no_shown_answer_is_lost_when_killed_many_times(
    computer: Computer, shipped: Questionnaire, seed: int
):
    counts = Torture(computer, shipped, seed).run(50)
    print(dict(counts))
    assert counts["kills"] == 50
    assert counts["lost"] == 0
    assert counts["proven by the screen"] > 0
    assert counts["stored further than shown"] > 0
