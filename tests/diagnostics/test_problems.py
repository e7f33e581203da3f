"""Diagnostics as lines of text: place, message, the line with a caret, and the hint."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from netztui import questionnaire
from netztui.diagnostics.problems import Diagnostic, QuestionnaireError, format_diagnostic
from netztui.i18n.message import LazyText


def test_a_diagnostic_is_shown_with_its_line_a_caret_and_a_hint() -> None:
    diagnostic = Diagnostic(
        "a.toml", 12, 9, LazyText("Unknown facet “{name}”.", name="sorce"), LazyText("Did you mean “source”?"),
        'facet = "sorce"', 7,
    )  # fmt: skip
    assert format_diagnostic(diagnostic) == (
        "a.toml:12:9: Unknown facet “sorce”.",
        '    facet = "sorce"',
        "            ^^^^^^^",
        "    Did you mean “source”?",
    )


def test_the_caret_allows_for_indentation_and_wide_or_combining_characters() -> None:
    line = '  \tlabel = { ja = "日本", x = "e\u0301", y = 1 }'
    column = line.index("y") + 1
    lines = format_diagnostic(Diagnostic("a", 1, column, LazyText("x"), None, line, 1))
    assert lines[1] == "    " + line.strip()
    assert lines[2] == "    " + " " * (len(line.strip()[: line.strip().index("y")]) + 2 - 1) + "^"


def test_a_long_line_is_shown_around_the_caret() -> None:
    line = "x" * 500 + "Y" + "z" * 500
    _, shown, caret = format_diagnostic(Diagnostic("a", 1, 501, LazyText("x"), None, line, 1))
    assert len(shown) < 110
    assert shown[caret.index("^")] == "Y"
    assert shown.startswith("    …x")
    assert shown.endswith("z…")
    _, shown, caret = format_diagnostic(Diagnostic("a", 1, 3, LazyText("x"), None, "Y" * 500, 400))
    assert shown.startswith("    YYY")
    assert caret.rstrip("^") == "      "
    assert len(caret) <= len(shown)


def test_nothing_that_moves_the_cursor_reaches_the_terminal() -> None:
    evil = "\x1b[31m\u202e\r\n\t"
    lines = format_diagnostic(
        Diagnostic(evil, 1, 1, LazyText("{it}", it=evil), LazyText("{it}", it=evil), f"a{evil}", 3)
    )
    assert not any(character in line for line in lines for character in "\x1b\u202e\r\n\t")


def test_a_caret_may_be_after_the_end_of_the_line_and_blank_lines_are_not_shown() -> None:
    assert format_diagnostic(Diagnostic("a", 1, 4, LazyText("x"), None, "a =", 1))[2] == "       ^"
    assert format_diagnostic(Diagnostic("a", 1, 1, LazyText("x"))) == ("a:1:1: x",)


def test_sentences_are_translated_before_their_fields_are_filled() -> None:
    german = {
        "Unknown facet “{name}”.": "Die Facette „{name}“ gibt es nicht.",
        "warning: {what}": "Warnung: {what}",
    }

    def translate(message: LazyText) -> str:
        return german[message.text].format(**message.values)

    diagnostic = Diagnostic(
        "a", 1, 1, LazyText("Unknown facet “{name}”.", name="x"), severity="warning"
    )
    assert format_diagnostic(diagnostic, translate) == (
        "a:1:1: Warnung: Die Facette „x“ gibt es nicht.",
    )
    assert format_diagnostic(diagnostic) == ("a:1:1: warning: Unknown facet “x”.",)


def test_the_text_of_an_error_has_all_its_diagnostics() -> None:
    error = QuestionnaireError(
        (Diagnostic("a", 1, 1, LazyText("One.")), Diagnostic("a", 2, 1, LazyText("Two.")))
    )
    assert str(error) == "a:1:1: One.\na:2:1: Two."


def test_every_sentence_gets_the_values_for_its_fields() -> None:
    checked = 0
    for path in Path(questionnaire.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match call:
                case ast.Call(
                    func=ast.Name("LazyText" | "violation" | "_warning"), keywords=keywords
                ):
                    sentences = [
                        sentence
                        for argument in call.args
                        for node in ast.walk(argument)
                        if getattr(getattr(argument, "func", None), "id", "N_") == "N_"
                        for sentence in sentences_of(node)
                    ]
                    fields = {
                        name
                        for one in sentences
                        for _, name, _, _ in Formatter().parse(one)
                        if name
                    }
                    given = {keyword.arg for keyword in keywords} - {"at", "severity"}
                    assert fields <= given, sentences
                    checked += len(sentences)
    assert checked > 60


def sentences_of(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Name("N_"), args=[ast.Constant(str() as sentence)]):
            yield sentence
