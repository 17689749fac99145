"""Cập nhật số liệu: who reaches which sheet, what it shows, and what a typed row becomes."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from accounts.models import AuditEntry
from communes.enums import Post
from criteria.enums import Stage, Verdict
from criteria.models import Finding
from tests import build
from tests.criteria.entry import SHEET, SOURCE, messages_of, refusals, send, stored


def rows_of(response) -> list[str]:
    """The numbers of the indicators that have a row, in order."""
    return re.findall(r'<tr class="irow[^"]*" id="i-([^"]+)"', response.text)


@pytest.mark.parametrize(
    ("who", "status"),
    [("hanh", 200), ("tan", 302), ("officer", 302), ("chair", 302), ("lao_dong", 200)]
    + [(who, 404) for who in ("party_office", "party_org", "member", "leader", "front", "admin")],
)
def test_only_those_who_enter_figures_find_the_chooser(who, status, sign_in):
    assert sign_in(who).get("/cap-nhat/").status_code == status


def test_people_of_a_commune_are_led_straight_to_their_sheet(sign_in):
    assert sign_in("tan").get("/cap-nhat/").url == SHEET


@pytest.mark.parametrize(
    ("who", "status"),
    [("hanh", 200), ("tan", 200), ("officer", 200), ("chair", 200), ("lao_dong", 200), ("chau", 404)]
    + [(who, 404) for who in ("party_office", "party_org", "member", "leader", "front", "admin")],
)
def test_the_sheet_of_a_commune_opens_for_its_own_people_and_those_who_verify(who, status, sign_in, xuan_tan):
    assert sign_in(who).get(SHEET).status_code == status


@pytest.mark.parametrize("path", [SHEET, "/cap-nhat/", "/cap-nhat/huyen/"])
def test_a_visitor_signs_in_first(path, client, db):
    assert client.get(path).url == f"/dang-nhap/?next={path}"


@pytest.mark.parametrize(
    ("who", "status"), [("hanh", 200), ("tan", 404), ("lao_dong", 404), ("leader", 404), ("admin", 404)]
)
def test_only_the_office_fills_the_sheet_of_the_district(who, status, sign_in):
    assert sign_in(who).get("/cap-nhat/huyen/").status_code == status


def test_an_unknown_commune_has_no_sheet(sign_in):
    assert sign_in("hanh").get("/cap-nhat/khong-co/").status_code == 404


def test_the_sheet_has_the_49_rows_of_the_form_in_order(sign_in, xuan_tan):
    rows = rows_of(sign_in("tan").get(SHEET))
    assert rows[:6] == ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4"]
    assert [row for row in rows if row.startswith("17.1")] == ["17.1", "17.1a", "17.1b"]
    assert len(rows) == 49 + 2


def test_the_sheet_of_the_district_has_14_rows(sign_in):
    assert len(rows_of(sign_in("hanh").get("/cap-nhat/huyen/"))) == 14


def test_a_department_finds_only_its_own_rows(sign_in, xuan_tan):
    assert rows_of(sign_in("lao_dong").get(SHEET)) == ["11", "12", "14.3"]


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("hanh", f"{SHEET}?buoc=phuc-tra", 200),
        ("hanh", f"{SHEET}?buoc=tham-dinh", 200),
        ("hanh", f"{SHEET}?buoc=tu-danh-gia", 200),
        ("hanh", "/cap-nhat/huyen/?buoc=tham-tra", 404),
        ("hanh", f"{SHEET}?buoc=la", 404),
        ("tan", f"{SHEET}?buoc=tham-tra", 404),
        ("lao_dong", f"{SHEET}?buoc=tu-danh-gia", 404),
    ],
)
def test_a_stage_that_is_not_yours_does_not_exist(who, path, status, sign_in, xuan_tan):
    assert sign_in(who).get(path).status_code == status


def test_a_level_nobody_compared_with_the_text_says_so(sign_in, xuan_tan):
    page = sign_in("tan").get(SHEET).text
    assert re.search(r'id="i-15.1">.*?≥\u00a085%<br><span class="note">chưa đối chiếu văn bản</span>', page, re.S)


def test_typed_rows_become_findings_and_the_others_are_left_alone(sign_in, xuan_tan, tan):
    response = send(sign_in("tan"), {"15.1-tu": "7.204", "15.1-mau": "8600", "1.1-dg": "dat", "9.1-kq": "0"})
    assert stored("indicator__number", "numerator", "denominator", "value", "declared") == [
        ("1.1", None, None, None, Verdict.MET),
        ("9.1", None, None, Decimal(0), None),
        ("15.1", Decimal(7204), Decimal(8600), None, None),
    ]
    assert set(stored("unit", "stage", "assessed_on", "source_document", "entered_by", "on_behalf_of")) == {
        (xuan_tan.pk, Stage.SELF, dt.date(2017, 9, 20), SOURCE, tan.pk, None)
    }
    assert response.redirect_chain == [(SHEET, 302)]
    assert messages_of(response) == [
        "Đã lưu 03 chỉ tiêu của xã Xuân Tân. 1.1: Chưa đủ số liệu → Đạt. 9.1: Chưa đủ số liệu → Đạt. "
        "15.1: Chưa đủ số liệu → Chưa đạt. Tiêu chí 15: Chưa đủ số liệu → Chưa đạt. "
        '<a href="/xa/xuan-tan/">Xem trang kết quả</a>'
    ]


def test_an_untouched_sheet_stores_nothing(sign_in, xuan_tan):
    response = send(sign_in("tan"), {})
    assert stored("pk") == []
    assert messages_of(response) == ["Chưa có dòng nào được sửa, không có gì để lưu."]


def test_a_row_may_have_its_own_day_source_and_note(sign_in, xuan_tan):
    send(
        sign_in("tan"),
        {
            "11-tu": "61",
            "11-mau": "2470",
            "11-ngay": "18/9/2017",
            "11-nguon": "Phiếu rà soát",
            "11-ghi": "Rà soát quý III",
            "11-nam": "2016",
        },
    )
    assert stored("assessed_on", "source_document", "note", "figure_year") == [
        (dt.date(2017, 9, 18), "Phiếu rà soát", "Rà soát quý III", 2016)
    ]


def test_one_wrong_row_keeps_all_rows_on_screen_and_stores_none(sign_in, xuan_tan):
    response = send(sign_in("tan"), {"15.1-tu": "7204", "15.1-mau": "8600", "11-tu": "2512", "11-mau": "2470"})
    assert stored("pk") == []
    assert 'name="15.1-tu" value="7204"' in response.text
    assert 'name="11-tu" value="2512"' in response.text
    assert refusals(response) == {"11": ["Tử số 2.512 lớn hơn mẫu số 2.470."]}
    assert "Tử số 2.512 lớn hơn mẫu số 2.470." in response.text


def test_the_right_rows_can_be_stored_alone_and_the_wrong_ones_stay(sign_in, xuan_tan):
    response = send(
        sign_in("tan"), {"15.1-tu": "7204", "15.1-mau": "8600", "11-tu": "2512", "11-mau": "2470"}, luu="dung"
    )
    assert stored("indicator__number", "numerator") == [("15.1", Decimal(7204))]
    assert response.redirect_chain == []
    assert 'name="15.1-tu" value=""' in response.text
    assert 'name="11-tu" value="2512"' in response.text


def test_checking_stores_nothing_and_shows_the_result(sign_in, xuan_tan):
    response = send(sign_in("tan"), {"15.1-tu": "7204", "15.1-mau": "8600"}, luu="kiem-tra")
    assert stored("pk") == []
    assert 'placeholder="83,77%"' in response.text


def test_enter_without_script_checks_instead_of_storing(sign_in, xuan_tan):
    """A browser presses the first button of a form for Enter."""
    buttons = re.findall(r'name="luu" value="([a-z-]+)"', sign_in("tan").get(SHEET).text)
    assert buttons == ["kiem-tra", "het"]


def test_what_was_typed_comes_back_as_text_never_as_markup(sign_in, xuan_tan):
    response = send(sign_in("tan"), {"15.1-tu": '"><script>', "15.1-mau": "{ngay}", "15.1-ghi": "<b>"})
    assert "<script>" not in response.text.replace("<script src", "")
    assert 'name="15.1-tu" value="&quot;&gt;&lt;script&gt;"' in response.text
    assert 'name="15.1-mau" value="{ngay}"' in response.text


def test_nearly_met_is_recorded_with_reason_and_day(sign_in, xuan_tan):
    send(
        sign_in("tan"),
        {
            "15.1-tu": "7204",
            "15.1-mau": "8600",
            "15.1-dg": "co-ban",
            "15.1-ly_do": "Đang vận động 106 người",
            "15.1-han": "30/9/2017",
        },
    )
    assert stored("declared", "reason", "finish_by") == [
        (Verdict.NEARLY, "Đang vận động 106 người", dt.date(2017, 9, 30))
    ]


def test_the_office_verifies_unless_it_says_otherwise(sign_in, xuan_tan):
    client = sign_in("hanh")
    send(client, {"15.1-tu": "7204", "15.1-mau": "8600"})
    send(client, {"11-tu": "40", "11-mau": "2470"}, path=f"{SHEET}?buoc=phuc-tra")
    assert stored("indicator__number", "stage") == [("15.1", Stage.VERIFIED), ("11", Stage.RECHECK)]


def test_the_office_says_for_whom_it_enters_a_self_assessment(sign_in, xuan_tan):
    holder = build.appointment(xuan_tan, Post.CHAIR, "Chủ tịch thử")
    client, path = sign_in("hanh"), f"{SHEET}?buoc=tu-danh-gia"
    refused = send(client, {"15.1-tu": "7204", "15.1-mau": "8600"}, path=path)
    assert stored("pk") == []
    assert "Chọn người được nhập thay." in refused.text
    send(client, {"15.1-tu": "7204", "15.1-mau": "8600"}, path=path, thay=str(holder.pk))
    assert stored("stage", "on_behalf_of") == [(Stage.SELF, holder.pk)]


def test_the_district_enters_its_own_figures(sign_in, district):
    response = send(sign_in("hanh"), {"2.2-tu": "30", "2.2-mau": "30"}, path="/cap-nhat/huyen/")
    assert stored("unit", "indicator__number", "stage") == [(district.pk, "2.2", Stage.SELF)]
    assert 'href="/huyen/"' in messages_of(response)[0]


def test_a_department_cannot_slip_in_a_row_of_another(sign_in, xuan_tan):
    response = send(sign_in("lao_dong"), {"15.1-tu": "7204", "15.1-mau": "8600"})
    assert stored("pk") == []
    assert messages_of(response) == ["Chưa có dòng nào được sửa, không có gì để lưu."]


def test_a_stranger_cannot_store_for_another_commune(sign_in, xuan_tan):
    assert send(sign_in("chau"), {"15.1-tu": "7204", "15.1-mau": "8600"}).status_code == 404
    assert stored("pk") == []


def test_odd_rows_are_stored_and_the_officer_is_told(sign_in, xuan_tan):
    client = sign_in("tan")
    send(client, {"12-tu": "4000", "12-mau": "4400"}, ngay="31/8/2017")
    seen = Finding.objects.get().pk
    response = send(client, {"12-tu": "4400", "12-mau": "4400", "12-thay": str(seen), "1.1-dg": "dat"}, nguon="")
    assert messages_of(response)[1:] == [
        "1.1: Đạt nhưng chưa ghi nguồn.",
        "12: Đạt nhưng chưa ghi nguồn.",
    ]
    assert len(stored("pk")) == 3


def test_a_jump_and_an_older_day_are_pointed_out(sign_in, xuan_tan):
    client = sign_in("tan")
    send(client, {"11-tu": "60", "11-mau": "2000"})
    seen = Finding.objects.get().pk
    response = send(client, {"11-tu": "40", "11-mau": "2000", "11-thay": str(seen)}, ngay="31/8/2017")
    assert messages_of(response)[1:] == [
        "11: Giảm hơn 20%: từ 3,00% (20/9/2017) thành 2,00% (31/8/2017), chưa ghi chú lý do.",
        "11: Ngày số liệu trước số đang có (ngày 20/9/2017): dòng này bổ sung lịch sử, không thay kết quả hiện nay.",
    ]


def test_filling_in_what_is_known_makes_no_finding_of_unchanged_rows(sign_in, xuan_tan):
    client = sign_in("tan")
    send(client, {"15.1-tu": "7204", "15.1-mau": "8600", "2.1-tu": "10,7", "2.1-mau": "11,8", "1.1-dg": "dat"})
    page = client.get(f"{SHEET}?dien=co").text
    assert re.findall(r'name="(?:15|2).1-(?:tu|mau)" value="([^"]*)"', page) == ["10,7", "11,8", "7204", "8600"]
    seen = {number: str(pk) for number, pk in stored("indicator__number", "pk")}
    same = {"15.1-mau": "8600", "2.1-tu": "10,7", "2.1-mau": "11,8", "1.1-dg": "dat"}
    same |= {f"{number}-thay": pk for number, pk in seen.items()}
    send(client, {"15.1-tu": "7310", **same}, path=f"{SHEET}?dien=co")
    assert stored("indicator__number", "numerator")[3:] == [("15.1", Decimal(7310))]


def test_every_sheet_leaves_one_audit_line(sign_in, xuan_tan, tan):
    send(sign_in("tan"), {"15.1-tu": "7204", "15.1-mau": "8600", "1.1-dg": "dat"})
    assert list(AuditEntry.objects.filter(by=tan).values_list("by", "action", "subject")) == [
        (tan.pk, "Ghi nhận số liệu", "Xã Xuân Tân")
    ]


@pytest.mark.parametrize("findings", [1, 3])
def test_drawing_the_sheet_costs_the_same_for_any_history(findings, sign_in, xuan_tan, django_assert_num_queries):
    client = sign_in("hanh")
    for number in ("15.1", "11", "12"):
        for day in ("2017-07-31", "2017-08-31", "2017-09-20")[:findings]:
            build.finding(xuan_tan, build.indicator(number), day)
    with django_assert_num_queries(21):
        client.get(SHEET)


def test_the_chooser_says_how_far_each_commune_is(sign_in, xuan_tan):
    build.finding(xuan_tan, build.indicator("15.1"), "2017-09-20")
    build.finding(xuan_tan, build.indicator("17.1a"), "2016-01-20")
    places = sign_in("hanh").get("/cap-nhat/").context["places"]
    assert len(places) == 21
    assert [
        (place.path, place.filled, place.total, place.newest, place.oldest, place.stale)
        for place in places
        if place.newest
    ] == [(SHEET, 1, 49, dt.date(2017, 9, 20), dt.date(2016, 1, 20), 1)]
    assert (places[-1].path, places[-1].total) == ("/cap-nhat/huyen/", 14)
