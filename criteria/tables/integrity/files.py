"""Checks of evidence: the links, and what lies on the disk.

Every file is compared by name and size. Only files written after their document was recorded are read to
the end, the newest first, up to READ_AT_MOST: `check_evidence` reads them all.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from django.db.models import F, QuerySet

from communes.rules.names import full_name
from criteria.models import Evidence, EvidenceLink
from ntm_portal import blobs
from ntm_portal.integrity import Offender, Severity, Shown, When, check

READ_AT_MOST = 32 * 1024 * 1024
RESTORE = "Khôi phục tệp từ bản sao lưu, hoặc đính kèm lại đúng tệp đó; chạy manage.py check_evidence để đọc lại hết."


def told_link(pk, kind, name, slug, number, summary) -> Offender:
    words = f"{full_name(kind, name)}, chỉ tiêu {number}: {summary} (dòng {pk})"
    return Offender(words, f"/quan-tri/criteria/evidencelink/{pk}/change/")


LINK = Shown(
    (
        "pk", "finding__unit__kind", "finding__unit__name", "finding__unit__slug", "finding__indicator__number",
        "evidence__summary",
    ),
    told_link,
)  # fmt: skip


def on_disk() -> Iterator[tuple[Evidence, Path, os.stat_result | None]]:
    """Every document with its file as it lies there; None where it is gone. One query, no file is read."""
    rows = Evidence.objects.select_related("unit").order_by("pk")
    for row in rows:
        path = blobs.path_of(row.sha256)
        yield row, path, path.stat() if path.is_file() else None


def told(row: Evidence) -> Offender:
    words = f"{row.unit}: {row.title} ({row.file_name})"
    return Offender(words, f"/quan-tri/criteria/evidence/{row.pk}/change/")


@check(
    "evidence.elsewhere",
    Severity.ERROR,
    "Minh chứng của đơn vị khác gắn vào số liệu",
    means="Số liệu được chứng minh bằng tài liệu của nơi khác.",
    remedy="Mở minh chứng của chỉ tiêu, rút tài liệu sai (nêu lý do) rồi gắn đúng tài liệu.",
    shown=LINK,
)
def evidence_elsewhere(when: When) -> QuerySet:
    """A document proves figures of its own place."""
    return EvidenceLink.objects.live().exclude(evidence__unit=F("finding__unit"))


@check(
    "file.missing",
    Severity.ERROR,
    "Tệp minh chứng không còn trên đĩa",
    means="Số liệu không còn tài liệu chứng minh để mở xem.",
    remedy=RESTORE,
)
def file_missing(when: When) -> list[Offender]:
    """Every document has its file."""
    return [told(row) for row, _, about in on_disk() if about is None]


@check(
    "file.altered",
    Severity.ERROR,
    "Tệp minh chứng đã bị thay đổi hoặc hỏng",
    means="Tài liệu mở ra không phải là tài liệu đã nộp.",
    remedy=RESTORE,
)
def file_altered(when: When) -> list[Offender]:
    """A file has the size of its document; one written later than that has its bytes too."""
    found, later = [], []
    for row, path, about in on_disk():
        if about is None:
            continue
        if about.st_size != row.size:
            found.append(row)
        elif about.st_mtime > row.uploaded_at.timestamp():
            later.append((about.st_mtime, row.pk, row, path))
    left = READ_AT_MOST
    for _, _, row, path in sorted(later, reverse=True):
        left -= row.size
        if left < 0:
            break
        if blobs.digest(path) != row.sha256:
            found.append(row)
    return [told(row) for row in found]


@check(
    "file.orphan",
    Severity.NOTE,
    "Tệp trên đĩa không thuộc tài liệu nào",
    means="Chỉ tốn chỗ: tải lên dở dang, hoặc tài liệu của cơ sở dữ liệu mới hơn bản đang dùng.",
    remedy="Chạy: manage.py check_evidence --remove-orphans.",
)
def file_orphan(when: When) -> list[Offender]:
    """Every file is named by a record."""
    named = blobs.named()
    return [Offender(f"Tệp {path.name}") for path in blobs.stored() if path.name not in named]


CHECKS = (evidence_elsewhere, file_missing, file_altered, file_orphan)
