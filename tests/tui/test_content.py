"""Text as it is put on the screen."""

from netztui.tui.content import joined, plain, wrapped


def test_a_figure_and_its_percent_sign_stay_on_one_line() -> None:
    text = joined(plain("Hunting", "bold"), " 20\N{NO-BREAK SPACE}% of all")
    lines = wrapped(text, 11)
    assert [line.plain for line in lines] == ["Hunting", "20\N{NO-BREAK SPACE}% of all"]
    assert [span.style for span in lines[0].spans] == ["bold"]
    assert lines[1].spans == []
