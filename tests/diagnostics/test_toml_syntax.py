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


def hint_of(text: str, lists: tuple[str, ...] = ()) -> tuple[int, str, str]:
    with pytest.raises(QuestionnaireError) as caught:
        parse_toml(text.encode(), "x.toml", lists)
    (error,) = caught.value.diagnostics
    return error.column, str(error.message), str(error.hint)


@pytest.mark.parametrize(
    ("text", "column", "name", "hint"),
    [
        ("[a.größe]\n", 6, "größe", "Write “groesse”."),
        ("[[a.größe]]\n", 7, "größe", "Write “groesse”."),
        ("[Größe]\n", 4, "Größe", "Write “groesse”."),
        ("[ähnlich]\n", 2, "ähnlich", "Write “aehnlich”."),
        ("[große freude]\n", 5, "große freude", "Write “grosse-freude”."),
        ("[gro\u0308ße]\n", 5, "gro\u0308ße", "Write “groesse”."),
        ("größe = 1\n", 3, "größe", "Write “groesse”."),
        ("ärger = 1\n", 1, "ärger", "Write “aerger”."),
        ("a = { größe = 1 }\n", 9, "größe", "Write “groesse”."),
        ("a.fréquence_1 = 1\n", 5, "fréquence_1", "Write “frequence_1”."),
        ("[“a”]\n", 2, "“a”", "Write “a”."),
        ("\u00a0a = 1\n", 1, "a", "Write “a”."),
        ("[日本]\n", 2, "日本", "None"),
    ],
)
def test_a_character_that_names_cannot_have_is_said_to_be_one(
    text: str, column: int, name: str, hint: str
) -> None:
    said = f"The name “{name}” has a character that names cannot have."
    assert hint_of(text) == (column, said, hint)


@pytest.mark.parametrize("text", ["Übrigens ist das so\n", 'a = "x\nÄ\n', "a = 1 ö\n"])
def test_such_a_character_elsewhere_is_no_part_of_a_name(text: str) -> None:
    assert "names cannot have" not in hint_of(text)[1]


@pytest.mark.parametrize(
    ("written", "word", "hint"),
    [
        ("ja", "ja", "Write true, or put the word in quotation marks."),
        ("Nein # gerne", "Nein", "Write false, or put the word in quotation marks."),
        ("True", "True", "Write true, or put the word in quotation marks."),
        ("flase", "flase", "Write false, or put the word in quotation marks."),
        ("{ b = yes }", "yes", "Write true, or put the word in quotation marks."),
        ("oft", "oft", 'Words go in straight quotation marks: "oft".'),
        ("sehr oft", "sehr oft", 'Words go in straight quotation marks: "sehr oft".'),
        ("[de, en]", "de", 'Words go in straight quotation marks: "de".'),
    ],
)
def test_a_word_without_quotation_marks_is_named(written: str, word: str, hint: str) -> None:
    text = f"a = {written}\n"
    assert hint_of(text) == (text.index(word) + 1, f"“{word}” is not a value.", hint)


@pytest.mark.parametrize(
    "text",
    ["[a]\nx = 1\n[a]\nx = 2\n", "[a]\nx = 1\n[[a]]\nx = 2\n", "[[a]]\nx = 1\n [a]\nx = 2\n"],
)
def test_a_single_header_of_a_list_is_said_to_be_one(text: str) -> None:
    column, said, hint = hint_of(text, ("a",))
    assert (column, said) == (
        2 if " [a]" in text else 1,
        "“a” is a list, but this is the header of a single table.",
    )
    assert hint == "Start each one with [[a]]."
    assert "occurs twice" in hint_of(text)[1]


def test_the_first_single_header_of_a_list_is_reported() -> None:
    text = "[a]\n[a.b]\nx = 1\n[a.b]\nx = 2\n[a]\n"
    assert hint_of(text, ("a", "a.b"))[2] == "Start each one with [[a]]."


def test_only_the_first_error_is_reported() -> None:
    assert syntax_error("a = 1\nb = „x“\nc d\n[e\n") == (
        2,
        5,
        "This is not a value, or the list before it is not closed.",
    )
