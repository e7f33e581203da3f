"""The JSON Schema describes every key, accepts valid files and refuses broken structure."""

import tomllib
from collections.abc import Iterator
from itertools import islice

import jsonschema
import pytest
from samples import PLANNED, SMALL

from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.schema import json_schema
from netztui.questionnaire.template import template
from netztui.questionnaire.validation.schema_errors import TEXT_KEYS
from questionnaire.mutants import mutants
from questionnaire.validation.test_mutants import LONG, SEED

VALIDATOR = jsonschema.Draft7Validator(json_schema())


def test_it_is_a_valid_schema() -> None:
    jsonschema.Draft7Validator.check_schema(json_schema())


@pytest.mark.parametrize(
    "path", sorted(shipped_folder().glob("*.toml")), ids=lambda path: path.stem
)
def test_the_included_questionnaires_fit(path) -> None:
    assert list(VALIDATOR.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))) == []


def test_the_sample_and_the_template_fit() -> None:
    for text in (SMALL, template("x", ["de", "pt-BR"], comments="en")):
        assert list(VALIDATOR.iter_errors(tomllib.loads(text))) == []


def test_every_key_has_a_description() -> None:
    schema = json_schema()
    for table in (schema, *schema["definitions"].values()):
        for key, value in table.get("properties", {}).items():
            assert len(value["description"]) > 10, key
            assert value["description"].endswith("."), key


def test_the_keys_whose_values_are_texts_are_known_to_the_error_messages() -> None:
    schema = json_schema()
    tables = [schema, *schema["definitions"].values()]
    texts = [{"$ref": "#/definitions/Text"}]
    keys = {
        key
        for table in tables
        for key, value in table.get("properties", {}).items()
        if value.get("allOf") == texts
    }
    assert keys == TEXT_KEYS


def test_every_key_of_the_models_is_in_it() -> None:
    schema = json_schema()
    assert list(schema["properties"]) == list(Questionnaire.fields_by_key())
    assert schema["properties"]["title"]["description"] == "Its name in the list."
    assert "is" in schema["definitions"]["Condition"]["properties"]
    assert schema["definitions"]["Axis"]["properties"]["balanced_within"]["default"] == 12.5


ITEM = {"id": "x", "text": {"en": "x"}}
OPTIONS = [{"value": word, "label": {"en": word}} for word in ("a", "b")]
OWN_KEYS = {
    "rating": {"response_scale": "r", "facet": "f", "reverse": True, "opposite": "y"},
    "choice": {"options": OPTIONS, "recall": True},
    "choices": {"options": OPTIONS, "ends_if_empty": {"en": "x"}},
    "number": {"minimum": 0, "maximum": 9, "unit": {"en": "x"}, "unit_of_one": {"en": "x"}},
    "text": {"max_length": 9, "recall": True},
}
NEEDED = {"choice": {"options": OPTIONS}, "choices": {"options": OPTIONS}}


def errors_of(item: object) -> list[str]:
    """The errors of a questionnaire with this item alone."""
    title = {"en": "x"}
    data = {"format": 1, "id": "q", "version": "1", "languages": ["en"], "title": title}
    data["sections"] = [{"id": "s", "title": title, "items": [item]}]
    return [error.message for error in VALIDATOR.iter_errors(data)]


@pytest.mark.parametrize("kind", OWN_KEYS)
def test_one_mistyped_key_of_an_item_is_one_error(kind: str) -> None:
    item = {**ITEM, "kind": kind, **OWN_KEYS[kind]}
    assert errors_of(item) == []
    for key in {**OWN_KEYS[kind], "id": 1, "text": 1, "help": 1, "show_if": 1}:
        rest = {name: value for name, value in item.items() if name != key}
        (error,) = errors_of({**rest, f"{key}z": 1})
        assert f"{key}z" in error
    (error,) = errors_of({**item, "text": "x"})
    assert "is not of type 'object'" in error


def test_a_required_key_is_missed_unless_it_is_mistyped() -> None:
    (error,) = errors_of({"id": "x"})
    assert error == "'text' is a required property"
    (error,) = errors_of({"id": "x", "txt": {"en": "x"}})
    assert "'txt' was unexpected" in error
    axis = jsonschema.Draft7Validator({**json_schema(), "if": True, "then": True, "type": "object"})
    messages = [error.message for error in axis.iter_errors({"axis": {"low": "a", "hihg": "b"}})]
    assert [one for one in messages if "high" in one or "hihg" in one] == [
        "Additional properties are not allowed ('hihg' was unexpected)"
    ]


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_there_are_2_to_100_options(kind: str) -> None:
    for count, wrong in ((1, True), (2, False), (100, False), (101, True)):
        options = [{"value": f"v{n}", "label": {"en": "x"}} for n in range(count)]
        assert bool(errors_of({**ITEM, "kind": kind, "options": options})) == wrong


def test_an_item_without_a_kind_is_a_rating() -> None:
    assert errors_of({**ITEM, **OWN_KEYS["rating"]}) == []
    (error,) = errors_of({**ITEM, "revrese": True})
    assert "revrese" in error


@pytest.mark.parametrize("kind", OWN_KEYS)
def test_each_kind_of_item_refuses_the_keys_of_the_others(kind: str) -> None:
    others = {key: value for own in OWN_KEYS.values() for key, value in own.items()}
    for key in others.keys() - OWN_KEYS[kind].keys():
        (error,) = errors_of({**ITEM, "kind": kind, **NEEDED.get(kind, {}), key: others[key]})
        assert f"'{key}' was unexpected" in error


def test_an_unknown_kind_and_an_item_that_is_no_table_are_one_error_each() -> None:
    for kind in ("numbr", 5):
        (error,) = errors_of({**ITEM, "kind": kind, "minimum": 1})
        assert "is not one of" in error
    (error,) = errors_of("x")
    assert "is not of type 'object'" in error


def test_an_editor_that_does_not_know_conditions_finds_every_kind_of_item() -> None:
    items = json_schema()["definitions"]["Section"]["properties"]["items"]["items"]
    assert len(items["anyOf"]) == len(OWN_KEYS) + 1


def refused(text: str) -> bool:
    return not VALIDATOR.is_valid(tomllib.loads(text))


def structural(text: str) -> Iterator[tuple[str, str]]:
    """The structural mutants that are still TOML."""
    for mutant in mutants(text, SEED):
        if mutant.structural:
            try:
                tomllib.loads(mutant.text)
            except tomllib.TOMLDecodeError:
                continue
            yield mutant.kind, mutant.text


def test_broken_structure_is_refused() -> None:
    sample = islice(structural(PLANNED), 15)
    assert [kind for kind, text in sample if not refused(text)] == []


@pytest.mark.slow
def test_all_broken_structure_is_refused() -> None:
    everything = list(structural(LONG))
    assert len(everything) > 1000
    assert [kind for kind, text in everything if not refused(text)] == []
