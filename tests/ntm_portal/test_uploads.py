"""A file on its way in is measured, hashed and bounded, on every address."""

import hashlib
import tracemalloc
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import RequestFactory

from ntm_portal.uploads import MEGABYTE, BoundedUpload, most_bytes

BOUNDARY = "khung"


@pytest.fixture
def spool(settings, tmp_path):
    """Where files stand while they come in."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def body(*files: bytes) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="tep{number}"; filename="a{number}.pdf"\r\n\r\n'.encode()
        + content
        + b"\r\n"
        for number, content in enumerate(files)
    ]
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def sent(content: bytes, **headers):
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return RequestFactory().post("/", data=content, content_type=kind, **headers)


def test_a_file_is_hashed_and_stands_on_disk_only_while_it_is_needed(spool):
    request = sent(body(b"giay", b""))
    first, second = request.FILES["tep0"], request.FILES["tep1"]
    assert (first.size, first.read(), first.sha256) == (4, b"giay", hashlib.sha256(b"giay").hexdigest())
    assert (second.size, second.sha256, second.is_too_large) == (0, hashlib.sha256(b"").hexdigest(), False)
    assert len(list(spool.iterdir())) == 2
    for file in (first, second):
        file.close()
    assert list(spool.iterdir()) == []


def test_a_request_that_announces_too_much_is_refused_before_a_byte_is_read(spool):
    request = sent(body(b"giay"), CONTENT_LENGTH=str(most_bytes() + 2 * MEGABYTE))
    with pytest.raises(RequestDataTooBig):
        request.FILES  # noqa: B018 - asking for the files reads the request
    assert list(spool.iterdir()) == []


def test_a_file_over_the_limit_is_counted_but_not_kept(spool, settings):
    settings.EVIDENCE_MAX_MB = 1
    content = b"x" * (MEGABYTE + 200_000)
    file = sent(body(content)).FILES["tep0"]
    assert (file.size, file.is_too_large) == (len(content), True)
    assert Path(file.temporary_file_path()).stat().st_size <= MEGABYTE
    file.close()


def test_fifty_megabytes_fill_neither_memory_nor_disk(spool):
    content = body(b"x" * 50 * MEGABYTE)
    tracemalloc.start()
    with pytest.raises(RequestDataTooBig):
        sent(content).FILES  # noqa: B018 - asking for the files reads the request
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEGABYTE + len(content)  # the request of the test itself, and no second copy
    assert list(spool.iterdir()) == []


def test_a_broken_connection_leaves_nothing_behind(spool):
    handler = BoundedUpload()
    handler.upload_interrupted()
    handler.new_file("tep", "a.pdf", "application/pdf", 10)
    handler.receive_data_chunk(b"giay", 0)
    assert len(list(spool.iterdir())) == 1
    handler.upload_interrupted()
    assert list(spool.iterdir()) == []
