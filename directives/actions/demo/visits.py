"""The visits of the demonstration: fourteen places since the directive, nine requests left, one of them overdue."""

import datetime as dt

from accounts.models import User
from communes.enums import Post
from communes.models import Appointment, Unit
from criteria.actions.demo.papers import Draft, kept, written
from criteria.actions.evidence import Paper
from criteria.enums import DocumentKind, Stage
from criteria.models import Criterion, Finding, Indicator
from directives.actions.demo.cast import Cast
from directives.actions.demo.pictures import picture
from directives.actions.demo.visit_story import CHECK, MOVED, PLANNED, VISITS, WAITING, Asked, Looked, Told, on
from directives.actions.inspection_requests import Wanted, accept_request, answer_request, make_request
from directives.actions.inspections import (
    Visit,
    close_inspection,
    draft_minutes,
    move_visit,
    plan_visits,
    sign_minutes,
)
from directives.actions.minutes import ITEM, MINUTES, join, write_words
from directives.enums import InspectionState, RequestAct, TeamOf
from directives.models import Inspection, InspectionRequest, Overturn
from ntm_portal import clock
from ntm_portal.vietnamese import day, lower_first

RULEBOOK = "xa-2016-2020"
DAY = dt.timedelta(days=1)
RECHECKED, NUMBER = "14137", "17.5"


def load_visits(cast: Cast) -> None:
    """Every visit of the story, told by whoever held it, and those that are planned."""
    points = points_of()
    for told in VISITS:
        hold(cast, told, points)
    for code, planned, numbers in PLANNED:
        by = cast.users["vpdp"]
        visit = Visit(
            CHECK, TeamOf.STATE, "Tổ công tác NTM huyện", on(planned), "Xã chuẩn bị sổ sách, số liệu tháng 9.",
            [(by.full_name, "Văn phòng điều phối NTM")], [points[number] for number in numbers],
        )  # fmt: skip
        plan_visits(units=[cast.communes[code]], visit=visit, token=f"minh-hoa-{code}", by=by, at=at(on("20/9"), 15))
    for code, to_on, why in MOVED:
        planned = Inspection.objects.get(unit=cast.communes[code], state=InspectionState.PLANNED)
        move_visit(
            inspection=planned, to_on=on(to_on), seen_on=planned.planned_on, words=why, by=cast.users["vpdp"],
            at=at(on("22/9"), 15), today=on("22/9"),
        )  # fmt: skip
    load_overturn(cast)
    hold(cast, WAITING, points)


def points_of() -> dict[str, tuple[Criterion, Indicator]]:
    """The indicators by number, as a checklist takes them."""
    rows = Indicator.objects.filter(criterion__criteria_set__code=RULEBOOK, part_of=None).select_related("criterion")
    return {row.number: (row.criterion, row) for row in rows}


def at(moment: dt.date, hour: int) -> dt.datetime:
    """An hour of a local day."""
    return dt.datetime.combine(moment, dt.time(hour), tzinfo=clock.LOCAL)


def hold(cast: Cast, told: Told, points: dict[str, tuple[Criterion, Indicator]]) -> Inspection:
    """One visit from the plan to where it stands on the pinned day."""
    unit, by, held_on = cast.communes[told.code], cast.users[told.by], on(told.on)
    visit = Visit(
        told.kind, told.team_of, told.team, held_on, "", [(by.full_name, by.get_role_display())],
        [points[looked.number] for looked in told.looked],
    )  # fmt: skip
    (made,) = plan_visits(units=[unit], visit=visit, token=f"minh-hoa-{told.on}", by=by, at=at(held_on - 3 * DAY, 9))
    heads = heads_of(unit, held_on)
    write_minutes(made, told, by, heads)
    requests = [
        make_request(
            inspection=made, wanted=Wanted(asked.text, on(asked.due), post=asked.post), token=f"{number}", by=by,
            at=at(held_on, 11),
        )
        for number, asked in enumerate(told.asked)
    ]  # fmt: skip
    draft_minutes(inspection=made, by=by, at=at(held_on, 11))
    if not told.signed:
        return made
    sign_minutes(
        inspection=made, team_signer=by.full_name, unit_signer=heads[0][0], signed_on=held_on, by=by,
        at=at(held_on, 16), today=held_on,
    )  # fmt: skip
    for request, asked in zip(requests, told.asked, strict=True):
        follow(cast, request, asked, held_on)
    if told.closed:
        close_inspection(inspection=made, by=by, at=at(held_on + 7 * DAY if told.asked else held_on, 17))
    return made


def heads_of(unit: Unit, held_on: dt.date) -> list[tuple[str, str]]:
    """Who answers for the place on that day: the chairman first, who signs."""
    rows = Appointment.objects.on(held_on).filter(unit=unit, post__in=[Post.PARTY_SECRETARY, Post.CHAIR])
    found = sorted(rows.select_related("officer", "unit"), key=lambda row: row.post)
    return [(row.officer.name, row.post_label) for row in found]


def write_minutes(made: Inspection, told: Told, by: User, heads: list[tuple[str, str]]) -> None:
    """What the team wrote down on the day."""
    held_on = on(told.on)
    around = {"inspection": made, "seen": {}, "by": by, "at": at(held_on, 10), "today": held_on}
    general = {
        "visited_on": day(held_on), "began_at": "8:00", "ended_at": "11:00",
        "place": f"Trụ sở UBND {lower_first(made.unit.label)}",
        "unit_side": "\n".join(", ".join(head) for head in heads), "conclusions": told.conclusions,
    }  # fmt: skip
    write_words(slot=MINUTES, words=general, **around)
    items = dict(made.items.values_list("indicator__number", "pk"))
    for looked in told.looked:
        names = ("seen", "verdict", "shortcoming", "cause", "proposal")
        words = {name: getattr(looked, name) for name in names if getattr(looked, name)}
        write_words(slot=f"{ITEM}{items[looked.number]}", words=words, **around)
        photograph(made, told, looked, by)


def photograph(made: Inspection, told: Told, looked: Looked, by: User) -> None:
    """Pictures of what was seen, kept like photographs of the field and plainly marked."""
    for number, heaps in enumerate(looked.pictures, 1):
        note = made.notes.select_related("item__indicator").get(item__indicator__number=looked.number)
        shown = Paper(on(told.on), f"Ảnh kiểm tra: {note.item.label} (minh họa)", issuer=told.team)
        draft = Draft(shown, f"anh-{looked.number}-{number}.png", by)
        join(made, kept(made.unit, draft, picture(heaps), DocumentKind.PNG), by, at(on(told.on), 10), note=note)


def follow(cast: Cast, request: InspectionRequest, asked: Asked, held_on: dt.date) -> None:
    """What the place answered, with which paper, and whether it was accepted."""
    if not asked.ends:
        return
    unit, later = request.inspection.unit, held_on + 4 * DAY
    commune = cast.users[f"{unit.slug}.ntm"]
    act = RequestAct.ANSWER
    if asked.ends != "tra-loi":
        act = RequestAct.FINISH
        paper = Paper(later, f"Kết quả thực hiện: {asked.text} (minh họa)", issuer=f"UBND {unit.name}")
        evidence = written(unit, Draft(paper, "ket-qua-thuc-hien.pdf", commune))
        join(request.inspection, evidence, commune, at(later, 9), request=request)
    answer_request(request=request, act=act, words=asked.words, upload=None, by=commune, at=at(later, 9), today=later)
    if asked.ends == "chap-nhan":
        by = request.inspection.planned_by
        accept_request(request=request, words="", by=by, at=at(later + DAY, 9), today=later + DAY)


def load_overturn(cast: Cast) -> None:
    """The re-check that the Front's oversight led to: proposed on the day, recorded by the office from the minutes."""
    unit = cast.communes[RECHECKED]
    finding = Finding.objects.get(unit=unit, indicator__number=NUMBER, stage=Stage.RECHECK)
    note = Inspection.objects.get(unit=unit).notes.get(item__indicator=finding.indicator_id)
    Overturn.objects.create(
        note=note, indicator_id=finding.indicator_id, declared=finding.declared, finding=finding, sample=True,
        reason="02 xóm chưa thu gom rác thải, đoàn xem tại chỗ", proposed_by=cast.users["mttq"],
        proposed_at=at(finding.assessed_on, 16), decided_by=cast.users["vpdp"], decided_at=finding.recorded_at,
    )  # fmt: skip
