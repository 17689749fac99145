"""Builders of inspections: planned, written, signed, with requests; every argument optional."""

from criteria.models import Indicator
from directives.actions.demo.pictures import picture
from directives.actions.inspection_requests import Wanted, make_request
from directives.actions.inspections import Visit, draft_minutes, plan_visits, sign_minutes
from directives.actions.minutes import ITEM, MINUTES, keep_photo, write_words
from directives.actions.overturns import Seen, propose_overturn
from directives.enums import InspectionKind, TeamOf
from directives.models import Inspection, InspectionRequest
from tests import build

NUMBER = iter(range(1, 10**9))
GENERAL = {
    "visited_on": "20/9/2017", "place": "Trụ sở UBND xã", "team": "Trần Văn K, Ủy viên BTV\nPhạm Thị D",
    "unit_side": "Nguyễn Văn A, Chủ tịch UBND xã", "conclusions": "BHYT chậm. Cần vận động thêm.",
}  # fmt: skip


def planned(
    unit, by, points=("15.1",), on="2017-09-20", kind=InspectionKind.CHECK, team_of=None, at=None, **given
) -> Inspection:
    """A visit that is only planned."""
    own = {"FRONT": TeamOf.FRONT, "ASSIGNED_MEMBER": TeamOf.PARTY}.get(by.role, TeamOf.STATE)
    cells = [cell(number) for number in points]
    plain = {"team_name": "Tổ công tác NTM", "plan": "", "team": ()}
    visit = Visit(kind=kind, team_of=team_of or own, planned_on=build.date(on), cells=cells, **plain | given)
    return plan_visits(units=[unit], visit=visit, token=f"lần {next(NUMBER)}", by=by, at=build.moment(at or on, 7))[0]


def cell(number: str):
    """ "15.1" as a checklist takes it; "tc-15" for the whole criterion."""
    if number.startswith("tc-"):
        found = build.indicator("15.1").criterion.criteria_set.criteria.get(number=number.removeprefix("tc-"))
        return found, None
    row: Indicator = build.indicator(number)
    return row.criterion, row


def write(inspection, by, slot=MINUTES, seen=None, at="2017-09-20", today="2017-09-25", **words) -> dict:
    """Words into one place of the minutes."""
    return write_words(
        inspection=inspection, slot=slot, words=words, seen=seen or {}, by=by, at=build.moment(at, 10),
        today=build.date(today),
    )  # fmt: skip


def slot_of(inspection, number="15.1") -> str:
    """The place of one indicator in the minutes."""
    return f"{ITEM}{inspection.items.get(indicator__number=number).pk}"


def written(unit, by, verdict="NOT_MET", **given) -> Inspection:
    """A visit with everything the minutes need."""
    made = planned(unit, by, **given)
    write(made, by, **GENERAL)
    item = made.items.first()
    write_words(
        inspection=made, slot=f"{ITEM}{item.pk}", words={"seen": "Xóm 2 mới 71%", "verdict": verdict}, seen={}, by=by,
        at=build.moment("2017-09-20", 10), today=build.date("2017-09-25"),
    )  # fmt: skip
    return Inspection.objects.get(pk=made.pk)


def asked(inspection, by, text="Phân công cán bộ vận động", due="2017-09-30", **given) -> InspectionRequest:
    """A request in minutes that are not signed yet."""
    plain = {} if given.get("department") else {"post": "CHAIR"}
    wanted = Wanted(text, build.date(due), **plain | given)
    return make_request(
        inspection=inspection, wanted=wanted, token=f"lần {next(NUMBER)}", by=by, at=build.moment("2017-09-20", 11)
    )


def sign(inspection, by, on="2017-09-20") -> Inspection:
    """Both sides have signed."""
    draft_minutes(inspection=inspection, by=by, at=build.moment(on, 11))
    return sign_minutes(
        inspection=inspection, team_signer="Trần Văn K", unit_signer="Nguyễn Văn A", signed_on=build.date(on), by=by,
        at=build.moment(on, 12), today=build.date("2017-09-25"),
    )  # fmt: skip


def signed(unit, by, due="2017-09-30", requests=1, **given) -> Inspection:
    """Signed minutes with so many requests."""
    made = written(unit, by, **given)
    for number in range(requests):
        asked(made, by, f"Việc thứ {number + 1}", due)
    return sign(made, by)


def photo(inspection, by, number="15.1", words="ảnh", upload=None):
    """A paper kept with what was seen at one indicator."""
    return keep_photo(
        inspection=inspection, slot=slot_of(inspection, number), upload=upload or build.upload(build.pdf(words)), by=by,
        at=build.moment("2017-09-20", 11), today=build.date("2017-09-25"),
    )  # fmt: skip


def overturn(inspection, by, number="15.1"):
    """A proposed re-check of one indicator."""
    seen = Seen("Đếm lại danh sách", numerator=6100, denominator=8600)
    return propose_overturn(
        note=inspection.notes.get(), indicator=build.indicator(number), seen=seen, by=by, at=build.moment("2017-09-21")
    )


NAMES = ("inspection", "photo", "request", "note", "overturn", "ready", "draft")


def ids(unit, by) -> dict[str, int]:
    """One visit that is signed with all it can carry, one that waits for signatures, one that is only planned."""
    ready = written(unit, by)
    draft_minutes(inspection=ready, by=by, at=build.moment("2017-09-20", 11))
    made = written(unit, by)
    kept = photo(made, by, upload=build.upload(picture(1), "anh.png"))
    asked(made, by)
    done = sign(made, by)
    found = {"inspection": done.pk, "photo": kept.pk, "request": done.requests.get().pk, "note": done.notes.get().pk}
    return found | {"overturn": overturn(done, by).pk, "ready": ready.pk, "draft": planned(unit, by).pk}
