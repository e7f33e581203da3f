"""A workshop: people who answer with the program on computers of their own, and export for it."""

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from group.simulated import SHORT, shipped_key
from netztui.archive.archive import Archive
from netztui.assessment.assessment import Answer, Assessment, Question
from netztui.assessment.conditions import Value
from netztui.cli.command_line import netztui
from netztui.questionnaire.model import ChoicesItem, NumberItem, TextItem
from netztui.scoring.score import score
from netztui.system import paths

OCCASIONS = {
    "march": datetime(2026, 3, 2, 18, 0, tzinfo=UTC),
    "june": datetime(2026, 6, 8, 18, 0, tzinfo=UTC),
}


def take(who: int, at: datetime, *, hunting: float = 0.0) -> None:
    """Answer the questionnaire on this computer; `hunting` is how much more hunting there is."""
    rng, key = random.Random(who), shipped_key(SHORT)
    hunted = key.questionnaire.scales["hunter"].facets
    level = {
        facet: rng.uniform(0, 3) + hunting * (facet in hunted) for facet in key.questionnaire.facets
    }
    rng.seed(f"{who} {at}")

    def value(question: Question) -> Value:
        match question.item:
            case ChoicesItem() as item:
                return tuple(str(one.value) for one in item.options if rng.random() < 0.45) or (
                    "linkedin",
                )
            case NumberItem() as item:
                return rng.randint(item.minimum, item.maximum)
            case TextItem():
                return f"Whenever it is {who} o'clock, I will answer one question."
        facet = getattr(question.item, "facet", None)
        place = rng.gauss(level.get(facet, 1.5), 0.8)
        return question.options[max(0, min(len(question.options) - 1, round(place)))].value

    with Archive.open(paths.archive_path()) as archive:
        assessment = Assessment.begin(key.questionnaire, rng)
        id_ = archive.begin(assessment, "en", at)
        while open_keys := assessment.open_keys:
            question = assessment.visible[open_keys[0]]
            answer = Answer(value(question), 2.5)
            assessment = assessment.with_answer(question.key, answer)
            archive.record(id_, question.key, answer, None, at)
        archive.finish(id_, score(assessment), at + timedelta(minutes=4))
        for question in assessment.later.visible.values():
            archive.answer_later(id_, question.key, Answer(value(question)), at)


def participants(folder: Path, n: int = 14) -> None:
    """`n` people with codes at both occasions, each file exported by the program itself."""
    for place in range(n):
        with patch.dict(os.environ, NETZTUI_DATA_DIR=str(folder / f"computer-{place}")):
            for occasion, at in OCCASIONS.items():
                take(place, at + timedelta(days=place % 3), hunting=0.6 * (occasion == "june"))
                (folder / occasion).mkdir(exist_ok=True)
                output = folder / occasion / f"{place:02}.json"
                options = ["--code", f"abc{place:02}", "--yes", "--output", str(output)]
                options += ["--with-plan"] * (place % 2)
                done = CliRunner().invoke(netztui, ["export", "--for-group", *options])
                assert done.exit_code == 0, done.output


if __name__ == "__main__":
    import sys

    participants(Path(sys.argv[1]))
