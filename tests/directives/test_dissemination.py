"""Quán triệt, phổ biến: sent, read, confirmed, each once and with its day."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Role
from directives.actions.dissemination import (
    confirm_dissemination,
    ensure_commune_committees,
    name_party_body,
    note_reading,
    reopen_dissemination,
    send_document,
)
from directives.models import Dissemination, PartyBody
from directives.permissions import disseminations_visible_to
from directives.tables import obligation_states
from tests import build
from tests.directives.work import TODAY, directive

pytestmark = pytest.mark.django_db
PATH = "/van-ban/{}/"


def sent(by, *units, on="2017-08-29") -> list[Dissemination]:
    bodies = list(PartyBody.objects.filter(unit__in=units)) if units else list(PartyBody.objects.all())
    return send_document(directive=directive(), bodies=bodies, sent_on=build.date(on), by=by, today=TODAY)


def confirm(line, by, on="2017-09-14", words="12/12 chi bộ"):
    return confirm_dissemination(
        line=line, confirmed_on=build.date(on), words=words, by=by, at=build.moment(TODAY), today=TODAY
    )


def said(unit, as_of=TODAY, known=None) -> str:
    return obligation_states([unit.pk], as_of, known, directive().obligations.filter(clause="1"))[0].words


def test_what_is_confirmed_is_the_first_task_of_the_directive(hanh, tan, xuan_tan):
    assert said(xuan_tan) == "Quá hạn 10 ngày"
    (line,) = sent(hanh, xuan_tan)
    confirm(line, tan)
    assert said(xuan_tan) == "Hoàn thành 14/9/2017"
    assert said(xuan_tan, build.date("2017-09-13")) == "Còn 2 ngày"
    assert said(xuan_tan, known=build.moment("2017-09-20")) == "Quá hạn 10 ngày"
    assert str(line) == "Chỉ thị ngày 28/8/2017: Đảng bộ xã Xuân Tân"


def test_sent_again_nothing_is_written_again(hanh, xuan_tan):
    sent(hanh, xuan_tan)
    assert sent(hanh, xuan_tan) == []
    assert len(sent(hanh)) == 19


@pytest.mark.parametrize(("on", "bodies"), [("2017-08-27", True), ("2017-09-26", True), ("2017-08-29", False)])
def test_it_is_sent_to_somebody_on_a_day_that_was(on, bodies, hanh, xuan_tan):
    with pytest.raises(ValidationError, match=r"Ngày gửi từ 28/8/2017|Chọn ít nhất một nơi"):
        send_document(
            directive=directive(), bodies=list(PartyBody.objects.all()) if bodies else [], sent_on=build.date(on),
            by=hanh, today=TODAY,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["tan", "leader", "lao_dong"])
def test_only_the_offices_send_and_name(who, request):
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        sent(by)
    with pytest.raises(PermissionDenied):
        name_party_body(name="Chi bộ thử", by=by)


def test_a_named_body_is_kept_once(hanh):
    assert name_party_body(name="  Chi bộ  Thuỷ nông ", by=hanh).name == "Chi bộ Thủy nông"
    with pytest.raises(ValidationError, match="Đảng bộ, chi bộ này đã có"):
        name_party_body(name="Chi bộ Thủy nông", by=hanh)


def test_committees_are_added_once(district):
    assert ensure_commune_committees(district=district, communes=build.home_communes(3)) == []


@pytest.mark.parametrize(
    ("who", "read"), [("tan", True), ("chair", True), ("officer", False), ("chau", False), ("hanh", False)]
)
def test_the_head_of_a_commune_reads_for_his_committee(who, read, request, hanh, xuan_tan):
    (line,) = sent(hanh, xuan_tan)
    assert note_reading(directive=directive(), by=request.getfixturevalue(who), at=build.moment(TODAY)) == read
    line.refresh_from_db()
    assert (line.read_at is not None) == read
    assert note_reading(directive=directive(), by=request.getfixturevalue(who), at=build.moment(TODAY)) is False


def test_a_sample_head_reads_nothing_real(hanh, xuan_tan):
    sample = build.user("mau", Role.COMMUNE_SECRETARY, unit=xuan_tan, sample=True)
    sent(hanh, xuan_tan)
    assert note_reading(directive=directive(), by=sample, at=build.moment(TODAY)) is False


@pytest.mark.parametrize("who", ["chau", "officer", "lao_dong", "leader"])
def test_a_stranger_confirms_nothing(who, request, hanh, xuan_tan):
    (line,) = sent(hanh, xuan_tan)
    with pytest.raises(PermissionDenied):
        confirm(line, request.getfixturevalue(who))


@pytest.mark.parametrize("on", ["2017-08-28", "2017-09-26"])
def test_it_is_confirmed_between_the_day_it_was_sent_and_today(on, hanh, xuan_tan):
    (line,) = sent(hanh, xuan_tan)
    with pytest.raises(ValidationError, match="Ngày quán triệt từ 29/8/2017 đến 25/9/2017"):
        confirm(line, hanh, on)


def test_it_is_confirmed_once_and_put_right_with_a_reason(hanh, tan, xuan_tan):
    (line,) = sent(hanh, xuan_tan)
    with pytest.raises(ValidationError, match="Nơi này chưa xác nhận"):
        reopen_dissemination(line=line, reason="Nhầm", by=hanh)
    confirm(line, tan)
    with pytest.raises(ValidationError, match="Nơi này đã xác nhận"):
        confirm(line, tan)
    with pytest.raises(PermissionDenied):
        reopen_dissemination(line=line, reason="Nhầm", by=tan)
    assert reopen_dissemination(line=line, reason="Nhầm ngày", by=hanh).words == ""
    assert [row.words for row in line.history.order_by("history_id")] == ["", "12/12 chi bộ", ""]
    assert said(xuan_tan) == "Quá hạn 10 ngày"


def test_real_accounts_leave_the_demonstration_alone(district, hanh, xuan_tan):
    office = build.user("mau", Role.PARTY_OFFICE, unit=district, sample=True)
    (line,) = sent(office, xuan_tan)
    with pytest.raises(ValidationError, match="minh họa"):
        confirm(line, hanh)
    confirm(line, office)
    with pytest.raises(ValidationError, match="minh họa"):
        reopen_dissemination(line=line, reason="Nhầm", by=hanh)


@pytest.mark.parametrize(("who", "count"), [("hanh", 20), ("tan", 1), ("leader", 20), ("lao_dong", 0), ("front", 20)])
def test_a_commune_sees_its_own_line(who, count, request, hanh):
    sent(hanh)
    assert disseminations_visible_to(request.getfixturevalue(who)).count() == count


def test_the_whole_way_on_the_pages(sign_in, xuan_tan):
    path = PATH.format(directive().pk)
    office, head = sign_in("hanh"), sign_in("tan")
    assert "Văn bản chưa gửi đến đảng bộ, chi bộ nào" in office.get(path).text
    assert office.post("/van-ban/dang-bo/them/", {"name": "Chi bộ Bảo hiểm xã hội"}).url == "/van-ban/"
    chosen = [body.pk for body in PartyBody.objects.all()]
    assert office.post(f"{path}gui/", {"bodies": chosen, "sent_on": "29/8/2017"}).url == f"{path}#quan-triet"
    assert "Đã gửi đến mọi đảng bộ, chi bộ." in office.get(f"{path}gui/").text
    assert "Đã gửi, chưa xem" in office.get(path).text
    page = head.get(path).text
    line = Dissemination.objects.get(body__unit=xuan_tan)
    assert "Đã xem, chưa xác nhận" in page
    assert "Đảng bộ xã Xuân Châu" not in page
    answer = head.post(f"/quan-triet/{line.pk}/", {"confirmed_on": "14/9/2017", "words": "12/12 chi bộ"})
    assert answer.url == f"{path}#quan-triet"
    assert "1/21 nơi đã quán triệt" in office.get(path).text
    assert "1/21" in office.get("/van-ban/").text
    clause = office.get(f"/chi-thi/{directive().pk}/1/").text
    assert "quán triệt 14/9/2017: 12/12 chi bộ" in clause
    assert office.post(f"/quan-triet/{line.pk}/mo-lai/", {"reason": "Ghi nhầm ngày"}).url == f"{path}#quan-triet"
    assert head.get(f"/quan-triet/{line.pk}/").status_code == 200
