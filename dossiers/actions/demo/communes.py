"""Fourteen places prepare their dossier for 2017: three to be recognised, eleven to be recognised by the new set."""

import datetime as dt

from accounts.models import User
from directives.actions.demo.cast import Cast, september
from directives.actions.documents import newest_change
from dossiers.actions.demo.shared import YEAR, Desk, at, scanned
from dossiers.actions.dossiers import amend_dossier, open_dossier
from dossiers.actions.moves import hand_in, written_so_far
from dossiers.actions.results import record_survey, record_vote

OPENED = dt.date(2017, 8, 7)
REGISTERED, PLANNED = dt.date(2016, 12, 14), dt.date(2016, 12, 20)
# How far each place is: how many of A1 to A7 are signed, in the order in which they come about.
ORDER = ("a2", "a3", "a7", "a5", "a6", "a4", "a1")
FAR = {
    "14089": 5, "14092": 3, "14098": 7, "14101": 7, "14104": 6, "14107": 4, "14110": 4, "14113": 2, "14116": 6,
    "14119": 7, "14125": 5, "14128": 6, "14134": 3, "14143": 1,
}  # fmt: skip
# The district has verified these; one has everything and went to the province.
VERIFIED = ("14098", "14101", "14119")
COMPLETE = ("14101",)
SENT_BACK = {
    "14107": ("a2", "Thiếu biểu chi tiết tiêu chí 17"),
    "14143": ("a2", "Số liệu tiêu chí 15 chưa khớp kết quả kiểm tra"),
    "14104": ("a5", "Chưa có xác nhận của Phòng TC-KH"),
}
VOTES = {"14104": (32, 30, 29), "14116": (28, 27, 26), "14128": (30, 28, 28)}
# Below the share that is asked: it votes again.
TOO_FEW = ("14116", (28, 26, 22))


def load_communes(cast: Cast) -> None:
    """Kể phần hồ sơ của các xã, thị trấn."""
    for at_, code in enumerate(FAR):
        prepare(cast, code, at_)


def prepare(cast: Cast, code: str, place: int) -> None:
    """One place: registered in December, opened in August, its papers one after the other."""
    unit, officer, office = cast.communes[code], cast.officer(code), cast.users["vpdp"]
    dossier = open_dossier(unit=unit, year=YEAR, by=officer, at=at(OPENED), today=OPENED)
    amend_dossier(
        dossier=dossier, seen=newest_change(dossier), due_on=dossier.due_on, registered_on=REGISTERED,
        registration=f"{40 + place}/CV-UBND (minh họa)", planned_on=PLANNED, plan="96/KH-UBND (minh họa)", by=office,
        at=at(OPENED, 15), today=OPENED,
    )  # fmt: skip
    desk = Desk(dossier, officer, scanned(unit, officer, "Hồ sơ xã trình huyện thẩm tra", dt.date(2017, 8, 25)))
    days = [dt.date(2017, 8, 25), *(september(number) for number in (8, 11, 12, 14, 18, 20))]
    for at_, part in enumerate(ORDER[: FAR[code]]):
        if part == "a4":
            vote(desk, code, officer, days[at_])
        desk.sign(part, f"{110 + 7 * place + at_}/{'TTr' if part == 'a1' else 'BC'}-UBND", days[at_])
    if FAR[code] < len(ORDER):
        desk.draft(ORDER[FAR[code]], september(21))
    if code in SENT_BACK:
        desk.send_back(*SENT_BACK[code], september(22), office)
    if code in VERIFIED:
        verify(cast, desk, code, place)


def vote(desk: Desk, code: str, by: User, on: dt.date) -> None:
    """The meeting of the boards of the commune; in one place it had to be held again."""
    held = {"dossier": desk.dossier, "item": desk.items["a4"], "by": by}
    members, present, in_favour = VOTES.get(code, (30, 29, 28))
    first = None
    if code == TOO_FEW[0]:
        day, (few, came, agreed) = on - dt.timedelta(days=4), TOO_FEW[1]
        first = record_vote(
            **held, held_on=day, members=few, present=came, in_favour=agreed, seen=0, at=at(day), today=day
        )
    record_vote(
        **held, held_on=on, members=members, present=present, in_favour=in_favour, seen=first.pk if first else 0,
        reason="Họp lại sau khi bổ sung tiêu chí 17 (minh họa)" if first else "", at=at(on), today=on,
    )  # fmt: skip


def verify(cast: Cast, desk: Desk, code: str, place: int) -> None:
    """What the district adds: verification, and in one place everything the province wants."""
    office, front, unit = cast.users["vpdp"], cast.users["mttq"], desk.dossier.unit
    desk.sign("b2", f"{160 + place}/BC-ĐTT", september(21), by=office)
    if code not in COMPLETE:
        return
    households = unit.households or 2000
    record_survey(
        dossier=desk.dossier, item=desk.items["b4"], begins_on=september(11), ends_on=september(20),
        households=households, asked=households * 2 // 3, satisfied=households * 2 // 3 - 31,
        published_on=september(21), seen=0, by=front, at=at(september(21)), today=september(21),
    )  # fmt: skip
    desk.scan = scanned(unit, front, "Báo cáo kết quả lấy ý kiến hài lòng", september(21))
    desk.sign("b4", "58/BC-MTTQ", september(21), by=front)
    desk.scan = scanned(unit, office, "Hồ sơ huyện trình tỉnh thẩm định", september(22))
    record_vote(
        dossier=desk.dossier, item=desk.items["b5"], held_on=september(22), members=25, present=24, in_favour=24,
        seen=0, by=office, at=at(september(22)), today=september(22),
    )  # fmt: skip
    for part, number in (("b3", "171/BC-VPĐP"), ("b5", "12/BB-BCĐ"), ("b1", "88/TTr-UBND")):
        desk.sign(part, number, september(22), by=office)
    hand_in(
        dossier=desk.dossier, on=september(22), paper="88/TTr-UBND (minh họa)", seen=written_so_far(desk.dossier),
        by=office, at=at(september(22), 16), today=september(22),
    )  # fmt: skip
