"""Coverage-guided fuzzing of everything that reads files which others wrote.

    pip install atheris
    PYTHONPATH=tests python tests/fuzz/fuzz.py {questionnaire,import,responses} [SECONDS [SEED]]

Whatever the bytes, they are read, or refused with the reader's own error, whose sentences hold
nothing that a terminal would obey. Anything else ends the run with the bytes that did it; ten
seconds for one input count as a hang. The check for every change runs each for twenty seconds
from one seed, so that it judges the change and not the day's luck; by hand, hours without a seed
are better.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["netztui", "tomllib"]):
    from questionnaire.examining import examine

    from netztui.archive.archive import Archive
    from netztui.archive.errors import ExchangeError
    from netztui.archive.exchange.export import select_for_export, write_export
    from netztui.archive.exchange.file_format import read_export
    from netztui.assessment.assessment import Answer, Assessment
    from netztui.batch.table import ResponsesError, ResponseTable
    from netztui.diagnostics.problems import format_diagnostic
    from netztui.diagnostics.sanitize import forbidden_character
    from netztui.scoring.points import scoring_key

from samples import SMALL, small

KEY = scoring_key(small())


def harmless(sentence: str) -> None:
    """Fail where a terminal would obey a character instead of showing it."""
    character = forbidden_character(sentence, breaks=True)
    if character is not None:
        raise AssertionError(f"{character!r} in {sentence!r}")


def questionnaire(content: bytes) -> None:
    for problem in examine(content, "fuzzed.toml"):
        harmless("\n".join(format_diagnostic(problem)))


def transfer(content: bytes) -> None:
    try:
        read_export(io.BytesIO(content), "fuzzed.json")
    except ExchangeError as error:
        harmless(str(error))


def responses(content: bytes) -> None:
    try:
        for _row in ResponseTable(io.BytesIO(content), "fuzzed.csv", KEY):
            pass
    except ResponsesError as error:
        harmless(str(error))


def an_export(folder: Path) -> bytes:
    target = io.BytesIO()
    with Archive.open(folder / "archive.sqlite") as archive:
        assessment = Assessment(small()).with_answer("networks-used", Answer(("xing",), 1.5))
        archive.begin(assessment, "en", datetime(2026, 1, 1, tzinfo=UTC))
        write_export(archive, target, select_for_export(archive))
    return target.getvalue()


def a_table(_folder: Path) -> bytes:
    items = list(dict(KEY.counted))
    return (",".join(["name", *items]) + "\n" + ",".join(["Ä", *"3" * len(items)]) + "\n").encode()


TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[Path], bytes]]] = {
    "questionnaire": (questionnaire, lambda _folder: SMALL.encode()),
    "import": (transfer, an_export),
    "responses": (responses, a_table),
}
"""What is fuzzed, and a sound file to begin with."""


def main() -> None:
    name = sys.argv[1]
    seconds = sys.argv[2] if len(sys.argv) > 2 else "3600"
    chance = sys.argv[3] if len(sys.argv) > 3 else "0"  # libFuzzer's word for a new one
    target, seed = TARGETS[name]
    folder = Path(tempfile.mkdtemp(prefix=f"netztui-fuzz-{name}-"))
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "sound").write_bytes(seed(folder))
    options = [
        f"-max_total_time={seconds}", f"-seed={chance}", "-max_len=65536", "-timeout=10", "-print_final_stats=1",
        f"-artifact_prefix={folder}/", "-verbosity=0",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
