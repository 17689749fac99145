"""Biến động hộ nghèo: who records it, what is refused, how a correction and a withdrawal work; never changed."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEntry
from criteria.actions.movements import record_movement, withdraw_movement
from criteria.actions.told import Moved, record_together
from criteria.models import Movement
from criteria.models.movement import movements_of
from criteria.permissions import movements_open_to, places_counted_by, places_counted_for
from tests import build

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
AT = build.moment("2017-09-25")


def record(unit, by, typed=None, **given):
    return record_movement(
        unit=unit, typed=typed or build.counted(), by=by, **{"at": AT, "today": TODAY} | given
    )  # fmt: skip


def in_force(unit, year=2017, **given):
    return (movements_of([unit.pk], [year], **given).get(unit.pk) or [None])[-1]


# --- Who ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "reads", "records"),
    [
        ("officer", 1, 1), ("tan", 1, 1), ("chair", 1, 1), ("lao_dong", 20, 20), ("hanh", 20, 20),
        ("party_office", 20, 0), ("leader", 20, 0), ("member", 20, 0), ("admin", 20, 0), ("front", 0, 0),
    ],
)  # fmt: skip
def test_a_commune_its_own_the_leading_department_and_the_office_all(who, reads, records, request):
    person = request.getfixturevalue(who)
    found = [rows(person).valid_on(TODAY).count() for rows in (places_counted_for, places_counted_by)]
    assert found == [reads, records]


def test_another_department_sees_none(district):
    health = build.user(role="SECTOR_DEPT", unit=district, department=build.department(district=district))
    assert (places_counted_for(health).count(), places_counted_by(health).count()) == (0, 0)


@pytest.mark.parametrize("who", ["chau", "leader", "front"])
def test_nobody_else_records(who, request, xuan_tan):
    with pytest.raises(PermissionDenied):
        record(xuan_tan, request.getfixturevalue(who))


# --- Recording ------------------------------------------------------------------------------


def test_a_count_is_stored_as_typed_and_leaves_a_line(xuan_tan, officer):
    row = record(xuan_tan, officer)
    assert row.facts == replace(build.counted(), id=row.pk)
    assert (row.entered_by, row.recorded_at, row.corrects, row.sample) == (officer, AT, None, False)
    line = AuditEntry.objects.latest("pk")
    assert (line.by, line.action, line.detail) == (officer, "Ghi biến động hộ nghèo", {"movement": row.pk})


def test_a_later_count_is_added_and_takes_over(xuan_tan, officer):
    june = record(xuan_tan, officer, build.counted("2017-06-30"))
    september = record(xuan_tan, officer, seen=june.pk)
    assert (in_force(xuan_tan).id, in_force(xuan_tan, as_of=dt.date(2017, 7, 1)).id) == (september.pk, june.pk)


def test_an_earlier_day_adds_history(xuan_tan, officer):
    september = record(xuan_tan, officer)
    record(xuan_tan, officer, build.counted("2017-06-30"), seen=september.pk)
    assert in_force(xuan_tan).id == september.pk


def test_the_same_day_again_is_a_correction_and_wants_its_reason(xuan_tan, officer):
    first = record(xuan_tan, officer)
    right = build.counted(poor=build.flow(new=3))
    with pytest.raises(ValidationError) as refused:
        record(xuan_tan, officer, right, seen=first.pk)
    assert refused.value.message_dict == {
        "reason": ["Ngày 18/9/2017 đã có số liệu đang dùng: ghi lý do đính chính, hoặc ghi ngày rà soát khác."]
    }
    second = record(xuan_tan, officer, right, seen=first.pk, reason="Bỏ sót 01 hộ")
    assert (second.corrects, second.reason, in_force(xuan_tan).poor.new) == (first, "Bỏ sót 01 hộ", 3)


def test_a_reason_without_anything_to_correct_is_not_kept(xuan_tan, officer):
    assert record(xuan_tan, officer, reason="không cần").reason == ""


def test_a_second_click_stores_nothing_more(xuan_tan, officer):
    first = record(xuan_tan, officer)
    assert record(xuan_tan, officer).pk == first.pk
    assert Movement.objects.count() == 1


def test_what_cannot_be_true_is_refused_at_its_box(xuan_tan, officer):
    with pytest.raises(ValidationError) as refused:
        record(xuan_tan, officer, build.counted(poor=build.flow(minority=90)))
    assert refused.value.message_dict == {"poor_minority": ["DTTS nhiều hơn số hộ cuối kỳ (49)."]}


def test_what_does_not_add_up_is_stored(xuan_tan, officer):
    assert not record(xuan_tan, officer, build.counted(poor=build.flow(end=47))).facts.poor.adds_up


def test_a_writer_who_has_not_seen_the_newest_is_stopped_with_it(xuan_tan, officer, hanh):
    theirs = record(xuan_tan, hanh)
    with pytest.raises(Moved) as moved:
        record(xuan_tan, officer, build.counted(poor=build.flow(new=0)))
    assert (moved.value.other, moved.value.unit) == (theirs, xuan_tan)
    withdraw_movement(movement=theirs, reason="Nhầm xã", by=hanh, at=AT)
    with pytest.raises(Moved) as moved:
        record(xuan_tan, officer, seen=theirs.pk)
    assert moved.value.other is None


def test_the_office_types_for_somebody_of_the_place(xuan_tan, xuan_chau, hanh):
    holder, stranger = build.appointment(xuan_tan), build.appointment(xuan_chau)
    assert record(xuan_tan, hanh, on_behalf_of=holder).on_behalf_of == holder
    with pytest.raises(ValidationError, match="không giữ chức ở đơn vị này"):
        record(xuan_tan, hanh, build.counted("2017-09-19"), seen=Movement.objects.get().pk, on_behalf_of=stranger)


def test_nothing_real_leans_on_the_demonstration(xuan_tan, officer):
    made_up = build.movement(xuan_tan, by=officer, sample=True)
    with pytest.raises(ValidationError, match="số liệu minh họa"):
        record(xuan_tan, officer, build.counted(poor=build.flow(new=3)), seen=made_up.pk, reason="Sửa")
    shown = build.appointment(xuan_tan, sample=True)
    with pytest.raises(ValidationError, match="không giữ chức"):
        record(xuan_tan, officer, build.counted("2017-09-19"), seen=made_up.pk, on_behalf_of=shown)
    assert list(movements_open_to(officer)) == []


# --- Taking back ----------------------------------------------------------------------------


def test_taken_back_the_count_before_holds_again(xuan_tan, officer):
    june = record(xuan_tan, officer, build.counted("2017-06-30"))
    september = record(xuan_tan, officer, seen=june.pk)
    gone = withdraw_movement(movement=september, reason="Nhầm năm", by=officer, at=AT)
    assert (gone.is_void, gone.corrects, gone.reason, in_force(xuan_tan).id) == (True, september, "Nhầm năm", june.pk)


def test_taking_back_wants_a_reason_and_happens_once(xuan_tan, officer):
    row = record(xuan_tan, officer)
    with pytest.raises(ValidationError, match="Nêu lý do"):
        withdraw_movement(movement=row, reason="", by=officer, at=AT)
    withdraw_movement(movement=row, reason="Nhầm xã", by=officer, at=AT)
    with pytest.raises(ValidationError, match="không còn hiệu lực"):
        withdraw_movement(movement=row, reason="Nhầm xã", by=officer, at=AT)


def test_a_stranger_takes_nothing_back(xuan_tan, officer, chau):
    row = record(xuan_tan, officer)
    with pytest.raises(ValidationError, match="không còn hiệu lực"):
        withdraw_movement(movement=row, reason="Nhầm xã", by=chau, at=AT)


def test_a_page_as_known_then_shows_what_was_known_then(xuan_tan, officer):
    first = record(xuan_tan, officer, at=build.moment("2017-09-20"))
    right = build.counted(poor=build.flow(new=3))
    second = record(xuan_tan, officer, right, seen=first.pk, reason="Bỏ sót 01 hộ", at=build.moment("2017-09-24"))
    known = [in_force(xuan_tan, known_at=build.moment(day, 23)) for day in ("2017-09-19", "2017-09-21", "2017-09-24")]
    assert [row and row.id for row in known] == [None, first.pk, second.pk]


# --- A whole table --------------------------------------------------------------------------


def test_a_table_is_stored_as_one_or_not_at_all(xuan_tan, xuan_chau, hanh):
    rows = {xuan_chau: build.counted(households=1559), xuan_tan: build.counted()}
    assert len(record_together(record_movement, rows=rows, by=hanh, at=AT, today=TODAY, seen={})) == 2
    seen = {row.unit_id: row.pk for row in Movement.objects.all()}
    later = {unit: replace(typed, counted_on=TODAY) for unit, typed in rows.items()}
    with pytest.raises(Moved):
        record_together(record_movement, rows=later, by=hanh, at=AT, today=TODAY, seen={xuan_tan.pk: seen[xuan_tan.pk]})
    assert Movement.objects.count() == 2


# --- The database itself --------------------------------------------------------------------


def test_a_count_is_neither_changed_nor_deleted(xuan_tan):
    row = build.movement(xuan_tan)
    with pytest.raises(IntegrityError, match="không được sửa"), transaction.atomic():
        Movement.objects.filter(pk=row.pk).update(poor_end=1)
    with pytest.raises(IntegrityError, match="không được xóa"), transaction.atomic():
        Movement.objects.filter(pk=row.pk).delete()
    made_up = build.movement(xuan_tan, build.counted("2017-06-30"), sample=True)
    assert Movement.objects.filter(pk=made_up.pk).delete()[0] == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_postgresql_refuses_truncate():
    with pytest.raises(IntegrityError, match="không được xóa"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE criteria_movement CASCADE")


def test_a_correction_speaks_of_the_same_place_and_year(xuan_tan, xuan_chau):
    row = build.movement(xuan_tan)
    for unit, typed in ((xuan_chau, build.counted()), (xuan_tan, build.counted("2016-12-31"))):
        with pytest.raises(IntegrityError, match="cùng đơn vị, cùng năm"), transaction.atomic():
            build.movement(unit, typed, corrects=row, reason="Thử")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"poor_escaped": 61}, "movement_escaped_were_poor"),
        ({"near_minority": 62}, "movement_minority_among_end"),
        ({"households": 100}, "movement_end_among_households"),
        ({"is_void": True}, "movement_void_only_corrects"),
    ],
)
def test_the_database_refuses_what_cannot_be(given, name, xuan_tan):
    by = build.user()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        build.movement(xuan_tan, by=by, **given)


def test_the_database_wants_a_reason_for_a_correction(xuan_tan):
    row = build.movement(xuan_tan)
    assert str(row) == f"{xuan_tan.pk}/2017, 2017-09-18"
    with pytest.raises(IntegrityError, match="movement_correction_has_reason"), transaction.atomic():
        build.movement(xuan_tan, corrects=row)
