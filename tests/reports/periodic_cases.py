"""Facts of a periodic report without a database: every part optional."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from reports.rules import periodic_facts as told
from reports.rules.patterns import Speech
from reports.rules.periodic_paper import Wording
from reports.rules.shipped_patterns import NAMES, PATTERNS
from reports.tables.board import CommuneFacts

DAY, BEFORE = dt.date(2017, 9, 25), dt.date(2017, 8, 28)


def place(number: int, name: str = "", is_xa: bool = True) -> CommuneFacts:
    return CommuneFacts(number, f"xa-{number}", name or f"Xuân {chr(64 + number)}", "", is_xa=is_xa)


XA = tuple(place(number) for number in range(1, 20))
TOWN = place(20, "TT. Xuân Trường", is_xa=False)
ALL = (TOWN, *XA)


def shipped_wording() -> Wording:
    """The sentences as the portal ships them, with nothing written by anybody."""
    return Wording({row.code: row.text for row in PATTERNS.values()}, NAMES, {})


def shipped_speech() -> Speech:
    """The same for letters."""
    return Speech(shipped_wording().patterns)


def heading(**given) -> told.Heading:
    plain = {
        "document": "Chỉ thị ngày 28/8/2017 của Ban Thường vụ", "about": "kết quả thực hiện Chỉ thị",
        "spoken": "Văn phòng Huyện ủy", "to": "Ban Thường vụ Huyện ủy", "as_of": DAY, "compared": BEFORE,
        "known_on": None,
    }  # fmt: skip
    return told.Heading(**plain | given)


def led(**given) -> told.Led:
    plain = {
        "sent_to": 22, "confirmed": 21, "documents": (), "visits": 3, "visited": XA[:2], "requests": 4, "done": 1,
        "overdue": 1,
    }  # fmt: skip
    return told.Led(**plain | given)


def general(**given) -> told.General:
    plain = {
        "places": ALL, "size": 19, "complete": XA[:3], "complete_before": 1, "nearly": XA[3:5], "recognised": XA[:16],
        "counting": XA, "recognised_before": 16, "mean": Decimal("18.2"), "mean_before": Decimal("17.7"),
        "bands": [told.BandFacts("19 tiêu chí", 3, Fraction(15), 1)], "gained": (), "short": (),
    }  # fmt: skip
    return told.General(**plain | given)


def due(**given) -> told.DueFacts:
    plain = {
        "number": "15.1", "name": "Người dân tham gia BHYT", "required": "≥ 85%", "met": ALL[:15], "met_before": 12,
        "part": Decimal(129624), "whole": Decimal(149480), "rate": Fraction(12962400, 149480), "verb": "còn thiếu",
        "left": Decimal(1034), "counted": "người", "left_in": ALL[15:], "without": (),
    }  # fmt: skip
    return told.DueFacts(**plain | given)


def group(*met: int, code="II") -> told.GroupFacts:
    lines = [
        told.CriterionLine(number, f"Tiêu chí {chr(64 + number)}", count, Fraction(100 * count, 20))
        for number, count in enumerate(met, 1)
    ]
    return told.GroupFacts(code, "Hạ tầng", lines)


def falls(**given) -> told.Falls:
    return told.Falls(**{"fallen": (), "by_level": (), "at_risk": (), "recovered": ()} | given)


def heads(*behind, counts=(("nhiệm vụ hoàn thành đúng hạn", 79), ("chỉ tiêu suy giảm", 0))) -> told.HeadFacts:
    lines = [told.HeadLine(row, "Nguyễn Văn A", "Trần Thị B", (1, 0)) for row in behind]
    return told.HeadFacts(BEFORE, counts, ("Quá hạn", "Suy giảm"), lines)


def district(*met: bool) -> told.DistrictFacts:
    words = {True: "đạt", False: "chưa đạt"}
    lines = [
        told.DistrictLine(number, f"Huyện {chr(64 + number)}", words[one], one, DAY if number == 1 else None)
        for number, one in enumerate(met, 1)
    ]
    return told.DistrictFacts(sum(met), len(met), 1, lines, told.Dossiers(22, 36, XA[:2], ()))


def money(**given) -> told.MoneyFacts:
    plain = {
        "funding_of": ALL[:19], "raised": (("vốn trực tiếp", Decimal("1500.5")), ("tín dụng", Decimal(0)),
                                           ("dân góp", Decimal(300))),
        "debts_of": ALL, "indebted": XA[:2], "works": 3, "owed": Decimal(800), "owed_before": Decimal(1000),
    }  # fmt: skip
    return told.MoneyFacts(**plain | given)


def coming(*tasks: tuple[str, str, dt.date]) -> told.NextFacts:
    return told.NextFacts(dt.date(2017, 10, 31), [told.Coming(*task) for task in tasks])


def facts(**given) -> told.PeriodicFacts:
    plain = {"heading": heading(), "general": general()}
    return told.PeriodicFacts(**plain | given)


def full() -> told.PeriodicFacts:
    """A report that speaks of everything."""
    return facts(
        led=led(documents=("Kế hoạch ngày 01/9/2017",)),
        same_day=told.SameDay(dt.date(2016, 9, 25), 1, Decimal("16.0")),
        groups=(group(20, 19, 0),),
        dues=(due(),),
        dues_title="Ba chỉ tiêu phải hoàn thành trong tháng 9/2017",
        district=district(True, False),
        money=money(),
        falls=falls(fallen=("Xuân A (19.2 An ninh)",)),
        sending=told.Sending("tháng 9/2017", ALL[:12], ALL[:2], ALL[12:14]),
        overdue=told.Overdue(5, "02 cơ bản đạt, 03 theo kế hoạch"),
        heads=heads(XA[0]),
        coming=coming(("Mục 3c: Hoàn thành chỉ tiêu hộ nghèo", "Bí thư: 03 xã", dt.date(2017, 9, 30))),
    )
