"""Builders: the smallest legal record of each kind, every argument optional."""

import datetime as dt
import hashlib
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from itertools import count

from django.db import transaction

from accounts.enums import Role
from accounts.models import User
from communes.enums import Kind, Level, Post
from communes.models import Appointment, Department, Officer, Unit
from criteria.actions.demo.pdf import page
from criteria.actions.evidence import Paper
from criteria.actions.extensions import ask_extension
from criteria.actions.findings import FigureRow, record_findings
from criteria.actions.movements import counts_of
from criteria.actions.periods import lock_period, plan_year
from criteria.actions.submissions import explain_empty_cells, send_submission
from criteria.enums import DocumentKind, FileKind, Heap, Scope, SourceStatus, Stage, Verdict
from criteria.models import (
    Comment,
    CriteriaSet,
    Criterion,
    Evidence,
    EvidenceLink,
    Finding,
    ImportBatch,
    ImportLine,
    Indicator,
    Mention,
    Movement,
    Recognition,
    ReportingPeriod,
    Target,
)
from criteria.models.expected import empty_cells
from criteria.rules.facts import Flow, MovementFacts
from directives.actions.plan_steps import finish_step, prove_step, report_progress, write_steps
from directives.actions.plans import Aim, Subject, make_plan, move_plan
from directives.actions.remarks import issue_remark, save_draft
from directives.enums import PlanMove, Side
from directives.models import ImprovementPlan, OfSheet, Remark, RemarkDraft
from directives.rules.plans import StepLine
from directives.rules.sheet_periods import of_directive
from ntm_portal import blobs
from ntm_portal.uploads import Upload
from ntm_portal.vietnamese import fold

PASSWORD = "mật khẩu thử 2017"
LOCAL = dt.timezone(dt.timedelta(hours=7))
NUMBERS = count(1)


def moment(day: dt.date | str, hour: int = 9) -> dt.datetime:
    """A moment of a local day."""
    return dt.datetime.combine(date(day), dt.time(hour), tzinfo=LOCAL)


def date(day: dt.date | str) -> dt.date:
    """Tests may write a day as "2017-09-25"."""
    return dt.date.fromisoformat(day) if isinstance(day, str) else day


def unit(code=None, name=None, level=Level.COMMUNE, kind=Kind.XA, parent=None, **given) -> Unit:
    """A commune unless told otherwise."""
    number = next(NUMBERS)
    code = code or f"9{number:04}"
    name = name or f"Xã thử {number}"
    plain = {"slug": f"xa-thu-{number}", "sort_key": name.casefold(), "search_name": name.casefold()}
    return Unit.objects.create(code=code, name=name, level=level, kind=kind, parent=parent, **plain | given)


def department(code=None, name="Phòng thử", district=None, **given) -> Department:
    code = code or f"phong-thu-{next(NUMBERS)}"
    district = district or unit(level=Level.DISTRICT, kind=Kind.HUYEN)
    return Department.objects.create(code=code, name=name, short_name=name, district=district, **given)


def appointment(unit=None, post=Post.PARTY_SECRETARY, name="Người giữ chức thử", valid_from="2015-08-01", **given):
    """Someone who holds a post over a unit (or over a department, with unit=None and department given)."""
    holder = Officer.objects.create(name=name, sample=True)
    given["unit"] = unit
    return Appointment.objects.create(officer=holder, post=post, valid_from=date(valid_from), **given)


def user(username=None, role=Role.DISTRICT_NTM_OFFICE, password=PASSWORD, **given) -> User:
    """Someone who can sign in with PASSWORD."""
    username = username or f"nguoi-{next(NUMBERS)}"
    given.setdefault("full_name", f"Người thử {username}")
    return User.objects.create_user(username, password=password, role=role, **given)


def indicator(number="15.1", level=Level.COMMUNE) -> Indicator:
    """An indicator of the set that judges a commune (or the district) in 2017, by its number."""
    sets = {Level.COMMUNE: "1980", Level.DISTRICT: "558"}
    return Indicator.objects.get(criterion__criteria_set__decision__startswith=sets[level], number=number)


def criteria_set(code=None, **given) -> CriteriaSet:
    """A set of its own, for tests that must not lean on the rulebook."""
    number = next(NUMBERS)
    plain = {
        "level": Level.COMMUNE,
        "decision": f"{number}/QĐ-THU",
        "title": "Bộ tiêu chí thử",
        "issued_on": dt.date(2016, 1, 1),
        "effective_from": dt.date(2016, 1, 1),
        "period": "2016-2020",
    }
    return CriteriaSet.objects.create(code=code or f"thu-{number}", **plain | given)


def criterion(criteria_set=None, number=1, **given) -> Criterion:
    criteria_set = criteria_set or globals()["criteria_set"]()
    plain = {"name": f"Tiêu chí thử {number}", "short_name": f"Thử {number}"}
    return Criterion.objects.create(criteria_set=criteria_set, number=number, **plain | given)


def target(indicator=None, value="85", scope=Scope.COMMON, scope_code="", year_from=2016, **given) -> Target:
    """A required level, recorded long ago."""
    plain = {
        "indicator": indicator or globals()["indicator"](),
        "value": None if value is None else Decimal(value),
        "source": "Mức thử",
        "source_status": SourceStatus.OFFICE,
        "recorded_at": moment("2016-10-18"),
    }
    return Target.objects.create(scope=scope, scope_code=scope_code, year_from=year_from, **plain | given)


def finding(unit, indicator=None, assessed_on="2017-09-20", by=None, stage=Stage.SELF, **given) -> Finding:
    """A bare row, without spans or audit: for tests of models and rules. Otherwise use `record`."""
    day = date(assessed_on)
    figures = {name: Decimal(str(given.pop(name))) for name in ("numerator", "denominator", "value") if name in given}
    plain = {
        "indicator": indicator or globals()["indicator"](),
        "figure_year": day.year,
        "recorded_at": moment(day),
        "entered_by": by or user(),
    }
    if not figures and not given.get("declared") and not given.get("is_void"):
        figures = {"numerator": Decimal(90), "denominator": Decimal(100)}
    return Finding.objects.create(unit=unit, assessed_on=day, stage=stage, **plain | figures | given)


def pdf(words="Báo cáo thử") -> bytes:
    """A small true PDF; other words, other bytes."""
    return page(words, [])


class Sent(BytesIO):
    """A file as it stands after it came in, in memory: a test need not close it."""

    def __init__(self, content: bytes, name: str):
        super().__init__(content)
        self.name, self.size, self.sha256 = name, len(content), hashlib.sha256(content).hexdigest()

    is_too_large = Upload.is_too_large


def upload(content: bytes | None = None, name="bao-cao.pdf") -> Sent:
    """A small PDF unless told otherwise."""
    return Sent(pdf() if content is None else content, name)


def paper(summary="Báo cáo kết quả thử", issued_on="2017-09-01", number="12/BC-UBND", issuer="UBND xã") -> Paper:
    """What stands on a document."""
    return Paper(date(issued_on), summary, number, issuer)


def evidence(unit, by=None, content: bytes | None = None, issued_on="2017-09-01", **given) -> Evidence:
    """A document whose file is kept, joined to nothing yet."""
    content = pdf(f"Tài liệu {next(NUMBERS)}") if content is None else content
    sha256 = hashlib.sha256(content).hexdigest()
    blobs.keep(BytesIO(content), sha256)
    plain = {
        "summary": "Báo cáo thử", "file_name": "bao-cao.pdf", "kind": DocumentKind.PDF, "size": len(content),
        "search_name": fold(given.get("summary", "Báo cáo thử")), "uploaded_at": moment("2017-09-20"),
    }  # fmt: skip
    return Evidence.objects.create(
        unit=unit, uploaded_by=by or user(), sha256=sha256, issued_on=date(issued_on), **plain | given
    )


def evidence_link(finding, evidence=None, by=None, linked_at="2017-09-21", **given) -> EvidenceLink:
    """A document joined to a figure."""
    by = by or user()
    evidence = evidence or globals()["evidence"](finding.unit, by=by)
    return EvidenceLink.objects.create(
        evidence=evidence, finding=finding, linked_by=by, linked_at=moment(linked_at), **given
    )


def recognition(unit, decided_on="2015-12-31", **given) -> Recognition:
    """A decision that recognises the unit."""
    day = date(decided_on)
    plain = {"year": day.year, "decision": f"{next(NUMBERS)}/QĐ-UBND"}
    return Recognition.objects.create(unit=unit, decided_on=day, **plain | given)


@contextmanager
def rolled_back():
    """Undo what happens inside: one generated history must not see another."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def row(number="15.1", numerator=None, denominator=None, assessed_on="2017-09-20", stage=Stage.VERIFIED, **given):
    """A row somebody wants stored for an indicator of a commune (or of the district, with level)."""
    level = given.pop("level", Level.COMMUNE)
    figures = {"numerator": numerator, "denominator": denominator, "value": given.pop("value", None)}
    exact = {name: None if typed is None else Decimal(str(typed)) for name, typed in figures.items()}
    return FigureRow(indicator(number, level).pk, stage, date(assessed_on), **exact, **given)


def record(unit, *rows, by, at=None, today="2017-09-25", trust_seen=True, **given):
    """Store rows the way the portal does."""
    at = at or moment(max(row.assessed_on for row in rows))
    return record_findings(unit=unit, rows=rows, by=by, at=at, today=date(today), trust_seen=trust_seen, **given)


def comment(
    unit, indicator=None, by=None, text="Đã rà soát với BHXH huyện", at="2017-09-22", to=(), **given
) -> Comment:
    """A bare comment with whom it calls; otherwise use `write_comment`."""
    plain = {"indicator": indicator or globals()["indicator"](), "by": by or user(), "token": f"mã {next(NUMBERS)}"}
    said = Comment.objects.create(unit=unit, text=text, at=moment(at), **plain | given)
    for addressee in to:
        Mention.objects.create(comment=said, addressee=addressee, sample=said.sample)
    return said


def import_batch(by, **given) -> ImportBatch:
    """A file somebody uploaded, of which no line is known."""
    plain = {"file_name": "tep.xlsx", "size": 1, "sha256": "0" * 64, "kind": FileKind.FORM_01, "sheet": "Biểu 01"}
    moments = {"uploaded_at": moment("2017-09-25"), "stage": Stage.SELF, "cells": ImportBatch.packed([])}
    return ImportBatch.objects.create(uploaded_by=by, **plain | moments | given)


def applied_import(unit, by) -> ImportBatch:
    """A file that recorded one figure of the unit."""
    batch = import_batch(by, applied_at=moment("2017-09-25", 10))
    made = finding(unit, indicator("15.1"), by=by, stage=Stage.SELF)
    line = ImportLine(batch=batch, position=1, address="F43", place=unit.label, number="15.1", unit=unit)
    line.indicator, line.heap, line.may_choose, line.chosen, line.made = made.indicator, Heap.NEW, True, True, made
    line.save()
    return batch


def of_sheet(unit=None, department=None, until="2017-09-25") -> OfSheet:
    """The sheet of a place since the directive of 28/8/2017."""
    return OfSheet(of_directive(dt.date(2017, 8, 28), date(until)), unit, department)


def remark_draft(by, unit=None, department=None, side=Side.ORGANISATION, text="Nháp thử") -> RemarkDraft:
    """A draft on the sheet since the directive."""
    on = of_sheet(unit, department)
    return save_draft(sheet=on, side=side, text=text, seen=0, by=by, at=moment("2017-09-25"))


def remark(by, unit=None, department=None, side=Side.ORGANISATION, text="Nhận xét thử", day="2017-09-25") -> Remark:
    """The same as issued."""
    draft = remark_draft(by, unit, department, side, text)
    return issue_remark(token=draft.token, seen=draft.revision, ends_on=date(day), by=by, at=moment(day, 10))


def period(code="thang-9-2017", district=None, year=2017) -> ReportingPeriod:
    """A reporting period of the home district; the whole year is planned the first time."""
    district = district or Unit.objects.districts().valid_on(dt.date(2017, 9, 25)).get(code="364")
    plan_year(district=district, year=year, by=None)
    return ReportingPeriod.objects.of(district).get(code=code)


def locked(code="thang-8-2017", by=None, day="2017-09-01") -> ReportingPeriod:
    """A period that the office has locked."""
    found = period(code)
    lock_period(period=found, by=by or user(), at=moment(day), today=date(day))
    return period(code)


def sent(unit, by, code="thang-9-2017", day="2017-09-19", **given):
    """The sheet of a place as sent, every empty cell explained."""
    found, at = period(code), moment(day)
    rows = empty_cells(unit, found.facts, date(day))
    explain_empty_cells(unit=unit, period=found, reasons={row.pk: "Chưa có số liệu" for row in rows}, by=by, at=at)
    given = {"note": "Đã rà soát"} | given
    return send_submission(unit=unit, period=found, by=by, at=at, today=date(day), **given)


def extension(unit, by, indicator=None, until="2017-09-28", code="thang-9-2017"):
    """A request for more time that nobody has decided on."""
    return ask_extension(
        unit=unit, period=period(code), indicator=indicator, wanted_until=date(until), reason="Chờ biên bản", by=by,
        at=moment("2017-09-25"), today=date("2017-09-25"),
    )  # fmt: skip


def home_communes(count: int) -> list[Unit]:
    """The first communes of the home district, in the order of the tables."""
    return list(Unit.objects.communes().filter(parent__code="364").valid_on(dt.date(2017, 9, 25)).in_order()[:count])


def flow(start=60, escaped=14, refallen=1, new=2, end=None, minority=0) -> Flow:
    """Households that add up unless an end is given."""
    return Flow(start, escaped, refallen, new, start - escaped + refallen + new if end is None else end, minority)


def counted(counted_on="2017-09-18", households=2119, poor=None, near=None, source="Biên bản rà soát") -> MovementFacts:
    """What a commune counted of its poor households up to a day."""
    on = date(counted_on)
    near = near or flow(80, 20, 0, 1)
    return MovementFacts(on.year, on, households, poor or flow(), near, source)


def movement(unit, typed=None, by=None, at=None, **given) -> Movement:
    """A bare row; otherwise use `record_movement`."""
    typed = typed or counted()
    plain = {"entered_by": by or user(), "recorded_at": moment(at or typed.counted_on + dt.timedelta(days=2))}
    said = {"year": typed.year, "counted_on": typed.counted_on, "source_document": typed.source}
    return Movement.objects.create(unit=unit, **said | counts_of(typed) | plain | given)


def plan(
    unit, by, number="15.1", made="2017-09-05", reach_by="2017-09-30", goal="Đạt 85% dân số tham gia BHYT", **given
):
    """A draft about an indicator of a commune."""
    about = indicator(number)
    subject = Subject(about.criterion, about, given.pop("standing", "Còn thiếu 106 người."))
    aim = Aim(goal, date(reach_by), **given)
    return make_plan(unit=unit, subject=subject, aim=aim, by=by, at=moment(made), today=date(made))


def step_line(measure="Vận động hộ cận nghèo tham gia BHYT", starts_on="2017-09-05", due_on="2017-09-20", **given):
    """One measure as somebody wants it written."""
    plain = {"pk": None, "responsible": "Trưởng xóm 5"}
    return StepLine(measure=measure, starts_on=date(starts_on), due_on=date(due_on), **plain | given)


def steps(plan, *lines, by, at="2017-09-05"):
    """The measures of a draft; one unless told otherwise."""
    fresh = ImprovementPlan.objects.get(pk=plan.pk)
    write_steps(plan=fresh, lines=lines or [step_line()], seen=fresh.version, by=by, at=moment(at))
    return list(plan.steps.in_order())


def moved(plan, move, by, day="2017-09-06", note="", verdict=Verdict.NOT_MET):
    """A plan one move further."""
    fresh = ImprovementPlan.objects.get(pk=plan.pk)
    given = {"verdict": verdict, "seen": fresh.version, "note": note}
    return move_plan(plan=fresh, move=move, by=by, at=moment(day), today=date(day), **given)


def running(unit, officer, head, *lines, **given):
    """An approved plan with its measures."""
    made = plan(unit, officer, **given)
    steps(made, *lines, by=officer)
    return moved(made, PlanMove.APPROVE, head)


def progress(step, by, percent=40, on="2017-09-12", **given):
    """How far a measure was on a day."""
    given = {"token": f"mã {next(NUMBERS)}"} | given
    day = date(on)
    return report_progress(step=step, percent=percent, reported_on=day, by=by, at=moment(day), today=day, **given)


def proof(step, by, on="2017-09-14"):
    """A document that shows what was done."""
    paper = Paper(date(on), "Biên bản xác nhận", "", "UBND xã")
    upload_ = upload(pdf(f"Biên bản {next(NUMBERS)}"))
    return prove_step(step=step, upload=upload_, paper=paper, by=by, at=moment(on), today=date(on))


def finished(step, by, on="2017-09-15", **given):
    """A measure called done."""
    day, given = date(on), {"token": f"mã {next(NUMBERS)}"} | given
    return finish_step(step=step, finished_on=day, by=by, at=moment(day), today=day, **given)
