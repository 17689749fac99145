"""Checks of the movement of poor households."""

from django.db.models import F, Q, QuerySet

from communes.rules.names import full_name
from criteria.models import Movement
from criteria.rules.cautions import movement_path
from criteria.tables.integrity.shown import PLACE
from ntm_portal.integrity import Offender, Severity, Shown, When, check
from ntm_portal.vietnamese import day


def told_movement(pk, kind, name, slug, level, year, counted_on) -> Offender:
    words = f"{full_name(kind, name)}, năm {year}, rà soát ngày {day(counted_on)} (số {pk})"
    return Offender(words, movement_path(slug, year))


MOVEMENT = Shown(("pk", *PLACE, "year", "counted_on"), told_movement)


@check(
    "movement.elsewhere",
    Severity.ERROR,
    "Đính chính biến động hộ nghèo của đơn vị khác hoặc năm khác",
    means="Số của một đơn vị bị bỏ ra khỏi Biểu 07 mà đơn vị không hay.",
    remedy="Mở trang của đơn vị bị đính chính, ghi lại số của năm đó.",
    shown=MOVEMENT,
)
def movement_elsewhere(when: When) -> QuerySet:
    """A correction speaks of the place and year it corrects, and never corrects a withdrawal."""
    same = Q(corrects__unit=F("unit"), corrects__year=F("year"), corrects__is_void=False)
    return Movement.objects.filter(corrects__isnull=False).exclude(same)


@check(
    "movement.day",
    Severity.ERROR,
    "Ngày rà soát hộ nghèo ngoài năm, sau ngày ghi hoặc ngoài thời gian đơn vị tồn tại",
    means="Biểu 07 lấy nhầm năm hoặc lấy số của ngày chưa đến.",
    remedy="Mở trang của đơn vị, rút số này rồi ghi lại đúng ngày.",
    shown=MOVEMENT,
)
def movement_day(when: When) -> QuerySet:
    """A count lies in its year and in the life of its place, and was not told before it was made."""
    outside = Q(counted_on__lt=F("unit__valid_from")) | Q(counted_on__gt=F("unit__valid_to"))
    wrong = outside | ~Q(counted_on__year=F("year")) | Q(counted_on__gt=F("recorded_at__date"))
    return Movement.objects.live().filter(wrong)


@check(
    "movement.sums",
    Severity.NOTE,
    "Hộ nghèo, hộ cận nghèo cuối kỳ khác số tính ra",
    means="Cuối kỳ phải bằng đầu năm trừ thoát cộng tái cộng phát sinh.",
    remedy="Mở trang của đơn vị, đối chiếu danh sách của các xóm rồi đính chính.",
    shown=MOVEMENT,
)
def movement_sums(when: When) -> QuerySet:
    """The end that was counted follows from the rest."""
    fits = Q()
    for kind in ("poor", "near"):
        worked_out = F(f"{kind}_start") - F(f"{kind}_escaped") + F(f"{kind}_refallen") + F(f"{kind}_new")
        fits &= Q(**{f"{kind}_end": worked_out})
    return Movement.objects.live().exclude(fits)


CHECKS = (movement_elsewhere, movement_day, movement_sums)
