"""Warnings about what is allowed but inadvisable, and the rules for writing items."""

import re
from dataclasses import dataclass

import pytest
from samples import SMALL

from netztui.diagnostics.problems import Diagnostic
from questionnaire.examining import examine


def warnings_of(text: str) -> tuple[Diagnostic, ...]:
    warnings = examine(text.encode(), "small.toml")
    assert {warning.severity for warning in warnings} <= {"warning"}
    return warnings


@dataclass(frozen=True)
class Habit:
    name: str
    old: str
    new: str
    at: str
    says: str


STEM = 'stem = { de = "Wenn ich in den letzten 4 Wochen in meinen Netzwerken war, …", en'
OPTIONS = "".join(
    f'{{ value = "n{n}", label = {{ de = "n{n}", en = "n{n}" }} }}, ' for n in range(7)
)
HABITS = [
    Habit("options beyond the digit keys", '{ value = "xing"', OPTIONS + '{ value = "xing"', "options", "10 options but only 9 digit keys"),
    Habit("two options look alike", 'en = "LinkedIn"', 'en = "xing "', '"xing "', "Another option has the same label"),
    Habit("answers look alike", 'de = "selten"', 'de = "Nie"', '"Nie"', "Another option has the same label"),
    Habit("rule 2", 'en = "never"', 'en = "seldom"', '"seldom"', "“seldom”, does not mean “never”"),
    Habit("rule 3 German", "für mich behalten", "nicht gezeigt", '"… habe ich mein', "negate: “nicht”"),
    Habit("rule 3 English", "kept my knowledge to myself", "didn’t show my knowledge", '"… I didn’t', "negate: “didn't”"),
    Habit("rule 4", '  opposite = "answered-questions"\n', "", "facets.expertise", "has 0 opposite pairs, not one"),
    Habit("rule 5 length", "I chose contacts by a plan.", "I " + "very " * 10 + "often chose.", '"… I very', "13 words; 12"),
    Habit("rule 5 joining", "I chose contacts by a plan.", "I chose contacts and clients.", '"… I chose', "two things at once (“and”)"),
    Habit("rule 5 German", "nach einem Plan", "oder Kunden", '"… habe ich Kontakte', "two things at once (“oder”)"),
    Habit("rule 7", "I chose contacts by a plan.", "I chose good contacts.", '"… I chose', "“good” sounds like praise"),
    Habit("rule 7 stem", STEM, STEM.replace("Wenn ich", "Wenn ich leider"), '"Wenn ich leider', "“leider” sounds like praise"),
]  # fmt: skip


def test_the_sample_has_no_warnings() -> None:
    assert warnings_of(SMALL) == ()


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name.replace(" ", "-"))
def test_a_bad_habit_is_one_warning_at_its_place(habit: Habit) -> None:
    assert habit.old in SMALL
    text = SMALL.replace(habit.old, habit.new, 1)
    diagnostics = warnings_of(text)
    assert len(diagnostics) == 1, [str(diagnostic.message) for diagnostic in diagnostics]
    diagnostic = diagnostics[0]
    assert habit.says in str(diagnostic.message)
    assert diagnostic.severity == "warning"
    assert text.split("\n")[diagnostic.line - 1] == diagnostic.excerpt
    assert diagnostic.excerpt[diagnostic.column - 1 :].startswith(habit.at)


def test_more_than_one_opposite_pair_is_one_warning() -> None:
    text = SMALL.replace(
        'id = "found-a-resource"\n', 'id = "found-a-resource"\n  opposite = "left-empty-handed"\n'
    )
    diagnostic, near = warnings_of(text)
    assert str(diagnostic.message) == "The facet “source” has 2 opposite pairs, not one."
    assert "most clearly reverses" in str(diagnostic.hint)
    assert "fewer than 6 items away" in str(near.message)


# A facet of two items beside the axis; nothing reversed at the ends of the axis.
BESIDE = SMALL.replace(
    "[scales.hunter]",
    '[facets.haste]\nlabel = { de = "Eile", en = "Haste" }\n'
    '[scales.haste]\nlabel = { de = "Eile", en = "Haste" }\nfacets = ["haste"]\n[scales.hunter]',
)
FIRST = '  [[sections.items]]\n  id = "searched-for-clients"\n'
LAST = '[[sections]]\nid = "each-network"'
HASTE = '[[sections.items]]\nid = "{}"\nfacet = "haste"\ntext = {{ de = "… {}", en = "… {}" }}\n'
BESIDE = BESIDE.replace(FIRST, HASTE.format("hurried", "eilte ich", "I hurried") + FIRST)
BESIDE = BESIDE.replace(
    LAST,
    HASTE.format("waited", "wartete ich", "I waited")
    + f'reverse = true\nopposite = "hurried"\n{LAST}',
)
ACTS = re.sub(r'(facet = "(?!haste).*)\n  reverse = true\n  opposite = .*\n', r"\1\n", BESIDE)


def test_acts_at_the_ends_of_an_axis_need_no_reversed_items() -> None:
    assert ACTS.count("reverse = true") == 1
    assert warnings_of(BESIDE) == warnings_of(ACTS) == ()


def test_a_facet_beside_the_axis_that_is_keyed_one_way_is_one_warning() -> None:
    text = ACTS.replace('reverse = true\nopposite = "hurried"\n', "")
    (diagnostic,) = warnings_of(text)
    assert str(diagnostic.message) == "All items of the facet “haste” are keyed the same way."
    assert diagnostic.excerpt == "[facets.haste]"


def test_items_beside_the_axis_may_be_a_little_longer() -> None:
    assert warnings_of(ACTS.replace("I waited", "I " + "very " * 12 + "waited")) == ()
    (diagnostic,) = warnings_of(ACTS.replace("I waited", "I " + "very " * 13 + "waited"))
    assert str(diagnostic.message) == "The item has 15 words; 14 are easily read."


def test_all_facets_of_the_poles_have_the_same_share_of_reversed_items() -> None:
    text = SMALL.replace('id = "found-a-resource"\n', 'id = "found-a-resource"\n  reverse = true\n')
    (diagnostic,) = warnings_of(text)
    assert str(diagnostic.message) == "50% of the items of “source” are reversed, elsewhere 25%."
    text = SMALL.replace('  reverse = true\n  opposite = "looked-for-answers"\n', "")
    (diagnostic,) = warnings_of(text)
    assert str(diagnostic.message) == "0% of the items of “source” are reversed, elsewhere 25%."


def test_all_facets_of_the_poles_have_the_same_share_of_each_response_scale() -> None:
    days = """[response_scales.days]
options = [
  { value = 1, label = { de = "an keinem Tag", en = "on no day" } },
  { value = 2, label = { de = "an manchen Tagen", en = "on some days" } },
]
"""
    text = days + ACTS[ACTS.index("[response_scales.frequency]") :]
    text = ACTS[: ACTS.index("[response_scales.frequency]")] + text
    for item in ("found-a-resource", "shared-an-example", "met-other-professions"):
        text = text.replace(f'id = "{item}"\n', f'id = "{item}"\n  response_scale = "days"\n')
    (diagnostic,) = warnings_of(text)
    assert diagnostic.excerpt == "[facets.contacts]"
    said = "0% of the items of “contacts” use the answers “days”, not 25%."
    assert str(diagnostic.message) == said
    item = 'id = "chose-contacts-by-plan"\n'
    text = text.replace(item, f'{item}  response_scale = "days"\n')
    assert warnings_of(text) == ()
    (diagnostic,) = warnings_of(text.replace('en = "on no day"', 'en = "on few days"'))
    assert "“on few days”, does not mean “never”" in str(diagnostic.message)


def test_items_of_one_facet_are_apart_and_opposites_even_further() -> None:
    items = SMALL[
        SMALL.index('  [[sections.items]]\n  id = "left-contacts') : SMALL.index(
            '  [[sections.items]]\n  id = "left-empty'
        )
    ]
    neighbour = '  [[sections.items]]\n  id = "looked-for-answers"'
    moved = SMALL.replace(items, "").replace(neighbour, items + neighbour)
    assert [str(diagnostic.message) for diagnostic in warnings_of(moved)] == [
        "The item before it has the same facet, “contacts”.",
        "“searched-for-clients” is fewer than 6 items away.",
    ]


def test_a_shuffled_section_is_a_warning_if_an_axis_depends_on_it() -> None:
    shuffled = SMALL.replace("stem =", 'order = "shuffled"\nstem =')
    (diagnostic,) = warnings_of(shuffled)
    assert str(diagnostic.message) == "In a shuffled section, opposites may end up side by side."
    assert diagnostic.excerpt == 'order = "shuffled"'


def test_without_an_axis_the_rules_apply_that_are_about_single_items_and_pairs() -> None:
    cut = SMALL[SMALL.index("[axis]") : SMALL.index("[[sections]]")]
    text = SMALL.replace(cut, "").replace('en = "never"', 'en = "seldom"')
    text = text[: text.index("[[placements]]")].replace("stem =", 'order = "shuffled"\nstem =')
    assert warnings_of(text) == ()
    (warning,) = warnings_of(text.replace("I chose contacts by a plan.", "I chose good contacts."))
    assert "praise" in str(warning.message)
    (warning,) = warnings_of(text.replace('  opposite = "answered-questions"\n', ""))
    assert "has 0 opposite pairs" in str(warning.message)


def test_other_languages_are_checked_for_length_only() -> None:
    text = SMALL.replace(" en = ", " nl = ").replace('"en"', '"nl"')
    assert (
        warnings_of(
            text.replace("I chose contacts by a plan.", "I chose good contacts and did not rest.")
        )
        == ()
    )


def test_warnings_wait_until_there_are_no_errors() -> None:
    unwise = SMALL.replace("I chose contacts by a plan.", "I chose good contacts.")
    (warning,) = examine(unwise.encode(), "x")
    assert warning.severity == "warning"
    (error,) = examine(unwise.replace('facet = "source"', 'facet = "sorce"', 1).encode(), "x")
    assert error.severity == "error"
