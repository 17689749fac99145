"""Báo cáo: many forms of many places at once: what each reader is offered, what is shown, printed and taken away."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ntm_portal.kept import forget_readings
from tests import build
from tests.reports import story

pytestmark = pytest.mark.django_db
DISTRICT_FORMS = [
    "tom-tat", "bieu-01", "bieu-02", "bieu-03", "bieu-04", "bieu-05", "bieu-06", "bieu-07", "bieu-08", "bieu-09",
    "bieu-10", "bieu-11", "bieu-12", "bieu-13", "bieu-14", "bieu-15", "bieu-16",
]  # fmt: skip
OF_COMMUNE = [code for code in DISTRICT_FORMS if code not in ("tom-tat", "bieu-04", "bieu-12")]
MANY = "bieu=bieu-03&bieu=bieu-01&noi=huyen&noi=xuan-tan"


@pytest.fixture
def told(district, hanh):
    story.tell(district, hanh)


def offered(browser, path="/bao-cao/") -> tuple[list[str], list[str]]:
    """The forms and the places a reader may choose from."""
    context = browser.get(path).context
    return (
        [line.form.code for line in context["form_lines"]],
        [line.key for line in (*context["wide"], *context["communes"])],
    )


def book(response) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(response.content))


@pytest.mark.parametrize(
    ("who", "forms", "places"),
    [
        ("hanh", DISTRICT_FORMS, 22),
        ("leader", DISTRICT_FORMS, 22),
        ("front", [code for code in DISTRICT_FORMS if code != "bieu-14"], 22),
        ("tan", OF_COMMUNE, 1),
        ("officer", [code for code in OF_COMMUNE if code != "bieu-14"], 1),
        ("lao_dong", ["bieu-01", "bieu-02"], 21),
    ],
)
def test_everybody_is_offered_the_forms_of_his_own_places(who, forms, places, sign_in):
    found, keys = offered(sign_in(who))
    assert (found, len(keys)) == (forms, places)


def test_the_first_paper_is_the_matrix_of_the_district_or_the_commune_s_own_form(told, sign_in):
    shown = [sign_in(who).get("/bao-cao/").context["shown"].key for who in ("hanh", "tan", "lao_dong")]
    assert shown == ["bieu-03.huyen", "bieu-01.xuan-tan", "bieu-01.xuan-truong"]


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("tan", "/bao-cao/?noi=xuan-chau"),
        ("tan", "/bao-cao/?noi=huyen"),
        ("tan", "/bao-cao/bieu-03/?noi=xuan-chau"),
        ("tan", "/bao-cao/bieu-03.xlsx?noi=xuan-chau"),
        ("tan", "/bao-cao/goi.zip?bieu=bieu-03&noi=xuan-chau"),
        ("tan", "/bao-cao/chon.xlsx?bieu=bieu-04"),
        ("officer", "/bao-cao/bieu-14/"),
        ("lao_dong", "/bao-cao/bieu-03.xlsx?noi=xuan-tan"),
        ("lao_dong", "/bao-cao/chon/?bieu=bieu-05&noi=xuan-tan"),
        ("front", "/bao-cao/bieu-14.xlsx?noi=xuan-tan"),
        ("hanh", "/bao-cao/?noi=khong-co"),
        ("hanh", "/bao-cao/bieu-12/?noi=xuan-tan"),
        ("hanh", "/bao-cao/bieu-01/"),
    ],
)
def test_what_is_not_offered_is_not_found(who, path, sign_in):
    assert sign_in(who).get(path).status_code == 404


def test_chosen_pieces_stand_place_by_place_and_one_of_them_lies_on_the_desk(told, sign_in):
    context = sign_in("hanh").get(f"/bao-cao/?{MANY}&xem=bieu-01.xuan-tan").context
    assert [(piece.label, on_desk) for piece, on_desk, _ in context["pieces"]] == [
        ("Biểu 03, toàn huyện", False), ("Biểu 01, xã Xuân Tân", True), ("Biểu 03, xã Xuân Tân", False),
    ]  # fmt: skip
    assert (
        context["pieces"][0][2]
        == f"?{MANY.replace('bieu=bieu-03&bieu=bieu-01', 'bieu=bieu-01&bieu=bieu-03')}&xem=bieu-03.huyen"
    )
    assert context["table"].title == "TỰ ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN BỘ TIÊU CHÍ NÔNG THÔN MỚI XÃ XUÂN TÂN"


def test_all_communes_have_one_word_in_the_address(told, sign_in):
    context = sign_in("hanh").get("/bao-cao/?bieu=bieu-02&noi=cac-xa").context
    assert (len(context["pieces"]), context["choice"].to()) == (3, "?bieu=bieu-02&noi=cac-xa")
    assert [line.is_chosen for line in context["wide"]] == [False, True]
    assert not context["some_communes"]


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ("bieu=bieu-01&noi=huyen", "bieu-01", "Biểu này lập cho từng xã: chọn xã ở mục 2."),
        ("bieu=bieu-12&noi=xuan-tan", "bieu-12", "Biểu này lập cho toàn huyện: chọn ở mục 2."),
    ],
)
def test_a_form_without_its_place_says_so_at_its_line(asked, code, words, told, sign_in):
    response = sign_in("hanh").get(f"/bao-cao/?{asked}&xuat=excel")
    faults = {line.form.code: line.fault for line in response.context["form_lines"] if line.fault}
    assert (faults, response.context["table"]) == ({code: words}, None)
    page = response.content.decode()
    assert f'id="sai-{code}">{words}' in page
    assert "Biểu đã chọn không lập cho nơi đã chọn." in page


@pytest.mark.parametrize(
    ("button", "address"),
    [
        ("excel", "/bao-cao/chon.xlsx?bieu=bieu-01&bieu=bieu-03&noi=huyen&noi=xuan-tan"),
        ("in", "/bao-cao/chon/?bieu=bieu-01&bieu=bieu-03&noi=huyen&noi=xuan-tan"),
        ("goi", "/bao-cao/goi/?bieu=bieu-01&bieu=bieu-03&noi=huyen&noi=xuan-tan"),
        ("ca-bo", "/bao-cao/tong-hop.xlsx"),
    ],
)
def test_each_button_leads_to_an_address_that_says_the_whole_choice(button, address, sign_in):
    assert sign_in("hanh").get(f"/bao-cao/?{MANY}&xuat={button}").url == address


@pytest.mark.parametrize("button", ["excel", "in", "goi"])
@pytest.mark.parametrize(
    ("who", "asked", "words"),
    [
        ("hanh", "noi=xuan-tan", "Chưa chọn biểu nào; trang đang xem Biểu 03. Xem lại mục 1 rồi xuất."),
        ("hanh", "bieu=bieu-05", "Chưa chọn nơi nào; trang đang xem toàn huyện. Xem lại mục 2 rồi xuất."),
        ("tan", "den=25/9/2017", "Chưa chọn biểu nào; trang đang xem Biểu 01. Xem lại mục 1 rồi xuất."),
    ],
)
def test_nothing_is_taken_away_that_nobody_ticked(who, asked, words, button, told, sign_in):
    response = sign_in(who).get(f"/bao-cao/?{asked}&xuat={button}")
    assert (response.status_code, words in response.content.decode()) == (200, True)


def test_a_commune_has_no_place_to_tick(sign_in):
    assert sign_in("tan").get("/bao-cao/?bieu=bieu-05&xuat=in").url == "/bao-cao/bieu-05/?noi=xuan-tan"


def test_the_piece_on_the_desk_is_taken_away_by_itself(told, sign_in):
    page = sign_in("hanh").get(f"/bao-cao/?{MANY}&den=25/9/2017&xem=bieu-01.xuan-tan").content.decode()
    for kind in (".xlsx", "/"):
        assert f'href="/bao-cao/bieu-01{kind}?den=2017-09-25&amp;noi=xuan-tan"' in page


def test_one_piece_of_a_commune_has_an_address_of_its_own(sign_in):
    browser = sign_in("hanh")
    asked = "bieu=bieu-06&noi=xuan-tan&den=25/9/2017"
    assert browser.get(f"/bao-cao/?{asked}&xuat=excel").url == "/bao-cao/bieu-06.xlsx?den=2017-09-25&noi=xuan-tan"
    assert browser.get(f"/bao-cao/?{asked}&xuat=in").url == "/bao-cao/bieu-06/?den=2017-09-25&noi=xuan-tan"


@pytest.mark.parametrize(("who", "leads"), [("hanh", True), ("party_office", True), ("leader", False), ("tan", False)])
def test_whoever_issues_reports_is_led_there_with_the_chosen_forms(who, leads, told, sign_in):
    address = "/bao-cao/phat-hanh/?den=2017-09-25&amp;bieu=bieu-03&amp;bieu=bieu-06"
    page = sign_in(who).get("/bao-cao/?bieu=bieu-03&bieu=bieu-06&den=25/9/2017").content.decode()
    assert (f'href="{address}"' in page) is leads


def test_what_is_chosen_for_communes_alone_is_not_issued(told, sign_in):
    assert sign_in("hanh").get("/bao-cao/?bieu=bieu-01&noi=xuan-tan").context["choice"].issue == ""


def test_a_commune_is_not_led_to_the_workbook_of_the_district(sign_in):
    response = sign_in("tan").get("/bao-cao/?xuat=ca-bo")
    assert (response.status_code, "Cả bộ, một tệp Excel" in response.content.decode()) == (200, False)


def test_too_many_sheets_for_one_file_are_refused_with_the_way_out(sign_in):
    browser = sign_in("hanh")
    asked = "&".join(f"bieu={code}" for code in OF_COMMUNE) + "&noi=cac-xa"
    words = "Nhiều nhất 60 trang tính trong một tệp, một lượt in; đang chọn 280. Bớt biểu, bớt nơi hoặc lấy gói .zip."
    assert words in browser.get(f"/bao-cao/?{asked}&xuat=excel").content.decode()
    assert browser.get(f"/bao-cao/chon.xlsx?{asked}").url == f"/bao-cao/?{asked}&xuat=excel"
    assert browser.get(f"/bao-cao/chon/?{asked}").url == f"/bao-cao/?{asked}&xuat=in"


def test_the_workbook_of_a_choice_has_a_sheet_for_each_piece_and_nothing_to_type(told, sign_in):
    response = sign_in("hanh").get(f"/bao-cao/chon.xlsx?{MANY}")
    made = book(response)
    assert made.sheetnames == ["Biểu 03", "Biểu 01 Xuân Tân", "Biểu 03 Xuân Tân"]
    assert not any(sheet.protection.sheet for sheet in made.worksheets)
    assert response["Content-Disposition"] == 'attachment; filename="TongHop_NTM_XuanTruong_2017-09-25.xlsx"'


def test_a_single_form_of_a_commune_can_be_loaded_back_but_not_as_known_earlier(told, sign_in):
    browser = sign_in("hanh")
    assert book(browser.get("/bao-cao/bieu-02.xlsx?noi=xuan-tan")).sheetnames == ["Biểu 02", "NTM"]
    known = book(browser.get("/bao-cao/bieu-02.xlsx?noi=xuan-tan&biet_den=20/9/2017"))
    assert known.sheetnames == ["Biểu 02"]
    assert known.active["A5"].value == (
        "(Số liệu tính đến ngày 25/9/2017; theo QĐ 1980/QĐ-TTg và QĐ 48/2016/QĐ-UBND; theo số liệu đã ghi đến hết ngày "
        "20/9/2017)"
    )


def test_a_township_s_file_is_told_from_the_district_s(told, sign_in):
    response = sign_in("hanh").get("/bao-cao/bieu-03.xlsx?noi=xuan-truong")
    assert 'filename="Bieu03_TongHop19TieuChi_TTXuanTruong_2017-09-25.xlsx"' in response["Content-Disposition"]


def test_printed_together_every_piece_is_a_sheet_of_paper(told, sign_in):
    page = sign_in("hanh").get(f"/bao-cao/chon/?{MANY}").content.decode()
    assert (page.count('<article class="paper'), page.count('<table class="bieu')) == (3, 3)
    assert "Biểu 01, Biểu 03; 02 nơi" in page


@pytest.mark.parametrize("path", ["/bao-cao/chon/", "/bao-cao/chon.xlsx", "/bao-cao/goi/"])
def test_a_bad_date_leads_back_to_the_chooser_with_everything_kept(path, sign_in):
    response = sign_in("hanh").get(f"{path}?{MANY}&den=31/9/2017")
    kept = "bieu=bieu-03&bieu=bieu-01&noi=huyen&noi=xuan-tan&den=31%2F9%2F2017"
    assert response.url.startswith(f"/bao-cao/?{kept}")


def test_the_page_of_a_commune_costs_the_same_whatever_it_holds(told, district, sign_in):
    browser, counts = sign_in("hanh"), []
    browser.get("/bao-cao/?bieu=bieu-03&noi=xuan-tan")
    for codes in ((story.TOWN, story.TAN, story.CHAU), (story.TAN,)):
        story.leave_communes(district, *codes)
        forget_readings()
        with CaptureQueriesContext(connection) as queries:
            browser.get("/bao-cao/?bieu=bieu-03&noi=xuan-tan")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 30


def test_a_department_finds_its_own_indicators_alone(told, sign_in, xuan_tan, hanh):
    build.record(xuan_tan, build.row("11", 40, 2119, "2017-09-20"), by=hanh)
    rows = sign_in("lao_dong").get("/bao-cao/?bieu=bieu-02&noi=xuan-tan").context["table"].rows
    assert [row.name for row in rows if row.name] == ["i11", "i12", "i14_3"]
