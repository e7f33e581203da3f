"""A file that exists only once it is complete."""

import errno
import os
from pathlib import Path

import pytest

from netztui.system.atomic_file import (
    OutputError,
    atomic_write,
    explain_write_error,
    save_document,
)


def write(path: Path, content: bytes = b"new", *, replace: bool = False) -> None:
    with atomic_write(path, replace=replace) as file:
        file.write(content)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def refused(path: Path, *, replace: bool = False) -> str:
    with pytest.raises(OutputError) as caught:
        write(path, replace=replace)
    return str(caught.value)


def test_the_file_exists_once_the_block_has_ended_and_not_before(tmp_path):
    path = tmp_path / "out.csv"
    with atomic_write(path, replace=False) as file:
        file.write(b"figures")
        file.flush()
        assert not path.exists()
    assert path.read_bytes() == b"figures"
    assert names(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, SystemExit])
def test_whatever_ends_the_block_early_leaves_nothing(tmp_path, error):
    def interrupted() -> None:
        with atomic_write(tmp_path / "out.csv", replace=False) as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        interrupted()
    assert names(tmp_path) == []


def test_an_existing_file_is_not_replaced(tmp_path):
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    assert refused(path) == (
        f"{path} already exists. Choose another file name, or replace it with --force."
    )
    assert path.read_bytes() == b"old"


def test_a_file_created_meanwhile_is_not_replaced(tmp_path):
    path = tmp_path / "out.csv"

    def overtaken() -> None:
        with atomic_write(path, replace=False) as file:
            file.write(b"new")
            path.write_bytes(b"theirs")

    with pytest.raises(OutputError, match="already exists"):
        overtaken()
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["out.csv"]


def test_a_file_is_replaced_on_request_and_links_are_followed(tmp_path):
    path, link = tmp_path / "out.csv", tmp_path / "link.csv"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write(link, replace=True)
    assert path.read_bytes() == b"new"
    assert link.is_symlink()


@pytest.mark.parametrize("replace", [True, False])
def test_only_regular_files_are_replaced(tmp_path, replace):
    assert "is not a regular file" in refused(tmp_path, replace=replace)
    assert "is not a regular file" in refused(Path(os.devnull), replace=replace)


def test_a_missing_folder_is_reported(tmp_path):
    assert "The folder for" in refused(tmp_path / "none" / "out.csv")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("file/out.csv", "leads through a file as if it were a folder. Choose another file name."),
        ("loop/out.csv", "lead in a circle. Choose another file name."),
        ("loop", "lead in a circle. Choose another file name."),
        ("x" * 300, "is too long for this file system. Choose another file name."),
    ],
)
def test_an_impossible_path_is_reported_with_its_cause(tmp_path, name, what):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "loop").symlink_to("loop")
    assert refused(tmp_path / name, replace=True).endswith(what)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "Not enough space for x.csv. Free some space"),
        (errno.EROFS, "You are not allowed to write x.csv. Choose a file in a folder of your own."),
        (errno.EIO, "x.csv cannot be written. Choose another file name."),
    ],
)
def test_errors_of_the_operating_system_have_a_message(code, said):
    assert str(explain_write_error(OSError(code, "…"), "x.csv")).startswith(said)


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
@pytest.mark.parametrize(("private", "mode"), [(False, 0o666), (True, 0o600)])
def test_a_private_file_is_its_owners_alone_whatever_the_umask(tmp_path, private, mode):
    path = tmp_path / "out.csv"
    umask = os.umask(0)
    try:
        with atomic_write(path, replace=False, private=private) as file:
            file.write(b"answers")
            (part,) = tmp_path.iterdir()
            assert part.stat().st_mode & 0o777 == mode
    finally:
        os.umask(umask)
    assert path.stat().st_mode & 0o777 == mode


def test_documents_of_one_name_are_numbered(tmp_path, monkeypatch):
    monkeypatch.setattr("netztui.system.paths.documents_folder", lambda: tmp_path / "new")
    names = [save_document("a-1.svg", b"").name for _time in range(4)]
    assert names == ["a-1.svg", "a-1-2.svg", "a-1-3.svg", "a-1-4.svg"]


def test_a_document_whose_name_is_impossible_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr("netztui.system.paths.documents_folder", lambda: tmp_path)
    with pytest.raises(OutputError):
        save_document("x" * 300 + ".svg", b"")
