"""Kiểm tra, giám sát on screen: the list, planning, one visit, its steps, requests, re-checks."""

import re

import pytest

from criteria.enums import Verdict
from criteria.models import Finding
from directives.models import Inspection, InspectionRequest, Overturn
from tests import build
from tests.directives import visits

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    body = re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("&nbsp;", " ")
    return " ".join(body.split())


def page(browser, path, status=200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return text_of(answer)


def send(browser, path, follow=True, **data):
    return browser.post(path, data, follow=follow)


# --- The list ---------------------------------------------------------------------------------


def test_an_empty_list_says_what_leads_on(sign_in):
    assert "Lập lịch cho một hoặc nhiều đơn vị" in page(sign_in("hanh"), "/kiem-tra/")
    assert "Khi đoàn kiểm tra, giám sát lập lịch" in page(sign_in("leader"), "/kiem-tra/")
    assert "Bỏ bớt điều kiện lọc" in page(sign_in("hanh"), "/kiem-tra/?xa=xuan-tan")


def test_overdue_requests_stand_first_and_unvisited_places_below(hanh, sign_in, xuan_tan, xuan_chau):
    visits.signed(xuan_tan, hanh, due="2017-09-22")
    visits.signed(xuan_chau, hanh, on="2017-09-21")
    text = page(sign_in("leader"), "/kiem-tra/")
    assert "Từ 28/8/2017 (chỉ thị): đã kiểm tra 2/20 đơn vị." in text
    assert text.index("Quá hạn 3 ngày") < text.index("Còn 5 ngày")
    assert "Chưa kiểm tra từ 28/8/2017 18 đơn vị" in text
    assert "tháng 9/2017 02 đợt: Xuân Tân, Xuân Châu" in text


def test_filters_narrow_the_list(hanh, front, sign_in, xuan_tan, xuan_chau):
    visits.signed(xuan_tan, hanh, due="2017-09-22")
    visits.planned(xuan_chau, front, kind="OVERSIGHT")
    browser = sign_in("hanh")

    def places(query):
        found = re.findall(
            r'<th scope="row" class="strong"><a[^>]*>([^<]+)', browser.get(f"/kiem-tra/?{query}").content.decode()
        )
        return sorted(found)

    assert places("") == ["Xuân Châu", "Xuân Tân"]
    assert places("xa=xuan-tan") == places("buoc=signed") == places("loc=qua-han") == ["Xuân Tân"]
    assert places("loai=oversight") == places("buoc=planned") == ["Xuân Châu"]
    assert places("loai=khong-co&trang=x") == ["Xuân Châu", "Xuân Tân"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "most"), [("/kiem-tra/", 13), ("/kien-nghi/", 11)])
def test_lists_cost_the_same_for_any_number(path, most, count, hanh, sign_in, django_assert_max_num_queries):
    for unit in build.home_communes(count):
        visits.signed(unit, hanh, requests=count)
    browser = sign_in("hanh")
    browser.get(path)
    with django_assert_max_num_queries(most):
        browser.get(path)


def test_who_sees_which_visits(hanh, front, member, sign_in, xuan_tan, xuan_chau):
    own = visits.planned(xuan_tan, front, kind="OPINION", team_name="MTTQ huyện")
    visits.planned(xuan_chau, hanh)
    visits.signed(xuan_chau, member)

    def count(who):
        return sign_in(who).get("/kiem-tra/").content.decode().count('<th scope="row" class="strong">')

    assert {who: count(who) for who in ("hanh", "leader", "lao_dong", "front", "tan", "chau")} == {
        "hanh": 3, "leader": 3, "lao_dong": 3, "front": 2, "tan": 1, "chau": 2,
    }  # fmt: skip
    assert "MTTQ huyện, ý kiến người dân" in page(sign_in("front"), "/kiem-tra/")
    assert sign_in("tan").get(own.href).status_code == 200


# --- Planning ---------------------------------------------------------------------------------

PLAN = {
    "kind": "CHECK", "team_of": "STATE", "team_name": "Tổ công tác NTM huyện", "planned_on": "28/9/2017",
    "units": ["xuan-tan", "xuan-chau"], "cells": ["tc-15", "ct-17.5"], "plan": "Xem hồ sơ",
    "team": "Trần Văn K, Tổ trưởng", "token": "một lần",
}  # fmt: skip


def test_several_places_are_planned_in_one_step(sign_in):
    browser = sign_in("hanh")
    assert "xuan-tan" in browser.get("/kiem-tra/lap/?xa=xuan-tan").content.decode()
    answer = send(browser, "/kiem-tra/lap/", **PLAN)
    assert "Đã lập lịch kiểm tra 02 đơn vị." in text_of(answer)
    send(browser, "/kiem-tra/lap/", **PLAN)
    assert Inspection.objects.count() == 2
    labels = [item.label for item in Inspection.objects.first().items.order_by("criterion__number")]
    assert labels == ["15 Y tế", "17.5 Chất thải, nước thải"]


def test_one_place_leads_to_its_page_and_faults_keep_what_was_typed(sign_in):
    browser = sign_in("hanh")
    wrong = PLAN | {"planned_on": "31/9/2017", "units": [], "team": "\n".join("N" * 3 for _ in range(41))}
    answer = send(browser, "/kiem-tra/lap/", **wrong)
    text = text_of(answer)
    assert "Tháng 9 chỉ có 30 ngày" in text
    assert "Chọn ít nhất một đơn vị." in text
    assert "Mỗi bên ghi nhiều nhất 40 người." in text
    assert 'value="ct-17.5" checked' in answer.content.decode()
    answer = send(browser, "/kiem-tra/lap/", **PLAN | {"units": ["xuan-tan"], "token": ""})
    assert answer.redirect_chain == [(f"/kiem-tra/{Inspection.objects.get().pk}/", 302)]


# --- One visit --------------------------------------------------------------------------------


def test_minutes_are_the_teams_own_until_they_are_drafted(hanh, sign_in, xuan_tan):
    made = visits.written(xuan_tan, hanh)
    text = page(sign_in("tan"), made.href)
    assert "Biên bản đang được đoàn ghi" in text
    assert "Xóm 2 mới 71%" not in text
    assert sign_in("tan").get(f"{made.href}bien-ban/").status_code == 404
    send(sign_in("hanh"), f"{made.href}du-thao/")
    assert "Xóm 2 mới 71%" in page(sign_in("tan"), made.href)


def test_the_way_of_a_visit_on_screen(hanh, tan, sign_in, xuan_tan):
    made = visits.written(xuan_tan, hanh)
    browser = sign_in("hanh")
    send(browser, f"{made.href}kien-nghi/", text="Vận động xóm 2", asked="chuc-vu-CHAIR", due_on="30/9/2017", note="")
    assert "chờ ký biên bản" in page(browser, made.href)
    assert "Đã hoàn thành dự thảo" in text_of(send(browser, f"{made.href}du-thao/"))
    assert 'value="Trần Văn K"' in browser.get(f"{made.href}ky/").content.decode()
    answer = send(browser, f"{made.href}ky/", team_signer="", unit_signer="Nguyễn Văn A", signed_on="26/9/2017")
    assert "Ghi người ký của đoàn." in text_of(answer)
    given = {"team_signer": "Trần Văn K", "unit_signer": "Nguyễn Văn A"}
    assert "Ngày ký chưa đến." in text_of(send(browser, f"{made.href}ky/", signed_on="26/9/2017", **given))
    assert "Đã ghi nhận hai bên ký" in text_of(send(browser, f"{made.href}ky/", signed_on="20/9/2017", **given))
    assert browser.get(f"{made.href}ghi/").status_code == 302
    assert "Còn 01 kiến nghị chưa được chấp nhận." in text_of(send(browser, f"{made.href}ket-thuc/"))
    row = InspectionRequest.objects.get()
    commune = sign_in("tan")
    path = f"/kien-nghi/{row.pk}/"
    assert "phải kèm ảnh hoặc giấy tờ" in text_of(send(commune, path, act="FINISH", words="Đã xong"))
    assert "Không nhận loại tệp này" in text_of(
        send(commune, path, act="FINISH", words="Đã xong", file=file(b"MZ not a picture", "x.exe"))
    )
    assert "Đã ghi: báo đã xong." in text_of(
        send(commune, path, act="FINISH", words="Đã xong", file=file(build.pdf(), "anh.pdf"))
    )
    assert "Tài khoản này chỉ xem" in page(commune, path)
    assert "Nêu lý do trả lại." in text_of(send(browser, path, act="RETURN", words=""))
    assert "Đã ghi: chưa chấp nhận, trả lại." in text_of(send(browser, path, act="RETURN", words="Thiếu xóm 7"))
    assert "Đã ghi: trả lời." in text_of(send(commune, path, act="ANSWER", words="Đang làm"))
    send(commune, path, act="FINISH", words="Đủ cả")
    assert "Đã ghi: chấp nhận." in text_of(send(browser, path, act="ACCEPT", words=""))
    assert "Đã chấp nhận ngày 25/9/2017." in page(commune, path)
    assert "Đã ghi bổ sung." in text_of(send(browser, f"{made.href}bo-sung/", words="Xóm 2 là 712 thẻ"))
    assert "Đã kết thúc đợt kiểm tra." in text_of(send(browser, f"{made.href}ket-thuc/"))
    assert "Ghi bổ sung: Xóm 2 là 712 thẻ" in page(commune, made.href)


def file(content: bytes, name: str):
    return build.Sent(content, name)


def test_what_is_missing_is_said_before_the_draft(hanh, sign_in, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    visits.write(made, hanh, place="Trụ sở")
    browser = sign_in("hanh")
    assert "Còn thiếu trước khi hoàn thành dự thảo: Ghi ngày kiểm tra." in page(browser, made.href)
    assert "Ghi ngày kiểm tra." in text_of(send(browser, f"{made.href}du-thao/"))


def test_a_plan_is_called_off_and_hidden_from_the_place(hanh, sign_in, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    browser = sign_in("hanh")
    assert "Nêu lý do." in text_of(send(browser, f"{made.href}huy/", words=" "))
    assert "Nội dung dài" in text_of(send(browser, f"{made.href}huy/", words="a" * 4001))
    assert "Đã hủy lịch kiểm tra." in text_of(send(browser, f"{made.href}huy/", words="Bão"))
    assert sign_in("tan").get(made.href).status_code == 404


def test_a_step_pressed_twice_leads_back_and_a_late_form_says_why(hanh, sign_in, xuan_tan):
    made = visits.signed(xuan_tan, hanh)
    browser = sign_in("hanh")
    for path in ("ky/", "huy/", "noi-dung/", "kien-nghi/"):
        assert browser.get(f"{made.href}{path}").url == made.href
    given = {"team_signer": "A", "unit_signer": "B", "signed_on": "20/9/2017"}
    assert send(browser, f"{made.href}ky/", follow=False, **given).url == made.href
    assert "Biên bản đã ký ngày 20/9/2017" in text_of(send(browser, f"{made.href}noi-dung/", cell="ct-11"))
    typed = {"text": "Gửi hồ sơ", "asked": "chuc-vu-CHAIR", "due_on": "30/9/2017", "note": ""}
    answer = send(browser, f"{made.href}kien-nghi/", **typed)
    assert "Biên bản đã ký ngày 20/9/2017" in text_of(answer)
    assert "Gửi hồ sơ" in answer.content.decode()


def test_points_and_requests_are_added_and_dropped_while_open(hanh, sign_in, xuan_tan, labour):
    made = visits.written(xuan_tan, hanh)
    browser = sign_in("hanh")
    assert "Đã thêm 11 Hộ nghèo" in text_of(send(browser, f"{made.href}noi-dung/", cell="ct-11", look_at="Hồ sơ"))
    assert "đã có trong nội dung" in text_of(send(browser, f"{made.href}noi-dung/", cell="ct-11", look_at=""))
    path, note = f"{made.href}kien-nghi/", made.notes.get().pk
    given = {"text": "Gửi hồ sơ", "asked": "phong-lao-dong", "note": note}
    assert "từ ngày kiểm tra" in text_of(send(browser, path, due_on="19/9/2017", **given))
    send(browser, path, due_on="30/9/2017", **given)
    row = InspectionRequest.objects.get()
    assert (row.department, row.note_id, row.post) == (labour, note, "")
    assert "Đã bỏ kiến nghị." in text_of(send(browser, f"{path}{row.pk}/bo/"))
    signed = visits.sign(made, hanh)
    other = visits.signed(xuan_tan, hanh)
    answer = send(browser, f"{other.href}kien-nghi/{other.requests.get().pk}/bo/")
    assert "Biên bản đã ký ngày 20/9/2017" in text_of(answer)
    assert signed.requests.count() == 0


# --- Re-checks --------------------------------------------------------------------------------


@pytest.fixture
def differing(member, hanh, xuan_tan) -> Inspection:
    build.record(xuan_tan, build.row("17.5", declared=Verdict.MET, assessed_on="2017-06-30"), by=hanh)
    return visits.signed(xuan_tan, member, points=("17.5",), requests=0)


def test_a_member_proposes_and_the_office_confirms_and_takes_back(differing, sign_in):
    browser, office = sign_in("member"), sign_in("hanh")
    assert "khác kết quả chính thức" in page(browser, differing.href)
    path = f"{differing.href}ket-qua/{differing.notes.get().pk}/phuc-tra/"
    assert (
        "Không đọc được số" in text_of(send(browser, path, indicator="17.5", declared="", value="abc", reason="Rác"))
        or Overturn.objects.count() == 0
    )
    assert "chờ văn phòng xác nhận" in text_of(
        send(browser, path, indicator="17.5", declared="NOT_MET", reason="Rác đổ ven mương")
    )
    row = Overturn.objects.get()
    path = f"{differing.href}phuc-tra/{row.pk}/"
    assert browser.get(path).status_code == 404
    assert "Nêu lý do." in text_of(send(office, path, granted="khong", reason="", seen_finding=""))
    assert "Số liệu đã thay đổi." in text_of(send(office, path, granted="co", seen_finding=""))
    seen = re.search(r'name="seen_finding" value="(\d+)"', office.get(path).content.decode())[1]
    assert "Đã ghi phúc tra chỉ tiêu 17.5." in text_of(send(office, path, granted="co", seen_finding=seen))
    assert f'(<a href="{differing.href}">biên bản</a>)' in office.get("/lich-su/xuan-tan/17.5/").content.decode()
    assert "Đã rút phúc tra chỉ tiêu 17.5." in text_of(send(office, path, reason="Nhầm xóm"))
    assert Finding.objects.live().get(unit=differing.unit).declared == Verdict.MET
    assert office.get(path).status_code == 404


def test_the_office_declines_with_a_reason(differing, member, sign_in):
    row = visits.overturn(differing, member, "17.5")
    path = f"{differing.href}phuc-tra/{row.pk}/"
    assert "Đã ghi không xác nhận." in text_of(send(sign_in("hanh"), path, granted="khong", reason="Chờ xem lại"))
    assert "không xác nhận: Chờ xem lại" in page(sign_in("member"), differing.href)


# --- Requests ---------------------------------------------------------------------------------


def test_the_list_of_requests_shows_what_presses(hanh, sign_in, tan, xuan_tan, xuan_chau):
    visits.signed(xuan_tan, hanh, due="2017-09-22")
    visits.signed(xuan_chau, hanh)
    office = sign_in("hanh")
    assert page(office, "/kien-nghi/").index("Quá hạn 3 ngày") < page(office, "/kien-nghi/").index("Còn 5 ngày")
    assert "Xuân Châu" not in page(office, "/kien-nghi/?loc=qua-han")
    assert "Không có kiến nghị nào ở mục này" in page(office, "/kien-nghi/?loc=cho")
    assert "Xuân Châu" in page(office, "/kien-nghi/?loc=tat-ca")
    assert "Xuân Châu" not in page(sign_in("tan"), "/kien-nghi/")


def test_a_file_is_handed_out_by_the_permission_of_the_visit(hanh, front, sign_in, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    kept = visits.photo(made, hanh)
    path = f"/kiem-tra/tep/{kept.pk}/"
    answer = sign_in("hanh").get(path)
    assert b"".join(answer).startswith(b"%PDF")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert sign_in("tan").get(path).status_code == 404
    own = visits.planned(xuan_tan, front, kind="OVERSIGHT")
    shown = visits.photo(own, front)
    answer = sign_in("front").get(f"/kiem-tra/tep/{shown.pk}/")
    b"".join(answer)
    assert answer.status_code == 200


# --- Elsewhere --------------------------------------------------------------------------------


def test_the_directive_a_commune_and_the_overview_say_so(hanh, sign_in, xuan_tan, xuan_chau):
    build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)
    made = visits.signed(xuan_tan, hanh, due="2017-09-22", requests=2)
    browser = sign_in("leader")
    text = page(browser, "/chi-thi/")
    assert "Kiểm tra, giám sát đã kiểm tra 1/20 đơn vị, 02 kiến nghị chưa xong" in text
    assert "20/9, 2 kiến nghị" in text
    assert "chưa kiểm tra" in text
    assert "BHYT chậm 2 chưa xong Quá hạn 3 ngày" in text
    assert "20/9/2017, Tổ công tác NTM: kiến nghị 2 chưa xong, hạn 22/9/2017 Quá hạn 3 ngày" in page(
        browser, "/xa/xuan-tan/"
    )
    text = page(browser, "/")
    assert (
        "Xuân Tân kiến nghị kiểm tra quá hạn 3 ngày (hạn 22/9/2017): Việc thứ 1; 01 kiến nghị khác cũng quá hạn."
        in text
    )
    assert "Chưa có biên bản kiểm tra." in page(browser, "/xa/xuan-chau/")
    assert f'href="/kiem-tra/{made.pk}/"' in browser.get("/xa/xuan-tan/").content.decode()
    assert "Từ 28/8/2017 chưa có đợt kiểm tra nào ký biên bản." in page(sign_in("chau"), "/chi-thi/")


def test_many_visits_are_told_in_part(hanh, sign_in):
    for unit in build.home_communes(8):
        visits.signed(unit, hanh, requests=0)
    assert "Xem thêm 02 đợt" in page(sign_in("leader"), "/chi-thi/")
