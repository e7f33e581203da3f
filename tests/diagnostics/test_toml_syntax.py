"""Syntax errors: the first one is reported, in plain words and at its place."""

import pytest

from netztui.diagnostics.problems import QuestionnaireError
from netztui.diagnostics.toml_syntax import parse_toml


def syntax_error(text: str) -> tuple[int, int, str]:
    with pytest.raises(QuestionnaireError) as caught:
        parse_toml(text.encode(), "x.toml")
    (error,) = caught.value.diagnostics
    return error.line, error.column, str(error.message)


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a = 1\nb\n", 2, 2, "neither a key"),
        ("a = 1\n= 2\n", 2, 1, "neither a key"),
        ("a = “x”\n", 1, 5, "not a value"),
        ("a = x\n", 1, 5, "not a value"),
        ('a = "x\n', 1, 7, "text is not closed"),
        ("a = 'x\n", 1, 5, "text is not closed"),
        ("a = 'x\nb = 'y'\n", 1, 7, "text is not closed"),
        ("a = 'x\nb = \"y\"\n", 1, 5, "text is not closed"),
        ('a = "x', 1, 5, "text is not closed"),
        ("a = '''x\n\n", 1, 5, "text is not closed"),
        ('a = 1\nb = """x\nc = 2\n', 2, 5, "text is not closed"),
        ("a = 1\n\nb = 'x", 3, 5, "text is not closed"),
        ('a = "Das „Netz" ist da"\n', 1, 17, "Unexpected text after the value"),
        ('a = { de = "Das „Netz" ist da" }\n', 1, 24, "table is not closed"),
        ("a = { b = 1,\n  c = 2 }\n", 1, 13, "A key is expected here"),
        ("a = { b = 1 c = 2 }\n", 1, 13, "table is not closed, or a comma"),
        ("a = { b = 1, b = 2 }\n", 1, 19, "occurs twice"),
        ('a = ["x"\nb = 1\n', 2, 1, "not closed"),
        ('a = ["x",\nb = 1\n', 2, 1, "not closed"),
        ('a = ["x",\n[b]\n', 2, 2, "not closed"),
        ('a = ["x" "y"]\n', 1, 10, "not closed"),
        ("a = [1,\n", 1, 1, "not closed"),
        ("a = 1\n[b\nc = 2\n", 2, 3, "neither a key"),
        ("a = 1\n[[b]\nc = 2\n", 2, 4, "neither a key"),
        ("[a]\n[b]\n[a]\n", 3, 1, "occurs twice"),
        ("a = 1\nb = [\n1,\n]\na = [\n2,\n]\n", 5, 1, "occurs twice"),
        ("a = { b = 1 }\n[a.c]\n", 2, 1, "occurs twice"),
        ('a = "\\q"\n', 1, 8, "escape sequence"),
        ('a = "\\ud800"\n', 1, 12, "escape sequence"),
        ('a = "\\u12"\n', 1, 8, "escape sequence"),
        ('a = "\x07"\n', 1, 6, "not allowed in TOML"),
        ("# \x07\n", 1, 3, "not allowed in TOML"),
        ("a = 2020-02-31\n", 1, 5, "not a value"),
        ("a =", 1, 1, "not a value"),
    ],
)  # fmt: skip
def test_an_error_is_reported_in_plain_words(text: str, line: int, column: int, says: str) -> None:
    found_line, found_column, said = syntax_error(text)
    assert (found_line, found_column) == (line, column), said
    assert says in said


def test_only_the_first_error_is_reported() -> None:
    assert syntax_error("a = 1\nb = „x“\nc d\n[e\n") == (
        2,
        5,
        "This is not a value, or the list before it is not closed.",
    )
