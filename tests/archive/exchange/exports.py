"""Transfer files for the tests: made by hand, and made up by Hypothesis."""

import copy
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from samples import small
from stored import PLAN, later

from netztui.archive.archive import Archive
from netztui.archive.exchange.export import select_for_export, write_export
from netztui.archive.exchange.file_format import CheckedExport, read_export
from netztui.archive.exchange.merge import ImportSummary, import_export, preview_import
from netztui.archive.sqlite.codec import time_to_text

Json = dict[str, Any]

VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "networks-used": st.sampled_from([[], ["xing"], ["xing", "linkedin"], ["mastodon"]]),
    "searched-for-clients": st.integers(1, 5),
    "looked-for-answers": st.integers(1, 5),
    "days-used/xing": st.integers(0, 28),
    "got-information/linkedin": st.integers(1, 5),
    "how-it-went": st.sampled_from(["done", "not"]),
}
"""Answers to some questions of PLAN; which are hidden depends on the others."""
LATER = {"next-step": st.sampled_from(["=1+1", "日本語 🐟", '„so“ \\ "so"'])}
"""The same for its questions after the result."""
EARLIER = st.sampled_from([{}, {"next-step": "Mastodon 🐘"}, {"next-step": 3}])


def time(minute: float) -> str:
    return time_to_text(later(minute))


def identity(number: int) -> str:
    return str(UUID(int=number + 1, version=4))


def answer(key: str, value: object, minute: float = 1, seconds: float | None = 2.5) -> Json:
    return {"key": key, "value": value, "seconds": seconds, "answered_at": time(minute)}


def assessment(
    number: int = 0, answers: Iterable[Json] = (), finished: float | None = None, **fields: Any
) -> Json:
    return {
        "id": identity(number),
        "questionnaire": small().fingerprint,
        "language": "de",
        "started_at": time(number),
        "finished_at": None if finished is None else time(finished),
        "position": None,
        "note": None,
        "orders": {},
        "earlier": {},
        "answers": list(answers),
    } | fields


def document(*assessments: Json, **fields: Any) -> Json:
    return {
        "netztui": "0.1.0",
        "format": 1,
        "questionnaires": [json.loads(small().canonical)],
        "assessments": list(assessments),
    } | fields


def read(content: Json | bytes) -> CheckedExport:
    if not isinstance(content, bytes):
        content = json.dumps(content).encode()
    return read_export(io.BytesIO(content), "x.json")


def taken(archive: Archive, content: Json | bytes) -> ImportSummary:
    return import_export(archive, read(content))


def would_be_taken(archive: Archive | None, content: Json | bytes) -> ImportSummary:
    return preview_import(archive, read(content))


def exported(archive: Archive, id_: str | None = None, questionnaire: str | None = None) -> bytes:
    target = io.BytesIO()
    write_export(archive, target, select_for_export(archive, id_, questionnaire))
    return target.getvalue()


def contents(*archives_contents: Json | bytes) -> bytes:
    """What a new archive exports that has taken in all these, one after the other."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a") as archive:
        for content in archives_contents:
            taken(archive, content)
        return exported(archive)


def with_change(content: Json, path: Iterable[str | int], change: Callable[[Any, Any], None]):
    """A copy in which `change` was done to the holder and the key or place that `path` leads to."""
    changed = copy.deepcopy(content)
    *way, last = path
    holder: Any = changed
    for part in way:
        holder = holder[part]
    change(holder, last)
    return changed


@st.composite
def answers(draw: st.DrawFn, values: Mapping[str, st.SearchStrategy[Any]] = VALUES) -> list[Json]:
    keys = draw(st.lists(st.sampled_from(sorted(values)), unique=True))
    return [
        answer(
            key,
            draw(st.none() | values[key]),
            draw(st.integers(0, 5)),
            draw(st.sampled_from([None, 0.0, 1.5])),
        )
        for key in keys
    ]


@st.composite
def computers(draw: st.DrawFn, count: int = 2) -> tuple[Json, ...]:
    """What so many computers hold that share some assessments and disagree about no result.

    What was answered after the result may differ.
    """
    held: list[list[Json]] = [[] for _ in range(count)]
    for number in range(draw(st.integers(0, 3))):
        begun = {"questionnaire": PLAN.fingerprint, "earlier": draw(EARLIER)}
        result = assessment(number, draw(answers()), draw(st.integers(6, 9)), **begun)
        note = draw(st.sampled_from([None, "gut"]))
        for shelf in held:
            match draw(st.sampled_from(["nothing", "draft", "result"])):
                case "draft":
                    said = {"position": draw(st.sampled_from([None, *VALUES])), "note": note}
                    shelf.append(assessment(number, draw(answers()), **begun, **said))
                case "result":
                    said = {"answers": [*result["answers"], *draw(answers(LATER))]}
                    said["note"] = draw(st.sampled_from([None, note]))
                    shelf.append(result | said)
    questionnaires = [json.loads(PLAN.canonical)]
    return tuple(document(*shelf, questionnaires=questionnaires) for shelf in held)
