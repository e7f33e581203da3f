"""Languages that texts lack, and hints in the languages that the file has."""

import re

import pytest
from samples import SMALL

from questionnaire.validation.test_rules import changed, diagnostics_of


def lines_of(hint: object) -> list[int]:
    listed = str(hint).removeprefix("Lines: ").removesuffix(".")
    return [int(number) for number in listed.split(", ")]


WITH_ENGLISH = [number for number, line in enumerate(SMALL.split("\n"), 1) if ", en = " in line]


def test_a_language_that_no_text_has_is_one_diagnostic_with_the_lines_of_the_texts() -> None:
    (diagnostic,) = diagnostics_of(changed('["de", "en"]', '["de", "en", "fr"]'))
    assert str(diagnostic.message) == "No text has the language “fr”."
    assert lines_of(diagnostic.hint) == WITH_ENGLISH


def test_a_language_that_many_texts_lack_is_one_diagnostic_with_their_lines() -> None:
    text = changed('["de", "en"]', '["de", "fr", "en", "nl"]')
    text = text.replace('en = "Your plan"', 'en = "Your plan", fr = "Votre projet", nl = "Uw plan"')
    french, dutch = diagnostics_of(text)
    count = SMALL.count(", en = ") - 1
    said = f"{count} texts have no wording in the language “fr”."
    assert str(french.message) == said
    assert french.excerpt[french.column - 1 :].startswith('"fr"')
    assert lines_of(french.hint) == [
        number for number in WITH_ENGLISH if "Your plan" not in SMALL.split("\n")[number - 1]
    ]
    assert str(dutch.message) == said.replace("fr", "nl")
    assert dutch.hint == french.hint


@pytest.mark.parametrize(("gone", "said"), [(3, 3), (4, 1)])
def test_up_to_three_texts_without_a_language_are_reported_at_their_places(
    gone: int, said: int
) -> None:
    text = re.sub(', en = "(never|rarely|occasionally|often)"', "", SMALL, count=gone)
    diagnostics = diagnostics_of(text)
    assert len(diagnostics) == said
    places = [one.line for one in diagnostics] if said > 1 else lines_of(diagnostics[0].hint)
    assert places == [*range(11, 11 + gone)]


def test_a_language_that_is_misspelt_where_it_is_declared_has_no_list_of_lines() -> None:
    declared, undeclared = diagnostics_of(changed('["de", "en"]', '["de", "ne"]'))
    assert str(declared.message) == "No text has the language “ne”."
    assert declared.hint is None
    assert "“en” is not among the declared ones" in str(undeclared.message)


@pytest.mark.parametrize("languages", [("fr",), ("fr", "it", "pt-BR")])
def test_a_hint_shows_a_text_in_the_languages_of_the_file(languages: tuple[str, ...]) -> None:
    wordings = ", ".join(f'{language} = "…"' for language in languages)
    text = re.sub(r"\{ de = .*?, en = .*? \}", f"{{ {wordings} }}", SMALL)
    text = text.replace('["de", "en"]', str([*languages])).replace("'", '"')
    (diagnostic,) = diagnostics_of(re.sub("(?m)^title = .*$", 'title = "x"', text, count=1))
    assert str(diagnostic.hint) == f"Write title = {{ {wordings} }}."


def test_a_hint_about_a_text_of_a_file_without_languages_is_in_english() -> None:
    text = re.sub("(?m)^title = .*$", 'title = "x"', changed('["de", "en"]', "[5]"), count=1)
    assert 'Write title = { en = "…" }.' in [str(one.hint) for one in diagnostics_of(text)]
