"""Gia hạn nhiệm vụ: asked with a reason, decided with a reason, for one place alone."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Role
from directives.actions.extensions import ask_more_time, decide_more_time
from directives.models import ExtensionRequest
from directives.permissions import extension_requests_visible_to
from directives.tables import obligation_states
from tests import build
from tests.directives.work import TODAY, body, clause, deed, directive

pytestmark = pytest.mark.django_db


def asked(place, by, name="3a", until="2017-10-05", due="2017-09-20", reason="Chờ đối chiếu") -> ExtensionRequest:
    return ask_more_time(
        obligation=clause(name), place=place, due_on=build.date(due), wanted_until=build.date(until), reason=reason,
        by=by, at=build.moment("2017-09-18"),
    )  # fmt: skip


def decided(request, by, granted=True, until="2017-09-27", reason="Đồng ý", at="2017-09-19"):
    moved_to = build.date(until) if until else None
    return decide_more_time(
        request=request, granted=granted, moved_to=moved_to, reason=reason, by=by, at=build.moment(at)
    )


def state(place, name="3a", as_of="2017-09-25", known=None):
    tasks = directive().obligations.filter(clause=name)
    return obligation_states([place.pk], build.date(as_of), known, tasks)[0]


def test_a_granted_day_moves_the_deadline_of_that_place_alone(tan, hanh, xuan_tan, xuan_chau):
    decided(asked(xuan_tan, tan), hanh)
    found = [state(xuan_tan, as_of=day).words for day in ("2017-09-25", "2017-09-27", "2017-09-28")]
    assert found == ["Còn 2 ngày", "Hạn hôm nay", "Quá hạn 1 ngày"]
    assert state(xuan_tan).moved_words == "gia hạn đến 27/9/2017"
    assert (state(xuan_chau).words, state(xuan_chau).moved_words) == ("Quá hạn 5 ngày", "")
    assert state(xuan_tan, known=build.moment("2017-09-18", 12)).words == "Quá hạn 5 ngày"
    deed(xuan_tan, tan, day="2017-09-25")
    assert state(xuan_tan).words == "Hoàn thành 25/9/2017, chờ xác nhận"


def test_a_measured_task_is_met_in_time_within_the_granted_day(tan, hanh, xuan_tan):
    decided(asked(xuan_tan, tan, "3d", "2017-10-15", "2017-09-30"), hanh, until="2017-10-10")
    row = build.row("15.1", 7400, 8600, "2017-10-05", source_document="Báo cáo thử")
    build.record(xuan_tan, row, by=hanh, today="2017-10-12")
    assert state(xuan_tan, "3d", "2017-10-03").words == "Còn 7 ngày"
    assert state(xuan_tan, "3d", "2017-10-12").words == "Hoàn thành 05/10/2017"


def test_the_last_decision_counts(tan, hanh, xuan_tan):
    decided(asked(xuan_tan, tan), hanh)
    decided(asked(xuan_tan, tan), hanh, until="2017-10-02", at="2017-09-24")
    assert state(xuan_tan).words == "Còn 7 ngày"


def test_a_refusal_moves_nothing(tan, hanh, xuan_tan):
    answer = decided(asked(xuan_tan, tan), hanh, granted=False, until="2017-10-05", reason="Đủ thời gian")
    assert (answer.moved_to, state(xuan_tan).words) == (None, "Quá hạn 5 ngày")


@pytest.mark.parametrize("who", ["hanh", "chau", "lao_dong", "leader", "front"])
def test_only_who_is_asked_asks(who, request, xuan_tan):
    with pytest.raises(PermissionDenied):
        asked(xuan_tan, request.getfixturevalue(who))


def test_a_body_asks_for_one_of_its_reports(party_org, district):
    office = build.user("vp", Role.PARTY_ORG, unit=district, department=body("van-phong-huyen-uy"))
    found = asked(body("van-phong-huyen-uy"), office, "7", due="2017-09-25")
    assert (found.place, str(found)) == (body("van-phong-huyen-uy"), f"{clause('7')}, {body('van-phong-huyen-uy')}")
    with pytest.raises(PermissionDenied):
        asked(body("mat-tran"), office, "7", due="2017-09-25")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"due": "2017-09-21"}, "không có hạn để gia hạn"),
        ({"until": "2017-09-20"}, "Ngày xin phải sau hạn 20/9/2017"),
        ({"reason": ""}, "trắng|trống|bắt buộc|không"),
        ({"name": "5"}, "không có hạn để gia hạn"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(given, refusal, tan, xuan_tan):
    with pytest.raises(ValidationError, match=refusal):
        asked(xuan_tan, tan, **given)


def test_one_request_at_a_time(tan, xuan_tan):
    asked(xuan_tan, tan)
    with pytest.raises(ValidationError, match="Đề nghị trước chưa được quyết định"):
        asked(xuan_tan, tan)


def test_it_is_decided_once_by_an_office_that_follows(tan, leader, hanh, xuan_tan):
    request = asked(xuan_tan, tan)
    for by in (tan, leader):
        with pytest.raises(PermissionDenied):
            decided(request, by)
    for until in (None, "2017-09-20"):
        with pytest.raises(ValidationError, match="Ghi ngày được gia hạn, sau hạn 20/9/2017"):
            decided(request, hanh, until=until)
    decided(request, hanh)
    with pytest.raises(ValidationError, match="Đề nghị này đã được quyết định"):
        decided(request, hanh)


@pytest.mark.parametrize(("who", "count"), [("hanh", 1), ("tan", 1), ("chau", 0), ("lao_dong", 0), ("leader", 1)])
def test_who_reads_the_requests(who, count, request, tan, xuan_tan):
    asked(xuan_tan, tan)
    assert extension_requests_visible_to(request.getfixturevalue(who)).count() == count


def test_real_accounts_leave_the_demonstration_alone(district, xuan_tan, tan, hanh):
    sample = build.user("mau", Role.COMMUNE_CHAIR, unit=xuan_tan, sample=True)
    with pytest.raises(ValidationError, match="minh họa"):
        decided(asked(xuan_tan, sample), hanh)
    type(clause("3b")).objects.filter(clause="3b").update(sample=True)
    with pytest.raises(ValidationError, match="minh họa"):
        asked(xuan_tan, tan, "3b")


def test_the_list_shows_the_undecided_first(sign_in, tan, chau, hanh, xuan_tan, xuan_chau):
    decided(asked(xuan_tan, tan), hanh)
    asked(xuan_chau, chau)
    rows = sign_in("hanh").get("/gia-han-nhiem-vu/").context["rows"]
    assert [(row.place, row.granted) for row in rows] == [(xuan_chau, None), (xuan_tan, True)]
    assert "Chưa có đề nghị gia hạn" in sign_in("lao_dong").get("/gia-han-nhiem-vu/").text


def test_asking_and_deciding_on_the_pages(sign_in, xuan_tan):
    path = f"/nhiem-vu/{clause('3a').pk}/xuan-tan/gia-han/"
    sent = {"due_on": "2017-09-20", "wanted_until": "5/10/2017", "reason": "Chờ đối chiếu"}
    assert sign_in("tan").post(path, sent | {"wanted_until": "1/9/2017"}).context["form"].errors == {
        "wanted_until": ["Ngày xin phải sau hạn 20/9/2017."]
    }
    assert sign_in("tan").post(path, sent).url == "/gia-han-nhiem-vu/"
    request = ExtensionRequest.objects.get()
    page = sign_in("hanh").get(f"/gia-han-nhiem-vu/{request.pk}/quyet-dinh/")
    assert "Chờ đối chiếu" in page.text
    answer = {"granted": "co", "moved_to": "27/9/2017", "reason": "Đồng ý"}
    assert sign_in("hanh").post(f"/gia-han-nhiem-vu/{request.pk}/quyet-dinh/", answer).url == "/gia-han-nhiem-vu/"
    assert "đến hết 27/9/2017" in sign_in("tan").get("/gia-han-nhiem-vu/").text
    assert state(xuan_tan).until == build.date("2017-09-27")
    assert "gia hạn đến 27/9/2017" in sign_in("tan").get(clause("3a").href).text


def test_the_same_day_is_shown_where_the_overdue_are_listed(tan, hanh, xuan_tan, settings, sign_in):
    settings.PINNED_TODAY = build.date("2017-10-03")
    before = sign_in("leader").get("/").text
    decided(asked(xuan_tan, tan, "3d", "2017-10-15", "2017-09-30"), hanh, until="2017-10-10", at="2017-10-01")
    after = sign_in("leader").get("/").text
    assert "60 theo chỉ thị" in before
    assert "59 theo chỉ thị" in after
    assert build.date("2017-10-03") > TODAY
