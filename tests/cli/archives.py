"""Results in the user's archive, with made-up answers."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from samples import SMALL

from netztui.archive.archive import Archive
from netztui.assessment.assessment import Answer, Assessment, Question
from netztui.assessment.conditions import Value
from netztui.history.history import earlier_answers
from netztui.questionnaire.model import ChoicesItem, NumberItem, TextItem
from netztui.questionnaire.validation.reader import read
from netztui.scoring.score import score
from netztui.system import paths

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
OTHER = SMALL.replace('id = "small"', 'id = "other"')


def answered(*kinds: str) -> list[str]:
    """Finish one assessment a day of the questionnaires given; returns their ids, oldest first."""
    choose = random.Random(1)
    ids = []
    with Archive.open(paths.archive_path()) as archive:
        for place, source in enumerate(kinds):
            at = NOON + timedelta(days=place)
            questionnaire = read(source.encode(), "x.toml")
            earlier = earlier_answers(archive, questionnaire)
            assessment = Assessment.begin(questionnaire, choose, earlier)
            id_ = archive.begin(assessment, "de", at)
            while open_keys := assessment.open_keys:
                question = assessment.visible[open_keys[0]]
                answer = Answer(_any_value(question, choose), 2.5)
                assessment = assessment.with_answer(question.key, answer)
                archive.record(id_, question.key, answer, None, at)
            archive.finish(id_, score(assessment), at + timedelta(minutes=6))
            for key, question in replace(assessment, after_result=True).visible.items():
                archive.answer_later(id_, key, Answer(_any_value(question, choose)), at)
            ids.append(id_)
    return ids


def _any_value(question: Question, choose: random.Random) -> Value:
    match question.item:
        case ChoicesItem() as item:
            return (item.options[0].value,)
        case NumberItem() as item:
            return int(item.minimum)
        case TextItem():
            return "More of it"
    return choose.choice(question.options).value
