"""The side panel of the grids: what a cell means, where its level comes from, its last figures."""

import re

import pytest

from criteria.enums import Stage, Verdict
from tests import build

pytestmark = pytest.mark.django_db
CELL = "/chi-tiet/xuan-tan/15.1/"
CELL_PAGE = "/minh-chung/xuan-tan/15.1/"
NEWEST = "/chi-tiet/xuan-tan/15.1/so-gan-nhat/"


def fill(unit, by, months, stage=Stage.VERIFIED):
    for month in months:
        build.record(unit, build.row("15.1", 7000 + month, 8600, assessed_on=f"2017-{month:02}-05", stage=stage), by=by)


def part(browser, name, cell=CELL) -> str:
    """The words of one part of the panel."""
    answer = browser.get(f"{cell}{name}/")
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_head_names_the_cell_and_offers_its_parts(hanh, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("15.1", 7204, 8600, source_document="Báo cáo 45"), by=hanh)
    build.comment(xuan_tan, by=hanh, to=["COMMUNE"])
    page = sign_in("hanh").get(CELL).content.decode()
    for words in ("15.1 ", "20/9/2017 (5 ngày)", "Báo cáo 45", "1 · 01 chờ trả lời"):
        assert words in page
    assert re.findall(r'data-from="/chi-tiet/xuan-tan/15.1/([^"]+)/"', page) == [
        "dinh-nghia", "khoang-cach", "so-gan-nhat", "minh-chung", "trao-doi", "lich-su", "ke-hoach",
    ]  # fmt: skip


def test_the_meaning_has_level_source_and_how_sure_we_are(sign_in):
    words = part(sign_in("hanh"), "dinh-nghia")
    for said in ("≥ 85%", "chưa đối chiếu văn bản", "QĐ 1980/QĐ-TTg", "từ năm 2016", "BHXH huyện"):
        assert said in words
    assert "chưa có mức trong bộ tiêu chí" in part(sign_in("hanh"), "dinh-nghia", "/chi-tiet/xuan-tan/10/")


def test_the_gap_is_a_sentence(hanh, xuan_tan, sign_in):
    browser = sign_in("hanh")
    assert part(browser, "khoang-cach") == "Chưa có số liệu."
    build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)
    words = part(browser, "khoang-cach")
    assert ("còn thiếu 106 người" in words, "Thẩm tra ngày 20/9/2017" in words) == (True, True)


def test_what_is_odd_stands_beside_the_gap_with_the_way_to_it(xuan_tan, tan, sign_in):
    build.period()
    build.movement(xuan_tan, by=tan)
    build.record(xuan_tan, build.row("11", 51, 2119, "2017-09-18", stage=Stage.SELF), by=tan)
    page = sign_in("tan").get("/chi-tiet/xuan-tan/11/khoang-cach/").content.decode()
    assert "Hộ nghèo của chỉ tiêu 11 là 51" in page
    assert 'href="/bien-dong-ho-ngheo/xuan-tan/?nam=2017">Xem biến động hộ nghèo 2017' in page


@pytest.mark.parametrize("figures", [1, 3])
def test_the_gap_costs_the_same_for_any_history(figures, hanh, xuan_tan, sign_in, django_assert_num_queries):
    build.period()
    fill(xuan_tan, hanh, range(1, figures + 1), Stage.SELF)
    browser = sign_in("hanh")
    browser.get(f"{CELL}khoang-cach/")
    with django_assert_num_queries(19):
        browser.get(f"{CELL}khoang-cach/")


def test_documents_stand_under_their_figure_with_the_box_to_add_one(xuan_tan, tan, sign_in):
    browser = sign_in("tan")
    assert "nhập số liệu của ô này trước" in part(browser, "minh-chung")
    assert "Chưa có số liệu, nên chưa có minh chứng." in part(sign_in("leader"), "minh-chung")
    (finding,) = build.record(xuan_tan, build.row("15.1", 90, 100, stage=Stage.SELF), by=tan)
    assert "Chưa có minh chứng." in part(browser, "minh-chung")
    old = build.evidence(xuan_tan, tan, issued_on="2016-01-05", number="12/BC")
    build.evidence_link(finding, old, by=tan, pages="trang 3")
    page = browser.get(f"{CELL}minh-chung/").content.decode()
    for said in (
        "12/BC, ngày 05/01/2016",
        "trang 3",
        "cũ",
        f'href="{CELL_PAGE}{finding.evidence_links.get().pk}/rut/"',
    ):
        assert said in page
    assert ('action="/minh-chung/xuan-tan/15.1/?trong=bang"' in page, "data-upload" in page) == (True, True)
    assert "<form" not in sign_in("leader").get(f"{CELL}minh-chung/").content.decode()


def test_a_locked_figure_says_so_where_one_would_attach(xuan_tan, tan, hanh, sign_in):
    build.record(xuan_tan, build.row("15.1", 90, 100, "2017-08-20", stage=Stage.SELF), by=tan)
    build.locked(by=hanh)
    words = part(sign_in("tan"), "minh-chung")
    assert "Kỳ tháng 8/2017 đã chốt ngày 01/9/2017." in words
    assert "Đính kèm tệp mới" not in words


def test_the_last_comments_stand_under_the_box(xuan_tan, hanh, sign_in):
    for number in range(9):
        build.comment(xuan_tan, by=hanh, text=f"Ý {number}")
    words = part(sign_in("tan"), "trao-doi")
    assert [f"Ý {number}" in words for number in range(9)] == [False] + [True] * 8
    assert "Xem tất cả ý kiến" in words


def test_the_history_shows_both_clocks_and_who_the_last_known_first(xuan_tan, hanh, sign_in):
    assert "Chưa có số liệu nào." in part(sign_in("hanh"), "lich-su")
    (wrong,) = build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)
    build.record(
        xuan_tan, build.row("15.1", 7205, 8600, corrects_id=wrong.pk, reason="Nhầm số thẻ"), by=hanh,
        at=build.moment("2017-09-21", 14),
    )  # fmt: skip
    words = part(sign_in("hanh"), "lich-su")
    assert words.index("Ghi 14:00 ngày 21/9/2017, Người thử hanh") < words.index("Ghi 09:00 ngày 20/9/2017")
    for said in ("số liệu ngày 20/9/2017. Đã đính chính", "Lý do: Nhầm số thẻ", "Lịch sử, đính chính"):
        assert said in words


def test_the_directive_says_until_when_and_who_answers(xuan_tan, sign_in):
    build.appointment(xuan_tan, name="Phạm Văn Thử")
    browser = sign_in("tan")
    words = part(browser, "ke-hoach")
    for said in ("Chỉ thị ngày 28/8/2017, mục", "Hạn 30/9/2017", "Còn 5 ngày", "Phạm Văn Thử"):
        assert said in words
    assert "Chưa có kế hoạch cho ô này." in words
    other = part(browser, "ke-hoach", "/chi-tiet/xuan-tan/12/")
    asked = "Không văn bản chỉ đạo nào giao hạn riêng cho ô này."
    assert other == f"{asked} Kế hoạch hoàn thiện Chưa có kế hoạch cho ô này. Lập kế hoạch"
    assert "31/12/2017" in part(sign_in("hanh"), "ke-hoach", "/chi-tiet/huyen/1/")


def test_a_part_that_does_not_exist_is_not_found(sign_in):
    assert sign_in("hanh").get(f"{CELL}gi-do/").status_code == 404


def test_an_empty_cell_says_so(sign_in):
    browser = sign_in("hanh")
    assert "chưa có số liệu" in browser.get(CELL).content.decode()
    assert "Chưa có số liệu nào." in browser.get(NEWEST).content.decode()


def test_the_last_twelve_figures_are_drawn_with_the_level(hanh, tan, xuan_tan, sign_in):
    fill(xuan_tan, hanh, range(1, 10))
    fill(xuan_tan, tan, range(1, 8), Stage.SELF)
    page = sign_in("hanh").get(NEWEST).content.decode()
    assert page.count("<tr><td>") == 12
    assert ("Yêu cầu ≥\u00a085%" in page, page.count("<polyline")) == (True, 2)


def test_what_was_taken_back_is_not_drawn(hanh, xuan_tan, sign_in):
    found = build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)[0]
    build.record(xuan_tan, build.row("15.1", 7205, 8600, corrects_id=found.pk, reason="Nhầm"), by=hanh)
    page = sign_in("hanh").get(NEWEST).content.decode()
    assert (page.count("<tr><td>"), "7.205/8.600" in page) == (1, True)


def test_an_indicator_in_words_has_a_list_and_no_chart(hanh, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("1.1", declared=Verdict.MET), by=hanh)
    page = sign_in("hanh").get("/chi-tiet/xuan-tan/1.1/so-gan-nhat/").content.decode()
    assert (page.count("<tr><td>"), "<svg class" in page) == (1, False)


@pytest.mark.parametrize("findings", [1, 3])
@pytest.mark.parametrize(
    ("name", "cost"),
    [
        ("", 15), ("dinh-nghia/", 13), ("khoang-cach/", 12), ("so-gan-nhat/", 12), ("minh-chung/", 14),
        ("trao-doi/", 14), ("lich-su/", 9), ("ke-hoach/", 22),
    ],
)  # fmt: skip
def test_a_part_costs_the_same_for_any_history(
    findings, name, cost, hanh, xuan_tan, sign_in, django_assert_num_queries
):
    fill(xuan_tan, hanh, range(1, 1 + findings))
    browser = sign_in("hanh")
    browser.get(CELL + name)
    with django_assert_num_queries(cost):
        browser.get(CELL + name)
