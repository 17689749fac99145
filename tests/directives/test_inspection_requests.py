"""Kiến nghị: asked, answered with proof, returned, accepted by another."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from directives.actions.inspection_requests import (
    Wanted,
    accept_request,
    answer_request,
    drop_request,
    make_request,
    return_request,
)
from directives.enums import RequestAct
from directives.models import InspectionRequest
from directives.permissions import requests_acceptable_by, requests_answerable_by, requests_visible_to
from tests import build
from tests.directives import visits

pytestmark = pytest.mark.django_db
AT, TODAY = build.moment("2017-09-25"), build.date("2017-09-25")


def answer(row, by, act=RequestAct.ANSWER, words="Đang làm", proof=False):
    upload = build.upload() if proof else None
    return answer_request(request=row, act=act, words=words, upload=upload, by=by, at=AT, today=TODAY)


def fresh(row) -> InspectionRequest:
    return InspectionRequest.objects.get(pk=row.pk)


@pytest.fixture
def row(hanh, xuan_tan) -> InspectionRequest:
    return visits.signed(xuan_tan, hanh).requests.get()


def test_the_way_of_a_request(row, tan, officer, hanh):
    answer(row, officer)
    assert fresh(row).state == "ANSWERED"
    answer(row, tan, RequestAct.FINISH, "Đã phân công 04 người", proof=True)
    assert (fresh(row).state, fresh(row).done_by, fresh(row).done_on) == ("DONE", tan, TODAY)
    return_request(request=row, words="Thiếu xóm 7", by=hanh, at=AT)
    assert (fresh(row).state, fresh(row).done_by) == ("OPEN", None)
    answer(row, tan, RequestAct.FINISH, "Đã thêm xóm 7")
    accept_request(request=row, words="", by=hanh, at=AT, today=TODAY)
    done = fresh(row)
    assert (done.state, done.accepted_by, done.pill_on(TODAY)) == ("ACCEPTED", hanh, ("done", "Hoàn thành 25/9/2017"))
    steps = [(step.get_act_display(), step.by) for step in done.steps.all()]
    assert steps == [
        ("Trả lời", officer),
        ("Báo đã xong", tan),
        ("Chưa chấp nhận, trả lại", hanh),
        ("Báo đã xong", tan),
        ("Chấp nhận", hanh),
    ]
    assert str(done.steps.first()) == f"{row.pk}: Trả lời"
    assert done.papers.get().evidence.unit == done.inspection.unit


def test_done_needs_a_proof_and_words(row, tan):
    with pytest.raises(ValidationError, match="phải kèm ảnh hoặc giấy tờ"):
        answer(row, tan, RequestAct.FINISH)
    with pytest.raises(ValidationError, match="Ghi nội dung trả lời"):
        answer(row, tan, words="")
    assert fresh(row).state == "OPEN"


@pytest.mark.parametrize("who", ["chau", "hanh", "leader", "front", "lao_dong", "member"])
def test_only_who_is_asked_answers(who, row, request):
    with pytest.raises(PermissionDenied):
        answer(row, request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["tan", "member", "front", "leader", "lao_dong", "party_office"])
def test_only_who_asked_accepts(who, row, tan, request):
    answer(row, tan, RequestAct.FINISH, proof=True)
    with pytest.raises(PermissionDenied):
        accept_request(request=row, words="", by=request.getfixturevalue(who), at=AT, today=TODAY)


def test_nobody_accepts_what_he_reported_himself(row, tan, hanh):
    answer(row, tan, RequestAct.FINISH, proof=True)
    InspectionRequest.objects.filter(pk=row.pk).update(done_by=hanh)
    with pytest.raises(PermissionDenied):
        accept_request(request=row, words="", by=hanh, at=AT, today=TODAY)
    given = {"state": "ACCEPTED", "accepted_by": hanh, "accepted_on": TODAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionRequest.objects.filter(pk=row.pk).update(**given)


def test_a_department_answers_what_is_asked_of_it(hanh, lao_dong, labour, tan, xuan_tan):
    made = visits.written(xuan_tan, hanh)
    asked = visits.asked(made, hanh, department=labour)
    visits.asked(made, hanh)
    visits.sign(made, hanh)
    assert list(requests_visible_to(lao_dong)) == list(requests_answerable_by(lao_dong)) == [asked]
    assert asked not in requests_answerable_by(tan)
    answer(asked, lao_dong)
    assert fresh(asked).asked == labour.short_name


def test_a_request_binds_from_the_signature_on(hanh, tan, xuan_tan):
    made = visits.written(xuan_tan, hanh)
    row = visits.asked(made, hanh)
    assert not requests_visible_to(tan).exists()
    with pytest.raises(PermissionDenied):
        answer(row, tan)
    assert not requests_acceptable_by(hanh).exists()


def test_a_request_is_made_once_and_dropped_before_the_signature(hanh, xuan_tan):
    made = visits.written(xuan_tan, hanh)
    given = {"inspection": made, "wanted": Wanted("Dọn rác", TODAY, post="CHAIR"), "token": "t", "by": hanh, "at": AT}
    row = make_request(**given)
    assert make_request(**given) == row
    with pytest.raises(ValidationError, match="từ ngày kiểm tra"):
        visits.asked(made, hanh, due="2017-09-19")
    with pytest.raises(ValidationError, match="Chọn một chức vụ hoặc một phòng"):
        visits.asked(made, hanh, post="")
    drop_request(request=row, by=hanh, at=AT)
    assert not made.requests.exists()


def test_a_step_that_does_not_follow_is_refused(row, tan, hanh):
    with pytest.raises(ValidationError, match="đang ở bước “Chưa trả lời”"):
        accept_request(request=row, words="", by=hanh, at=AT, today=TODAY)


def test_nothing_real_is_answered_in_the_demonstration(xuan_tan, tan):
    clerk = build.user(unit=xuan_tan.district, sample=True)
    row = visits.signed(xuan_tan, clerk).requests.get()
    with pytest.raises(ValidationError, match="minh họa"):
        answer(row, tan)


def test_requests_stand_as_they_stood_on_the_day_asked_about(row, tan, hanh):
    answer(row, tan, RequestAct.FINISH, proof=True)
    accept_request(request=row, words="", by=hanh, at=AT, today=TODAY)
    found = fresh(row)
    counts = [
        (InspectionRequest.objects.standing_on(day).count(), InspectionRequest.objects.open_on(day).count())
        for day in map(build.date, ("2017-09-19", "2017-09-20", "2017-09-24", "2017-09-25"))
    ]
    assert counts == [(0, 0), (1, 1), (1, 1), (1, 0)]
    assert found.pill_on(build.date("2017-09-24")) == ("soon", "Còn 6 ngày")
    assert InspectionRequest.objects.overdue_on(build.date("2017-10-01")).count() == 0


def test_a_township_is_asked_by_its_own_posts(hanh, district):
    town = next(unit for unit in build.home_communes(20) if unit.kind == "THI_TRAN")
    assert visits.signed(town, hanh).requests.get().asked == "Chủ tịch UBND thị trấn"
