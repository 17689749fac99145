"""Lịch sử: every figure with both clocks, and how one is set right without losing it."""

import re

import pytest

from communes.enums import Post
from criteria.enums import Stage, Verdict
from criteria.models import Finding
from criteria.status import read_indicators
from ntm_portal import clock
from tests import build
from tests.criteria.entry import messages_of, stored

PAGE = "/lich-su/xuan-tan/15.1/"
RIGHT = {"numerator": "7310", "denominator": "8600", "day": "20/9/2017", "source": "BHXH huyện", "reason": "Gõ nhầm"}


@pytest.fixture
def figure(xuan_tan, tan) -> Finding:
    """7.204/8.600 as the secretary recorded it on 20/9."""
    return build.record(xuan_tan, build.row("15.1", 7204, 8600, stage=Stage.SELF), by=tan)[0]


def verdict(unit):
    pk = build.indicator("15.1").pk
    return read_indicators([unit.pk], [pk], clock.today())[unit.pk, pk].cell.verdict


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (who, 200)
        for who in ("hanh", "tan", "officer", "chair", "party_office", "party_org", "member", "leader", "admin")
    ]
    + [("chau", 404), ("front", 404), ("lao_dong", 404)],
)
def test_who_reads_the_history_of_a_commune(who, status, sign_in, xuan_tan):
    assert sign_in(who).get(PAGE).status_code == status


def test_a_department_reads_the_history_of_its_own_indicators(sign_in, xuan_tan):
    assert sign_in("lao_dong").get("/lich-su/xuan-tan/11/").status_code == 200


@pytest.mark.parametrize(("who", "status"), [("hanh", 200), ("leader", 200), ("tan", 404), ("front", 404)])
def test_who_reads_the_history_of_the_district(who, status, sign_in):
    assert sign_in(who).get("/lich-su/huyen/2.2/").status_code == status


@pytest.mark.parametrize("path", ["/lich-su/xuan-tan/99.9/", "/lich-su/khong-co/15.1/", "/lich-su/huyen/15.1/"])
def test_an_unknown_cell_has_no_history(path, sign_in, xuan_tan):
    assert sign_in("hanh").get(path).status_code == 404


def test_a_cell_without_figures_says_so(sign_in, xuan_tan):
    assert "Chưa ai ghi số liệu của chỉ tiêu này." in sign_in("tan").get(PAGE).text


def test_an_indicator_with_parts_leads_to_them(sign_in, xuan_tan):
    links = re.findall(r'href="(/lich-su/xuan-tan/17\.1[^"]*)"', sign_in("tan").get("/lich-su/xuan-tan/17.1/").text)
    assert links == ["/lich-su/xuan-tan/17.1a/", "/lich-su/xuan-tan/17.1b/"]


def test_the_newest_figure_stands_first_with_what_judged_it(figure, sign_in, xuan_tan, hanh):
    holder = build.appointment(xuan_tan, Post.CHAIR)
    build.record(xuan_tan, build.row("15.1", 7310, 8600, assessed_on="2017-09-22"), by=hanh, on_behalf_of=holder)
    rows = sign_in("leader").get(PAGE).context["rows"]
    assert [
        (str(r.finding.assessed_on), r.result, r.figures, r.verdict, r.by_self, r.required, r.state, r.may_change)
        for r in rows
    ] == [
        ("2017-09-22", "85,00%", "7.310/8.600 người", Verdict.MET, False, "≥\u00a085%", "Đang có hiệu lực", False),
        ("2017-09-20", "83,77%", "7.204/8.600 người", Verdict.NOT_MET, True, "≥\u00a085%", "Đang có hiệu lực", False),
    ]
    page = sign_in("leader").get(PAGE).text
    assert "thay Người giữ chức thử" in page
    assert "09:00 ngày 22/9/2017, phiếu nhập" in page


def test_a_correction_takes_the_place_of_the_figure_and_says_why(figure, sign_in, xuan_tan, tan):
    response = sign_in("tan").post(f"{PAGE}{figure.pk}/dinh-chinh/", RIGHT, follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert messages_of(response) == ["Đã đính chính chỉ tiêu 15.1 của xã Xuân Tân."]
    assert stored("numerator", "corrects", "reason", "entered_by", "stage")[1:] == [
        (7310, figure.pk, "Gõ nhầm", tan.pk, Stage.SELF)
    ]
    assert verdict(xuan_tan) == Verdict.MET
    assert [(row.result, row.state) for row in response.context["rows"]] == [
        ("85,00%", "Đang có hiệu lực"),
        ("83,77%", "Đã đính chính"),
    ]
    assert re.findall(r'<tr id="f-(\d+)" class="gone">', response.text) == [str(figure.pk)]


def test_a_figure_taken_back_brings_the_one_before_into_force(figure, sign_in, xuan_tan, tan):
    wrong = build.record(xuan_tan, build.row("15.1", 9, 10, stage=Stage.SELF, assessed_on="2017-09-22"), by=tan)[0]
    assert verdict(xuan_tan) == Verdict.MET
    response = sign_in("tan").post(f"{PAGE}{wrong.pk}/rut/", {"reason": "Số của xã khác"}, follow=True)
    assert verdict(xuan_tan) == Verdict.NOT_MET
    assert sorted((row.state, row.result) for row in response.context["rows"]) == [
        ("Rút số liệu", ""),
        ("Đang có hiệu lực", "83,77%"),
        ("Đã rút", "90,00%"),
    ]


def test_the_form_opens_with_what_was_recorded(figure, sign_in):
    form = sign_in("tan").get(f"{PAGE}{figure.pk}/dinh-chinh/").context["form"]
    assert {name: form.initial[name] for name in ("numerator", "denominator", "day", "year")} == {
        "numerator": "7204",
        "denominator": "8600",
        "day": "20/9/2017",
        "year": "",
    }
    assert list(form.fields) == [
        "numerator", "denominator", "value", "verdict", "finish_by", "day", "year", "source", "note", "reason",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"reason": ""}, {"reason": ["Nêu lý do."]}),
        ({"numerator": "abc"}, {"numerator": ["Tử số: “abc” không phải là số."]}),
        ({"day": "31/9/2017"}, {"day": ["Ngày số liệu: Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."]}),
        ({"day": ""}, {"day": ["Ghi ngày số liệu."]}),
        ({"numerator": "9000"}, {"__all__": ["Tử số 9.000 lớn hơn mẫu số 8.600."]}),
        ({"numerator": "", "denominator": ""}, {"__all__": ["Chưa có số liệu: nhập số"]}),
    ],
)
def test_a_correction_is_checked_like_a_row_of_the_sheet(changed, errors, figure, sign_in):
    response = sign_in("tan").post(f"{PAGE}{figure.pk}/dinh-chinh/", RIGHT | changed)
    found = response.context["form"].errors
    assert list(found) == list(errors)
    assert [text.startswith(errors[name][0]) for name, texts in found.items() for text in texts] == [True]
    assert len(stored("pk")) == 1


def test_a_yes_no_figure_is_corrected_in_words(sign_in, xuan_tan, tan):
    said = build.record(xuan_tan, build.row("1.1", declared=Verdict.MET, stage=Stage.SELF), by=tan)[0]
    path = f"/lich-su/xuan-tan/1.1/{said.pk}/dinh-chinh/"
    assert sign_in("tan").get(path).context["form"].initial["verdict"] == "dat"
    sign_in("tan").post(path, {"verdict": "chua", "day": "20/9/2017", "reason": "Chưa công bố"})
    assert stored("declared")[1:] == [(Verdict.NOT_MET,)]


@pytest.mark.parametrize("act", ["dinh-chinh", "rut"])
@pytest.mark.parametrize(
    ("who", "status"), [("tan", 200), ("officer", 200), ("hanh", 200), ("chau", 404), ("leader", 404), ("admin", 404)]
)
def test_only_those_who_may_record_at_that_stage_set_it_right(act, who, status, figure, sign_in):
    assert sign_in(who).get(f"{PAGE}{figure.pk}/{act}/").status_code == status


@pytest.mark.parametrize("act", ["dinh-chinh", "rut"])
def test_a_commune_does_not_touch_what_the_district_verified(act, sign_in, xuan_tan, hanh):
    verified = build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)[0]
    assert sign_in("tan").get(f"{PAGE}{verified.pk}/{act}/").status_code == 404


@pytest.mark.parametrize("act", ["dinh-chinh", "rut"])
def test_a_figure_is_set_right_once_and_its_correction_after_that(act, figure, sign_in):
    client = sign_in("tan")
    client.post(f"{PAGE}{figure.pk}/dinh-chinh/", RIGHT)
    assert client.get(f"{PAGE}{figure.pk}/{act}/").status_code == 404
    assert client.get(f"{PAGE}{Finding.objects.latest('pk').pk}/{act}/").status_code == 200


def test_what_an_officer_wrote_is_text_in_the_history(sign_in, xuan_tan, tan):
    build.record(xuan_tan, build.row("15.1", 7204, 8600, stage=Stage.SELF, note="<script>x</script>"), by=tan)
    assert "&lt;script&gt;x&lt;/script&gt;" in sign_in("tan").get(PAGE).text


@pytest.mark.parametrize("findings", [1, 3])
def test_a_history_of_any_length_costs_the_same(findings, sign_in, xuan_tan, django_assert_num_queries):
    for day in ("2017-07-31", "2017-08-31", "2017-09-20")[:findings]:
        build.finding(xuan_tan, build.indicator("15.1"), day)
    client = sign_in("hanh")
    with django_assert_num_queries(24):
        client.get(PAGE)
