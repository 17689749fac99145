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
    """What decides that a task is done: a verdict, the list of falls, the dissemination book, visits, or what was
    recorded."""

    MEASURE = "MEASURE", "Chỉ tiêu, tiêu chí đạt"
    NO_FALL = "NO_FALL", "Không có tiêu chí suy giảm"
    SPREAD = "SPREAD", "Đã quán triệt, có xác nhận"
    DOCUMENT = "DOCUMENT", "Nộp văn bản"
    PROOF = "PROOF", "Có hoặc chưa, kèm minh chứng"
    REPORT = "REPORT", "Báo cáo định kỳ"
    VISIT = "VISIT", "Đã kiểm tra, có biên bản"

    @property
    def takes_deeds(self) -> bool:
        """Somebody records what was done; the others are read from what the portal knows already."""
        return self in (JudgedBy.DOCUMENT, JudgedBy.PROOF, JudgedBy.REPORT)

    @property
    def asks_confirmation(self) -> bool:
        """The follower confirms what was recorded; a report that came in needs no second word."""
        return self in (JudgedBy.DOCUMENT, JudgedBy.PROOF)

    @property
    def comes_again(self) -> bool:
        """May be asked again and again: each time something is recorded, or somebody goes there."""
        return self.takes_deeds or self == JudgedBy.VISIT


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


class MailState(models.TextChoices):
    """What became of the e-mail of a reminder; the message itself stands in the portal in any case."""

    NONE = "NONE", "Không có địa chỉ"
    WAITING = "WAITING", "Chờ gửi"
    SENT = "SENT", "Đã gửi"
    FAILED = "FAILED", "Chưa gửi được"


class CaseStep(models.TextChoices):
    """What is said about a fall: the place drafts and answers, the office decides, everybody may remark."""

    DRAFT = "DRAFT", "Soạn trả lời"
    ANSWER = "ANSWER", "Trả lời"
    FOLLOW = "FOLLOW", "Ghi nhận, theo dõi"
    RETURN = "RETURN", "Trả lại"
    ACCEPT = "ACCEPT", "Chấp nhận giải trình"
    REMARK = "REMARK", "Ý kiến"


class CaseState(models.TextChoices):
    """Where a fall stands on a day; the first five are open."""

    TO_ANSWER = "TO_ANSWER", "Chờ trả lời"
    DRAFTED = "DRAFTED", "Đã soạn, chờ gửi"
    ANSWERED = "ANSWERED", "Đã trả lời, chờ xem xét"
    RETURNED = "RETURNED", "Trả lại, chờ bổ sung"
    FOLLOWED = "FOLLOWED", "Đang thực hiện biện pháp"
    ACCEPTED = "ACCEPTED", "Đã chấp nhận giải trình"
    RECOVERED = "RECOVERED", "Đã phục hồi"
    NOT_ASKED = "NOT_ASKED", "Không tính trách nhiệm"
    LAPSED = "LAPSED", "Bộ tiêu chí hết hiệu lực"
    WITHDRAWN = "WITHDRAWN", "Rút do đính chính"


class InspectionKind(models.TextChoices):
    """What a visit is: each kind belongs to those who may hold it."""

    CHECK = "CHECK", "Kiểm tra"
    OVERSIGHT = "OVERSIGHT", "Giám sát"
    CRITICISM = "CRITICISM", "Phản biện xã hội"
    OPINION = "OPINION", "Ý kiến người dân"


class TeamOf(models.TextChoices):
    """In whose name a team comes; it decides the head of its minutes."""

    PARTY = "PARTY", "Huyện ủy"
    STATE = "STATE", "UBND huyện"
    FRONT = "FRONT", "Ủy ban MTTQ huyện"


class InspectionState(models.TextChoices):
    PLANNED = "PLANNED", "Đã lên lịch"
    HELD = "HELD", "Đang kiểm tra"
    DRAFTED = "DRAFTED", "Chờ ký biên bản"
    SIGNED = "SIGNED", "Đã ký biên bản"
    CLOSED = "CLOSED", "Đã kết thúc"
    CANCELLED = "CANCELLED", "Đã hủy lịch"


class InspectionAct(models.TextChoices):
    """What somebody did with an inspection, as its trail tells it."""

    PLAN = "PLAN", "Lập kế hoạch"
    BEGIN = "BEGIN", "Bắt đầu ghi biên bản"
    DRAFT = "DRAFT", "Hoàn thành dự thảo biên bản"
    SIGN = "SIGN", "Ghi nhận hai bên đã ký"
    SUPPLEMENT = "SUPPLEMENT", "Ghi bổ sung"
    CLOSE = "CLOSE", "Kết thúc"
    CANCEL = "CANCEL", "Hủy lịch"
    MOVE = "MOVE", "Dời lịch"


class MemberSide(models.TextChoices):
    TEAM = "TEAM", "Đoàn"
    UNIT = "UNIT", "Đơn vị được kiểm tra"


class RequestState(models.TextChoices):
    OPEN = "OPEN", "Chưa trả lời"
    ANSWERED = "ANSWERED", "Đã trả lời"
    DONE = "DONE", "Báo đã xong"
    ACCEPTED = "ACCEPTED", "Đã chấp nhận"


class RequestAct(models.TextChoices):
    """What somebody did with a request, as its trail tells it."""

    ANSWER = "ANSWER", "Trả lời"
    FINISH = "FINISH", "Báo đã xong"
    RETURN = "RETURN", "Chưa chấp nhận, trả lại"
    ACCEPT = "ACCEPT", "Chấp nhận"


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


class EventKind(models.TextChoices):
    """What is put down to a head in a period, in the order of the sheet (Biểu 14)."""

    KEPT = "KEPT", "Nhiệm vụ hoàn thành đúng hạn"
    KEPT_LATE = "KEPT_LATE", "Nhiệm vụ hoàn thành sau hạn"
    MISSED = "MISSED", "Nhiệm vụ quá hạn chưa xong"
    EXTENDED = "EXTENDED", "Được gia hạn"
    FELL = "FELL", "Chỉ tiêu suy giảm"
    MEASURE_LATE = "MEASURE_LATE", "Giải pháp của kế hoạch quá hạn"
    INSPECTED = "INSPECTED", "Được kiểm tra, giám sát"
    REQUEST_LATE = "REQUEST_LATE", "Kiến nghị kiểm tra quá hạn"
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
    EventKind.MEASURE_LATE: "Giải pháp quá hạn",
    EventKind.INSPECTED: "Kiểm tra",
    EventKind.REQUEST_LATE: "Kiến nghị quá hạn",
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
