"""Files are kept under their digest, once, whole or not at all."""

import hashlib
from io import BytesIO

import pytest

from ntm_portal import blobs


@pytest.fixture
def root(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path
    return tmp_path


def name_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def files(root) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_same_bytes_are_kept_once(root):
    for _ in range(2):
        blobs.keep(BytesIO(b"giay"), name_of(b"giay"))
    assert files(root) == {name_of(b"giay"): b"giay"}
    assert blobs.path_of(name_of(b"giay")).parent.parent == root


def test_what_was_altered_on_the_disk_is_made_whole_by_the_true_bytes(root):
    blobs.keep(BytesIO(b"giay"), name_of(b"giay"))
    blobs.path_of(name_of(b"giay")).write_bytes(b"khac")
    blobs.keep(BytesIO(b"giay"), name_of(b"giay"))
    assert files(root) == {name_of(b"giay"): b"giay"}


def test_bytes_that_are_not_what_was_announced_leave_nothing_behind(root):
    with pytest.raises(blobs.NotTheSameBytes):
        blobs.keep(BytesIO(b"khac"), name_of(b"giay"))
    assert files(root) == {}


def test_a_reader_that_breaks_leaves_no_file_under_the_final_name(root):
    class Broken(BytesIO):
        def read(self, *_):
            raise OSError("broken")

    with pytest.raises(OSError, match="broken"):
        blobs.keep(Broken(), name_of(b"giay"))
    assert files(root) == {}


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_only_a_digest_is_a_name(name, root):
    with pytest.raises(ValueError, match=r".*"):
        blobs.path_of(name)


def test_what_is_removed_is_gone_and_may_be_removed_again(root):
    blobs.keep(BytesIO(b"giay"), name_of(b"giay"))
    blobs.remove(name_of(b"giay"))
    blobs.remove(name_of(b"giay"))
    assert list(blobs.stored()) == []


def test_there_is_no_file_before_the_first_one(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path / "chua-co"
    assert list(blobs.stored()) == []
