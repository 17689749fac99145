"""Checks of documents and of the tasks they give."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from communes.enums import Level
from directives.enums import AppliesTo, Side
from directives.models import Directive, Obligation, Remark
from ntm_portal.integrity import Offender, Severity, Shown, When, check
from ntm_portal.vietnamese import day


def told_task(pk, clause, title, due_on) -> Offender:
    words = f"Mục {clause}: {title}, hạn {day(due_on)}"
    return Offender(words, f"/quan-tri/directives/obligation/{pk}/change/")


def told_document(pk, number, issued_on, issuer) -> Offender:
    words = f"{number or 'Văn bản không số'} ngày {day(issued_on)}, {issuer}"
    return Offender(words, f"/quan-tri/directives/directive/{pk}/change/")


def told_remark(pk, side, place, begins_on) -> Offender:
    return Offender(f"{Side(side).label}, {place}, kỳ từ {day(begins_on)} (số {pk})", "")


REMARK = Shown(("pk", "side", Coalesce("unit__name", "department__name"), "begins_on"), told_remark)
TASK = Shown(("pk", "clause", "title", "due_on"), told_task)
DOCUMENT = Shown(("pk", "number", "issued_on", "issuer"), told_document)
LEVELS = {AppliesTo.COMMUNES: Level.COMMUNE, AppliesTo.DISTRICT: Level.DISTRICT}
ASKED_SET = ("indicator__criterion__criteria_set", "criterion__criteria_set")


@check(
    "obligation.no_post",
    Severity.ERROR,
    "Nhiệm vụ không có người chịu trách nhiệm",
    means="Đến hạn không biết nhắc ai; bảng trách nhiệm thiếu dòng này.",
    remedy="Mở nhiệm vụ ở trang Quản trị, ghi mã chức vụ chịu trách nhiệm.",
    shown=TASK,
)
def no_post(when: When) -> QuerySet:
    """Somebody answers for each task."""
    return Obligation.objects.filter(answering_posts=[])


@check(
    "obligation.before_directive",
    Severity.ERROR,
    "Nhiệm vụ giao trước khi văn bản ban hành",
    means="Thời gian thực hiện và việc đạt từ trước bị tính sai.",
    remedy="Mở nhiệm vụ ở trang Quản trị, sửa ngày giao và hạn theo văn bản.",
    shown=TASK,
)
def before_directive(when: When) -> QuerySet:
    """A task begins on the day of its document or later."""
    return Obligation.objects.filter(begins_on__lt=F("directive__issued_on"))


@check(
    "obligation.wrong_level",
    Severity.ERROR,
    "Nhiệm vụ giao chỉ tiêu của cấp khác",
    means="Giao cho xã một chỉ tiêu của huyện, hoặc ngược lại: nhiệm vụ không bao giờ hoàn thành.",
    remedy="Mở nhiệm vụ ở trang Quản trị, chọn lại chỉ tiêu, tiêu chí hoặc nơi áp dụng.",
    shown=TASK,
)
def wrong_level(when: When) -> QuerySet:
    """Communes are asked for indicators of communes, the district for its own."""
    asked = Obligation.objects.annotate(level=Coalesce(*(F(f"{path}__level") for path in ASKED_SET)))
    fits = Q(pk=None)
    for applies_to, level in LEVELS.items():
        fits |= Q(applies_to=applies_to, level=level)
    return asked.exclude(fits)


@check(
    "obligation.set_over",
    Severity.WARNING,
    "Nhiệm vụ theo bộ tiêu chí không có hiệu lực vào ngày giao",
    means="Nhiệm vụ được tính theo bộ tiêu chí đã thay thế hoặc chưa áp dụng.",
    remedy="Mở nhiệm vụ ở trang Quản trị, chọn chỉ tiêu của bộ đang có hiệu lực.",
    shown=TASK,
)
def set_over(when: When) -> QuerySet:
    """What is asked belongs to the set in force on the day it was asked."""
    early, late = (
        Coalesce(*(F(f"{path}__{field}") for path in ASKED_SET)) for field in ("effective_from", "effective_to")
    )
    asked = Obligation.objects.annotate(first=early, last=late)
    return asked.filter(Q(begins_on__lt=F("first")) | Q(begins_on__gt=F("last")))


@check(
    "directive.cites_later",
    Severity.WARNING,
    "Văn bản căn cứ vào văn bản ban hành sau nó",
    means="Ngày của một trong hai văn bản ghi sai.",
    remedy="Mở văn bản ở trang Quản trị, sửa ngày ban hành hoặc danh sách căn cứ.",
    shown=DOCUMENT,
)
def cites_later(when: When) -> QuerySet:
    """A document rests on earlier ones."""
    later = Directive.objects.filter(cited_by=OuterRef("pk"), issued_on__gt=OuterRef("issued_on"))
    return Directive.objects.filter(Exists(later))


@check(
    "remark.supplement_elsewhere",
    Severity.ERROR,
    "Bản bổ sung không cùng đơn vị, cùng kỳ với bản đầu",
    means="Nhận xét hoặc bản tự kiểm điểm đứng ở phiếu của người khác.",
    remedy="Báo quản trị kỹ thuật: ràng buộc của cơ sở dữ liệu đã bị bỏ qua.",
    shown=REMARK,
)
def supplement_elsewhere(when: When) -> QuerySet:
    """A supplement stands on the sheet of what it supplements."""
    first = Q(supplements__side=F("side"), supplements__post=F("post"), supplements__begins_on=F("begins_on"))
    place = Q(supplements__unit=F("unit")) | Q(supplements__department=F("department"))
    return Remark.objects.filter(supplements__isnull=False).exclude(first & place)


@check(
    "remark.before_period",
    Severity.WARNING,
    "Nhận xét ban hành trước khi kỳ bắt đầu",
    means="Ngày của kỳ hoặc đồng hồ của máy chủ sai lúc ban hành.",
    remedy="Kiểm tra ngày giờ máy chủ; ban hành bản bổ sung nêu rõ ngày đúng.",
    shown=REMARK,
)
def before_period(when: When) -> QuerySet:
    """Nobody is judged for days that have not come."""
    return Remark.objects.filter(Q(issued_at__date__lt=F("begins_on")) | Q(ends_on__gt=when.today))


CHECKS = (no_post, before_directive, wrong_level, set_over, cites_later, supplement_elsewhere, before_period)
