"""The interface's languages: complete catalogues, dates and numbers as each language writes them."""

import string
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import click
import pytest
from babel.dates import format_date, format_time, format_timedelta
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

import netztui
from netztui.i18n.catalogue import ngettext, time_ago, translate
from netztui.i18n.formats import date, day, number, signed
from netztui.i18n.language import (
    LANGUAGES,
    locale_languages,
    next_question_language,
    preferred_language,
    question_language,
    set_language,
    set_question_language,
)
from netztui.i18n.message import LazyText

SOURCE = Path(netztui.__file__).parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
OLD_CLICK = {"required"}
"""What click says only in older versions than the newest."""


def sentences(source: Path = SOURCE) -> set[str | tuple[str, ...]]:
    """Every sentence in the code below `source`."""
    found: set[str | tuple[str, ...]] = set()
    for _file, _line, message, _comments, _context in extract_from_dir(
        source, [("**.py", "python")], keywords=KEYWORDS
    ):
        found.add(message)
    return found


def catalogue_of(language: str) -> Catalog:
    path = SOURCE / "i18n" / "locale" / language / "LC_MESSAGES" / "netztui.po"
    return read_po(BytesIO(path.read_bytes()))


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def test_the_german_catalogue_has_every_sentence_and_no_other() -> None:
    german = {entry.id for entry in catalogue_of("de") if entry.id}
    assert sentences() - german == set()
    clicks = sentences(Path(click.__file__).parent)
    assert german - sentences() - clicks - OLD_CLICK == set()


def test_every_translation_is_complete_and_not_fuzzy() -> None:
    for entry in catalogue_of("de"):
        if entry.id:
            assert not entry.fuzzy, entry.id
            forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
            assert all(forms), entry.id


def test_translations_keep_the_fields() -> None:
    for entry in catalogue_of("de"):
        originals = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        for form in forms:
            if originals[0]:
                assert fields(form) in [fields(original) for original in originals], entry.id


def test_german_uses_its_own_quotation_marks() -> None:
    for entry in catalogue_of("de"):
        for form in entry.string if isinstance(entry.string, tuple) else (entry.string,):
            if entry.id:
                assert form.count("„") == form.count("“"), form
                assert "”" not in form, form


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_AT@euro", "LC_ALL": ""}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de_CH.UTF-8"}, "de"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:de:en"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": ""}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert preferred_language(locale_languages(environment)) == language


@pytest.mark.parametrize(
    ("chosen", "locale", "interface", "offered", "language"),
    [
        (None, "fr_FR.UTF-8", "en", "de fr", "fr"),
        (None, "fr_CH.UTF-8", "en", "de fr-FR fr", "fr"),
        (None, "fr_CH.UTF-8", "en", "de fr fr-CH", "fr-CH"),
        (None, "pt_PT", "en", "de pt-BR", "pt-BR"),
        ("zh-Hant-TW", "", "en", "de zh zh-Hant", "zh-Hant"),
        ("fr", "de_DE", "de", "de en fr", "fr"),
        ("it", "de_DE", "de", "en de", "de"),
        ("FR-ch", "de_DE", "de", "en fr-CH", "fr-CH"),
        (None, "fr_FR", "en", "de en", "en"),
        (None, "it_IT", "en", "fr de", "fr"),
        (None, "it:fr:de", "de", "de fr", "fr"),
        (None, "en_GB.UTF-8", "en", "de en-US en-GB", "en-GB"),
        (None, "en_GB.UTF-8", "de", "en de", "de"),
        (None, "en:fr", "de", "it fr", "fr"),
        (None, "C.UTF-8", "en", "de fr", "de"),
        (None, "", "de", "fr de", "de"),
    ],
)
def test_the_language_of_questions(
    chosen: str | None, locale: str, interface: str, offered: str, language: str
) -> None:
    set_language(interface)
    set_question_language(chosen, locale_languages({"LANGUAGE": locale}))
    assert question_language(offered.split()) == language


def test_the_next_language_of_questions_is_remembered_unless_it_is_the_usual_one() -> None:
    set_question_language(None, ["fr-CH"])
    offered = ["de", "fr", "it"]
    assert [next_question_language(offered) for _ in offered] == ["it", "de", None]
    assert question_language(offered) == "fr"


@pytest.mark.parametrize(
    ("value", "decimals", "english", "german"),
    [
        (0, 0, "0", "0"),
        (-0.4, 0, "0", "0"),
        (-0.04, 1, "0.0", "0,0"),
        (12345.678, 1, "12,345.7", "12.345,7"),
        (-31.2, 0, "−31", "−31"),
        (999.6, 0, "1,000", "1.000"),
    ],
)
def test_numbers_are_formatted_as_in_cldr(
    value: float, decimals: int, english: str, german: str
) -> None:
    assert number(value, decimals) == english
    set_language("de")
    assert number(value, decimals) == german


def test_every_number_but_zero_has_a_sign() -> None:
    assert [signed(value) for value in (31.2, 0.2, -0.2, -31.2)] == ["+31", "0", "0", "−31"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_formatted_as_in_cldr(language: str) -> None:
    set_language(language)
    # Every date of a leap year, and as good as every minute of the day.
    for step in range(366):
        moment = datetime(2028, 1, 1, tzinfo=UTC) + timedelta(days=step, minutes=251 * step)
        here = moment.astimezone()
        assert day(moment) == format_date(here, "medium", locale=language)
        time = format_time(here, "short", locale=language).replace("\u202f", " ")
        assert date(moment) == f"{day(moment)}, {time}"


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=st.floats(-1e7, 1e7), decimals=st.integers(0, 3))
def test_numbers_of_any_size_are_formatted_as_in_cldr(
    language: str, value: float, decimals: int
) -> None:
    set_language(language)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    rounded = round(value, decimals) + 0.0
    expected = format_decimal(Decimal(repr(rounded)), pattern, locale=language)
    assert number(value, decimals) == expected.replace("-", "−")


@pytest.mark.parametrize("language", LANGUAGES)
@given(span=st.timedeltas(timedelta(seconds=51), timedelta(days=20_000)))
def test_spans_are_formatted_as_in_cldr(language: str, span: timedelta) -> None:
    set_language(language)
    expected = format_timedelta(-span, add_direction=True, locale=language)
    assert time_ago(span) == expected


def test_less_than_a_minute_ago_is_just_now() -> None:
    spans = [timedelta(0), timedelta(seconds=50), timedelta(hours=-3)]
    assert {time_ago(span) for span in spans} == {"just now"}


def test_plurals_follow_the_language() -> None:
    set_language("de")
    said = [ngettext("{n} question", "{n} questions", count) for count in (0, 1, 1200)]
    assert said == ["0 Fragen", "1 Frage", "1.200 Fragen"]


def test_a_lazy_text_is_translated_into_the_current_language() -> None:
    inner = LazyText("“{key}” names no key.", key="k")
    message = LazyText("{place}: {what}", place="f:1:2", what=inner)
    assert translate(message) == "f:1:2: “k” names no key."
    set_language("de")
    assert translate(message) == "f:1:2: „k“ nennt keine Taste."
