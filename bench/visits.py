"""Signed minutes for Biểu 16: each month a visit to every fourth of the communes measured."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import F

from accounts.models import User
from communes.enums import Post
from communes.models import Unit
from criteria.enums import Verdict
from criteria.models import Indicator
from directives.enums import InspectionAct, InspectionKind, InspectionState, MemberSide, TeamOf
from directives.models import (
    ChecklistItem,
    Inspection,
    InspectionMember,
    InspectionNote,
    InspectionRequest,
    InspectionStep,
)
from ntm_portal.clock import LOCAL

EVERY = 4  # months from one visit of a commune to the next
LOOKED_AT, SHORT = ("1.1", "10", "17.5", "19.2"), "17.5"
AFTER = dt.timedelta(days=20)  # from the end of a month to the visits of the next
TRAIL = ((InspectionAct.PLAN, 7), (InspectionAct.BEGIN, 9), (InspectionAct.DRAFT, 11), (InspectionAct.SIGN, 16))


def hold_visits(units: Sequence[Unit], months: Sequence[dt.date], by: User) -> None:
    """Visits of all months, with what was looked at, who was there, one request and the trail of each."""
    made = Inspection.objects.bulk_create(
        (
            visit(unit, end + AFTER, by)
            for month, end in enumerate(months)
            for at, unit in enumerate(units)
            if (at + month) % EVERY == 0
        ),
        batch_size=2000,
    )
    rows = Indicator.objects.filter(criterion__criteria_set__code="xa-2016-2020", number__in=LOOKED_AT)
    points = list(rows.select_related("criterion").order_by("display_order"))
    items = ChecklistItem.objects.bulk_create(
        (ChecklistItem(inspection=one, criterion=row.criterion, indicator=row) for one in made for row in points),
        batch_size=2000,
    )
    InspectionNote.objects.bulk_create((note(item) for item in items), batch_size=2000)
    InspectionMember.objects.bulk_create((member for one in made for member in members(one)), batch_size=2000)
    InspectionRequest.objects.bulk_create((request(one) for one in made), batch_size=2000)
    InspectionStep.objects.bulk_create((step for one in made for step in trail(one, by)), batch_size=2000)
    # Last: to minutes that are signed nothing can be added.
    Inspection.objects.filter(planned_by=by).update(
        state=InspectionState.SIGNED, team_signer="Bench", unit_signer="Bench", signed_on=F("visited_on")
    )


def visit(unit: Unit, day: dt.date, by: User) -> Inspection:
    """One visit, its minutes ready for both sides to sign."""
    return Inspection(
        unit=unit, kind=InspectionKind.CHECK, team_of=TeamOf.STATE, team_name="Tổ công tác NTM huyện", planned_on=day,
        planned_by=by, token=f"bench-{day}", state=InspectionState.DRAFTED, visited_on=day, began_at=dt.time(8),
        ended_at=dt.time(11), place="Trụ sở UBND xã",
        conclusions="Xã thực hiện đúng tiến độ.\nTiếp tục thu gom rác thải ở các xóm xa trung tâm.",
    )  # fmt: skip


def note(item: ChecklistItem) -> InspectionNote:
    """What was seen at one point; one of the four falls short."""
    short = item.indicator.number == SHORT
    return InspectionNote(
        inspection=item.inspection, item=item, slot=f"muc-{item.pk}", seen="Đã xem sổ sách và thực địa.",
        shortcoming="Hai xóm chưa có điểm tập kết rác." if short else "",
        verdict=Verdict.NOT_MET if short else Verdict.MET,
    )  # fmt: skip


def members(one: Inspection) -> list[InspectionMember]:
    """Two of each side."""
    return [
        InspectionMember(inspection=one, side=side, position=at, name=f"Bench {at}", post="Thành viên")
        for side in MemberSide
        for at in (1, 2)
    ]


def request(one: Inspection) -> InspectionRequest:
    """What the visit asks for, by a month later."""
    due_on = one.visited_on + dt.timedelta(days=30)
    return InspectionRequest(
        inspection=one, text="Bố trí điểm tập kết rác ở hai xóm.", post=Post.CHAIR, due_on=due_on, token="1"
    )


def trail(one: Inspection, by: User) -> list[InspectionStep]:
    """The steps of the day, up to both signatures."""
    return [
        InspectionStep(
            inspection=one, act=act, by=by, at=dt.datetime.combine(one.visited_on, dt.time(hour), tzinfo=LOCAL)
        )
        for act, hour in TRAIL
    ]
