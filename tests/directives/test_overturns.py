"""Phúc tra từ kiểm tra: proposed by the team, recorded by the office, linked both ways, undone by correction."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from criteria.actions.findings import RowFaults
from criteria.enums import Stage, Verdict
from criteria.models import EvidenceLink, Finding
from criteria.status import read_cells
from directives.actions.minutes import keep_photo
from directives.actions.overturns import Seen, confirm_overturn, propose_overturn, refuse_overturn, undo_overturn
from directives.models import Overturn
from directives.tables.checklist import checked_lines, overturn_line
from tests import build
from tests.directives import visits

pytestmark = pytest.mark.django_db
AT, TODAY = build.moment("2017-09-25"), build.date("2017-09-25")
WASTE = "17.5"


@pytest.fixture
def made(member, hanh, xuan_tan):
    """A member saw waste where the district had found the indicator met."""
    build.record(xuan_tan, build.row(WASTE, declared=Verdict.MET, assessed_on="2017-06-30"), by=hanh)
    found = visits.written(xuan_tan, member, points=(WASTE,))
    keep_photo(
        inspection=found, slot=visits.slot_of(found, WASTE), upload=build.upload(), by=member, at=AT, today=TODAY
    )
    return visits.sign(found, member)


def propose(made, by, number=WASTE, **given) -> Overturn:
    seen = Seen("Rác đổ ven mương", **({"declared": "NOT_MET"} | given))
    return propose_overturn(note=made.notes.get(), indicator=build.indicator(number), seen=seen, by=by, at=AT)


def confirm(row, by, seen_id):
    return confirm_overturn(overturn=row, seen_finding_id=seen_id, by=by, at=AT, today=TODAY)


def stands(made) -> Finding:
    return Finding.objects.live().get(unit=made.unit, indicator__number=WASTE)


def verdict(made) -> str:
    key = made.unit_id, build.indicator(WASTE).pk
    return read_cells([key[0]], [key[1]], TODAY)[key].verdict


def test_a_confirmed_proposal_is_a_re_check_with_the_minutes_as_its_source(made, member, hanh):
    row = confirm(propose(made, member), hanh, stands(made).pk)
    finding = row.finding
    assert (finding.stage, finding.assessed_on, finding.declared, finding.reason) == (
        Stage.RECHECK,
        made.visited_on,
        Verdict.NOT_MET,
        "Rác đổ ven mương",
    )
    assert finding.source_document == f"Biên bản kiểm tra ngày 20/9/2017, Tổ công tác NTM (/kiem-tra/{made.pk}/)"
    assert finding.overturn == row
    assert verdict(made) == Verdict.NOT_MET
    assert EvidenceLink.objects.get(finding=finding).evidence == made.papers.get().evidence
    assert row.decided_by == hanh


def test_taking_it_back_restores_what_stood_before(made, member, hanh):
    row = confirm(propose(made, member), hanh, stands(made).pk)
    with pytest.raises(ValidationError, match="không còn hiệu lực"):
        undo_overturn(overturn=row, reason="Nhầm xóm", by=member, at=AT, today=TODAY)
    undo_overturn(overturn=row, reason="Nhầm xóm", by=hanh, at=AT, today=TODAY)
    assert verdict(made) == Verdict.MET
    line = overturn_line(Overturn.objects.get())
    assert (line.words, line.may_undo) == ("đã ghi phúc tra, sau đó đính chính hoặc rút", False)
    with pytest.raises(ValidationError, match="không còn hiệu lực"):
        undo_overturn(overturn=row, reason="Nhầm xóm", by=hanh, at=AT, today=TODAY)


def test_what_both_sides_signed_keeps_the_verdict_they_saw(made, member, hanh):
    confirm(propose(made, member), hanh, stands(made).pk)
    (line,) = checked_lines(made, TODAY)
    assert (line.cell.verdict, line.note.verdict, line.differs) == (Verdict.MET, "NOT_MET", True)


@pytest.mark.parametrize("who", ["member", "front", "lao_dong", "tan", "leader", "admin", "party_office"])
def test_only_who_records_re_checks_decides(who, made, member, request):
    row, by = propose(made, member), request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        confirm(row, by, None)
    with pytest.raises(PermissionDenied):
        refuse_overturn(overturn=row, reason="Không", by=by, at=AT)


@pytest.mark.parametrize("who", ["leader", "front", "tan", "lao_dong"])
def test_only_the_team_proposes(who, made, request):
    with pytest.raises(PermissionDenied):
        propose(made, request.getfixturevalue(who))


def test_the_office_may_decline_with_a_reason_once(made, member, hanh):
    row = propose(made, member)
    with pytest.raises(ValidationError, match="Nêu lý do"):
        refuse_overturn(overturn=row, reason="", by=hanh, at=AT)
    refuse_overturn(overturn=row, reason="Chờ xem lại tại chỗ", by=hanh, at=AT)
    assert overturn_line(Overturn.objects.get()).words == "không xác nhận: Chờ xem lại tại chỗ"
    with pytest.raises(ValidationError, match="đã có quyết định"):
        confirm(row, hanh, stands(made).pk)
    assert verdict(made) == Verdict.MET


def test_a_figure_that_came_meanwhile_makes_the_confirmation_stale(made, member, hanh):
    row, seen_id = propose(made, member), stands(made).pk
    later = build.user(unit=made.unit.district)
    build.record(made.unit, build.row(WASTE, declared=Verdict.MET, assessed_on="2017-09-21"), by=later)
    with pytest.raises(RowFaults):
        confirm(row, hanh, seen_id)
    assert Overturn.objects.get().decided_at is None


def test_nothing_is_recorded_from_minutes_that_are_not_signed(member, hanh, xuan_tan):
    found = visits.written(xuan_tan, member, points=(WASTE,))
    row = propose(found, member)
    with pytest.raises(ValidationError, match="Biên bản chưa ký"):
        confirm(row, hanh, None)


def test_the_same_cell_waits_once_and_says_something(made, member):
    propose(made, member)
    with pytest.raises(ValidationError, match="chờ văn phòng xác nhận"):
        propose(made, member)
    with pytest.raises(ValidationError, match="Ghi kết quả thấy được"):
        propose(made, member, number="17.7", declared="")


def test_numbers_go_the_same_way(hanh, member, xuan_tan):
    found = visits.signed(xuan_tan, member, requests=0)
    row = propose(found, member, "15.1", declared="", numerator=Decimal(6100), denominator=Decimal(8600))
    assert (str(row), row.shown) == (f"{row.note_id}: {row.indicator}", "")
    assert confirm(row, hanh, None).finding.numerator == 6100


def test_nothing_real_is_decided_in_the_demonstration(hanh, xuan_tan):
    clerk = build.user(role="ASSIGNED_MEMBER", unit=xuan_tan.district, sample=True)
    row = propose(visits.signed(xuan_tan, clerk, points=(WASTE,)), clerk)
    with pytest.raises(ValidationError, match="minh họa"):
        confirm(row, hanh, None)
