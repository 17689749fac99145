"""Whether the files on disk are those the records name: pure comparisons, each with what to do about it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ntm_portal.integrity import Severity


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file as it was found: its name, its size, the digest of its bytes, when it was written."""

    name: str
    size: int
    digest: str
    written: dt.datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """A document as it was noted: under which digest, how large, how it is called on the page."""

    pk: int
    sha256: str
    size: int
    words: str


Files = Mapping[str, OnDisk]


def missing(records: Sequence[Recorded], files: Files) -> list[str]:
    """Documents whose file is gone."""
    return [record.words for record in records if record.sha256 not in files]


def altered(records: Sequence[Recorded], files: Files) -> list[str]:
    """Documents whose file is there, but is not what was uploaded."""
    found = ((record, files.get(record.sha256)) for record in records)
    return [record.words for record, file in found if file and (file.digest, file.size) != (record.sha256, record.size)]


def orphans(records: Sequence[Recorded], files: Files) -> list[str]:
    """Files that no document names: uploads that were broken off, or documents of a newer database."""
    named = {record.sha256 for record in records}
    return sorted(set(files) - named)


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One named check: how bad it is, what it means, what to do."""

    code: str
    severity: Severity
    title: str
    remedy: str
    find: Callable[[Sequence[Recorded], Files], list[str]]


FILE_CHECKS = (
    FileCheck(
        "evidence-missing",
        Severity.ERROR,
        "Tệp minh chứng không còn trên đĩa",
        "Khôi phục thư mục minh chứng từ bản sao lưu, hoặc đính kèm lại đúng tệp đó.",
        missing,
    ),
    FileCheck(
        "evidence-altered",
        Severity.ERROR,
        "Tệp minh chứng đã bị thay đổi hoặc hỏng",
        "Khôi phục tệp từ bản sao lưu, hoặc đính kèm lại đúng tệp đó; kiểm tra đĩa.",
        altered,
    ),
    FileCheck(
        "evidence-orphan",
        Severity.WARNING,
        "Tệp trên đĩa không thuộc tài liệu nào",
        "Chạy: python manage.py check_evidence --remove-orphans.",
        orphans,
    ),
)
