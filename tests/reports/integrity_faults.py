"""One fault for each check of the data, as a restore, a load or a repair by hand would leave it."""

import datetime as dt
from contextlib import contextmanager
from decimal import Decimal

from django.db import connection

from accounts.actions import audit
from accounts.enums import Role
from communes.enums import ChangeKind, Level, Post
from communes.models import Unit, UnitChange
from criteria.enums import Addressee, Scope, SourceStatus, Stage, Track, Verdict
from criteria.models import (
    Finding,
    VerdictSpan,
)
from ntm_portal.models import Revision
from tests import build

DAY = dt.timedelta(days=1)
FAULTS = {}


def fault(code):
    """The function below builds the fault of a check, and gives how many rows are then at fault."""

    def keep(make):
        FAULTS[code] = make
        return make

    return keep


def logged(unit, number="15.1", **given) -> Finding:
    """A figure put into the table by hand, with a line in the audit trail."""
    level = given.pop("level", Level.COMMUNE)
    found = build.finding(unit, build.indicator(number, level), **given)
    audit(by=found.entered_by, action="Ghi nhận số liệu", subject="thử", detail={"findings": [found.pk]})
    return found


def recorded(cast, number="15.1", unit=None, by="hanh", **given) -> Finding:
    """A figure recorded as the portal does, with spans and audit."""
    figures = {"numerator": 90, "denominator": 100} if "declared" not in given and "value" not in given else {}
    row = build.row(number, **figures | given)
    return build.record(unit or cast.xuan_tan, row, by=getattr(cast, by))[0]


@contextmanager
def unconstrained(table, name):
    """Let rows in that the table itself would refuse; PostgreSQL has the constraint back when the test is over."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            yield
        else:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def changed(row, **values):
    """Change a row behind the back of the portal."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


# --- The database itself --------------------------------------------------------------------


@fault("trigger.missing")
def trigger(cast):
    table = " ON criteria_finding" if connection.vendor == "postgresql" else ""
    connection.cursor().execute(f"DROP TRIGGER criteria_finding_no_update{table}")


@fault("revision.missing")
def revision(cast):
    Revision.objects.all().delete()


# --- Places and people ----------------------------------------------------------------------


@fault("unit.code_twice")
def code_twice(cast):
    build.unit(parent=cast.district, code=cast.xuan_tan.code, valid_from=dt.date(2016, 1, 1))
    return 2


@fault("unit.address_twice")
def address_twice(cast):
    build.unit(parent=cast.district, slug="xuan-tan", valid_from=dt.date(2016, 1, 1))
    return 2


@fault("unit.wrong_parent")
def wrong_parent(cast):
    build.unit()


@fault("unit.change_days")
def change_days(cast):
    into = build.unit(parent=cast.district)
    kind, day = ChangeKind.MERGED, dt.date(2017, 1, 1)
    UnitChange.objects.create(from_unit=cast.xuan_tan, to_unit=into, kind=kind, effective_on=day, act="1/NQ")


@fault("appointment.two_heads")
def two_heads(cast):
    build.appointment(cast.xuan_tan)
    build.appointment(cast.xuan_tan, valid_from="2016-01-01")
    return 2


@fault("appointment.outside_unit")
def head_too_late(cast):
    build.appointment(cast.xuan_tan, valid_from="2030-01-01", post=Post.NTM_OFFICER)


@fault("user.wrong_place")
def wrong_place(cast):
    build.user(role=Role.COMMUNE_OFFICER, unit=cast.district)


@fault("user.unit_ended")
def unit_ended(cast):
    build.user(unit=build.unit(parent=cast.district, valid_to=dt.date(2016, 1, 1)))


@fault("user.out_of_post")
def out_of_post(cast):
    held = build.appointment(cast.xuan_chau, Post.PARTY_SECRETARY, valid_to=dt.date(2017, 9, 24))
    build.user(role=Role.COMMUNE_SECRETARY, unit=cast.xuan_chau, officer=held.officer)


@fault("user.member_not_joined")
def member_not_joined(cast):
    build.user(role=Role.ASSIGNED_MEMBER, unit=cast.district)


@fault("appointment.no_account")
def member_without_account(cast):
    build.appointment(cast.xuan_tan, Post.ASSIGNED_MEMBER)


@fault("mention.unheard")
def mention_unheard(cast):
    said = build.comment(cast.xuan_tan, by=cast.hanh, to=[Addressee.COMMUNE_CHAIR, Addressee.COMMUNE_SECRETARY])
    build.comment(cast.xuan_chau, by=cast.hanh, to=[Addressee.OFFICE])
    assert said.mentions.count() == 2


@fault("user.admin_shut_out")
def admin_shut_out(cast):
    build.user(role=Role.ADMIN)


@fault("unit.no_head")
def no_head(cast):
    others = (
        Unit.objects.communes().valid_on(dt.date(2017, 9, 25)).exclude(pk__in=[cast.xuan_tan.pk, cast.xuan_chau.pk])
    )
    build.user(role=Role.COMMUNE_OFFICER, unit=others.filter(parent=cast.district).first())


@fault("audit.in_future")
def audit_in_future(cast):
    audit(by=None, action="Thử", subject="thử", at=build.moment("2018-01-01"))


# --- The rulebook ---------------------------------------------------------------------------


@fault("set.overlap")
def set_overlap(cast):
    build.criterion(build.criteria_set(level=Level.PROVINCE))
    build.criterion(build.criteria_set(level=Level.PROVINCE))
    return {"set.overlap": 2, "criterion.empty": 2}


@fault("set.numbers")
def set_numbers(cast):
    build.criterion(build.criteria_set(level=Level.PROVINCE), number=2)
    return {"set.numbers": 1, "criterion.empty": 1}


@fault("criterion.empty")
def criterion_empty(cast):
    build.criterion(build.criteria_set(level=Level.PROVINCE))


@fault("target.twice")
def target_twice(cast):
    for value in ("80", "85"):
        build.target(value=value, scope=Scope.GROUP, scope_code="thu")
    return 2


@fault("target.corrects_elsewhere")
def target_elsewhere(cast):
    other = build.target(build.indicator("11"), scope=Scope.GROUP, scope_code="thu")
    build.target(scope=Scope.GROUP, scope_code="thu", corrects=other, reason="Thử")


@fault("target.unchecked")
def target_unchecked(cast):
    recorded(cast, stage=Stage.SELF, by="tan")
    level = VerdictSpan.objects.filter(indicator=build.indicator(), unit=cast.xuan_tan).first().target
    changed(level, source_status=SourceStatus.RECALLED)


@fault("target.lacking")
def target_lacking(cast):
    recorded(cast, stage=Stage.SELF, by="tan")
    VerdictSpan.objects.filter(criterion=None).update(verdict=Verdict.UNASSESSED, target=None)


# --- What a figure stands on ----------------------------------------------------------------


@fault("finding.outside_unit")
def outside_unit(cast):
    logged(build.unit(parent=cast.district, valid_to=dt.date(2017, 1, 1)))
    return {"finding.outside_unit": 1, "span.missing": 1}


@fault("finding.outside_set")
def outside_set(cast):
    logged(cast.xuan_tan, assessed_on="2016-01-05")
    return {"finding.outside_set": 1, "span.missing": 1}


@fault("finding.wrong_level")
def wrong_level(cast):
    logged(cast.xuan_tan, "1", level=Level.DISTRICT, declared=Verdict.MET)
    return {"finding.wrong_level": 1, "span.missing": 1}


@fault("finding.on_whole")
def on_whole(cast):
    logged(cast.xuan_tan, "17.1")
    return {"finding.on_whole": 1, "span.missing": 1}


@fault("finding.in_future")
def in_future(cast):
    logged(cast.xuan_tan, assessed_on="2017-12-01")
    return {"finding.in_future": 1, "span.missing": 1}


@fault("finding.corrects_elsewhere")
def corrects_elsewhere(cast):
    other = logged(cast.xuan_tan)
    logged(cast.xuan_chau, corrects=other, reason="Thử")
    return {"finding.corrects_elsewhere": 1, "span.missing": 1}


@fault("finding.corrects_later")
def corrects_later(cast):
    first = logged(cast.xuan_tan)
    logged(cast.xuan_tan, corrects=first, reason="Thử", recorded_at=first.recorded_at - DAY)
    return {"finding.corrects_later": 1, "span.missing": 1}


@fault("finding.own_verified")
def own_verified(cast):
    recorded(cast, stage=Stage.SELF, by="tan")
    second = recorded(cast, assessed_on="2017-09-21")
    changed(second, entered_by=cast.tan)


@fault("finding.behalf_elsewhere")
def behalf_elsewhere(cast):
    found = recorded(cast, stage=Stage.SELF, by="tan")
    changed(found, on_behalf_of=build.appointment(cast.xuan_chau))


@fault("finding.by_sample_account")
def by_sample_account(cast):
    changed(recorded(cast, stage=Stage.SELF, by="tan"), entered_by=build.user(sample=True))


@fault("finding.beside_sample")
def beside_sample(cast):
    recorded(cast, stage=Stage.SELF, by="tan")
    changed(recorded(cast, "11", stage=Stage.SELF, by="tan"), sample=True)
    return {"finding.beside_sample": 1, "target.unchecked": 1}


@fault("finding.no_audit")
def no_audit(cast):
    build.finding(cast.xuan_tan)
    return {"finding.no_audit": 1, "span.missing": 1}


# --- The numbers ----------------------------------------------------------------------------


def spoilt(**figures):
    """A figure recorded well, then changed by hand."""

    def make(cast):
        found = recorded(cast, stage=Stage.SELF, by="tan")
        with unconstrained("criteria_finding", "finding_says_something"):
            changed(found, **figures)

    return make


fault("finding.empty")(spoilt(numerator=None, denominator=None))
fault("finding.half_ratio")(spoilt(denominator=None))
fault("finding.over_whole")(spoilt(numerator=Decimal(101)))
fault("finding.over_hundred")(spoilt(numerator=None, denominator=None, value=Decimal("100.5")))
fault("finding.typed_share")(spoilt(value=Decimal("90.06")))


@fault("finding.word_and_number")
def word_and_number(cast):
    found = recorded(cast, "15.2", declared=Verdict.MET, stage=Stage.SELF, by="tan")
    changed(found, value=Decimal(5))


# --- Verdicts -------------------------------------------------------------------------------


def span(cast, **given) -> VerdictSpan:
    recorded(cast, stage=Stage.SELF, by="tan")
    return VerdictSpan.objects.filter(indicator=build.indicator(), track=Track.SELF, **given).get()


def copy(row, **values) -> VerdictSpan:
    row.pk = None
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


@fault("span.overlap")
def overlap(cast):
    copy(span(cast), valid_from=dt.date(2017, 9, 23))


@fault("span.gap")
def gap(cast):
    first = span(cast)
    changed(first, valid_to=dt.date(2017, 9, 21))
    copy(first, valid_from=dt.date(2017, 9, 23))


@fault("span.dead_finding")
def dead_finding(cast):
    first = recorded(cast, stage=Stage.SELF, by="tan")
    given = {"stage": Stage.SELF, "by": "tan", "corrects_id": first.pk, "reason": "Thử", "numerator": 91}
    recorded(cast, denominator=100, **given)
    VerdictSpan.objects.filter(criterion=None, track=Track.SELF).update(finding=first)


@fault("span.other_cell")
def other_cell(cast):
    other = recorded(cast, unit=cast.xuan_chau, stage=Stage.SELF, by="chau")
    changed(span(cast, unit=cast.xuan_tan), finding=other)


@fault("span.outside_set")
def span_outside_set(cast):
    changed(span(cast), valid_to=dt.date(2030, 1, 1))


@fault("span.missing")
def missing(cast):
    span(cast).delete()


@fault("span.contradicts_word")
def contradicts_word(cast):
    recorded(cast, "15.2", declared=Verdict.MET, stage=Stage.SELF, by="tan")
    VerdictSpan.objects.filter(indicator=build.indicator("15.2")).update(verdict=Verdict.NOT_MET)


@fault("span.met_short")
def met_short(cast):
    row = span(cast)
    changed(row.finding, numerator=Decimal(84))
    VerdictSpan.objects.exclude(pk=row.pk).delete()
