"""A single mistake of any kind anywhere in a valid file is found at its place."""

import pytest
from samples import PLANNED

from netztui.diagnostics.problems import format_diagnostic
from netztui.questionnaire.library import shipped_folder
from questionnaire.examining import examine
from questionnaire.mutants import Mutant, mutants

SEED = 20240607
LONG = (shipped_folder() / "hunter-gatherer.toml").read_text(encoding="utf-8")


def missed(mutant: Mutant) -> str | None:
    """How the mutant was missed; None if it was found at its place."""
    diagnostics = examine(mutant.text.encode(), "mutant.toml")
    told = [line for diagnostic in diagnostics for line in format_diagnostic(diagnostic)]
    lines = {diagnostic.line for diagnostic in diagnostics if diagnostic.severity == "error"}
    if lines & mutant.lines:
        return None
    return "\n".join([f"{mutant.kind}: expected {sorted(mutant.lines)}", *told])


def test_a_mistake_of_any_kind_is_found_at_its_place() -> None:
    made = mutants(PLANNED, SEED)
    kinds: dict[str, list[Mutant]] = {}
    for mutant in made:
        kinds.setdefault(mutant.kind.split()[0], []).append(mutant)
    sample = [mutant for of_kind in kinds.values() for mutant in of_kind[:4]]
    assert len(sample) >= 28
    assert [found for mutant in sample if (found := missed(mutant))] == []


@pytest.mark.slow
def test_more_than_two_thousand_mistakes_are_found_at_their_places() -> None:
    made = mutants(LONG, SEED)
    assert len(made) >= 2000
    assert [found for mutant in made if (found := missed(mutant))] == []
