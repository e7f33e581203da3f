"""What a short table leaves out, filled in so that its questionnaire can be tried out.

Only what would otherwise be an error is filled in, so a complete table stays as it is.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from netztui.diagnostics.suggest import plain_name
from netztui.questionnaire.marks import LEANING
from netztui.questionnaire.template import template

POLES = (("low", "high"), ("high", "low"))


def fill_in(data: dict[str, Any], name: str) -> tuple[str, ...]:
    """Add to the raw data what is missing, and return its keys; `name` is that of the table.

    Wordings are German or English, like those of `template`.
    """
    given, languages = {*data}, data["languages"]
    plain = _plain(name) or "questionnaire"
    data.setdefault("id", plain)
    data.setdefault("version", "0.1.0")
    data.setdefault("title", dict.fromkeys(languages, _readable(plain)))
    sections = data.get("sections", [])
    for section in sections:
        section.setdefault("id", "questions")
        section.setdefault("title", data["title"])
    ratings = [
        (section, item)
        for section in sections
        for item in section.get("items", ())
        if item.get("kind", "rating") == "rating"
    ]
    without = [one for one, item in ratings if "response_scale" not in {*one, *item}]
    if without and "response_scales" not in data:
        model = tomllib.loads(template("any", languages, comments="en"))
        data["response_scales"] = model["response_scales"]
    if len(data.get("response_scales", ())) == 1:
        for section in without:
            section["response_scale"] = next(iter(data["response_scales"]))
    named = dict.fromkeys(item["facet"] for _one, item in ratings if "facet" in item)
    # An invalid id is reported where it is written.
    facets = [facet for facet in named if _plain(facet) == facet]
    if facets and "facets" not in data:
        data["facets"] = {
            facet: {"label": dict.fromkeys(languages, _readable(facet))} for facet in facets
        }
    if facets and "scales" not in data:
        data["scales"] = {
            facet: {"label": one.get("label", {}), "facets": [facet]}
            for facet, one in data["facets"].items()
        }
    if "placements" not in data and {"low", "high"} <= data.get("axis", {}).keys():
        data["placements"] = _placements(data, languages)
    return tuple(key for key in data if key not in given)


def _placements(data: Mapping[str, Any], languages: list[str]) -> list[dict[str, Any]]:
    """What the result says for every placement, with the names of the poles."""
    names = {
        end: data.get("scales", {}).get(str(data["axis"][end]), {}).get("label", {})
        for end in ("low", "high")
    }
    wordings = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    placements = []
    for when, by_language in wordings.items():
        for this, other in POLES if when in {"pole", "leaning"} else POLES[:1]:
            pole = str(data["axis"][this])
            word = {"pole": pole, "leaning": f"{LEANING}{pole}"}.get(when, when)
            texts: dict[str, dict[str, str]] = {"title": {}, "text": {}}
            for language in languages:
                labels = [str(names[end].get(language, data["axis"][end])) for end in (this, other)]
                known = by_language["de" if language.partition("-")[0] == "de" else "en"]
                for key, text in texts.items():
                    text[language] = known[key].format(this=labels[0], other=labels[1])
            placements.append({"when": word, **texts})
    return placements


def _plain(name: str) -> str:
    return plain_name(name).replace("_", "-")


def _readable(name: str) -> str:
    return name.replace("-", " ").capitalize()
