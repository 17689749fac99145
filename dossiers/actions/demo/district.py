"""The dossier of the district at 25/9/2017: 21 of 27 papers of criteria, one of nine parts signed."""

import datetime as dt

from directives.actions.demo.cast import Cast, september
from directives.actions.documents import newest_change
from dossiers.actions.demo.shared import YEAR, Desk, at, scanned
from dossiers.actions.dossiers import amend_dossier, open_dossier

OPENED = dt.date(2017, 7, 3)
REGISTERED, PLANNED = dt.date(2017, 1, 12), dt.date(2017, 2, 20)
# Papers of each criterion that are signed, of how many.
SIGNED = {1: "abc", 2: "abc", 3: "ab", 4: "ab", 5: "abe", 6: "ab", 7: "a", 8: "ab", 9: "abc"}
DRAFTS = ("tc5c", "tc7b", "1", "2", "9")


def load_district(cast: Cast) -> None:
    """Kể phần hồ sơ của huyện."""
    office = cast.users["vpdp"]
    dossier = open_dossier(unit=cast.district, year=YEAR, by=office, at=at(OPENED), today=OPENED)
    amend_dossier(
        dossier=dossier, seen=newest_change(dossier), due_on=dossier.due_on, registered_on=REGISTERED,
        registration="05/CV-UBND (minh họa)", planned_on=PLANNED, plan="12/KH-UBND của tỉnh (minh họa)", by=office,
        at=at(OPENED, 15), today=OPENED,
    )  # fmt: skip
    title = "Hồ sơ đề nghị công nhận huyện, bản quét theo tiêu chí"
    desk = Desk(dossier, office, scanned(cast.district, office, title, dt.date(2017, 8, 31)))
    for criterion, letters in SIGNED.items():
        for at_, letter in enumerate(letters):
            on = september(1 + (3 * criterion + at_) % 20)
            desk.sign(f"tc{criterion}{letter}", f"{20 * criterion + at_}/BC-UBND", on)
    for part in DRAFTS:
        desk.draft(part, september(19), "…/TTr-UBND" if part == "1" else "…/BC-UBND" if part == "2" else "")
    desk.sign("8", "142/BC-TCKH", september(20))
    for part, why in (("3", "Mới có 16/19 quyết định"), ("4", "Mới có 2/9 văn bản")):
        desk.draft(part, september(12))
        desk.send_back(part, why, september(22), office)
