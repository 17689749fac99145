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


class PlanState(models.TextChoices):
    """Where an improvement plan stands on its way; "đạt mục tiêu" and "quá hạn" are computed, never stored."""

    DRAFT = "DRAFT", "Bản nháp"
    APPROVED = "APPROVED", "Đã duyệt"
    SEEN = "SEEN", "Huyện đã xem"
    RETURNED = "RETURNED", "Trả lại"
    CLOSED = "CLOSED", "Đã kết thúc"
    CANCELLED = "CANCELLED", "Đã hủy"


class PlanMove(models.TextChoices):
    """What somebody does with a whole plan."""

    MAKE = "MAKE", "Lập kế hoạch"
    APPROVE = "APPROVE", "Duyệt kế hoạch"
    SEE = "SEE", "Xác nhận đã xem"
    RETURN = "RETURN", "Trả lại"
    REVISE = "REVISE", "Mở lại để sửa"
    CLOSE = "CLOSE", "Kết thúc kế hoạch"
    CANCEL = "CANCEL", "Hủy kế hoạch"


class PlanSide(models.TextChoices):
    """For whom somebody acts on a plan."""

    OFFICER = "OFFICER", "Cán bộ NTM xã"
    HEAD = "HEAD", "Bí thư, Chủ tịch xã"
    OFFICE = "OFFICE", "Văn phòng điều phối NTM huyện"


class StepState(models.TextChoices):
    """Where one measure of a plan stands on a day."""

    NOT_YET = "NOT_YET", "Chưa đến"
    RUNNING = "RUNNING", "Đang làm"
    DUE_SOON = "DUE_SOON", "Sắp đến hạn"
    OVERDUE = "OVERDUE", "Quá hạn"
    DONE = "DONE", "Xong"
    DONE_LATE = "DONE_LATE", "Xong muộn"


class ProgressKind(models.TextChoices):
    """What a report on a measure says: how far it is, that it is done, or that it is not done after all."""

    PROGRESS = "PROGRESS", "Tiến độ"
    DONE = "DONE", "Xong"
    REOPENED = "REOPENED", "Mở lại"


class PlanFileHeap(models.TextChoices):
    """What a line of a Biểu 11 that comes back would do."""

    NEW = "NEW", "Mới"
    CHANGED = "CHANGED", "Thay đổi"
    SAME = "SAME", "Không đổi"
    REFUSED = "REFUSED", "Bị từ chối"
