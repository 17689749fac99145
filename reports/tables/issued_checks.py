"""Checks of issued reports: files with their bytes, forms with their content, nothing lost, signers, one state.

Of files and forms the newest are read to the end, as many as the limits say; `check_evidence` reads all files.
"""

from django.db.models import Count, F, Q, QuerySet

from ntm_portal import blobs
from ntm_portal.integrity import Offender, Severity, Shown, When, check
from reports.models import IssuedFile, IssuedForm, IssuedReport
from reports.rules.frozen import digest

READ_AT_MOST = 32 * 1024 * 1024
FORMS_AT_MOST = 300
RESTORE = "Khôi phục từ bản sao lưu gần nhất còn đúng; nội dung các biểu và tệp đã gửi vẫn đối chiếu được với nhau."


def told(pk: int, number: str, title: str) -> Offender:
    return Offender(f"{title}, số {number}", f"/bao-cao/da-phat-hanh/{pk}/")


@check(
    "issued.file_altered",
    Severity.ERROR,
    "Tệp báo cáo đã phát hành mất hoặc bị thay đổi",
    means="Không đưa lại được đúng tệp đã gửi.",
    remedy=RESTORE,
)
def file_altered(when: When) -> list[Offender]:
    """Every file is there with its size, and the newest with their bytes."""
    columns = ("sha256", "size", "report_id", "report__number", "report__title")
    found, left = [], READ_AT_MOST
    for sha256, size, *of in IssuedFile.objects.order_by("-pk").values_list(*columns):
        path = blobs.path_of(sha256)
        left -= size
        whole = path.is_file() and path.stat().st_size == size
        if not whole or (left >= 0 and blobs.digest(path) != sha256):
            found.append(told(*of))
    return found


@check(
    "issued.content_altered",
    Severity.ERROR,
    "Nội dung biểu đã phát hành bị thay đổi",
    means="Trang báo cáo không còn đúng như bản đã gửi.",
    remedy=RESTORE,
)
def content_altered(when: When) -> list[Offender]:
    """The newest forms have the digest of their content."""
    columns = ("content", "digest", "sheet", "report_id", "report__number", "report__title")
    rows = IssuedForm.objects.order_by("-pk").values_list(*columns)[:FORMS_AT_MOST]
    return [
        told(pk, number, f"{title}: {sheet}")
        for content, kept, sheet, pk, number, title in rows
        if digest(content) != kept
    ]


@check(
    "issued.incomplete",
    Severity.ERROR,
    "Báo cáo đã phát hành thiếu biểu hoặc tệp",
    means="Một phần của báo cáo đã gửi không còn trong cổng.",
    remedy=RESTORE,
)
def incomplete(when: When) -> list[Offender]:
    """Everything the manifest names is there."""
    counted = IssuedReport.objects.annotate(
        parts=Count("forms", distinct=True) + Count("files", distinct=True)
    ).order_by("-pk")
    rows = counted.values_list("manifest", "parts", "pk", "number", "title")
    return [told(*of) for manifest, parts, *of in rows if len(manifest.splitlines()) != parts]


@check(
    "issued.signer",
    Severity.WARNING,
    "Người ký báo cáo nay không giữ chức vào ngày ký",
    means="Danh mục chức vụ đã sửa: theo danh mục, người ký không còn giữ chức vào ngày ghi trên báo cáo.",
    remedy="Mở chức vụ của người ký ở trang Quản trị, đối chiếu quyết định bổ nhiệm; báo cáo giữ nguyên tên đã ký.",
    shown=Shown(("pk", "number", "title"), told),
)
def signer(when: When) -> QuerySet:
    """Whoever signed still holds the post on that day, by the register."""
    outside = Q(signer__valid_from__gt=F("issued_on")) | Q(signer__valid_to__lt=F("issued_on"))
    return IssuedReport.objects.filter(outside)


@check(
    "issued.withdrawn",
    Severity.ERROR,
    "Báo cáo vừa đã thu hồi vừa đã thay thế, hoặc thu hồi trước ngày báo cáo",
    means="Không biết báo cáo nào đang có hiệu lực.",
    remedy=RESTORE,
    shown=Shown(("pk", "number", "title"), told),
)
def withdrawn(when: When) -> QuerySet:
    """A report that was taken back has no other in its place, and its paper is not older than the report."""
    both = Q(withdrawal__isnull=False, replaced_by__isnull=False)
    return IssuedReport.objects.filter(both | Q(withdrawal__decided_on__lt=F("issued_on")))


CHECKS = (file_altered, content_altered, incomplete, signer, withdrawn)
