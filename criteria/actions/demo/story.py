"""What is special in each commune and in the district, on which day. Invented, apart from the names.

Days are written as the office writes them. A figure stands for both sides unless it says otherwise.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter

from criteria.actions.demo import plain
from criteria.actions.demo.plain import Commune, Figures, said, share
from criteria.enums import Stage, Verdict

YEAR_END, HALF_YEAR = dt.date(2016, 12, 31), dt.date(2017, 6, 30)
LAST = dt.date(2017, 9, 22)
BOTH = (Stage.SELF, Stage.VERIFIED)
CHECKED = (Stage.VERIFIED,)
CLAIMED = (Stage.SELF,)
SERIES = ("10", "11", "15.1", "15.3", "18.5")
POOR_ROUNDS = ((YEAR_END, 0), (HALF_YEAR, 1), (dt.date(2017, 9, 18), 2))
WEIGHED = ((YEAR_END, 0), (dt.date(2017, 6, 15), 1), (dt.date(2017, 9, 15), 2))
MONTH_ENDS = [YEAR_END, *(dt.date(2017, month + 1, 1) - dt.timedelta(days=1) for month in range(1, 9)), LAST]


@dataclass(frozen=True, slots=True)
class Told:
    """One invented figure: which indicator, on which day, by which sides."""

    number: str
    on: dt.date
    figures: Figures
    stages: tuple[Stage, ...] = BOTH


def on(text: str) -> dt.date:
    """ "14/9" is a day of 2017."""
    day, month = text.split("/")
    return dt.date(2017, int(month), int(day))


def nearly(figures: Figures, until: str, reason: str) -> Figures:
    return figures | {"declared": Verdict.NEARLY, "finish_by": on(until), "reason": reason}


def quiet(place: Commune, numbers: list[str]) -> Iterator[Told]:
    """What every commune reports: two full reviews, and the series with a rhythm of their own."""
    for day in (YEAR_END, HALF_YEAR):
        for number in numbers:
            if number not in SERIES:
                yield Told(number, day, plain.plain(place, number))
    yield Told("18.5", HALF_YEAR, said(Verdict.MET))
    for month, day in enumerate(MONTH_ENDS):
        quarterly = month % 3 == 0
        yield Told("15.1", day, plain.insured(place, month), BOTH if quarterly else CHECKED)
    yield from (Told("11", day, plain.poor(place, number)) for day, number in POOR_ROUNDS)
    yield from (Told("15.3", day, plain.stunted(place, number)) for day, number in WEIGHED)
    yield Told("10", YEAR_END, plain.income(place, 2016))
    yield Told("10", on("12/9"), plain.income(place, 2017))


def insurance_short(place: Commune, short: int, start: int) -> list[Told]:
    """Insurance that ends some people short of 85 %, having begun at a lower percentage."""
    needed = (place.population * 85 + 99) // 100
    first = place.population * start // 100
    last = needed - short
    return [
        Told(
            "15.1",
            day,
            share(first + (last - first) * month // 9, place.population),
            BOTH if month % 3 == 0 else CHECKED,
        )
        for month, day in enumerate(MONTH_ENDS)
    ]


def poor_rounds(place: Commune, over: tuple[int, int, int], stages=BOTH) -> list[Told]:
    """Poor households above (or, negative, below) the 2 % at each review."""
    allowed = place.households * 2 // 100
    return [Told("11", day, share(allowed + over[number], place.households), stages) for day, number in POOR_ROUNDS]


def stunting_over(place: Commune, over: tuple[int, int, int], stages=BOTH) -> list[Told]:
    """Stunted children above the 13,9 % at each campaign."""
    allowed = place.children() * 139 // 1000
    return [Told("15.3", day, share(allowed + over[number], place.children()), stages) for day, number in WEIGHED]


def turns(number: str, day: str, before: Figures, after: Figures) -> list[Told]:
    """An indicator that was one thing at both reviews and became another on a day."""
    return [Told(number, YEAR_END, before), Told(number, HALF_YEAR, before), Told(number, on(day), after)]


NOT_MET, MET = said(Verdict.NOT_MET), said(Verdict.MET)


def xuan_tan(p: Commune) -> list[Told]:
    last = insurance_short(p, 106, 74)
    last[-1] = Told("15.1", LAST, nearly(last[-1].figures, "30/9", "Đang vận động hộ cận nghèo tham gia BHYT"))
    houses = [Told("9.1", day, {"value": Decimal(n)}) for day, n in ((YEAR_END, 3), (HALF_YEAR, 2), (on("5/9"), 0))]
    return last + houses + poor_rounds(p, (48, 29, 12)) + turns("17.5", "15/9", NOT_MET, MET)


def xuan_chau(p: Commune) -> list[Told]:
    last = insurance_short(p, 58, 76)
    last[-1] = Told("15.1", LAST, nearly(last[-1].figures, "30/9", "Đang lập danh sách hộ nông nghiệp tham gia BHYT"))
    return last + poor_rounds(p, (31, 11, -2)) + turns("6.2", "10/9", NOT_MET, MET)


def xuan_thuy(p: Commune) -> list[Told]:
    hamlets = p.hamlets()
    toilets = nearly(share(p.households * 88 // 100, p.households), "31/10", "Còn hộ đang xây công trình vệ sinh")
    no_market = said(Verdict.NA) | {"reason": "Quy hoạch chung xã không có chợ"}
    return [
        *insurance_short(p, 171, 72),
        *poor_rounds(p, (42, 25, 11)),
        *stunting_over(p, (14, 9, 3)),
        *turns("6.3", "10/9", share(hamlets - 2, hamlets), share(hamlets, hamlets)),
        Told("15.2", on("5/9"), NOT_MET | {"note": "Trạm y tế khuyết bác sĩ từ 05/9"}),
        Told("15.2", on("18/9"), MET | {"note": "Trung tâm Y tế huyện đã cử bác sĩ về trạm"}),
        Told("7", YEAR_END, no_market),
        Told("7", HALF_YEAR, no_market),
        Told("17.6", YEAR_END, share(p.households * 81 // 100, p.households)),
        Told("17.6", HALF_YEAR, share(p.households * 84 // 100, p.households)),
        Told("17.6", on("31/8"), toilets),
    ]


def xuan_hong(p: Commune) -> list[Told]:
    claimed = Told("15.1", LAST, plain.at_least("85.6", p.population), CLAIMED)
    short = [Told(told.number, told.on, told.figures, CHECKED) for told in insurance_short(p, 412, 77)]
    return [*short, claimed]


def xuan_ninh(p: Commune) -> list[Told]:
    return [
        *insurance_short(p, 287, 78),
        *stunting_over(p, (24, 15, 6)),
        Told("19.2", on("8/9"), NOT_MET | {"note": "Phát sinh vụ việc phức tạp; Công an huyện xác nhận"}, CHECKED),
    ]


def xuan_dai(p: Commune) -> list[Told]:
    kept = poor_rounds(p, (22, 9, 2), CHECKED)
    kept[-1] = Told("11", on("18/9"), nearly(kept[-1].figures, "31/10", "Hai hộ đang chờ rà soát bổ sung"), CHECKED)
    keepers = p.households * 34 // 100
    pens = nearly(share(keepers * 78 // 100, keepers), "15/9", "Đang di dời chuồng trại khỏi khu dân cư")
    return [
        *kept,
        *poor_rounds(p, (20, 4, 0), CLAIMED),
        Told("17.7", YEAR_END, share(keepers * 71 // 100, keepers)),
        Told("17.7", on("15/8"), pens),
    ]


def tho_nghiep(p: Commune) -> list[Told]:
    field_roads = nearly(share("8.9", "13.0"), "31/8", "Đang thi công tuyến còn lại")
    return [Told("2.4", YEAR_END, share("8.1", "13.0")), Told("2.4", on("15/7"), field_roads)]


def xuan_phu(p: Commune) -> list[Told]:
    claimed = stunting_over(p, (9, 3, -1), CLAIMED)
    return [*stunting_over(p, (16, 10, 4), CHECKED), *claimed, *poor_rounds(p, (18, 5, -1))]


def xuan_kien(p: Commune) -> list[Told]:
    waste = NOT_MET | {"note": "Rác thải chưa thu gom ở 02 xóm, theo biên bản kiểm tra"}
    return [Told("17.5", on("14/9"), waste, (Stage.RECHECK,))]


def xuan_ngoc(p: Commune) -> list[Told]:
    return [Told("10", YEAR_END, {"value": Decimal("34.0")}), Told("10", on("12/9"), {"value": Decimal("35.2")})]


def xuan_bac(p: Commune) -> list[Told]:
    close = [plain.at_least(Decimal(850 + month) / 10, p.population) for month in (3, 4, 5, 6, 8, 9, 9, 8, 6, 4)]
    return [Told("15.1", day, figures, BOTH) for day, figures in zip(MONTH_ENDS, close, strict=True)]


def xuan_hoa(p: Commune) -> list[Told]:
    return turns("13.1", "1/9", NOT_MET, MET)


def xuan_thanh(p: Commune) -> list[Told]:
    return poor_rounds(p, (21, 6, -3))


# Communes by code; what a story tells of an indicator replaces everything quiet about it.
STORIES = {
    "14092": xuan_chau,
    "14095": xuan_hong,
    "14098": xuan_thanh,
    "14107": xuan_dai,
    "14110": xuan_tan,
    "14113": xuan_thuy,
    "14116": xuan_ngoc,
    "14119": xuan_bac,
    "14125": tho_nghiep,
    "14128": xuan_phu,
    "14137": xuan_kien,
    "14143": xuan_ninh,
    "14146": xuan_hoa,
}
# Stories that only add to what is quiet, instead of replacing it.
ADDED = {("14113", "15.2"), ("14137", "17.5"), ("14143", "19.2")}
# Nobody has looked at this yet.
MISSING = {("14134", "18.5")}
# The commune says so; the district has not verified it.
UNVERIFIED = {
    ("14089", "14.2"), ("14095", "18.6"), ("14116", "12"), ("14119", "5"), ("14122", "16"), ("14131", "14.2"),
    ("14134", "3.1"), ("14140", "18.3"),
}  # fmt: skip


def told_of(place: Commune, numbers: list[str]) -> list[Told]:
    """Everything the demonstration tells of one commune, in the order of days."""
    special = STORIES[place.code](place) if place.code in STORIES else []
    replaced = {told.number for told in special if (place.code, told.number) not in ADDED}
    kept = [told for told in quiet(place, numbers) if told.number not in replaced]
    told = [one for one in kept + special if (place.code, one.number) not in MISSING]
    told = [replace(one, stages=CLAIMED) if (place.code, one.number) in UNVERIFIED else one for one in told]
    return sorted(told, key=attrgetter("on"))


def told_of_district(numbers: list[str]) -> list[Told]:
    """Nine district criteria: seven met on 25/9/2017, one of them since 10/9."""
    plain_figures = {"2.2": share("48.2", "52.0"), "5.3": share(2, 4), "7.2": share(58, 61)}
    told = [
        Told(number, day, plain_figures.get(number, MET), (Stage.SELF,))
        for day in (YEAR_END, HALF_YEAR)
        for number in numbers
    ]
    told.append(Told("2.2", on("10/9"), share("52.0", "52.0"), (Stage.SELF,)))
    told += [Told(number, on("20/8"), MET, (Stage.APPRAISED,)) for number in ("1", "3", "4", "8")]
    return told
