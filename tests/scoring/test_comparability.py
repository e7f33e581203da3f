"""Whether two versions of a questionnaire may be compared, and on which items."""

import pytest

from netztui.scoring.change import comparability, compare
from netztui.scoring.score import score
from scoring.reference_form import answered, build, content

RAWS = [4, 2, 5, 1] * 4 + [2, 3, 2, 4] * 4


def changed(edit):
    data = content()
    edit(data)
    return build(data)


def items(data):
    return data["sections"][0]["items"]


def test_the_same_file_asks_the_same():
    found = comparability(build(content()), build(content()))
    assert (found.kind, found.reworded, found.reason, len(found.items)) == ("same", (), None, 32)


def test_titles_and_placements_make_no_difference():
    def edit(data):
        data["version"] = "2"
        data["title"] = {"en": "another title"}
        data["axis"]["balanced_within"] = 10.0

    later = changed(edit)
    assert later.fingerprint != build(content()).fingerprint
    assert comparability(build(content()), later).kind == "same"


def test_reworded_items_are_listed():
    def edit(data):
        items(data)[0]["text"] = {"en": "worded otherwise"}
        items(data)[5]["text"] = {"en": "worded otherwise, too"}

    found = comparability(build(content()), changed(edit))
    assert (found.kind, found.reworded) == ("reworded", ("h1-1", "h2-2"))


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data["sections"][0].update(stem={"en": "In the last four weeks, …"}),
        lambda data: data["response_scales"]["frequency"]["options"][2].update(
            label={"en": "now and then"}
        ),
    ],
)
def test_another_stem_or_answer_label_rewords_every_item(edit):
    found = comparability(build(content()), changed(edit))
    assert (found.kind, len(found.reworded)) == ("reworded", 32)


def test_an_additional_language_rewords_nothing():
    def translate(value):
        if isinstance(value, dict):
            if set(value) == {"en"}:
                return {**value, "de": "auf Deutsch"}
            return {key: translate(part) for key, part in value.items()}
        return [translate(part) for part in value] if isinstance(value, list) else value

    data = {**translate(content()), "languages": ["en", "de"]}
    assert comparability(build(content()), build(data)).kind == "same"
    only_german = {**content(), "languages": ["de"]}
    text = build({**translate(only_german)})
    assert len(comparability(build(content()), text).reworded) == 32


def test_a_reworded_item_counts_and_is_marked():
    def edit(data):
        items(data)[0]["text"] = {"en": "worded otherwise"}

    before = score(answered(RAWS))
    after = score(answered([5, *RAWS[1:]], changed(edit)))
    change = compare(before, after)
    assert change.axis.value == pytest.approx(25 / 16)
    assert [part.question for part in change.contributions if part.reworded] == ["h1-1"]


def test_added_and_dropped_items_are_left_out_of_both():
    def edit(data):
        new = {"id": "h1-5", "text": {"en": "new"}, "facet": "h1"}
        data["sections"][0]["items"] = [*items(data)[1:4], new, *items(data)[4:]]

    later = changed(edit)
    before = score(answered(RAWS))
    after = score(answered([*RAWS[1:4], 1, *RAWS[4:]], later))
    change = compare(before, after)
    assert change.comparability.kind == "shared"
    assert len(change.comparability.items) == 31
    assert change.axis.value == pytest.approx(0)
    assert before.axis.position.value != after.axis.position.value
    assert "h1-1" not in {part.question for part in change.contributions}
    assert "h1-5" not in {part.question for part in change.contributions}


@pytest.mark.parametrize(
    "edit",
    [
        lambda item: item.update(reverse=True),
        lambda item: item.update(facet="h2"),
    ],
)
def test_items_with_another_key_or_facet_are_not_scored_alike(edit):
    found = comparability(build(content()), changed(lambda data: edit(items(data)[0])))
    assert (found.kind, len(found.items)) == ("shared", 31)
    assert "h1-1" not in found.items


def test_a_facet_that_only_one_version_has_is_left_out():
    before = score(answered(RAWS))

    def edit(data):
        data["facets"]["h5"] = {"label": {"en": "new facet"}}
        data["scales"]["hunter"]["facets"].append("h5")
        items(data).extend(
            {"id": f"h5-{n}", "text": {"en": f"new {n}"}, "facet": "h5"} for n in range(4)
        )

    after = score(answered([*RAWS, 1, 1, 1, 1], changed(edit)))
    change = compare(before, after)
    assert change.comparability.kind == "shared"
    assert change.axis.value == pytest.approx(0)
    assert change.axis.after.df == before.axis.position.df


def test_a_facet_that_changed_its_scale_is_left_out_of_both_scales():
    def edit(data):
        data["scales"]["hunter"]["facets"].remove("h4")
        data["scales"]["gatherer"]["facets"].append("h4")

    change = compare(score(answered(RAWS)), score(answered(RAWS, changed(edit))))
    assert change.comparability.kind == "shared"
    assert change.axis.value == pytest.approx(0)
    assert {part.facet for part in change.contributions} == {
        *("h1", "h2", "h3"),
        *("g1", "g2", "g3", "g4"),
    }


def test_a_calibration_is_not_applied_to_some_of_the_items():
    def edit(data):
        data["axis"]["calibration"] = {"sd": 21.0, "reliability": 0.8, "n": 9, "source": "none"}
        del items(data)[0]

    after = score(answered(RAWS[1:], changed(edit)))
    assert compare(score(answered(RAWS)), after).reliable_change is None


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda data: data.update(id="other"), "reference-form and other"),
        (lambda data: data["axis"].update(low="hunter", high="gatherer"), "other poles"),
        (lambda data: data.pop("axis"), "other poles"),
        (
            lambda data: (
                [item.update(id=f"new-{item['id']}") for item in items(data)]
                and [item.pop("opposite", None) for item in items(data)]
            ),
            "No question",
        ),
    ],
)
def test_a_comparison_that_is_impossible_has_a_reason(edit, reason):
    later = changed(edit)
    found = comparability(build(content()), later)
    assert found.kind == "different"
    assert reason in str(found.reason)
    change = compare(score(answered(RAWS)), score(answered(RAWS, later)))
    assert (change.axis, change.scales, change.contributions) == (None, (), ())
