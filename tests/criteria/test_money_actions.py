"""Tables of money: who records them, what is refused, how a correction and a withdrawal work; never changed."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEntry
from criteria.actions.money import record_sheet, withdraw_sheet
from criteria.actions.told import Moved, record_together
from criteria.enums import Money
from criteria.models import DebtLine, FundingContent, FundingLine, MoneySheet
from criteria.models.money import contents_in_order, standing_on
from criteria.permissions import money_open_to, places_of_money, places_of_money_for
from tests import build
from tests.criteria import money
from tests.criteria.money import amounts, debts, funding, line, work

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
AT = build.moment("2017-09-25")


def record(unit, by, typed=None, **given):
    return record_sheet(unit=unit, typed=typed or debts(), by=by, **{"at": AT, "today": TODAY} | given)


def in_force(unit, kind=Money.DEBT, day="2017-09-25", **given):
    day = build.date(day)
    return standing_on(kind, [unit.pk], [day], **given)[day].get(unit.pk)


# --- Who ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "reads", "records"),
    [
        ("officer", 1, 1), ("tan", 1, 1), ("chair", 1, 1), ("hanh", 20, 20), ("lao_dong", 20, 0),
        ("party_office", 20, 0), ("leader", 20, 0), ("member", 20, 0), ("admin", 20, 0), ("front", 0, 0),
    ],
)  # fmt: skip
def test_a_commune_its_own_the_office_all_and_everybody_but_the_front_reads(who, reads, records, request):
    person = request.getfixturevalue(who)
    found = [rows(person).valid_on(TODAY).count() for rows in (places_of_money, places_of_money_for)]
    assert found == [reads, records]


@pytest.mark.parametrize("who", ["chau", "leader", "front", "lao_dong"])
def test_nobody_else_records(who, request, xuan_tan):
    with pytest.raises(PermissionDenied):
        record(xuan_tan, request.getfixturevalue(who))


# --- Recording ------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [debts(), debts(none=True), funding()])
def test_a_table_is_stored_whole_and_leaves_a_line(typed, xuan_tan, officer):
    row = record(xuan_tan, officer, typed)
    assert in_force(xuan_tan, typed.kind) == replace(typed, id=row.pk)
    assert (row.entered_by, row.recorded_at, row.corrects, row.sample) == (officer, AT, None, False)
    told = AuditEntry.objects.latest("pk")
    assert (told.by, told.action, told.detail) == (
        officer, f"Ghi bảng {Money(typed.kind).label.lower()}", {"money": row.pk},
    )  # fmt: skip


def test_a_content_of_which_nothing_was_said_takes_no_room(xuan_tan, officer):
    empty = line("dien", volume=0, commune=0)
    row = record(xuan_tan, officer, funding("2017-09-25", line(plan=amounts(credit=1)), empty))
    assert (row.line_count, FundingLine.objects.count()) == (2, 2)


def test_a_plan_alone_is_kept_beside_an_empty_result(xuan_tan, officer):
    typed = funding("2017-09-25", replace(line(volume=0, commune=0, plan=amounts(credit=1)), volume=None))
    record(xuan_tan, officer, typed)
    assert in_force(xuan_tan, Money.FUNDING).lines == typed.lines


def test_a_later_table_takes_over_and_an_earlier_one_adds_history(xuan_tan, officer):
    june = record(xuan_tan, officer, debts("2017-06-30"))
    september = record(xuan_tan, officer, debts(none=True), seen=june.pk)
    march = record(xuan_tan, officer, debts("2017-03-31"), seen=september.pk)
    assert [in_force(xuan_tan, day=day).id for day in ("2017-04-01", "2017-07-01", "2017-09-25")] == [
        march.pk, june.pk, september.pk,
    ]  # fmt: skip


def test_the_same_day_again_is_a_correction_and_wants_its_reason(xuan_tan, officer):
    first = record(xuan_tan, officer)
    right = debts("2017-09-25", work(paid=600))
    with pytest.raises(ValidationError) as refused:
        record(xuan_tan, officer, right, seen=first.pk)
    assert refused.value.message_dict == {
        "reason": ["Ngày 25/9/2017 đã có bảng đang dùng: ghi lý do đính chính, hoặc ghi ngày số liệu khác."]
    }
    second = record(xuan_tan, officer, right, seen=first.pk, reason="Kho bạc đã trả 100")
    assert (second.corrects, second.reason, in_force(xuan_tan).owed) == (first, "Kho bạc đã trả 100", 200)


def test_a_reason_without_anything_to_correct_is_not_kept(xuan_tan, officer):
    assert record(xuan_tan, officer, reason="không cần").reason == ""


@pytest.mark.parametrize("typed", [debts(), funding(), debts(none=True)])
def test_a_second_click_stores_nothing_more(typed, xuan_tan, officer):
    first = record(xuan_tan, officer, typed)
    assert record(xuan_tan, officer, typed).pk == first.pk
    assert MoneySheet.objects.count() == 1


def test_the_two_kinds_do_not_stand_in_each_others_way(xuan_tan, officer):
    record(xuan_tan, officer, debts())
    assert record(xuan_tan, officer, funding()).corrects is None


def test_what_cannot_be_true_is_refused_at_its_cell(xuan_tan, officer):
    with pytest.raises(ValidationError) as refused:
        record(xuan_tan, officer, debts("2017-09-25", work(paid=900)))
    assert refused.value.message_dict == {"0.paid": ["Đã thanh toán nhiều hơn giá trị hoàn thành (800)."]}


def test_an_unknown_content_is_refused(xuan_tan, officer):
    with pytest.raises(ValidationError, match="Nội dung không có trong danh mục: cau-cang"):
        record(xuan_tan, officer, funding("2017-09-25", line("cau-cang")))


def test_a_writer_who_has_not_seen_the_newest_is_stopped_with_it(xuan_tan, officer, hanh):
    theirs = record(xuan_tan, hanh)
    with pytest.raises(Moved) as moved:
        record(xuan_tan, officer, debts("2017-09-24"))
    assert (moved.value.other, moved.value.unit) == (theirs, xuan_tan)
    withdraw_sheet(sheet=theirs, reason="Nhầm xã", by=hanh, at=AT)
    with pytest.raises(Moved) as moved:
        record(xuan_tan, officer, seen=theirs.pk)
    assert moved.value.other is None


def test_the_office_types_for_somebody_of_the_place(xuan_tan, xuan_chau, hanh):
    holder, stranger = build.appointment(xuan_tan), build.appointment(xuan_chau)
    assert record(xuan_tan, hanh, on_behalf_of=holder).on_behalf_of == holder
    with pytest.raises(ValidationError, match="không giữ chức ở đơn vị này"):
        record(xuan_tan, hanh, debts("2017-09-19"), seen=MoneySheet.objects.get().pk, on_behalf_of=stranger)


def test_nothing_real_leans_on_the_demonstration(xuan_tan, officer):
    made_up = money.sheet(xuan_tan, by=officer, sample=True)
    with pytest.raises(ValidationError, match="số liệu minh họa"):
        record(xuan_tan, officer, debts(none=True), seen=made_up.pk, reason="Sửa")
    shown = build.appointment(xuan_tan, sample=True)
    with pytest.raises(ValidationError, match="không giữ chức"):
        record(xuan_tan, officer, debts("2017-09-19"), seen=made_up.pk, on_behalf_of=shown)
    assert list(money_open_to(officer)) == []
    officer.sample = True
    assert list(money_open_to(officer)) == [made_up]


# --- Taking back ----------------------------------------------------------------------------


def test_taken_back_the_table_before_holds_again(xuan_tan, officer):
    june = record(xuan_tan, officer, debts("2017-06-30"))
    september = record(xuan_tan, officer, seen=june.pk)
    gone = withdraw_sheet(sheet=september, reason="Nhầm năm", by=officer, at=AT)
    assert (gone.is_void, gone.corrects, gone.line_count, in_force(xuan_tan).id) == (True, september, 0, june.pk)


def test_taking_back_wants_a_reason_and_happens_once(xuan_tan, officer, chau):
    row = record(xuan_tan, officer)
    with pytest.raises(ValidationError, match="Nêu lý do"):
        withdraw_sheet(sheet=row, reason="", by=officer, at=AT)
    with pytest.raises(ValidationError, match="không còn hiệu lực"):
        withdraw_sheet(sheet=row, reason="Nhầm xã", by=chau, at=AT)
    withdraw_sheet(sheet=row, reason="Nhầm xã", by=officer, at=AT)
    with pytest.raises(ValidationError, match="không còn hiệu lực"):
        withdraw_sheet(sheet=row, reason="Nhầm xã", by=officer, at=AT)


def test_a_day_as_known_then_shows_what_was_known_then(xuan_tan, officer):
    first = record(xuan_tan, officer, debts("2017-09-18"), at=build.moment("2017-09-20"))
    second = record(
        xuan_tan, officer, debts("2017-09-18", none=True), seen=first.pk, reason="Sửa", at=build.moment("2017-09-24")
    )
    known = [in_force(xuan_tan, known_at=build.moment(day, 23)) for day in ("2017-09-19", "2017-09-21", "2017-09-24")]
    assert [found and found.id for found in known] == [None, first.pk, second.pk]


# --- Many places ----------------------------------------------------------------------------


def test_tables_of_many_places_are_stored_as_one_or_not_at_all(xuan_tan, xuan_chau, hanh):
    rows = {xuan_chau: debts(), xuan_tan: debts(none=True)}
    assert len(record_together(record_sheet, rows=rows, by=hanh, at=AT, today=TODAY, seen={})) == 2
    seen = {row.unit_id: row.pk for row in MoneySheet.objects.all()}
    later = {unit: debts("2017-09-24") for unit in rows}
    with pytest.raises(Moved):
        record_together(record_sheet, rows=later, by=hanh, at=AT, today=TODAY, seen={xuan_tan.pk: seen[xuan_tan.pk]})
    assert MoneySheet.objects.count() == 2


def test_a_closed_content_is_offered_only_where_it_was_used(db):
    FundingContent.objects.filter(code="cho").update(is_open=False)
    assert "cho" not in [content.code for content in contents_in_order()]
    assert "cho" in [content.code for content in contents_in_order(["cho"])]
    assert [str(content) for content in contents_in_order()][:2] == ["Lập, điều chỉnh quy hoạch", "Giao thông"]


# --- The database itself --------------------------------------------------------------------


@pytest.mark.parametrize("model", [MoneySheet, DebtLine, FundingLine])
def test_nothing_is_changed_or_deleted(model, xuan_tan):
    money.sheet(xuan_tan)
    money.sheet(xuan_tan, funding())
    pk = model.objects.first().pk
    change = {"reason": "x"} if model is MoneySheet else {"note": "x"}
    with pytest.raises(IntegrityError, match="không được sửa"), transaction.atomic():
        model.objects.filter(pk=pk).update(**change)
    with pytest.raises(IntegrityError, match="không được xóa"), transaction.atomic():
        model.objects.filter(pk=pk)._raw_delete("default")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_postgresql_refuses_truncate():
    with pytest.raises(IntegrityError, match="không được xóa"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE criteria_moneysheet CASCADE")


def test_no_line_is_added_to_a_table_that_has_all_of_its_own(xuan_tan):
    owed, raised = money.sheet(xuan_tan), money.sheet(xuan_tan, funding())
    late = DebtLine(sheet=owed, position=9, work="Thêm", investment=1)
    content = FundingContent.objects.get(code="dien")
    strays = [
        late, FundingLine(sheet=raised, content=content), DebtLine(sheet=raised, position=1, work="Lạc", investment=1),
    ]  # fmt: skip
    for row in strays:
        with pytest.raises(IntegrityError, match="Bảng đã đủ dòng"), transaction.atomic():
            row.save(force_insert=True)


def test_a_correction_speaks_of_the_same_place_kind_and_day(xuan_tan, xuan_chau):
    row = money.sheet(xuan_tan)
    for unit, told in ((xuan_chau, debts()), (xuan_tan, funding()), (xuan_tan, debts("2017-06-30"))):
        with pytest.raises(IntegrityError, match="cùng đơn vị, cùng loại, cùng ngày"), transaction.atomic():
            money.sheet(unit, told, corrects=row, reason="Thử")


def test_the_database_refuses_what_cannot_be(xuan_tan):
    by, row = build.user(), money.sheet(xuan_tan)
    assert str(row) == f"{xuan_tan.pk}/DEBT, 2017-09-25"
    for given, name in (
        ({"is_void": True}, "money_sheet_void_only_corrects"),
        ({"corrects": row}, "money_sheet_correction_has_reason"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            money.sheet(xuan_tan, by=by, **given)
    for told, name in (
        (debts("2017-09-01", work(paid=900)), "debt_line_paid_was_done"),
        (funding("2017-09-01", line(commune=-1)), "funding_line_not_negative"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            money.sheet(xuan_tan, told, by=by)
    assert [str(one) for one in (DebtLine.objects.get(), money.funding_rows(funding())[0])] == [
        "Đường trục xóm 3", f"None/{FundingContent.objects.get(code='giao-thong').pk}",
    ]  # fmt: skip
