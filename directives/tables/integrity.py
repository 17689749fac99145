"""Checks of documents and of the tasks they give."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from communes.enums import Level
from directives.enums import AppliesTo, CaseStep, JudgedBy, Side
from directives.models import CaseEntry, Directive, Fulfilment, Inspection, Obligation, RegressionCase, Remark
from directives.rules.clauses import clause_slug
from ntm_portal.integrity import Offender, Severity, Shown, When, check
from ntm_portal.vietnamese import day


def told_task(pk, clause, title, due_on) -> Offender:
    words = f"Mục {clause}: {title}, {f'hạn {day(due_on)}' if due_on else 'không ghi hạn'}"
    return Offender(words, f"/quan-tri/directives/obligation/{pk}/change/")


def told_document(pk, number, issued_on, issuer) -> Offender:
    words = f"{number or 'Văn bản không số'} ngày {day(issued_on)}, {issuer}"
    return Offender(words, f"/quan-tri/directives/directive/{pk}/change/")


def told_fall(pk, unit, fell_on) -> Offender:
    return Offender(f"{unit}, suy giảm ngày {day(fell_on)}, mã {pk}", "/suy-giam/")


def told_remark(pk, side, place, begins_on) -> Offender:
    return Offender(f"{Side(side).label}, {place}, kỳ từ {day(begins_on)} (số {pk})", "")


REMARK = Shown(("pk", "side", Coalesce("unit__name", "department__name"), "begins_on"), told_remark)
TASK = Shown(("pk", "clause", "title", "due_on"), told_task)


def told_deed(pk, clause, title, document) -> Offender:
    return Offender(f"Mục {clause}: {title} (kết quả số {pk})", f"/chi-thi/{document}/{clause_slug(clause)}/")


DONE = Shown(("pk", "obligation__clause", "obligation__title", "obligation__directive"), told_deed)
DOCUMENT = Shown(("pk", "number", "issued_on", "issuer"), told_document)
FALL = Shown(("pk", "unit__name", "fell_on"), told_fall)
WORD = Shown(("case_id", "case__unit__name", "case__fell_on"), told_fall)
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
    return Obligation.objects.filter(answering_posts=[], answering_bodies=None, bodies=None)


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
    level = Coalesce(*(F(f"{path}__level") for path in ASKED_SET))
    asked = Obligation.objects.filter(judged_by=JudgedBy.MEASURE).annotate(level=level)
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
    asked = Obligation.objects.filter(judged_by=JudgedBy.MEASURE).annotate(first=early, last=late)
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
    "case.wrong_level",
    Severity.ERROR,
    "Trường hợp suy giảm ghi ở chỉ tiêu của cấp khác",
    means="Nội dung trả lời gắn với một ô không có: không bao giờ hiện ở trường hợp nào.",
    remedy="Báo quản trị hệ thống: dòng này được ghi ngoài cổng.",
    shown=FALL,
)
def case_wrong_level(when: When) -> QuerySet:
    """A commune falls in its own criteria, the district in its nine."""
    levels = Coalesce("indicator__criterion__criteria_set__level", "criterion__criteria_set__level")
    return RegressionCase.objects.annotate(level=levels).exclude(level=F("unit__level"))


@check(
    "case.own_decision",
    Severity.ERROR,
    "Trả lời về suy giảm do chính người ghi xem xét",
    means="Giải trình được chấp nhận mà không ai khác xem.",
    remedy="Người khác của văn phòng mở trường hợp này, xem lại và ghi kết luận.",
    shown=WORD,
)
def case_own_decision(when: When) -> QuerySet:
    """Nobody decides about his own answer."""
    return CaseEntry.objects.filter(decides__by=F("by"))


@check(
    "case.other_answer",
    Severity.ERROR,
    "Kết luận về suy giảm nêu trả lời của trường hợp khác",
    means="Không rõ kết luận nói về nguyên nhân, biện pháp nào.",
    remedy="Văn phòng mở trường hợp này, xem lại trả lời và ghi kết luận mới.",
    shown=WORD,
)
def case_other_answer(when: When) -> QuerySet:
    """A decision is about an answer of the same fall."""
    return CaseEntry.objects.exclude(decides=None).exclude(decides__case=F("case"), decides__step=CaseStep.ANSWER)


@check(
    "obligation.no_body",
    Severity.ERROR,
    "Nhiệm vụ giao cơ quan, đoàn thể mà chưa chọn cơ quan nào",
    means="Nhiệm vụ không hiện ở trang tiến độ, không ai được nhắc.",
    remedy="Mở văn bản trong Sổ văn bản, sửa nhiệm vụ, chọn cơ quan, đoàn thể được giao.",
    shown=TASK,
)
def no_body(when: When) -> QuerySet:
    """A task of bodies names them."""
    return Obligation.objects.filter(applies_to=AppliesTo.BODIES, bodies=None)


@check(
    "fulfilment.not_asked",
    Severity.WARNING,
    "Kết quả của nơi không còn được giao việc đó",
    means="Kết quả đã ghi không được tính, vì nhiệm vụ đã đổi nơi được giao.",
    remedy="Mở trang của mục, rút kết quả; hoặc sửa nhiệm vụ, giao lại cho nơi đó.",
    shown=DONE,
)
def not_asked(when: When) -> QuerySet:
    """What was recorded belongs to a place that is asked."""
    bodies = Obligation.bodies.through.objects.filter(obligation=OuterRef("obligation"), department=OuterRef("body"))
    levels = Q(pk=None)
    for applies_to, level in LEVELS.items():
        levels |= Q(obligation__applies_to=applies_to, unit__level=level)
    return Fulfilment.objects.standing().exclude(levels | Q(Exists(bodies)))


@check(
    "fulfilment.no_proof",
    Severity.WARNING,
    "Kết quả không có minh chứng",
    means="Việc đánh giá theo minh chứng được tính là xong mà không có tài liệu.",
    remedy="Mở trang của mục, rút kết quả (nêu lý do) rồi ghi lại kèm tệp.",
    shown=DONE,
)
def no_proof(when: When) -> QuerySet:
    """What is judged by proof has some."""
    return Fulfilment.objects.standing().filter(obligation__judged_by=JudgedBy.PROOF, proof_links=None)


@check(
    "fulfilment.without_minutes",
    Severity.NOTE,
    "Kết quả kiểm tra ghi trước đây chưa có biên bản trong sổ kiểm tra",
    means="Nhiệm vụ nay đánh giá theo biên bản kiểm tra đã ký: nơi này đang bị tính là chưa kiểm tra.",
    remedy="Lập đợt kiểm tra đúng ngày đã đi, ghi biên bản và ngày ký theo bản giấy.",
    shown=DONE,
)
def without_minutes(when: When) -> QuerySet:
    """What was recorded for a task that visits decide now has signed minutes of a team that counts."""
    held = {"unit": OuterRef("unit"), "visited_on__gte": OuterRef("obligation__begins_on"), "signed_on__isnull": False}
    minutes = Inspection.objects.filter(**held)
    of_any = Q(obligation__visits_of="") & Q(Exists(minutes))
    of_team = Q(Exists(minutes.filter(team_of=OuterRef("obligation__visits_of"))))
    rows = Fulfilment.objects.standing().filter(obligation__judged_by=JudgedBy.VISIT, unit__isnull=False)
    return rows.exclude(of_any | of_team)


@check(
    "fulfilment.own_word",
    Severity.ERROR,
    "Kết quả do chính người ghi xác nhận",
    means="Không có người thứ hai kiểm tra; kết quả không được coi là đã xác nhận.",
    remedy="Rút kết quả (nêu lý do), ghi lại rồi để người khác của văn phòng xác nhận.",
    shown=DONE,
)
def own_word(when: When) -> QuerySet:
    """Nobody confirms his own word."""
    return Fulfilment.objects.standing().filter(confirmation__confirmed_by=F("recorded_by"))


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


CHECKS = (
    no_post,
    before_directive,
    wrong_level,
    set_over,
    cites_later,
    case_wrong_level,
    case_own_decision,
    case_other_answer,
    no_body,
    not_asked,
    no_proof,
    without_minutes,
    own_word,
    supplement_elsewhere,
    before_period,
)
