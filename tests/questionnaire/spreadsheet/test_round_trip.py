"""From a questionnaire to a table and back, and to a TOML file and back: nothing is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import KINDS, PLANNED, SMALL

from netztui.questionnaire import model, result_texts
from netztui.questionnaire.basics import Text
from netztui.questionnaire.library import questionnaire_files, shipped_folder
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.spreadsheet.layout import ROWS
from netztui.questionnaire.spreadsheet.reading import Table
from netztui.questionnaire.spreadsheet.writing import write_table
from netztui.questionnaire.toml_text import questionnaire_toml
from netztui.questionnaire.validation.reader import checked, read
from netztui.questionnaire.validation.schema_errors import TEXT_KEYS

WORDS = st.text("ab7 -=+@,;\"'“…|#.\\/<[&ß\u00e9\u0301中", min_size=1, max_size=8).filter(str.strip)
WORDINGS = st.text("ab7 -=+@,;\"'“…\n\\/<[&ß中", min_size=1, max_size=12).filter(str.strip)
SIMPLE_CONDITIONS = st.sampled_from(
    [
        {"item": "tools", "includes": "a"},
        {"item": "number", "at_least": 1.5, "at_most": 7},
        {"not": {"item": "text", "answered": True}},
    ]
)
CONDITIONS = SIMPLE_CONDITIONS | st.builds(
    lambda key, inner: {key: inner},
    st.sampled_from(["all", "any"]),
    st.lists(SIMPLE_CONDITIONS, min_size=1, max_size=2),
)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """A valid questionnaire with any of the parts and texts that one can have."""
    languages = draw(
        st.lists(st.sampled_from(["de", "en", "pt-BR", "fr"]), min_size=1, unique=True)
    )

    def text() -> dict[str, str]:
        return {language: draw(WORDINGS) for language in languages}

    def some(**optional: Any) -> dict[str, Any]:
        return {
            key: value() if callable(value) else draw(value)
            for key, value in optional.items()
            if draw(st.booleans())
        }

    def options(values: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
        chosen = draw(st.lists(values, min_size=2, max_size=3, unique=True))
        return [{"value": value, "label": text()} for value in chosen]

    def item(name: str, **more: Any) -> dict[str, Any]:
        return {"id": name, "text": text(), **some(label=text, help=text), **more}

    facets = draw(st.permutations(["facet-a", "facet-b", "facet-c"]))
    numbers = sorted(draw(st.lists(st.integers(-9, 99), min_size=2, max_size=3, unique=True)))
    scale = {"options": [{"value": value, "label": text()} for value in numbers]}
    tools = [{"value": "a", "label": text()}, *options(WORDS.filter(lambda word: word != "a"))]
    first = [
        item("tools", kind="choices", options=tools, **some(ends_if_empty=text)),
        item(
            "number", kind="number", **some(minimum=st.integers(-5, 0), unit=text, unit_of_one=text)
        ),
        item("text", kind="text", **some(recall=st.just(True), max_length=st.integers(1, 9))),
        item("words", kind="choice", options=options(WORDS), **some(show_if=CONDITIONS)),
        item(
            "numbers",
            kind="choice",
            options=options(st.integers(-9, 9)),
            **some(follows=st.just("text")),
        ),
    ]
    own = draw(st.booleans())
    ratings = [
        item(f"rating-{place}", facet=facet, **{"response_scale": "often"} if own else {})
        for place, facet in enumerate([*facets, facets[0]])
    ]
    ratings[-1] |= {"reverse": True, "opposite": "rating-0"}
    data = {
        "format": 1,
        "id": "any-one",
        "version": draw(WORDS),
        "languages": languages,
        "title": text(),
        **some(description=text, notice=text),
        "response_scales": {"often": scale},
        "facets": {facet: {"label": text(), **some(description=text)} for facet in facets},
        "scales": {
            "scale-b": {"label": text(), "facets": facets[:2]},
            "scale-a": {"label": text(), "facets": facets[2:]},
        },
        "sections": [
            {"id": "first", "title": text(), "items": first},
            {
                "id": "second",
                "title": text(),
                "items": ratings,
                **({} if own else {"response_scale": "often"}),
                **some(intro=text, stem=text, order=st.just("shuffled"), show_if=CONDITIONS),
            },
        ],
    }
    if draw(st.booleans()):
        in_grid = [item(name, response_scale="often") for name in ("got", "gave")]
        data["sections"].append(
            {"id": "each", "title": text(), "for_each": "tools", "items": in_grid}
        )
        data["networks"] = {"low": "got", "high": "gave", "title": text(), "explained": text()}
        data["networks"]["advice"] = [
            {"when": {"item": "got", "is": numbers[0]}, "question": text()}
        ]
    if draw(st.booleans()):
        poles = draw(st.permutations(["scale-a", "scale-b"]))
        calibration = st.just({"sd": 20.0, "reliability": 0.8, "n": 90, "source": draw(WORDS)})
        data["axis"] = {"low": poles[0], "high": poles[1]}
        data["axis"] |= some(balanced_within=st.sampled_from([7, 18.75]), calibration=calibration)
        words = [
            *poles,
            *(f"leaning-{pole}" for pole in poles),
            "both",
            "neither",
            "mixed",
            "undecided",
        ]
        data["placements"] = [
            {"when": word, "title": text(), "text": text()}
            | (some(sure=text, little=text) if word in poles else {})
            for word in words
        ]
    advice = {"id": "advice", "when": {"scale-a": "high", facets[0]: "low"}, "question": text()}
    data["advice"] = [advice | some(text=text, topic=st.just("topic"), answers=CONDITIONS)]
    data["prompts"] = [{"text": text()} | some(when=st.just({"scale-a": "divided"}))]
    questionnaire, violations = checked(data)
    assert questionnaire is not None, [str(one.message) for one in violations]
    return questionnaire


@given(questionnaires(), st.sampled_from(",;\t"))
def test_any_questionnaire_survives_the_table_and_its_toml(
    questionnaire: Questionnaire, mark: str
) -> None:
    table = Table(write_table(questionnaire, mark), "any.csv")
    assert table.filled_in == ()
    assert table.questionnaire.canonical == questionnaire.canonical
    again = read(questionnaire_toml(questionnaire).encode(), "any.toml")
    assert again.canonical == questionnaire.canonical


@pytest.mark.parametrize(
    "content",
    [
        *(path.read_bytes() for path in questionnaire_files(shipped_folder())),
        *(text.encode() for text in (SMALL, PLANNED, KINDS)),
    ],
)
def test_complete_questionnaires_keep_their_identity(content: bytes) -> None:
    original = read(content, "original.toml")
    through_table = Table(write_table(original), "table.csv").questionnaire
    written = questionnaire_toml(through_table)
    assert read(written.encode(), "again.toml").fingerprint == original.fingerprint
    assert write_table(through_table) == write_table(original)


def test_every_part_and_every_text_of_a_questionnaire_has_a_row() -> None:
    plain = {"format", "id", "version", "languages", "title", "description", "notice"}
    parts = {kind.key for kind in ROWS.values() if not kind.owner and kind.key}
    assert parts == Questionnaire.fields_by_key().keys() - plain
    models = [
        one
        for one in (*vars(model).values(), *vars(result_texts).values())
        if hasattr(one, "model_fields")
    ]
    texts = {
        name
        for one in models
        for name, field in one.model_fields.items()
        if field.annotation in {Text, Text | None}
    }
    assert texts <= TEXT_KEYS
