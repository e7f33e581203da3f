"""Many people's answers in one transaction: `Archive.hold`, `store` and `drop`."""

from pathlib import Path

import pytest
from stored import NOON, later

from netztui.archive.archive import Archive
from netztui.archive.errors import UnknownAssessmentError
from netztui.assessment.assessment import Answer, Assessment


def test_what_is_held_is_durable_once_it_is_stored_and_not_before(
    path: Path, assessment: Assessment
):
    with Archive.open(path) as archive, Archive.open(path) as other:
        one, two = (archive.begin(assessment, "en", NOON) for _ in range(2))
        archive.hold()
        archive.hold()
        for id_ in (one, two):
            archive.record(id_, "next-step", Answer("held"), None, later(1))
        assert archive.load(one).assessment.answers == {"next-step": Answer("held")}
        assert other.load(one).assessment.answers == {}
        archive.store()
        for id_ in (one, two):
            assert other.load(id_).assessment.answers == {"next-step": Answer("held")}


def test_what_is_dropped_was_never_written(archive: Archive, assessment: Assessment):
    id_ = archive.begin(assessment, "en", NOON)
    archive.hold()
    archive.record(id_, "next-step", Answer("held"), None, later(1))
    archive.drop()
    assert archive.load(id_).assessment.answers == {}
    archive.record(id_, "next-step", Answer("alone"), None, later(2))
    assert archive.load(id_).assessment.answers == {"next-step": Answer("alone")}


def test_one_that_fails_takes_no_other_with_it(archive: Archive, assessment: Assessment):
    id_ = archive.begin(assessment, "en", NOON)
    archive.hold()
    archive.record(id_, "next-step", Answer("held"), None, later(1))
    with pytest.raises(UnknownAssessmentError):
        archive.record("unknown", "next-step", Answer("lost"), None, later(1))
    archive.store()
    assert archive.load(id_).assessment.answers == {"next-step": Answer("held")}
