"""Words of the directive: kinds of documents, who is asked, states of a deadline."""

from django.db import models


class DocumentKind(models.TextChoices):
    DIRECTIVE = "DIRECTIVE", "Chỉ thị"
    RESOLUTION = "RESOLUTION", "Nghị quyết"
    DECISION = "DECISION", "Quyết định"
    PLAN = "PLAN", "Kế hoạch"
    LETTER = "LETTER", "Công văn"


class AppliesTo(models.TextChoices):
    COMMUNES = "COMMUNES", "Các xã, thị trấn"
    DISTRICT = "DISTRICT", "Huyện"


class DeadlineState(models.TextChoices):
    """Where one obligation of one place stands on a day."""

    MET_BEFORE = "MET_BEFORE", "Đạt từ trước"
    DONE = "DONE", "Hoàn thành"
    DONE_LATE = "DONE_LATE", "Hoàn thành sau hạn"
    DONE_THEN_FELL = "DONE_THEN_FELL", "Đạt đúng hạn, sau đó suy giảm"
    OPEN = "OPEN", "Còn hạn"
    DUE_SOON = "DUE_SOON", "Sắp đến hạn"
    DUE_TODAY = "DUE_TODAY", "Hạn hôm nay"
    OVERDUE = "OVERDUE", "Quá hạn"
    NOT_ASKED = "NOT_ASKED", "Không xét"


class MailState(models.TextChoices):
    """What became of the e-mail of a reminder; the message itself stands in the portal in any case."""

    NONE = "NONE", "Không có địa chỉ"
    WAITING = "WAITING", "Chờ gửi"
    SENT = "SENT", "Đã gửi"
    FAILED = "FAILED", "Chưa gửi được"


class EventKind(models.TextChoices):
    """What is put down to a head in a period, in the order of the sheet (Biểu 14)."""

    KEPT = "KEPT", "Nhiệm vụ hoàn thành đúng hạn"
    KEPT_LATE = "KEPT_LATE", "Nhiệm vụ hoàn thành sau hạn"
    MISSED = "MISSED", "Nhiệm vụ quá hạn chưa xong"
    EXTENDED = "EXTENDED", "Được gia hạn"
    FELL = "FELL", "Chỉ tiêu suy giảm"
    REPORT_LATE = "REPORT_LATE", "Báo cáo gửi chậm"
    REPORT_MISSING = "REPORT_MISSING", "Báo cáo quá hạn chưa gửi"
    VERIFIED_LATE = "VERIFIED_LATE", "Thẩm tra chậm"

    @property
    def short(self) -> str:
        """As the head of a narrow column says it."""
        return SHORT_KINDS[self]


SHORT_KINDS = {
    EventKind.KEPT: "Đúng hạn",
    EventKind.KEPT_LATE: "Sau hạn",
    EventKind.MISSED: "Quá hạn",
    EventKind.EXTENDED: "Gia hạn",
    EventKind.FELL: "Suy giảm",
    EventKind.REPORT_LATE: "Báo cáo chậm",
    EventKind.REPORT_MISSING: "Chưa báo cáo",
    EventKind.VERIFIED_LATE: "Thẩm tra chậm",
}


class Side(models.TextChoices):
    """Whose word stands on the sheet of a head."""

    HEAD = "HEAD", "Tự kiểm điểm của người đứng đầu"
    ORGANISATION = "ORGANISATION", "Ban Tổ chức Huyện ủy"
    INSPECTION = "INSPECTION", "Ủy ban Kiểm tra Huyện ủy"


# The two boards of the Party committee whose remarks one role writes; which of the two is chosen in the form.
BOARDS = (Side.ORGANISATION, Side.INSPECTION)
