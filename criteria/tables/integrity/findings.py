"""Checks of what a figure stands on: place, set, day, writer, what it corrects, and the trace it left."""

from django.db import connection, models
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery
from django.db.models import When as Where
from django.db.models.expressions import RawSQL

from communes.enums import Level
from criteria.enums import Stage
from criteria.models import Finding, Indicator
from criteria.tables.integrity.shown import FIGURE, live_figures
from ntm_portal.integrity import Severity, When, check

HISTORY = "Mở lịch sử của chỉ tiêu, rút số này (nêu lý do) rồi ghi lại đúng."
# Whoever recorded the figure has typed the own word of the same cell as well, at some time.
TYPED_HERE = """(criteria_finding.unit_id, criteria_finding.indicator_id, criteria_finding.entered_by_id) IN (
  SELECT s.unit_id, s.indicator_id, s.entered_by_id FROM criteria_finding s WHERE s.stage = 'SELF')"""
# Every figure that some line of the audit trail names.
AUDITED = {
    "sqlite": "SELECT j.value FROM accounts_auditentry a, json_each(a.detail, '$.findings') j",
    "postgresql": """SELECT jsonb_array_elements_text(a.detail->'findings')::bigint FROM accounts_auditentry a
  WHERE jsonb_typeof(a.detail->'findings') = 'array'""",
}


@check(
    "finding.outside_unit",
    Severity.ERROR,
    "Số liệu vào ngày đơn vị chưa có hoặc không còn",
    means="Số liệu của một đơn vị không tồn tại vào ngày đó, thường do nạp nhầm mã sau sáp nhập.",
    remedy=HISTORY,
    shown=FIGURE,
)
def outside_unit(when: When) -> QuerySet:
    """Its place existed on the day of the figure."""
    early, late = Q(assessed_on__lt=F("unit__valid_from")), Q(assessed_on__gt=F("unit__valid_to"))
    return live_figures().filter(early | late)


@check(
    "finding.outside_set",
    Severity.ERROR,
    "Số liệu theo bộ tiêu chí không dùng để đánh giá vào ngày đó",
    means="Bộ tiêu chí chưa có hoặc hết hiệu lực: số liệu không vào kết quả nào, hoặc vào sai giai đoạn.",
    remedy=HISTORY,
    shown=FIGURE,
)
def outside_set(when: When) -> QuerySet:
    """The set of its indicator judged on that day."""
    judged_by = "indicator__criterion__criteria_set"
    early = Q(**{"assessed_on__lt": F(f"{judged_by}__effective_from")})
    late = Q(**{"assessed_on__gt": F(f"{judged_by}__effective_to")})
    unused = Q(**{f"{judged_by}__structure_only": True}) | Q(**{f"{judged_by}__overlays__isnull": False})
    return live_figures().filter(early | late | unused)


@check(
    "finding.wrong_level",
    Severity.ERROR,
    "Số liệu theo chỉ tiêu của cấp khác",
    means="Xã được ghi theo chỉ tiêu của huyện, hoặc ngược lại: số liệu không vào bảng nào.",
    remedy=HISTORY,
    shown=FIGURE,
)
def wrong_level(when: When) -> QuerySet:
    """Communes (and their hamlets) are measured by the set of communes, the district by its own."""
    hamlet = Q(unit__level=Level.HAMLET, indicator__criterion__criteria_set__level=Level.COMMUNE)
    same = Q(indicator__criterion__criteria_set__level=F("unit__level"))
    return live_figures().exclude(same | hamlet)


@check(
    "finding.on_whole",
    Severity.ERROR,
    "Số liệu ghi vào chỉ tiêu đã tách thành các phần",
    means="Kết quả của chỉ tiêu này tính từ các phần, nên số ghi ở đây không được dùng.",
    remedy=HISTORY,
    shown=FIGURE,
)
def on_whole(when: When) -> QuerySet:
    """An indicator split into parts (17.1) carries no figure of its own."""
    return live_figures().filter(indicator__in=Indicator.objects.filter(parts__isnull=False))


@check(
    "finding.in_future",
    Severity.ERROR,
    "Số liệu của ngày chưa đến, hoặc ghi sau thời điểm hiện tại",
    means="Kết quả hôm nay bị che bởi một số liệu chưa xảy ra; thường do đồng hồ máy chủ sai.",
    remedy="Kiểm tra đồng hồ máy chủ; mở lịch sử của chỉ tiêu, rút số này và ghi lại đúng ngày.",
    shown=FIGURE,
)
def in_future(when: When) -> QuerySet:
    """Nothing is true of, or known on, a later day."""
    return live_figures().filter(Q(assessed_on__gt=when.today) | Q(recorded_at__gt=when.now))


@check(
    "finding.corrects_elsewhere",
    Severity.ERROR,
    "Đính chính trỏ sang số liệu của ô khác",
    means="Số liệu của ô kia mất hiệu lực mà ô kia không có số thay.",
    remedy="Mở lịch sử của cả hai chỉ tiêu, ghi lại số bị mất; chạy manage.py rebuild_spans.",
    shown=FIGURE,
)
def corrects_elsewhere(when: When) -> QuerySet:
    """A correction stays in its cell and stage."""
    same = Q(unit=F("corrects__unit"), indicator=F("corrects__indicator"), stage=F("corrects__stage"))
    return Finding.objects.filter(corrects__isnull=False).exclude(same)


@check(
    "finding.corrects_later",
    Severity.ERROR,
    "Đính chính ghi trước số liệu mà nó đính chính",
    means="Xem lại theo ngày biết, số liệu này biến mất trước khi được ghi.",
    remedy="Kiểm tra đồng hồ máy chủ; mở lịch sử của chỉ tiêu, ghi đính chính mới.",
    shown=FIGURE,
)
def corrects_later(when: When) -> QuerySet:
    """What is corrected was known before."""
    return Finding.objects.filter(corrects__isnull=False, recorded_at__lt=F("corrects__recorded_at"))


@check(
    "finding.own_verified",
    Severity.ERROR,
    "Thẩm tra số liệu do chính mình nhập",
    means="Kết quả chính thức không có người thứ hai kiểm tra.",
    remedy="Người khác ở văn phòng hoặc phòng, ban mở trang Thẩm tra, ghi lại số thẩm tra.",
    shown=FIGURE,
)
def own_verified(when: When) -> QuerySet:
    """Nobody confirms the figure he typed for the place: what stood when the verified one was recorded."""
    stood = Finding.objects.filter(
        unit=OuterRef("unit"), indicator=OuterRef("indicator"), stage=Stage.SELF, is_void=False, corrected_by=None,
        recorded_at__lte=OuterRef("recorded_at"), pk__lt=OuterRef("pk"),
    ).order_by("-assessed_on", "-recorded_at", "-pk")  # fmt: skip
    # Looked for only where the same person typed in the same cell: else every figure of fifteen years is asked.
    typed_here = RawSQL(TYPED_HERE, (), models.BooleanField())  # noqa: S611 - our own words only
    last = Case(Where(typed_here, then=Subquery(stood.values("entered_by")[:1])))
    day = Case(Where(typed_here, then=Subquery(stood.values("assessed_on")[:1])))
    judged = live_figures().filter(stage=Stage.VERIFIED)
    return judged.annotate(own_writer=last, own_day=day).filter(
        own_writer=F("entered_by"), own_day__lte=F("assessed_on")
    )


@check(
    "finding.behalf_elsewhere",
    Severity.ERROR,
    "Nhập thay người không giữ chức ở đơn vị của số liệu",
    means="Số liệu đứng tên người không chịu trách nhiệm về đơn vị này.",
    remedy="Mở lịch sử của chỉ tiêu, đính chính và chọn đúng người được nhập thay.",
    shown=FIGURE,
)
def behalf_elsewhere(when: When) -> QuerySet:
    """Whoever a figure is entered for holds a post over its place."""
    entered_for = live_figures().filter(on_behalf_of__isnull=False)
    return entered_for.exclude(Q(on_behalf_of__unit=F("unit")) & Q(on_behalf_of__unit__isnull=False))


@check(
    "finding.by_sample_account",
    Severity.ERROR,
    "Số liệu thật do tài khoản minh họa ghi",
    means="Mật khẩu của tài khoản minh họa ai cũng biết, và gỡ minh họa sẽ bị chặn vì số này.",
    remedy="Người có trách nhiệm mở lịch sử của chỉ tiêu, đính chính bằng tài khoản thật.",
    shown=FIGURE,
)
def by_sample_account(when: When) -> QuerySet:
    """What a sample account records is sample."""
    return Finding.objects.filter(sample=False, entered_by__sample=True)


@check(
    "finding.beside_sample",
    Severity.WARNING,
    "Số liệu thật và số liệu minh họa ở cùng một đơn vị",
    means="Bảng tổng hợp lẫn số liệu minh họa với số liệu thật.",
    remedy="Chạy: manage.py remove_demo (gỡ số liệu minh họa, giữ số liệu thật).",
    shown=FIGURE,
)
def beside_sample(when: When) -> QuerySet:
    """A place has either invented figures or real ones."""
    invented = Finding.objects.filter(sample=True).order_by().values("unit").distinct()
    return Finding.objects.filter(sample=False, unit__in=invented)


@check(
    "finding.no_audit",
    Severity.ERROR,
    "Số liệu không có dòng nhật ký",
    means="Số liệu được ghi thẳng vào cơ sở dữ liệu, không qua cổng: không biết ai ghi và vì sao.",
    remedy="Đối chiếu với đơn vị; nếu sai, mở lịch sử của chỉ tiêu và rút. Hỏi ai đã chạy lệnh SQL hoặc khôi phục.",
    shown=FIGURE,
)
def no_audit(when: When) -> QuerySet:
    """Each figure is named by a line of the audit trail."""
    text = f"criteria_finding.id NOT IN ({AUDITED[connection.vendor]})"
    return Finding.objects.filter(RawSQL(text, (), models.BooleanField()))  # noqa: S611 - our own words only


CHECKS = (
    outside_unit, outside_set, wrong_level, on_whole, in_future, corrects_elsewhere, corrects_later, own_verified,
    behalf_elsewhere, by_sample_account, beside_sample, no_audit,
)  # fmt: skip
