"""Words of the directive: kinds of documents, who is asked, how it is judged, states of a deadline."""

from django.db import models


class DocumentKind(models.TextChoices):
    DIRECTIVE = "DIRECTIVE", "Chỉ thị"
    RESOLUTION = "RESOLUTION", "Nghị quyết"
    CONCLUSION = "CONCLUSION", "Kết luận"
    DECISION = "DECISION", "Quyết định"
    PROGRAMME = "PROGRAMME", "Chương trình"
    PLAN = "PLAN", "Kế hoạch"
    GUIDANCE = "GUIDANCE", "Hướng dẫn"
    NOTICE = "NOTICE", "Thông báo"
    LETTER = "LETTER", "Công văn"


class AppliesTo(models.TextChoices):
    COMMUNES = "COMMUNES", "Các xã, thị trấn"
    DISTRICT = "DISTRICT", "Huyện"
    BODIES = "BODIES", "Cơ quan, đoàn thể"


class JudgedBy(models.TextChoices):
    """What decides that a task is done: a verdict, the list of falls, the dissemination book, or what was recorded."""

    MEASURE = "MEASURE", "Chỉ tiêu, tiêu chí đạt"
    NO_FALL = "NO_FALL", "Không có tiêu chí suy giảm"
    SPREAD = "SPREAD", "Đã quán triệt, có xác nhận"
    DOCUMENT = "DOCUMENT", "Nộp văn bản"
    PROOF = "PROOF", "Có hoặc chưa, kèm minh chứng"
    REPORT = "REPORT", "Báo cáo định kỳ"

    @property
    def takes_deeds(self) -> bool:
        """Somebody records what was done; the others are read from what the portal knows already."""
        return self in (JudgedBy.DOCUMENT, JudgedBy.PROOF, JudgedBy.REPORT)

    @property
    def asks_confirmation(self) -> bool:
        """The follower confirms what was recorded; a report that came in needs no second word."""
        return self in (JudgedBy.DOCUMENT, JudgedBy.PROOF)


class PriorityGroup(models.TextChoices):
    PRODUCTION = "PRODUCTION", "Sản xuất"
    INCOME = "INCOME", "Thu nhập"
    HEALTH = "HEALTH", "Y tế"
    CULTURE = "CULTURE", "Văn hóa"
    EDUCATION = "EDUCATION", "Giáo dục"
    ENVIRONMENT = "ENVIRONMENT", "Môi trường"


class Recurrence(models.TextChoices):
    """How often a task comes again: in every month, or in the last month of a quarter, half-year or year."""

    MONTHLY = "MONTHLY", "Hằng tháng"
    QUARTERLY = "QUARTERLY", "Hằng quý"
    HALF_YEARLY = "HALF_YEAR", "6 tháng một lần"
    YEARLY = "YEARLY", "Hằng năm"


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
    NOT_YET = "NOT_YET", "Chưa đến kỳ"
    ONGOING = "ONGOING", "Đang thực hiện"
    KEPT = "KEPT", "Giữ vững"
    FALLEN = "FALLEN", "Có suy giảm"
    NOT_ASKED = "NOT_ASKED", "Không xét"
