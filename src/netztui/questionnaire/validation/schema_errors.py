"""The models' complaints about raw data, said in the words of the questionnaire format.

The models in `questionnaire.model` are the one description of which keys there are and what they
hold. pydantic reports in the words of Python types, so each kind of report is said anew here.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from netztui.diagnostics.problems import DataPath, Violation
from netztui.diagnostics.suggest import closest_match, quote_value, suggest
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire import model
from netztui.questionnaire.validation.outline import KINDS, TEXT_KEYS, Data

ITEM_MODELS: Mapping[str, type[BaseModel]] = {
    "rating": model.RatingItem,
    "choice": model.ChoiceItem,
    "choices": model.ChoicesItem,
    "number": model.NumberItem,
    "text": model.TextItem,
}

# By the key that holds the table, or the list or table of such tables.
MODELS: Mapping[str, type[BaseModel]] = {
    "response_scales": model.ResponseScale,
    "facets": model.Facet,
    "scales": model.Scale,
    "axis": model.Axis,
    "calibration": model.Calibration,
    "networks": model.Networks,
    "sections": model.Section,
    "options": model.Option,
    "placements": model.Placement,
    "advice": model.Advice,
    "show_if": model.Condition,
    "all": model.Condition,
    "any": model.Condition,
    "not": model.Condition,
}

# By pydantic's name for what is wrong with a single value.
SENTENCES: Mapping[str, str] = {
    "string_type": N_("The value of “{key}” must stand in quotation marks."),
    "string_too_short": N_("“{key}” is empty."),
    "string_too_long": N_("“{key}” has {length} characters; {limit} are the most."),
    "int_type": N_("“{key}” must be a whole number."),
    "float_type": N_("“{key}” must be a number."),
    "finite_number": N_("“{key}” must be a number."),
    "bool_type": N_("“{key}” must be true or false."),
    "greater_than": N_("“{key}” must be above {limit}."),
    "greater_than_equal": N_("“{key}” must be at least {limit}."),
    "less_than": N_("“{key}” must be below {limit}."),
    "less_than_equal": N_("“{key}” must be at most {limit}."),
}
VALUE_SENTENCE = N_("“{key}” must be a whole number or a word in quotation marks.")
OTHER_SENTENCE = N_("“{key}” does not fit here.")

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def schema_violations(error: ValidationError, data: Data) -> Iterator[Violation]:
    """What the models found wrong in `data`; one cause may come twice at one path."""
    reports = [(details, _path(details)) for details in error.errors(include_url=False)]
    missing: dict[DataPath, list[str]] = {}
    for details, path in reports:
        if details["type"] == "missing":
            missing.setdefault(path[:-1], []).append(str(path[-1]))
    misspelt = {
        (*path[:-1], closest_match(str(path[-1]), missing.get(path[:-1], ())))
        for details, path in reports
        if details["type"] == "extra_forbidden"
    }
    for details, path in reports:
        # A key misspelt is one mistake: it is not missing besides.
        if details["type"] == "missing" and path in misspelt:
            continue
        finding = _finding(details, path, data)
        if finding is not None:
            yield finding


def _path(details: ErrorDetails) -> DataPath:
    """The path in the file.

    pydantic's path has parts beside the file's keys: the kind behind an item's place, the types
    tried behind a value, a mark behind a key.
    """
    loc = details["loc"][:-1] if _is_about_key(details) else details["loc"]
    path: DataPath = ()
    for place, part in enumerate(loc):
        behind_item = place == 4 and loc[0::2][:2] == ("sections", "items")
        behind_value = path[-1:] in {("value",), ("is",)} and part in {"int", "str"}
        if not (behind_item and part in KINDS) and not behind_value:
            path = (*path, part)
    return path


def _is_about_key(details: ErrorDetails) -> bool:
    """Whether a key is reported, not what it holds."""
    # A file may have a key of that very name, where none belongs.
    return details["loc"][-1:] == ("[key]",) and details["type"] != "extra_forbidden"


def _finding(details: ErrorDetails, path: DataPath, data: Data) -> Violation | None:
    written, limits = details["input"], details.get("ctx", {})
    finding: Violation | None
    match details["type"]:
        case "missing":
            finding = _missing(path)
        case "extra_forbidden":
            finding = _unknown_key(path, data)
        case "union_tag_invalid":
            finding = _not_possible((*path, "kind"), limits["tag"], KINDS)
        case "literal_error" if path[-1] == "kind":
            # A kind that is no string lands among the ratings, whose only kind is their own.
            finding = _not_possible(path, written, KINDS)
        case "literal_error":
            finding = _not_possible(path, written, re.findall(r"'([^']*)'", limits["expected"]))
        case "string_pattern_mismatch":
            finding = _misspelt(path, written, is_key=_is_about_key(details))
        case "too_short" | "too_long":
            finding = _wrong_length(path, _value_at(path, data), limits)
        case "dict_type" | "model_type" | "tuple_type":
            finding = _no_container(details["type"], path, written)
        case kind:
            finding = Violation(path, _unfit(kind, path, written, limits))
    return finding


def _missing(path: DataPath) -> Violation:
    key = str(path[-1])
    message = LazyText(N_("“{key}” is missing."), key=key)
    if key in TEXT_KEYS:
        return Violation(path, message, _text_hint(key))
    if key in {"sections", "items"}:
        header = "[[sections]]" if key == "sections" else "[[sections.items]]"
        return Violation(
            path, message, LazyText(N_("Begin each one with {header}."), header=header)
        )
    return Violation(path, message)


def _unknown_key(path: DataPath, data: Data) -> Violation | None:
    key = str(path[-1])
    here = _model_at(path[:-1], data)
    if here in ITEM_MODELS.values():
        owners = [f'kind = "{kind}"' for kind, owner in ITEM_MODELS.items() if key in _keys(owner)]
        if owners:
            return _key_of_another_kind(path, owners, _value_at(path[:-1], data))
    message = LazyText(N_("“{key}” is not known here."), key=quote_value(key))
    return Violation(path, message, suggest(key, _keys(here)), at="key")


def _key_of_another_kind(path: DataPath, owners: list[str], item: Data) -> Violation | None:
    key = path[-1]
    if not isinstance(item.get("kind", ""), str):
        # Which keys belong to it cannot be said before its kind is.
        return None
    if "kind" in item:
        return Violation(
            path,
            LazyText(N_("“{key}” does not belong to this kind of question."), key=key),
            LazyText(N_("It belongs to: {kinds}."), kinds=", ".join(owners)),
            at="key",
        )
    # One path for all such keys of the item, because one word is missing.
    return Violation(
        (*path[:-1], "kind"),
        LazyText(N_("Without a kind this is a rating, which has no “{key}”."), key=key),
        LazyText(N_("Write one of: {kinds}."), kinds=", ".join(owners)),
    )


def _keys(owner: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in owner.model_fields.items())


def _model_at(path: DataPath, data: Data) -> type[BaseModel]:
    """The model of the table at `path`."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return model.Questionnaire
    if len(path) == 4 and path[2] == "items":
        item = _value_at(path, data)
        kind = item.get("kind", "rating") if isinstance(item, dict) else "rating"
        return ITEM_MODELS.get(kind if isinstance(kind, str) else "rating", model.RatingItem)
    if len(path) == 2 and path[0] in {"facets", "scales", "response_scales"}:
        return MODELS[names[0]]
    return MODELS[names[-1]]


def _value_at(path: DataPath, data: Data) -> Any:  # noqa: ANN401  # the file may say anything
    value: Any = data
    for part in path:
        value = value[part]
    return value


def _not_possible(
    path: DataPath, value: object, possible: tuple[str, ...] | list[str]
) -> Violation:
    key = _name(path)
    message = LazyText(
        N_("“{key}” cannot be “{value}”."), key=quote_value(key), value=quote_value(value)
    )
    return Violation(path, message, suggest(quote_value(value), possible))


def _misspelt(path: DataPath, written: str, *, is_key: bool) -> Violation:
    if path[0] == "languages" or set(path[-2:-1]) & TEXT_KEYS:
        return Violation(
            path,
            LazyText(N_("“{language}” is not a language code."), language=quote_value(written)),
            LazyText(N_("Codes look like this: de, en, pt-BR.")),
            at="key" if is_key else "value",
        )
    better = re.sub(r"[^a-z0-9]+", "-", written.lower().translate(GERMAN)).strip("-")
    return Violation(
        path,
        LazyText(
            N_("“{written}” is no id: only a–z, 0–9 and single hyphens between them."),
            written=quote_value(written),
        ),
        LazyText(N_("Write “{better}”."), better=quote_value(better)) if better else None,
        at="key" if is_key else "value",
    )


def _wrong_length(path: DataPath, value: Any, limits: Mapping[str, Any]) -> Violation | None:  # noqa: ANN401
    key = _name(path)
    if "max_length" in limits:
        most = limits["max_length"]
        return Violation(
            path, LazyText(N_("“{key}” has more than {most} entries."), key=key, most=most)
        )
    least = limits["min_length"]
    if len(value) >= least:
        # Broken entries don't count for pydantic; they are reported themselves.
        return None
    if least == 1:
        return Violation(path, LazyText(N_("“{key}” is empty."), key=key))
    return Violation(
        path, LazyText(N_("“{key}” needs at least {least} entries."), key=key, least=least)
    )


def _no_container(kind: str, path: DataPath, value: object) -> Violation:
    key = _name(path)
    if kind == "tuple_type":
        message = LazyText(N_("“{key}” must be a list."), key=key)
        doubled = isinstance(value, dict) and key in {"sections", "items", "placements", "advice"}
        hint = LazyText(N_("Write its header in double brackets: [[…]].")) if doubled else None
        return Violation(path, message, hint)
    if key in TEXT_KEYS:
        message = LazyText(N_("“{key}” needs its wording in each language."), key=key)
        return Violation(path, message, _text_hint(key))
    if isinstance(path[-1], int):
        message = LazyText(N_("Each entry of “{key}” must be a table."), key=key)
    else:
        message = LazyText(N_("“{key}” must be a table."), key=key)
    return Violation(path, message, _table_hint(key))


def _text_hint(key: str) -> LazyText:
    return LazyText(N_('Write {key} = {{ de = "…", en = "…" }}.'), key=key)


def _table_hint(key: str) -> LazyText | None:
    if key == "options":
        return LazyText(N_("Write {{ value = …, label = {{ … }} }} for each."))
    if key in {"show_if", "all", "any", "not"}:
        return LazyText(N_('Write {{ item = "…", answered = true }}, for example.'))
    return None


def _unfit(kind: str, path: DataPath, written: object, limits: Mapping[str, Any]) -> LazyText:
    values: dict[str, object] = {"key": quote_value(_name(path))}
    if path[-1] in {"value", "is"}:
        return LazyText(VALUE_SENTENCE, **values)
    limit = next(
        (limits[name] for name in ("gt", "ge", "lt", "le", "max_length") if name in limits), None
    )
    if limit is not None:
        # Also where it is a fraction that is meant, a whole limit is written as one.
        values["limit"] = int(limit) if limit == int(limit) else limit
    if kind == "string_too_long":
        values["length"] = len(str(written))
    return LazyText(SENTENCES.get(kind, OTHER_SENTENCE), **values)


def _name(path: DataPath) -> str:
    """The last key of the path: for an entry of a list, the list's."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")
