"""Mistakes in the TOML itself: said in plain words, at their place, and all of them at once."""

import pytest
from samples import SMALL

from netztui.diagnostics.problems import QuestionnaireError
from netztui.questionnaire.validation.reader import read


def mistakes(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(QuestionnaireError) as caught:
        read(text.encode(), "x.toml")
    return [
        (problem.line, problem.column, str(problem.message)) for problem in caught.value.problems
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a = 1\nb\n", 2, 2, "equals sign is missing"),
        ("a = 1\n= 2\n", 2, 1, "neither a key"),
        ("a = “x”\n", 1, 5, "This is no value"),
        ("a = x\n", 1, 5, "This is no value"),
        ('a = "x\n', 1, 7, "not closed before the end of the line"),
        ("a = 'x\n", 1, 1, "A text is not closed"),
        ('a = 1\nb = """x\nc = 2\n', 2, 1, "not closed before the end of the file"),
        ("a = 1\n\nb = 'x", 3, 1, "A text is not closed"),
        ('a = "Das „Netz" ist da"\n', 1, 17, "After the value the line goes on"),
        ('a = { de = "Das „Netz" ist da" }\n', 1, 24, "table is not closed"),
        ("a = { b = 1,\n  c = 2 }\n", 1, 13, "A key must stand here"),
        ("a = { b = 1 c = 2 }\n", 1, 13, "table is not closed, or a comma"),
        ("a = { b = 1, b = 2 }\n", 1, 19, "twice"),
        ('a = ["x"\nb = 1\n', 2, 1, "The list before this is not closed"),
        ('a = ["x",\nb = 1\n', 2, 1, "The list before this is not closed"),
        ('a = ["x",\n[b]\n', 2, 2, "The list before this is not closed"),
        ('a = ["x" "y"]\n', 1, 10, "The list before this is not closed"),
        ("a = [1,\n", 1, 1, "The list before this is not closed"),
        ("a = 1\n[b\nc = 2\n", 2, 3, "header is not closed"),
        ("a = 1\n[[b]\nc = 2\n", 2, 4, "header is not closed"),
        ("[a]\n[b]\n[a]\n", 3, 1, "The table is here a second time"),
        ("a = 1\nb = [\n1,\n]\na = [\n2,\n]\n", 5, 1, "The key is here a second time"),
        ("a = { b = 1 }\n[a.c]\n", 2, 1, "The table is here a second time"),
        ('a = "\\q"\n', 1, 8, "backslash"),
        ('a = "\\ud800"\n', 1, 12, "no character"),
        ('a = "\\u12"\n', 1, 8, "character's number is missing"),
        ('a = "\x07"\n', 1, 6, "not allowed in TOML"),
        ("# \x07\n", 1, 3, "not allowed in TOML"),
        ("a = 2020-02-31\n", 1, 5, "no such date"),
        ("a =", 1, 1, "no value"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_in_plain_words(text: str, line: int, column: int, says: str) -> None:
    ((found_line, found_column, said),) = mistakes(text)
    assert (found_line, found_column) == (line, column), said
    assert says in said


def test_several_mistakes_are_all_found() -> None:
    text = (
        SMALL.replace('version = "1.0.0"', "version = „1.0.0“")
        .replace('en = "rarely" } },', 'en = "rarely" }')
        .replace("[axis]", "[axis")
        .replace('id = "followed-news"', "id followed-news")
        .replace("maximum = 28", "maximum = 28\nmaximum = 29")
    )
    assert [said for _, _, said in mistakes(text)] == [
        "This is no value.",
        "The table is not closed, or a comma is missing.",
        "The table header is not closed.",
        "After the key an equals sign is missing.",
        "The key is here a second time.",
    ]


def test_a_forgotten_header_is_one_mistake() -> None:
    for header in ('  [[sections.items]]\n  id = "followed-news"', '[[placements]]\nwhen = "both"'):
        text = SMALL.replace(header, header.partition("\n")[2])
        assert [said for _, _, said in mistakes(text)] == ["The key is here a second time."]


def test_a_broken_header_does_not_make_the_keys_below_it_wrong() -> None:
    text = SMALL.replace(
        '[[sections]]\nid = "last-four-weeks"', '[sections]]\nid = "last-four-weeks"'
    )
    assert len(mistakes(text)) == 1


def test_a_list_left_open_does_not_make_what_follows_wrong() -> None:
    text = SMALL.replace("  ]\n  ends_if_empty", "  ends_if_empty")
    assert [said for _, _, said in mistakes(text)] == [
        "The list before this is not closed, or a comma is missing."
    ]


def test_mistakes_without_end_are_not_looked_for_without_end() -> None:
    assert len(mistakes("".join(f"a b\nkey{number} = 1\n" for number in range(1000)))) == 20
