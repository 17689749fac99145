"""Checks of places, and of the people who answer for them."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from communes.enums import HEAD_POSTS, Level, Post
from communes.models import Appointment, Unit, UnitChange
from communes.rules.names import full_name
from ntm_portal.integrity import Offender, Severity, Shown, When, check
from ntm_portal.vietnamese import day


def told_unit(pk, kind, name, code) -> Offender:
    return Offender(f"{full_name(kind, name)} (mã {code}, số {pk})", f"/quan-tri/communes/unit/{pk}/change/")


def told_change(pk, from_kind, from_name, to_kind, to_name, effective_on) -> Offender:
    words = f"{full_name(from_kind, from_name)} thành {full_name(to_kind, to_name)}, từ ngày {day(effective_on)}"
    return Offender(words, f"/quan-tri/communes/unitchange/{pk}/change/")


def told_post(pk, post, officer, kind, name, department) -> Offender:
    place = full_name(kind, name) if name else department
    return Offender(f"{Post(post).label}, {place}: {officer}", f"/quan-tri/communes/appointment/{pk}/change/")


UNIT = Shown(("pk", "kind", "name", "code"), told_unit)
CHANGE = Shown(
    ("pk", "from_unit__kind", "from_unit__name", "to_unit__kind", "to_unit__name", "effective_on"), told_change
)
POST = Shown(("pk", "post", "officer__name", "unit__kind", "unit__name", "department__name"), told_post)
SAME_DAYS = Q(valid_from__lte=OuterRef("valid_to"), valid_to__gte=OuterRef("valid_from"))
UNIT_REMEDY = "Mở đơn vị ở trang Quản trị, sửa ngày có và ngày hết hiệu lực theo nghị quyết."


@check(
    "unit.code_twice",
    Severity.ERROR,
    "Một mã có hai đơn vị trong cùng thời gian",
    means="Số liệu nạp từ tệp theo mã có thể vào nhầm đơn vị.",
    remedy=UNIT_REMEDY,
    shown=UNIT,
)
def code_twice(when: When) -> QuerySet:
    """A code is one territory on any day."""
    others = Unit.objects.filter(SAME_DAYS, code=OuterRef("code"), level=OuterRef("level"))
    return Unit.objects.filter(Exists(others.exclude(pk=OuterRef("pk"))))


@check(
    "unit.address_twice",
    Severity.ERROR,
    "Hai đơn vị cùng địa chỉ trang trong cùng thời gian",
    means="Đường dẫn /xa/… không biết mở đơn vị nào.",
    remedy="Mở đơn vị ở trang Quản trị, đặt địa chỉ khác cho một trong hai.",
    shown=UNIT,
)
def address_twice(when: When) -> QuerySet:
    """An address is one place on any day."""
    others = Unit.objects.filter(SAME_DAYS, parent=OuterRef("parent"), level=OuterRef("level"), slug=OuterRef("slug"))
    return Unit.objects.filter(Exists(others.exclude(pk=OuterRef("pk"))))


@check(
    "unit.wrong_parent",
    Severity.ERROR,
    "Đơn vị không thuộc đơn vị cấp trên phù hợp",
    means="Xã không có huyện hoặc tỉnh thì không có mức yêu cầu và không vào bảng tổng hợp nào.",
    remedy="Mở đơn vị ở trang Quản trị, chọn lại đơn vị cấp trên.",
    shown=UNIT,
)
def wrong_parent(when: When) -> QuerySet:
    """A province stands alone, a district lies in a province, a commune in either, a hamlet in a commune."""
    fits = (
        Q(level=Level.PROVINCE, parent=None)
        | Q(level=Level.DISTRICT, parent__level=Level.PROVINCE)
        | Q(level=Level.COMMUNE, parent__level__in=(Level.DISTRICT, Level.PROVINCE))
        | Q(level=Level.HAMLET, parent__level=Level.COMMUNE)
    )
    return Unit.objects.exclude(pk__in=Unit.objects.filter(fits).values("pk"))


@check(
    "unit.change_days",
    Severity.ERROR,
    "Ngày sáp nhập, đổi tên không khớp với thời gian của đơn vị",
    means="Vào ngày đó đơn vị cũ chưa hết hoặc đơn vị mới chưa có: số liệu có thể tính hai lần hoặc mất.",
    remedy="Mở việc sáp nhập, đổi tên ở trang Quản trị, sửa ngày; hoặc sửa thời gian của hai đơn vị.",
    shown=CHANGE,
)
def change_days(when: When) -> QuerySet:
    """On the day of a change the old unit is over and the new one stands."""
    lives_on = Q(from_unit__valid_to__gte=F("effective_on"))
    not_there = Q(to_unit__valid_from__gt=F("effective_on")) | Q(to_unit__valid_to__lt=F("effective_on"))
    return UnitChange.objects.filter(lives_on | not_there)


@check(
    "appointment.two_heads",
    Severity.ERROR,
    "Hai người cùng giữ một chức vụ trong cùng thời gian",
    means="Không rõ ai chịu trách nhiệm về số liệu của đơn vị trong những ngày đó.",
    remedy="Mở chức vụ ở trang Quản trị, ghi ngày thôi giữ chức của người trước.",
    shown=POST,
)
def two_heads(when: When) -> QuerySet:
    """A head's post has one holder on any day."""
    others = Appointment.objects.filter(
        SAME_DAYS, Q(unit=OuterRef("unit")) | Q(department=OuterRef("department")), post=OuterRef("post")
    )
    return Appointment.objects.filter(Exists(others.exclude(pk=OuterRef("pk"))), post__in=HEAD_POSTS)


@check(
    "appointment.outside_unit",
    Severity.WARNING,
    "Giữ chức từ khi đơn vị chưa có hoặc không còn",
    means="Người đó được ghi là chịu trách nhiệm về một đơn vị không tồn tại.",
    remedy="Mở chức vụ ở trang Quản trị, sửa ngày bắt đầu hoặc chọn lại đơn vị.",
    shown=POST,
)
def outside_unit(when: When) -> QuerySet:
    """A post begins while its unit exists; it may be left open when the unit ends."""
    too_early, too_late = Q(valid_from__lt=F("unit__valid_from")), Q(valid_from__gt=F("unit__valid_to"))
    return Appointment.objects.filter(too_early | too_late)


CHECKS = (code_twice, address_twice, wrong_parent, change_days, two_heads, outside_unit)
