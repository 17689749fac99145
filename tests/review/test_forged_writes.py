"""Rows that no page of the portal would send: each is refused with a sentence, and nothing is stored."""

import datetime as dt
from decimal import Decimal

import pytest

from accounts.enums import Role
from accounts.permissions import stages_open_to
from communes.enums import Kind, Level
from communes.models import Unit
from criteria.actions.findings import RowFaults, record_findings
from criteria.enums import Stage, Verdict
from criteria.models import Criterion, Finding, Indicator
from criteria.rules.admission import FigureRow
from tests import build

TODAY = dt.date(2017, 9, 25)
NOT_YOURS = "Chỉ tiêu này không nhập được bằng tài khoản này."
NOT_THIS_STAGE = "Tài khoản này không được ghi mức đánh giá đã chọn."


def refused(unit, *rows, by, **given) -> list[str]:
    """The sentences with which the rows were refused."""
    with pytest.raises(RowFaults) as fault:
        build.record(unit, *rows, by=by, at=build.moment(TODAY), **given)
    assert not Finding.objects.filter(unit=unit, entered_by=by).exclude(corrected_by=None).exists()
    return [sentence for sentences in fault.value.rows.values() for sentence in sentences]


@pytest.fixture
def neighbour(district) -> Unit:
    """A commune of another district of the province."""
    other = build.unit(level=Level.DISTRICT, kind=Kind.HUYEN, parent=district.parent)
    return build.unit(parent=other)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "number", "stage"),
    [
        ("hanh", "15.1", Stage.VERIFIED),
        ("hanh", "15.1", Stage.SELF),
        ("lao_dong", "11", Stage.VERIFIED),
        ("tan", "15.1", Stage.SELF),
        ("leader", "15.1", Stage.VERIFIED),
        ("admin", "15.1", Stage.VERIFIED),
    ],
)
def test_nobody_writes_for_another_district(who, number, stage, request, neighbour):
    by = request.getfixturevalue(who)
    row = build.row(number, 1, 100, stage=stage)
    with pytest.raises(RowFaults) as fault:
        build.record(neighbour, row, by=by)
    assert fault.value.rows[row.indicator_id]
    assert not Finding.objects.exists()
    assert stages_open_to(by, neighbour) == stages_open_to(by, neighbour.parent) == ()


@pytest.mark.django_db
def test_a_district_does_not_verify_itself(hanh, lao_dong, district):
    row = build.row("1", stage=Stage.VERIFIED, declared=Verdict.MET, level=Level.DISTRICT)
    assert refused(district, row, by=hanh) == [NOT_THIS_STAGE]
    assert stages_open_to(lao_dong, district) == ()
    assert stages_open_to(hanh, district.parent) == ()


@pytest.mark.django_db
def test_an_indicator_judges_only_places_of_its_level(hanh, district, xuan_tan):
    of_district = build.row("1", declared=Verdict.MET, level=Level.DISTRICT)
    of_commune = build.row("15.1", 90, 100, stage=Stage.SELF)
    assert refused(xuan_tan, of_district, by=hanh) == [NOT_YOURS]
    assert refused(district, of_commune, by=hanh) == [NOT_YOURS]


@pytest.mark.django_db
def test_a_set_kept_for_its_structure_takes_no_figures(hanh, xuan_tan):
    later = Indicator.objects.filter(criterion__criteria_set__structure_only=True, parts=None).first()
    row = FigureRow(later.pk, Stage.VERIFIED, TODAY, declared=Verdict.MET)
    assert NOT_YOURS in refused(xuan_tan, row, by=hanh)


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "is_right"), [(2015, False), (2016, True), (2017, True), (2018, False), (1, False)])
def test_the_year_of_a_figure_lies_in_the_time_of_its_set(year, is_right, hanh, xuan_tan):
    row = build.row("15.1", 90, 100, figure_year=year)
    if is_right:
        assert build.record(xuan_tan, row, by=hanh)
    else:
        assert refused(xuan_tan, row, by=hanh) == ["Năm của số liệu phải từ 2016 đến 2017."]


@pytest.mark.django_db
def test_no_year_without_a_level_opens_a_verdict_by_hand(officer, xuan_tan):
    row = build.row("15.1", stage=Stage.SELF, figure_year=2015, declared=Verdict.MET, reason="Không có mức")
    assert "Năm của số liệu phải từ 2016 đến 2017." in refused(xuan_tan, row, by=officer)


@pytest.mark.django_db
@pytest.mark.parametrize("figure", ["NaN", "Infinity", "-Infinity", "sNaN"])
@pytest.mark.parametrize("name", ["numerator", "denominator", "value"])
def test_what_is_no_number_is_refused(figure, name, hanh, xuan_tan):
    row = FigureRow(build.indicator().pk, Stage.VERIFIED, TODAY, **{name: Decimal(figure)})
    assert refused(xuan_tan, row, by=hanh)[0] == "Số liệu phải là một số."


@pytest.mark.django_db
@pytest.mark.parametrize("figure", ["1e30", "123456789012345678", "0.00001", "99999999999999.99999"])
def test_figures_the_books_cannot_hold_are_refused(figure, hanh, xuan_tan):
    income = build.indicator("10")
    build.target(income, "33")
    row = FigureRow(income.pk, Stage.VERIFIED, TODAY, value=Decimal(figure))
    assert len(refused(xuan_tan, row, by=hanh)) == 1


@pytest.mark.django_db
def test_nothing_is_less_than_nothing(hanh, xuan_tan):
    shacks = build.indicator("9.1")
    (stored,) = build.record(
        xuan_tan, FigureRow(shacks.pk, Stage.VERIFIED, TODAY, value=Decimal("-0")), by=hanh
    )  # fmt: skip
    assert Finding.objects.get(pk=stored.pk).value == 0
    row = FigureRow(shacks.pk, Stage.VERIFIED, TODAY, value=Decimal("-0.0001"))
    assert refused(xuan_tan, row, by=hanh) == ["Số liệu không được âm."]


@pytest.mark.django_db
def test_a_withdrawal_carries_no_figure(hanh, xuan_tan):
    (wrong,) = build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    for given in ({"numerator": 1, "denominator": 2}, {"value": 3}, {"declared": Verdict.NEARLY}):
        row = build.row("15.1", corrects_id=wrong.pk, is_void=True, reason="Thử", **given)
        assert refused(xuan_tan, row, by=hanh) == ["Rút số liệu không kèm giá trị."]


@pytest.mark.django_db
def test_one_figure_is_not_corrected_twice_in_one_batch(hanh, xuan_tan):
    (wrong,) = build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    rows = [build.row("15.1", 80, 100, day, corrects_id=wrong.pk, reason="Thử") for day in ("2017-09-20", "2017-09-21")]
    assert refused(xuan_tan, *rows, by=hanh) == ["Có hai dòng đính chính cùng một số liệu: chỉ ghi một dòng."]


@pytest.mark.django_db
def test_nobody_corrects_a_figure_of_another_place_stage_or_cell(hanh, tan, chau, xuan_tan, xuan_chau):
    (verified,) = build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    (other,) = build.record(xuan_chau, build.row("15.1", 90, 100, stage=Stage.SELF), by=chau)
    for pk in (verified.pk, other.pk, 10**9):
        row = build.row("15.1", 10, 100, stage=Stage.SELF, corrects_id=pk, reason="Thử")
        (sentence,) = refused(xuan_tan, row, by=tan)
        assert sentence.startswith("Số liệu cần đính chính")
        void = build.row("15.1", stage=Stage.SELF, corrects_id=pk, reason="Thử", is_void=True)
        assert refused(xuan_tan, void, by=tan) == [sentence]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.LEADERSHIP, Role.FRONT, Role.PARTY_OFFICE, Role.PARTY_ORG, Role.ADMIN])
def test_readers_write_nothing(role, district, xuan_tan):
    by = build.user(role=role, unit=district)
    for stage in Stage:
        row = build.row("15.1", 90, 100, stage=stage)
        assert refused(xuan_tan, row, by=by)


@pytest.mark.django_db
def test_a_figure_somebody_else_added_for_the_same_past_day_makes_the_write_stale(hanh, lao_dong, xuan_tan):
    (newest,) = build.record(xuan_tan, build.row("11", 30, 2470, "2017-09-18"), by=hanh)
    first = build.row("11", 40, 2470, "2017-06-30", seen_finding_id=newest.pk)
    (theirs,) = build.record(xuan_tan, first, by=lao_dong, trust_seen=False)
    second = build.row("11", 50, 2470, "2017-06-30", seen_finding_id=newest.pk)
    with pytest.raises(RowFaults) as fault:
        build.record(xuan_tan, second, by=hanh, trust_seen=False)
    assert fault.value.stale == {second.indicator_id: theirs}
    after_looking = build.row("11", 50, 2470, "2017-06-30", seen_finding_id=theirs.pk)
    assert build.record(xuan_tan, after_looking, by=hanh, trust_seen=False)
    another_day = build.row("11", 45, 2470, "2017-07-31", seen_finding_id=newest.pk)
    assert build.record(xuan_tan, another_day, by=hanh, trust_seen=False)


@pytest.mark.django_db
@pytest.mark.parametrize("seen", ["nothing", "too much", "another cell", "another side", "taken back"])
def test_a_writer_cannot_pretend_to_have_seen_it(seen, hanh, officer, xuan_tan):
    (older,) = build.record(xuan_tan, build.row("15.1", 70, 100, "2017-08-01"), by=hanh)
    (head,) = build.record(xuan_tan, build.row("15.1", 80, 100, "2017-08-31"), by=hanh)
    (own,) = build.record(xuan_tan, build.row("15.1", 95, 100, "2017-09-01", Stage.SELF), by=officer)
    (elsewhere,) = build.record(xuan_tan, build.row("11", 1, 100, "2017-09-01"), by=hanh)
    named = {"nothing": None, "too much": 10**15, "another cell": elsewhere.pk, "another side": own.pk}
    if seen == "taken back":
        void = build.row("15.1", assessed_on="2017-08-31", corrects_id=head.pk, is_void=True, reason="Thử")
        build.record(xuan_tan, void, by=hanh, at=build.moment(TODAY))
        named, head = {seen: head.pk}, older
    row = build.row("15.1", 85, 100, seen_finding_id=named[seen])
    with pytest.raises(RowFaults) as fault:
        record_findings(
            unit=xuan_tan, rows=[row], by=hanh, at=build.moment(TODAY), today=TODAY, trust_seen=False
        )  # fmt: skip
    assert fault.value.stale == {row.indicator_id: head}


@pytest.mark.django_db
def test_no_figure_is_dated_outside_the_life_of_its_place_or_set(hanh, district):
    place = build.unit(parent=district, valid_from=dt.date(2017, 5, 1), valid_to=dt.date(2017, 6, 30))
    for day in ("2017-04-30", "2017-07-01"):
        (sentence,) = refused(place, build.row("15.1", 90, 100, day), by=hanh)
        assert sentence == "Ngày số liệu phải từ 01/5/2017 đến 30/6/2017."
    assert build.record(place, build.row("15.1", 90, 100, "2017-05-01"), by=hanh)
    ended = build.criterion(build.criteria_set(effective_to=dt.date(2017, 1, 31)))
    shares = Indicator.objects.create(
        criterion=Criterion.objects.get(pk=ended.pk), number="1.1", name="Thử", short_name="Thử", kind="PERCENT",
        direction="AT_LEAST", unit_of_measure="%", keeps_ratio=True, display_order=1,
    )  # fmt: skip
    row = FigureRow(shares.pk, Stage.VERIFIED, dt.date(2017, 5, 2), numerator=Decimal(1), denominator=Decimal(2))
    assert refused(place, row, by=hanh) == ["Ngày số liệu phải từ 01/5/2017 đến 31/01/2017."]
