"""What the communes raised and owe in 2016 and 2017: invented, growing within a year, paid off step by step."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from accounts.models import User
from communes.models import Unit
from criteria.actions.demo.plain import Commune
from criteria.actions.demo.story import HALF_YEAR, YEAR_END
from criteria.actions.money import record_sheet
from criteria.enums import Money
from criteria.models import FundingContent, MoneySheet
from criteria.rules.money import Amounts, DebtFacts, FundingFacts, SheetFacts
from ntm_portal import clock
from ntm_portal.vietnamese import lower_first

SOURCE = "Báo cáo của UBND {place} (minh họa)"
TODAY = dt.date(2017, 9, 25)
# How much of the year's money had come by each day, and how much of it stands in the plan of the next period.
TOLD_ON = {YEAR_END: (100, 100), HALF_YEAR: (46, 54), TODAY: (73, 27)}
# Xuân Hòa has not sent its table of September yet.
SILENT = "14146"
# Content → least and most of a year in triệu đồng, what is made of it in tenths of its measure, and the sources in
# parts of a hundred, in the order of the form.
CONTENTS = {
    "quy-hoach": (40, 120, 10, (0, 0, 40, 30, 30, 0, 0, 0, 0, 0, 0)),
    "giao-thong": (2600, 5200, 42, (12, 0, 14, 10, 22, 8, 0, 4, 14, 6, 10)),
    "thuy-loi": (700, 1900, 28, (10, 0, 24, 14, 26, 12, 0, 0, 4, 8, 2)),
    "dien": (300, 900, 20, (0, 0, 8, 6, 10, 0, 0, 70, 6, 0, 0)),
    "truong-hoc": (1200, 3100, 10, (14, 0, 20, 22, 34, 6, 0, 0, 4, 0, 0)),
    "van-hoa": (500, 1500, 30, (0, 4, 12, 14, 30, 0, 0, 4, 24, 8, 4)),
    "y-te": (150, 600, 10, (0, 0, 40, 30, 26, 4, 0, 0, 0, 0, 0)),
    "cho": (80, 400, 10, (0, 0, 0, 10, 30, 0, 0, 60, 0, 0, 0)),
    "nha-o": (900, 2200, 180, (0, 0, 4, 4, 2, 0, 40, 0, 44, 6, 0)),
    "san-xuat": (700, 2400, 40, (0, 8, 10, 10, 8, 6, 44, 8, 6, 0, 0)),
    "dao-tao-nghe": (60, 220, 30, (0, 40, 20, 20, 10, 10, 0, 0, 0, 0, 0)),
    "giam-ngheo": (120, 420, 250, (0, 30, 10, 10, 14, 6, 24, 2, 4, 0, 0)),
    "moi-truong": (260, 800, 20, (0, 10, 14, 14, 26, 4, 0, 6, 18, 8, 0)),
    "tuyen-truyen": (30, 90, 50, (0, 30, 20, 24, 26, 0, 0, 0, 0, 0, 0)),
}
# Code → works: name, number of the decision, total, built and paid at the end of 2016, in June and in September.
DEBTS = {
    "14092": [("Đường trục xã đoạn xóm 3 - xóm 6", 41, 3200, (2850, 3100, 3100), (2400, 2800, 3100))],
    "14104": [
        ("Trường tiểu học, nhà lớp học 2 tầng", 18, 4600, (4200, 4200, 4200), (3150, 3150, 3150)),
        ("Đường trục xóm 5", 52, 1450, (900, 1300, 1430), (900, 1000, 1000)),
    ],
    "14107": [("Nhà văn hóa xã", 27, 5200, (4100, 4800, 5200), (3300, 3900, 4360))],
    "14110": [("Kiên cố kênh cấp 3 xóm 7", 33, 980, (720, 980, 980), (600, 980, 980))],
    "14122": [("Trạm y tế xã, nhà điều trị", 12, 2750, (2750, 2750, 2750), (2100, 2450, 2750))],
    "14128": [
        ("Đường trục xã Xuân Phú - Xuân Thủy", 61, 6100, (3900, 5200, 6230), (3100, 4300, 5480)),
        ("Sân thể thao trung tâm", 64, 820, (0, 400, 760), (0, 400, 560)),
    ],
    "14131": [("Trường mầm non khu B", 9, 3900, (3600, 3900, 3900), (2900, 3500, 3900))],
    "14137": [("Cầu qua sông Mã xóm 9", 45, 1900, (1650, 1900, 1900), (1200, 1500, 1712.5))],
    "14143": [("Trạm bơm Ninh Phú", 38, 1300, (1300, 1300, 1300), (1050, 1300, 1300))],
}
PAY = {
    "14104": ("", ""), "14107": ("quý IV/2017", "ngân sách xã, đấu giá đất"),
    "14128": ("trước 31/12/2017", "ngân sách huyện hỗ trợ"), "14137": ("quý I/2018", "ngân sách xã"),
}  # fmt: skip
# Xuân Phú first forgot what the treasury had paid in June.
FORGOTTEN, FORGOTTEN_ON, FOUND_ON = "14128", HALF_YEAR, dt.date(2017, 7, 12)


def load_money(communes: Iterable[Unit], users: dict[str, User]) -> None:
    """Biểu 08 and 09 of every commune on three days, written by its officer two days later at most."""
    contents = list(FundingContent.objects.filter(code__in=CONTENTS).values_list("code", flat=True))
    for unit in communes:
        place = Commune(unit.code, unit.population, unit.households, unit.area_km2)
        by = users[f"{unit.slug}.ntm"]
        for at, on in enumerate(TOLD_ON):
            if (unit.code, on) != (SILENT, TODAY):
                write(unit, SheetFacts(Money.FUNDING, on, funding(place, on, contents), source_of(unit)), by)
            told = SheetFacts(Money.DEBT, on, debts(unit.code, at), source_of(unit))
            if (unit.code, on) == (FORGOTTEN, FORGOTTEN_ON):
                write(unit, SheetFacts(Money.DEBT, on, forgetting(told), told.source), by)
                write(unit, told, by, FOUND_ON, "Bỏ sót 300 triệu đồng Kho bạc đã thanh toán")
            else:
                write(unit, told, by)


def source_of(unit: Unit) -> str:
    return SOURCE.format(place=lower_first(unit.label))


def write(unit: Unit, told: SheetFacts, by: User, known: dt.date | None = None, reason: str = "") -> MoneySheet:
    """One table as the officer typed it."""
    today = known or min(told.on + dt.timedelta(days=2), TODAY)
    newest = MoneySheet.objects.live().filter(unit=unit, kind=told.kind).order_by("-pk").values_list("pk", flat=True)
    at = dt.datetime.combine(today, dt.time(7, 30), tzinfo=clock.LOCAL)
    return record_sheet(unit=unit, typed=told, by=by, at=at, today=today, seen=newest.first(), reason=reason)


def funding(place: Commune, on: dt.date, contents: Iterable[str]) -> tuple[FundingFacts, ...]:
    """What had come since the start of the year, and what is planned after it."""
    come, planned = TOLD_ON[on]
    year = 2017 if on == YEAR_END else on.year
    found = (
        FundingFacts(
            code, made(place, code, come), raised(place, code, on.year, come), raised(place, code, year, planned)
        )
        for code in contents
    )
    return tuple(line for line in found if not line.is_empty)


def raised(place: Commune, code: str, year: int, percent: int) -> Amounts:
    """A part of a year's money by source, in halves of a triệu đồng."""
    least, most, _, parts = CONTENTS[code]
    of_year = place.vary(f"vốn {code} {year}", least, most) * place.population // 9000
    return Amounts(
        *(Decimal(of_year * part * percent // 5000) / 2 for part in parts)
    )  # fmt: skip


def made(place: Commune, code: str, percent: int) -> Decimal | None:
    """What was made of it so far: whole pieces, kilometres with a decimal."""
    tenths = CONTENTS[code][2] * place.vary(f"lượng {code}", 60, 140) * percent // 10000
    whole = tenths if code in ("giao-thong", "thuy-loi") else tenths // 10 * 10
    return Decimal(whole) / 10 if whole else None


def debts(code: str, at: int) -> tuple[DebtFacts, ...]:
    """The works of a commune at one of the three days; one without works owes nothing."""
    when, source = PAY.get(code, ("quý IV/2017", "ngân sách xã"))
    lines = []
    for name, number, total, built, paid in DEBTS.get(code, ()):
        if built[at]:
            decision = f"Số {number}/QĐ-UBND, 2015 (minh họa)"
            owes = built[at] > paid[at]
            figures = (Decimal(str(figure)) for figure in (total, built[at], paid[at]))
            lines.append(DebtFacts(name, decision, *figures, when * owes, source * owes))
    return tuple(lines)


def forgetting(told: SheetFacts) -> tuple[DebtFacts, ...]:
    """The table as it was first written, without a payment."""
    first, *rest = told.lines
    short = DebtFacts(first.work, first.decision, first.investment, first.done, first.paid - 300, *PAY[FORGOTTEN])
    return (short, *rest)
