"""A leader reads: where the district stands, the proof of a red square, nothing to type, paper to take along."""

import io
import re

import pytest
from playwright.sync_api import expect

from tests.browser.hands import NARROW, WIDE


def test_the_overview_answers_on_its_first_screen(page_as):
    page = page_as("lanhdao")
    page.goto("/")
    lead = page.locator(".lead").first
    expect(lead).to_have_text(re.compile(r"^Đến 25/9/2017, 09 trong 20 xã, thị trấn đủ 19/19 tiêu chí"))
    for words in ("Đủ 19/19 tiêu chí", "Tiêu chí suy giảm", "Việc quá hạn"):
        expect(page.locator(".figures dt", has_text=words)).to_be_in_viewport()
    expect(page.get_by_role("heading", name=re.compile("Ba chỉ tiêu"))).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Cần cho ý kiến")).to_be_in_viewport()


def test_a_telephone_shows_four_numbers_and_what_needs_a_word(page_as):
    page = page_as("lanhdao", NARROW)
    page.goto("/")
    shown = page.locator(".figures dt:visible").all_inner_texts()
    assert shown == ["Đủ 19/19 tiêu chí", "Tiêu chí huyện đạt", "Tiêu chí suy giảm", "Việc quá hạn"]
    expect(page.get_by_role("heading", name="Cần cho ý kiến")).to_be_in_viewport()
    expect(page.locator(".asks li").first).to_be_in_viewport()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "telephone"])
def test_the_proof_of_a_red_square_is_three_taps_away(size, page_as, portal):
    page = page_as("lanhdao", size)
    page.goto("/")
    square = page.locator("#ma-tran tbody tr", has_text="Xuân Kiên").locator("a.is-notmet")
    square.click()
    expect(page).to_have_url(f"{portal}/suy-giam/?xa=xuan-kien&tc=17")
    page.get_by_role("link", name=re.compile("17.5")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("17.5")
    expect(page.locator("main")).to_contain_text("ác thải chưa thu gom ở 02 xóm")


@pytest.mark.parametrize(
    ("commune", "square"),
    [
        ("Xuân Ngọc", "is-notmet"),
        ("Xuân Châu", "is-nearly"),
        ("Xuân Đài", "is-nearly.late"),
        ("Xuân Vinh", "is-none"),
        ("Xuân Thủy", "is-na"),
    ],
)
def test_the_documents_behind_any_square_are_two_taps_away_on_a_telephone(commune, square, page_as):
    page = page_as("lanhdao", NARROW)
    page.goto("/")
    page.locator("#ma-tran tbody tr", has_text=commune).locator(f"a.{square}").first.click()
    number = page.url.rpartition("#tc-")[2]
    page.locator(f"#tc-{number}").get_by_role("link", name=re.compile("tệp")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Minh chứng chỉ tiêu {number}")
    expect(page.locator("main a[href*='/minh-chung/tep/']").first).to_be_visible()


def test_the_documents_behind_what_is_met_are_three_taps_away_on_a_telephone(page_as):
    page = page_as("lanhdao", NARROW)
    page.goto("/")
    page.locator("#ma-tran tbody tr", has_text="Xuân Phong").get_by_role("link", name="Xuân Phong").click()
    page.locator("a[href='#tc-3']").click()
    page.locator("#tc-3").get_by_role("link", name=re.compile("tệp")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Minh chứng chỉ tiêu 3.1")
    expect(page.locator("main a[href*='/minh-chung/tep/']").first).to_be_visible()


def test_a_leader_meets_no_button_that_writes(page_as):
    page = page_as("lanhdao")
    for path in ("/", "/xa/xuan-kien/", "/huyen/", "/tieu-chi/17/", "/lich-su/xuan-kien/17.5/", "/chi-thi/"):
        page.goto(path)
        assert page.locator('main form[method="post"], main a[href^="/cap-nhat/"]').count() == 0, path
    refused = ("/cap-nhat/", "/cap-nhat/xuan-kien/", "/cap-nhat/huyen/")
    assert {path: page.request.get(path).status for path in refused} == dict.fromkeys(refused, 404)


def test_an_earlier_day_is_asked_in_the_top_bar_and_stays_in_the_address(page_as):
    page = page_as("lanhdao")
    page.goto("/")
    page.get_by_label("Số liệu đến").fill("30/6/2017")
    page.get_by_role("button", name="Xem").click()
    expect(page).to_have_url(re.compile(r"den="))
    expect(page.locator(".lead").first).to_contain_text("Đến 30/6/2017")
    page.get_by_role("link", name="Xuân Tân").first.click()
    expect(page.get_by_label("Số liệu đến")).to_have_value("30/6/2017")
    page.get_by_label("Số liệu đến").fill("31/9/2017")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("alert")).to_contain_text("Tháng 9 chỉ có 30 ngày")
    expect(page.get_by_label("Số liệu đến")).to_have_value("31/9/2017")


@pytest.mark.parametrize("path", ["/", "/xa/xuan-tan/", "/bao-cao/bieu-03/", "/huyen/", "/chi-thi/"])
def test_paper_shows_the_page_without_the_shell(path, page_as):
    page = page_as("lanhdao")
    page.goto(path)
    page.emulate_media(media="print")
    for shell in (".rail", ".topbar", ".tabbar", ".actions"):
        assert page.locator(f"{shell}:visible").count() == 0, shell
    assert re.search(r"số liệu minh họa", page.locator("body").inner_text(), re.I)
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", io.BytesIO(paper).getvalue())) >= 1


def test_the_forms_are_one_sheet_of_a3_or_a4(page_as):
    page = page_as("lanhdao")
    page.goto("/bao-cao/bieu-03/")
    paper = page.pdf(prefer_css_page_size=True)
    boxes = set(re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper))
    assert [(round(float(width)), round(float(height))) for width, height in boxes] == [(1191, 842)]
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_two_communes_beside_each_other_fill_two_sheets(page_as):
    page = page_as("lanhdao")
    page.goto("/xa/xuan-tan/so-sanh/?voi=xuan-chau")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 2


def test_every_tile_of_the_map_has_room_for_its_words_on_a_telephone(page_as):
    page = page_as("lanhdao", NARROW)
    page.goto("/so-do/?theo=ct-15.1")
    cut = "found => found.filter(tile => tile.scrollHeight > tile.clientHeight).map(tile => tile.innerText)"
    assert page.locator(".tiles a").evaluate_all(cut) == []


def test_on_a_telephone_the_choice_of_the_map_and_its_button_share_a_line(page_as):
    page = page_as("lanhdao", NARROW)
    page.goto("/so-do/")
    form = page.locator("form.filters")
    chosen, button = (form.locator(found).bounding_box() for found in ("select", "button"))
    assert chosen["y"] < button["y"] + button["height"] / 2 < chosen["y"] + chosen["height"]
    assert button["x"] + button["width"] <= NARROW[0]


def test_a_long_name_in_the_matrix_does_not_run_over_the_letters_beside_it(page_as):
    page = page_as("lanhdao", WIDE)
    page.goto("/")
    head = page.locator(".matrix tbody th").nth(5)
    head.locator("a").evaluate("link => link.lastChild.textContent = 'Nghĩa Thượng Hòa Bình Trung Thành'")
    assert head.evaluate("cell => cell.scrollWidth <= cell.clientWidth")
