"""Checks of periods, of the way of a sheet, and of files that became figures."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from communes.enums import Level
from criteria.enums import Step, SubmissionState, Track
from criteria.models import (
    Finding,
    FrozenCell,
    ImportBatch,
    ImportLine,
    PeriodLock,
    ReportingPeriod,
    ReturnedCell,
    Submission,
    SubmissionStep,
    VerdictSpan,
)
from criteria.tables.integrity.shown import IMPORT, RETURNED, SHEET
from ntm_portal.integrity import Offender, Severity, Shown, When, check

PERIODS = "Mở kỳ ở trang Quản trị, sửa ngày."
BOARD = "Mở kỳ báo cáo, xem phiếu của xã; trả lại hoặc tiếp nhận lại để phiếu đủ bước."
# The step that must have been taken for a sheet to stand where it stands.
TAKEN = {
    SubmissionState.SENT: Step.SEND,
    SubmissionState.RETURNED: Step.RETURN,
    SubmissionState.CONFIRMED: Step.TAKE_OVER,
}


def told_period(pk, name, code) -> Offender:
    return Offender(f"Kỳ {name}", f"/ky-bao-cao/{code}/")


PERIOD = Shown(("pk", "name", "code"), told_period)
LOCK = Shown(("pk", "period__name", "period__code"), told_period)


@check(
    "period.overlap",
    Severity.ERROR,
    "Hai kỳ cùng loại chồng ngày nhau",
    means="Một số liệu thuộc hai kỳ: khóa và tiến độ gửi tính sai.",
    remedy=PERIODS,
    shown=PERIOD,
)
def period_overlap(when: When) -> QuerySet:
    """A day lies in one period of each kind."""
    others = ReportingPeriod.objects.filter(
        district=OuterRef("district"), kind=OuterRef("kind"), begins_on__lte=OuterRef("ends_on"),
        ends_on__gte=OuterRef("begins_on"),
    )  # fmt: skip
    return ReportingPeriod.objects.filter(Exists(others.exclude(pk=OuterRef("pk"))))


@check(
    "period.lock_empty",
    Severity.ERROR,
    "Kỳ đã chốt mà không giữ kết quả nào",
    means="Về sau không so được kết quả lúc chốt với số liệu đã sửa.",
    remedy="Mở kỳ, mở chốt (nêu lý do) rồi chốt lại.",
    shown=LOCK,
)
def lock_empty(when: When) -> QuerySet:
    """A lock keeps what was official, wherever there was anything."""
    spoken = VerdictSpan.objects.filter(
        Q(unit=OuterRef("period__district")) | Q(unit__parent=OuterRef("period__district")),
        track=Track.OFFICIAL, valid_from__lte=OuterRef("period__ends_on"), valid_to__gte=OuterRef("period__ends_on"),
        finding__recorded_at__lte=OuterRef("locked_at"),
    )  # fmt: skip
    kept = FrozenCell.objects.filter(lock=OuterRef("pk"))
    return PeriodLock.objects.filter(~Exists(kept), Exists(spoken), unlocked_at=None)


@check(
    "sheet.elsewhere",
    Severity.ERROR,
    "Phiếu của xã gửi vào kỳ của huyện khác",
    means="Phiếu không hiện ở bảng theo dõi của huyện nào.",
    remedy="Xã gửi lại phiếu của kỳ đúng; báo người bảo trì gỡ phiếu sai.",
    shown=SHEET,
)
def sheet_elsewhere(when: When) -> QuerySet:
    """A place reports in a period of its own district."""
    own = Q(unit__level=Level.DISTRICT, unit=F("period__district")) | Q(unit__parent=F("period__district"))
    return Submission.objects.exclude(pk__in=Submission.objects.filter(own).values("pk"))


@check(
    "sheet.no_step",
    Severity.ERROR,
    "Phiếu ở trạng thái mà không có bước nào đưa đến",
    means="Không biết ai đã gửi, trả lại hoặc tiếp nhận phiếu này.",
    remedy=BOARD,
    shown=SHEET,
)
def sheet_no_step(when: When) -> QuerySet:
    """Somebody took the step that brought a sheet where it is."""
    found = Q(pk=None)
    for state, step in TAKEN.items():
        taken = SubmissionStep.objects.filter(submission=OuterRef("pk"), step=step)
        found |= Q(~Exists(taken), state=state)
    return Submission.objects.filter(found)


@check(
    "sheet.returned_cells",
    Severity.ERROR,
    "Phiếu và các ô trả lại không khớp nhau",
    means="Phiếu trả lại mà không ô nào mở, hoặc ô còn chờ trả lời mà phiếu không ở trạng thái trả lại.",
    remedy=BOARD,
    shown=SHEET,
)
def sheet_returned_cells(when: When) -> QuerySet:
    """A sheet is returned exactly while one of its cells waits for the place."""
    waiting = ReturnedCell.objects.unanswered().filter(submission=OuterRef("pk"))
    returned = Q(state=SubmissionState.RETURNED)
    return Submission.objects.filter(returned & ~Exists(waiting) | ~returned & Exists(waiting))


@check(
    "return.answered_before",
    Severity.ERROR,
    "Ô trả lời trước khi bị trả lại",
    means="Thứ tự trả lại và trả lời không còn tin được.",
    remedy="Kiểm tra đồng hồ máy chủ; mở trang Thẩm tra, trả lại ô này một lần nữa nếu còn cần.",
    shown=RETURNED,
)
def answered_before(when: When) -> QuerySet:
    """First the question, then the answer."""
    return ReturnedCell.objects.filter(answered_at__lt=F("returned_at"))


@check(
    "return.answer_elsewhere",
    Severity.ERROR,
    "Ô trả lại được trả lời bằng số liệu của ô khác",
    means="Huyện so số mới với số cũ của hai ô khác nhau.",
    remedy="Mở trang Thẩm tra, trả lại ô này một lần nữa.",
    shown=RETURNED,
)
def answer_elsewhere(when: When) -> QuerySet:
    """The answer is a figure of the very cell."""
    same = Q(answer__unit=F("submission__unit"), answer__indicator=F("indicator"))
    return ReturnedCell.objects.filter(answer__isnull=False).exclude(same)


@check(
    "import.nothing_recorded",
    Severity.ERROR,
    "Tệp báo đã ghi mà không có số liệu nào",
    means="Người nhập tưởng số liệu đã vào cổng.",
    remedy="Mở lần nhập, tải lại tệp và ghi lại.",
    shown=IMPORT,
)
def import_nothing(when: When) -> QuerySet:
    """A recorded file left figures."""
    made = ImportLine.objects.filter(batch=OuterRef("pk"), made__isnull=False)
    return ImportBatch.objects.filter(~Exists(made), applied_at__isnull=False)


@check(
    "import.undone_counts",
    Severity.ERROR,
    "Lần nhập đã rút mà số liệu vẫn còn hiệu lực",
    means="Bảng tổng hợp vẫn tính số của tệp đã rút.",
    remedy="Mở lịch sử của từng chỉ tiêu trong lần nhập, rút số còn lại.",
    shown=IMPORT,
)
def import_undone(when: When) -> QuerySet:
    """What was taken back counts no more."""
    live = Finding.objects.live().filter(imported_by__batch=OuterRef("pk"))
    return ImportBatch.objects.filter(Exists(live), undone_at__isnull=False)


@check(
    "import.line_elsewhere",
    Severity.ERROR,
    "Dòng của tệp ghi vào ô khác với dòng đã xem trước",
    means="Số liệu vào nhầm xã hoặc nhầm chỉ tiêu.",
    remedy="Mở lần nhập, rút cả lần nhập rồi nhập lại.",
    shown=IMPORT,
)
def import_elsewhere(when: When) -> QuerySet:
    """A line became a figure of the cell it named."""
    same = Q(made__unit=F("unit"), made__indicator=F("indicator"))
    wrong = ImportLine.objects.filter(made__isnull=False).exclude(pk__in=ImportLine.objects.filter(same).values("pk"))
    return ImportBatch.objects.filter(pk__in=wrong.values("batch"))


CHECKS = (
    period_overlap, lock_empty, sheet_elsewhere, sheet_no_step, sheet_returned_cells, answered_before,
    answer_elsewhere, import_nothing, import_undone, import_elsewhere,
)  # fmt: skip
