"""pydantic's errors about the structure of a questionnaire, in the words of the file format."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.diagnostics.suggest import closest_match, plain_name, quote_value, suggest
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire import model
from netztui.questionnaire.basics import Condition, StrictModel
from netztui.questionnaire.result_texts import Advice, NetworkAdvice, Networks, Placement, Prompt

ITEM_MODELS: Mapping[str, type[StrictModel]] = {
    "rating": model.RatingItem,
    "choice": model.ChoiceItem,
    "choices": model.ChoicesItem,
    "number": model.NumberItem,
    "text": model.TextItem,
}
MODELS: Mapping[str, type[StrictModel]] = {
    "response_scales": model.ResponseScale,
    "facets": model.Facet,
    "scales": model.Scale,
    "axis": model.Axis,
    "calibration": model.Calibration,
    "networks": Networks,
    "sections": model.Section,
    "options": model.Option,
    "placements": Placement,
    "advice": Advice,
    "prompts": Prompt,
    **dict.fromkeys(("show_if", "answers", "when", "all", "any", "not"), Condition),
}
"""The models of tables other than items, by the key that holds one or several of them."""

TEXT_KEYS = {"title", "description", "notice", "label", "text", "help", "intro", "stem"}
TEXT_KEYS |= {"question", "unit", "unit_of_one", "ends_if_empty", "explained", "sure", "little"}

# By pydantic's type of the error.
SENTENCES: Mapping[str, str] = {
    "missing": N_("“{key}” is missing."),
    "unexpected_keyword_argument": N_("Unknown key “{key}”."),
    "union_tag_invalid": N_("“{key}” cannot be “{value}”."),
    "literal_error": N_("“{key}” cannot be “{value}”."),
    "dict_type": N_("“{key}” must be a table."),
    "dataclass_type": N_("“{key}” must be a table."),
    "tuple_type": N_("“{key}” must be a list."),
    "string_type": N_("The value of “{key}” must be in quotation marks."),
    "string_too_short": N_("“{key}” is empty."),
    "string_too_long": N_("“{key}” has {length} characters; the maximum is {limit}."),
    "too_short": N_("“{key}” needs at least {limit} entries."),
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
OTHER_ERROR = N_("“{key}” does not fit here.")
LIMITS = ("gt", "ge", "lt", "le", "min_length", "max_length")

HINTS: Mapping[str, str] = {
    **dict.fromkeys(
        ("sections", "items", "placements", "advice"), N_("Start each one with {header}.")
    ),
    "options": N_("Write {{ value = …, label = {{ … }} }} for each."),
    **dict.fromkeys(
        ("show_if", "answers", "all", "any", "not"),
        N_('Write {{ item = "…", answered = true }}, for example.'),
    ),
    **dict.fromkeys(TEXT_KEYS, N_("Write {key} = {{ {wordings} }}.")),
}
"""How to write a key with tables, by the key."""


def schema_violations(error: ValidationError, data: Mapping[str, Any]) -> Iterable[Violation]:
    """The violations in `data` that pydantic found, one for each path."""
    # If a number or a word is allowed, an error in one of them says more than the wrong type.
    reports = sorted(
        ((details, _path(details)) for details in error.errors(include_url=False)),
        key=lambda report: report[0]["type"] in {"int_type", "string_type"},
    )
    missing: dict[DataPath, list[str]] = {}
    for details, path in reports:
        if details["type"] == "missing":
            missing.setdefault(path[:-1], []).append(str(path[-1]))
    misspelt = {
        (*path[:-1], closest_match(str(path[-1]), missing.get(path[:-1], ())))
        for details, path in reports
        if details["type"] == "unexpected_keyword_argument"
    }
    found: dict[DataPath, Violation] = {}
    for details, path in reports:
        # A misspelt key is one mistake: it is not also missing.
        if details["type"] != "missing" or path not in misspelt:
            one = _violation(details, path, data)
            if one is not None:
                found.setdefault(one.path, one)
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
        tried_type = path[-1:] in {("value",), ("is",)} and str(part).endswith(("int", "str"))
        if not kind and not tried_type:
            path = (*path, part)
    return path


def _is_about_key(details: ErrorDetails) -> bool:
    """Whether a key is reported, not its value; an unknown key may have the very name."""
    return details["loc"][-1:] == ("[key]",) and details["type"] != "unexpected_keyword_argument"


def _violation(details: ErrorDetails, path: DataPath, data: Mapping[str, Any]) -> Violation | None:
    kind, written, context = details["type"], details["input"], details.get("ctx", {})
    at: Literal["key", "value"] = "key" if _is_about_key(details) else "value"
    key = _name(path)
    sentence, hint = SENTENCES.get(kind, OTHER_ERROR), None
    limit = next((context[name] for name in LIMITS if name in context), 0)
    values: dict[str, object] = {
        "key": quote_value(key),
        "value": quote_value(written),
        "limit": int(limit) if limit == int(limit) else limit,
        "length": len(written) if isinstance(written, str) else 0,
    }
    match kind:
        case "unexpected_keyword_argument":
            return _unknown_key(path, data)
        case "string_pattern_mismatch":
            return _misspelt(path, written, at)
        case "union_tag_invalid":
            path, written = (*path, "kind"), quote_value(written["kind"])
            values |= {"key": "kind", "value": written}
            hint = suggest(written, ITEM_MODELS)
        case "literal_error":
            hint = suggest(quote_value(written), re.findall(r"'([^']*)'", context["expected"]))
        case "too_short" if len(written) >= limit:
            # pydantic doesn't count broken entries, which have violations of their own.
            return None
        case "too_short" if limit == 1:
            sentence = SENTENCES["string_too_short"]
        case "int_type" | "string_type" if path[-1] in {"value", "is"}:
            sentence = N_("“{key}” must be a whole number or a word in quotation marks.")
        case "dict_type" | "dataclass_type" if key in TEXT_KEYS:
            sentence = N_("“{key}” needs its wording in each language.")
        case "dict_type" | "dataclass_type" if isinstance(path[-1], int):
            sentence = N_("Each entry of “{key}” must be a table.")
    if kind in {"dict_type", "dataclass_type"} and _is_list_of_tables(written):
        header = f"[{'.'.join(map(str, path))}]"
        hint = LazyText(N_("Write {header}, in single brackets, and only once."), header=header)
    if key in HINTS and kind in {"missing", "dict_type", "dataclass_type", "tuple_type"}:
        names = [str(part) for part in path if isinstance(part, str)]
        header = f"[[{'.'.join(names)}]]"
        hint = LazyText(HINTS[key], key=key, header=header, wordings=_wordings(data))
    return Violation(path, LazyText(sentence, **values), hint, at)


def _is_list_of_tables(written: object) -> bool:
    return isinstance(written, list) and all(isinstance(entry, dict) for entry in written)


def _wordings(data: Mapping[str, Any]) -> str:
    """How a text is written in the languages of the file."""
    given = data.get("languages")
    codes = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
    return ", ".join(f'{quote_value(code)} = "…"' for code in codes or ["en"])


def _unknown_key(path: DataPath, table: Any) -> Violation:  # noqa: ANN401  # any TOML value
    for part in path[:-1]:
        table = table[part]
    key, owner = str(path[-1]), _model_at(path[:-1], table)
    kinds = [f'kind = "{kind}"' for kind, one in ITEM_MODELS.items() if key in one.fields_by_key()]
    if owner not in ITEM_MODELS.values() or not kinds:
        hint = suggest(key, owner.fields_by_key())
        return violation(
            path, SENTENCES["unexpected_keyword_argument"], hint, key=quote_value(key), at="key"
        )
    # Without a kind there is one violation for all such keys, because one word is missing.
    return violation(
        path if "kind" in table else (*path[:-1], "kind"),
        N_("“{key}” does not belong to an item of the kind {kind}."),
        N_("It belongs to: {kinds}."),
        key=key,
        kind=table.get("kind", "rating"),
        kinds=", ".join(kinds),
        at="key",
    )


def _model_at(path: DataPath, table: Mapping[str, Any]) -> type[StrictModel]:
    """The model of the table at `path`."""
    match path:
        case ():
            return model.Questionnaire
        case (_, _, "items", _):
            return ITEM_MODELS[table.get("kind", "rating")]
        case ("networks", "advice", _):
            return NetworkAdvice
        case ("facets" | "scales" | "response_scales" as key, _):
            return MODELS[key]
    return MODELS[_name(path)]


def _misspelt(path: DataPath, written: str, at: Literal["key", "value"]) -> Violation:
    better = re.sub(r"[-_]+", "-", plain_name(written)).strip("-")
    if path[0] == "languages" or set(path[-2:-1]) & TEXT_KEYS:
        sentence = N_("“{written}” is not a language code.")
        hint = N_("Codes look like this: de, en, pt-BR.")
    else:
        sentence = N_(
            "“{written}” is not a valid id: only a–z, 0–9 and single hyphens between them."
        )
        hint = N_("Write “{better}”.") if better else ""
    written, better = quote_value(written), quote_value(better)
    return violation(path, sentence, hint or None, written=written, better=better, at=at)


def _name(path: DataPath) -> str:
    """The last key of the path; for an entry of a list, the key of the list."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")
