"""pydantic's errors about the structure of a questionnaire, in the words of the file format."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.diagnostics.suggest import closest_match, quote_value, suggest
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire import model
from netztui.questionnaire.schema import keys, owners

Data: TypeAlias = Mapping[str, Any]
"""A TOML table as tomllib gives it."""

ITEM_MODELS: Mapping[str, type[BaseModel]] = {
    "rating": model.RatingItem,
    "choice": model.ChoiceItem,
    "choices": model.ChoicesItem,
    "number": model.NumberItem,
    "text": model.TextItem,
}
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
    **dict.fromkeys(("show_if", "all", "any", "not"), model.Condition),
}
"""The models of tables other than items, by the key that holds one or several of them."""

TEXT_KEYS = frozenset(
    key
    for owner in owners()
    for key, field in owner.model_fields.items()
    if model.Text in {field.annotation, *get_args(field.annotation)}
)

DOUBLED = frozenset({"sections", "items", "placements", "advice"})
"""The keys whose headers are in double brackets."""

# By pydantic's type of the error.
SENTENCES: Mapping[str, str] = {
    "missing": N_("“{key}” is missing."),
    "extra_forbidden": N_("Unknown key “{key}”."),
    "union_tag_invalid": N_("“{key}” cannot be “{value}”."),
    "literal_error": N_("“{key}” cannot be “{value}”."),
    "tuple_type": N_("“{key}” must be a list."),
    "string_type": N_("The value of “{key}” must be in quotation marks."),
    "string_too_short": N_("“{key}” is empty."),
    "string_too_long": N_("“{key}” has {length} characters; the maximum is {limit}."),
    "too_long": N_("“{key}” has more than {limit} entries."),
    "int_type": N_("“{key}” must be a whole number."),
    "float_type": N_("“{key}” must be a number."),
    "finite_number": N_("“{key}” must be a number."),
    "bool_type": N_("“{key}” must be true or false."),
    "greater_than": N_("“{key}” must be above {limit}."),
    "greater_than_equal": N_("“{key}” must be at least {limit}."),
    "less_than": N_("“{key}” must be below {limit}."),
    "less_than_equal": N_("“{key}” must be at most {limit}."),
}
WORD_OR_NUMBER = N_("“{key}” must be a whole number or a word in quotation marks.")
OTHER_ERROR = N_("“{key}” does not fit here.")

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def schema_violations(error: ValidationError, data: Data) -> Iterable[Violation]:
    """The violations in `data` that pydantic found, one for each path."""
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
    found: dict[DataPath, Violation] = {}
    for details, path in reports:
        # A misspelt key is one mistake: it is not also missing.
        if details["type"] != "missing" or path not in misspelt:
            for violation in _violations(details, path, data):
                found.setdefault(violation.path, violation)
    return found.values()


def _path(details: ErrorDetails) -> DataPath:
    """The path in the file.

    pydantic's path has further parts: the kind after an item's place, the types tried after a
    value, a mark after a key.
    """
    loc = details["loc"][:-1] if _is_about_key(details) else details["loc"]
    path: DataPath = ()
    for place, part in enumerate(loc):
        kind = place == 4 and loc[0::2][:2] == ("sections", "items") and part in ITEM_MODELS
        tried_type = path[-1:] in {("value",), ("is",)} and part in {"int", "str"}
        if not kind and not tried_type:
            path = (*path, part)
    return path


def _is_about_key(details: ErrorDetails) -> bool:
    """Whether a key is reported, not its value; an unknown key may have the very name."""
    return details["loc"][-1:] == ("[key]",) and details["type"] != "extra_forbidden"


def _violations(details: ErrorDetails, path: DataPath, data: Data) -> Iterator[Violation]:
    kind, written, context = details["type"], details["input"], details.get("ctx", {})
    key = _name(path)
    match kind:
        case "missing":
            yield violation(path, SENTENCES[kind], _missing_hint(key), key=key)
        case "extra_forbidden":
            yield from _unknown_key(path, data)
        case "union_tag_invalid":
            yield _not_possible((*path, "kind"), context["tag"], ITEM_MODELS)
        case "literal_error" if key == "kind":
            # A kind that is not a string is validated as a rating, which has only its own.
            yield _not_possible(path, written, ITEM_MODELS)
        case "literal_error":
            yield _not_possible(path, written, re.findall(r"'([^']*)'", context["expected"]))
        case "string_pattern_mismatch":
            yield _misspelt(path, written, is_key=_is_about_key(details))
        case "too_short":
            yield from _too_short(path, _value_at(path, data), context["min_length"])
        case "dict_type" | "model_type":
            yield _not_a_table(path)
        case "tuple_type":
            doubled = isinstance(written, dict) and key in DOUBLED
            yield violation(
                path,
                SENTENCES[kind],
                N_("Write its header in double brackets: [[…]].") if doubled else None,
                key=key,
            )
        case _:
            yield Violation(path, _wrong_value(kind, path, written, context))


def _missing_hint(key: str) -> LazyText | None:
    if key in TEXT_KEYS:
        return _text_hint(key)
    headers = {"sections": "[[sections]]", "items": "[[sections.items]]"}
    if key in headers:
        return LazyText(N_("Start each one with {header}."), header=headers[key])
    return None


def _text_hint(key: str) -> LazyText:
    return LazyText(N_('Write {key} = {{ de = "…", en = "…" }}.'), key=key)


def _unknown_key(path: DataPath, data: Data) -> Iterator[Violation]:
    key = str(path[-1])
    table = _value_at(path[:-1], data)
    owner = _model_at(path[:-1], table)
    kinds = [f'kind = "{kind}"' for kind, one in ITEM_MODELS.items() if key in keys(one)]
    if owner not in ITEM_MODELS.values() or not kinds:
        yield violation(
            path,
            SENTENCES["extra_forbidden"],
            suggest(key, keys(owner)),
            key=quote_value(key),
            at="key",
        )
    elif "kind" not in table:
        # One violation for all such keys of the item, because one word is missing.
        yield violation(
            (*path[:-1], "kind"),
            N_("Without “kind” this is a rating, which has no “{key}”."),
            N_("Use one of: {kinds}."),
            key=key,
            kinds=", ".join(kinds),
        )
    elif isinstance(table["kind"], str):
        yield violation(
            path,
            N_("“{key}” does not belong to this kind of question."),
            N_("It belongs to: {kinds}."),
            key=key,
            kinds=", ".join(kinds),
            at="key",
        )


def _model_at(path: DataPath, table: Data) -> type[BaseModel]:
    """The model of the table at `path`."""
    if not path:
        return model.Questionnaire
    if len(path) == 4 and path[2] == "items":
        kind = table.get("kind")
        return ITEM_MODELS.get(kind if isinstance(kind, str) else "rating", model.RatingItem)
    named = len(path) == 2 and path[0] in {"facets", "scales", "response_scales"}
    return MODELS[str(path[0]) if named else _name(path)]


def _value_at(path: DataPath, data: Data) -> Any:  # noqa: ANN401  # any TOML value
    value: Any = data
    for part in path:
        value = value[part]
    return value


def _not_possible(path: DataPath, value: object, possible: Iterable[str]) -> Violation:
    written = quote_value(value)
    return violation(
        path,
        SENTENCES["literal_error"],
        suggest(written, possible),
        key=quote_value(_name(path)),
        value=written,
    )


def _misspelt(path: DataPath, written: str, *, is_key: bool) -> Violation:
    at: Literal["key", "value"] = "key" if is_key else "value"
    if path[0] == "languages" or set(path[-2:-1]) & TEXT_KEYS:
        return violation(
            path,
            N_("“{language}” is not a language code."),
            N_("Codes look like this: de, en, pt-BR."),
            language=quote_value(written),
            at=at,
        )
    better = re.sub(r"[^a-z0-9]+", "-", written.lower().translate(UMLAUTS)).strip("-")
    return violation(
        path,
        N_("“{written}” is not a valid id: only a–z, 0–9 and single hyphens between them."),
        N_("Write “{better}”.") if better else None,
        written=quote_value(written),
        better=quote_value(better),
        at=at,
    )


def _too_short(path: DataPath, value: Any, least: int) -> Iterator[Violation]:  # noqa: ANN401
    # pydantic doesn't count broken entries, which have violations of their own.
    if len(value) >= least:
        return
    key = _name(path)
    if least == 1:
        yield violation(path, N_("“{key}” is empty."), key=key)
    else:
        yield violation(path, N_("“{key}” needs at least {least} entries."), key=key, least=least)


def _not_a_table(path: DataPath) -> Violation:
    key = _name(path)
    sentence, hint = N_("“{key}” must be a table."), None
    if key in TEXT_KEYS:
        return violation(
            path, N_("“{key}” needs its wording in each language."), _text_hint(key), key=key
        )
    if isinstance(path[-1], int):
        sentence = N_("Each entry of “{key}” must be a table.")
    if key == "options":
        hint = N_("Write {{ value = …, label = {{ … }} }} for each.")
    elif key in {"show_if", "all", "any", "not"}:
        hint = N_('Write {{ item = "…", answered = true }}, for example.')
    return violation(path, sentence, hint, key=key)


def _wrong_value(
    kind: str, path: DataPath, written: object, context: Mapping[str, Any]
) -> LazyText:
    values: dict[str, object] = {"key": quote_value(_name(path))}
    if path[-1] in {"value", "is"}:
        return LazyText(WORD_OR_NUMBER, **values)
    for name in {"gt", "ge", "lt", "le", "max_length"} & context.keys():
        limit = context[name]
        values["limit"] = int(limit) if limit == int(limit) else limit
    if kind == "string_too_long":
        values["length"] = len(str(written))
    return LazyText(SENTENCES.get(kind, OTHER_ERROR), **values)


def _name(path: DataPath) -> str:
    """The last key of the path; for an entry of a list, the key of the list."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")
