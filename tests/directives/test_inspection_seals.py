"""What both sides signed changes no more, with whatever tool somebody tries."""

import pytest
from django.db import DatabaseError, connection, transaction

from directives.models import (
    ChecklistItem,
    Inspection,
    InspectionMember,
    InspectionNote,
    InspectionPaper,
    InspectionRequest,
    InspectionStep,
    RequestStep,
)
from tests import build
from tests.directives import visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(hanh, xuan_tan) -> Inspection:
    found = visits.written(xuan_tan, hanh)
    visits.photo(found, hanh)
    visits.asked(found, hanh)
    return visits.sign(found, hanh)


def refused(sql: str, *params, words="đã ký không được sửa"):
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("conclusions", "khác"),
        ("visited_on", "2017-09-21"),
        ("signed_on", "2017-09-22"),
        ("unit_signer", "khác"),
        ("began_at", "08:00"),
        ("state", "HELD"),
    ],
)
def test_no_word_of_signed_minutes_changes(column, value, made):
    refused(f"UPDATE directives_inspection SET {column} = %s WHERE id = %s", value, made.pk)  # noqa: S608 - ours


def test_a_signed_visit_may_still_end_and_a_drafted_one_change(made, hanh, xuan_tan):
    Inspection.objects.filter(pk=made.pk).update(state="CLOSED")
    open_one = visits.written(xuan_tan, hanh)
    Inspection.objects.filter(pk=open_one.pk).update(conclusions="khác")
    assert Inspection.objects.get(pk=open_one.pk).conclusions == "khác"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("inspectionnote", "seen"),
        ("inspectionmember", "name"),
        ("checklistitem", "look_at"),
        ("inspectionrequest", "text"),
    ],
)
def test_no_part_of_signed_minutes_changes_or_goes(table, column, made):
    refused(f"UPDATE directives_{table} SET {column} = 'khác' WHERE inspection_id = %s", made.pk)  # noqa: S608 - ours
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM directives_{table} WHERE inspection_id = %s", [made.pk])  # noqa: S608 - ours


def test_nothing_is_added_to_signed_minutes(made, hanh):
    evidence = build.evidence(made.unit, by=hanh)
    criterion, poor = visits.cell("11")
    added = [
        InspectionNote(inspection=made, slot="khac-muon"),
        InspectionMember(inspection=made, side="TEAM", position=9, name="Đến muộn"),
        ChecklistItem(inspection=made, criterion=criterion, indicator=poor),
        InspectionPaper(
            inspection=made, note=made.notes.get(), evidence=evidence, by=hanh, at=build.moment("2017-09-25")
        ),
    ]
    for row in added:
        with pytest.raises(DatabaseError, match="đã ký không được sửa"), transaction.atomic():
            row.save()


@pytest.mark.parametrize("model", [InspectionStep, RequestStep, InspectionPaper])
def test_trails_and_papers_are_only_added(model, made, tan):
    RequestStep.objects.create(
        request=made.requests.get(), act="ANSWER", words="Đang làm", by=tan, at=build.moment("2017-09-25")
    )
    table = model._meta.db_table
    refused(f"UPDATE {table} SET at = at", words="chỉ được ghi thêm")  # noqa: S608 - ours
    refused(f"DELETE FROM {table}", words="chỉ được ghi thêm")  # noqa: S608 - ours


def test_a_visit_is_never_deleted(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    refused("DELETE FROM directives_inspection WHERE id = %s", made.pk, words="không được xóa")


def test_the_state_of_a_request_moves_on(made):
    InspectionRequest.objects.filter(pk=made.requests.get().pk).update(state="ANSWERED")
    assert made.requests.get().state == "ANSWERED"


@pytest.mark.parametrize(
    "given",
    [
        {"state": "SIGNED"},
        {"state": "SIGNED", "signed_on": build.date("2017-09-19"), "team_signer": "A", "unit_signer": "B"},
        {"state": "SIGNED", "signed_on": build.date("2017-09-20"), "team_signer": "A"},
        {"signed_on": build.date("2017-09-20"), "team_signer": "A", "unit_signer": "B"},
    ],
)
def test_a_signature_is_whole_or_not_there(given, hanh, xuan_tan):
    made = visits.written(xuan_tan, hanh)
    with pytest.raises(DatabaseError), transaction.atomic():
        Inspection.objects.filter(pk=made.pk).update(**given)
