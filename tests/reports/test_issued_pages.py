"""Báo cáo đã phát hành: the page that issues, the list, one report as it was, its files."""

import hashlib
import json
import re

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from criteria.enums import Verdict
from ntm_portal import blobs
from ntm_portal.kept import forget_readings
from reports.enums import ReportKind
from reports.models import IssuedReport
from reports.tables.remade import remade
from tests import build
from tests.reports import issues

pytestmark = pytest.mark.django_db
ISSUE = "/bao-cao/phat-hanh/?chon=1&bieu=bieu-03&bieu=bieu-15&den=2017-09-25&so_voi=2017-08-28"


def typed(district, **given):
    """What the office enters on the page."""
    signer = issues.signer_of(given.get("issuer", "van-phong-dieu-phoi"), district).pk
    entered = {"issuer": "van-phong-dieu-phoi", "kind": "MONTH", "number": "45", "issued_on": "25/9/2017"}
    return entered | {"signer": signer, "note": "", "token": "mot", "seen": ""} | given


def faults(response):
    return {name: [str(words) for words in said] for name, said in response.context["form"].errors.items()}


def test_the_office_issues_what_stands_on_the_page(sign_in, district, xuan_tan, hanh):
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    office = sign_in("hanh")
    page = office.get(ISSUE).text
    assert "Sẽ chốt: <b>Biểu 03, 15</b>; số liệu đến 25/9/2017, so với 28/8/2017" in page
    assert "gõ 45, hoặc ghi cả ký hiệu: 45/BC-VPĐP (Văn phòng điều phối NTM huyện); 45/BC-NN&amp;PTNT (Phòng" in page
    answer = office.post(ISSUE, typed(district), follow=True)
    report = IssuedReport.objects.get()
    assert answer.redirect_chain == [(f"/bao-cao/da-phat-hanh/{report.pk}/", 302)]
    assert "Đã phát hành báo cáo số 45/BC-VPĐP ngày 25/9/2017." in answer.text
    assert [form.code for form in report.forms.all()] == ["bieu-03", "bieu-15"]
    assert (report.as_of, report.compared) == (build.date("2017-09-25"), build.date("2017-08-28"))
    assert "(Kèm theo Báo cáo số 45/BC-VPĐP ngày 25/9/2017 của" in answer.text


def test_a_double_press_issues_once(sign_in, district):
    office = sign_in("hanh")
    first, second = (office.post(ISSUE, typed(district)) for _ in range(2))
    assert first.url == second.url
    assert IssuedReport.objects.count() == 1


def test_the_second_office_is_told_and_may_still_issue(sign_in, district, hanh):
    party = sign_in("party_office")
    theirs = issues.issued(hanh)
    entered = typed(district, issuer="van-phong-huyen-uy", number="7")
    told = party.post(ISSUE, entered)
    assert f'vừa phát hành <a href="{theirs.href}">báo cáo {theirs.label}</a>' in told.text
    assert (IssuedReport.objects.count(), 'value="7"' in told.text) == (1, True)
    assert f'name="seen" value="{theirs.pk}"' in told.text
    party.post(ISSUE, entered | {"seen": str(theirs.pk)})
    assert list(IssuedReport.objects.order_by("pk").values_list("number", flat=True)) == ["45/BC-VPĐP", "7-BC/VPHU"]


def state_on(page):
    """What the page says it was opened on."""
    return re.search(r'name="state" value="(\w+)"', page)[1]


def test_what_is_frozen_is_what_stood_on_the_page(sign_in, district, xuan_tan, hanh):
    office = sign_in("hanh")
    opened = state_on(office.get(ISSUE).text)
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    told = office.post(ISSUE, typed(district, state=opened, note="Gửi kèm"))
    assert "Có số liệu hoặc văn bản được ghi từ khi trang này được mở." in told.text
    assert (IssuedReport.objects.count(), 'value="Gửi kèm"' in told.text) == (0, True)
    assert state_on(told.text) != opened
    office.post(ISSUE, typed(district, state=state_on(told.text)))
    assert IssuedReport.objects.count() == 1


def test_what_is_known_by_a_day_does_not_move(sign_in, district, xuan_tan, hanh):
    office, address = sign_in("hanh"), f"{ISSUE}&biet_den=2017-09-25"
    page = office.get(address).text
    assert 'name="state"' in page
    assert 'name="state" value=' not in page
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    office.post(address, typed(district, state=""))
    assert IssuedReport.objects.count() == 1


def test_every_fault_stands_at_its_field_and_what_was_typed_stays(sign_in, district):
    answer = sign_in("hanh").post(ISSUE, typed(district, number="…", issued_on="31/9/2017", signer="0", note="Gửi kèm"))
    assert faults(answer) == {
        "issued_on": ["Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."],
        "signer": ["Người này không giữ chức vào ngày báo cáo: chọn lại."],
    }
    assert 'value="Gửi kèm"' in answer.text
    answer = sign_in("hanh").post(ISSUE, typed(district, number="…"))
    assert faults(answer) == {"number": ["Số gồm số thứ tự và ký hiệu, ví dụ 45/BC-VPĐP."]}
    assert IssuedReport.objects.count() == 0


def test_a_paper_of_an_earlier_day_rests_on_what_was_known_then(sign_in, district):
    asked = ISSUE.replace("2017-09-25", "2017-09-10")
    answer = sign_in("hanh").post(asked, typed(district, issued_on="20/9/2017"))
    assert faults(answer)["issued_on"][0].startswith("Báo cáo ghi ngày 20/9/2017 không thể có số liệu biết sau")
    sign_in("hanh").post(f"{asked}&biet_den=2017-09-20", typed(district, issued_on="20/9/2017"))
    assert IssuedReport.objects.get().known_at == issues.known("2017-09-20").known_at.replace(
        minute=59, second=59, microsecond=999999
    )


def test_a_wrong_date_or_no_form_issues_nothing(sign_in, district):
    office = sign_in("hanh")
    wrong = office.post(ISSUE.replace("2017-08-28", "2017-10-01"), typed(district))
    assert "Sửa ngày ở mục 2 trước." in wrong.text
    none = office.post("/bao-cao/phat-hanh/?chon=1", typed(district))
    assert "Chọn ít nhất một biểu ở mục 1" in none.text
    assert IssuedReport.objects.count() == 0


def test_without_a_choice_the_usual_annexes_are_offered(sign_in, district):
    page = sign_in("hanh").get("/bao-cao/phat-hanh/")
    assert "Sẽ chốt: <b>Biểu 03, 06, 15</b>" in page.text
    other = sign_in("hanh").get("/bao-cao/phat-hanh/?xem=bieu-15&bieu=bieu-03&bieu=bieu-15&bieu=bieu-14")
    assert other.context["table"].form.code == "bieu-15"
    assert "Có biểu về người đứng đầu" in other.text


def test_where_nobody_is_in_office_the_page_says_so(sign_in, district):
    page = sign_in("hanh").post(ISSUE, typed(district, issued_on="01/01/2015", signer=""))
    assert "Danh mục chức vụ chưa có ai ký cho các cơ quan này vào ngày báo cáo" in page.text


def test_a_replacement_is_made_from_the_page_of_the_old_one(sign_in, district, hanh):
    old = issues.issued(hanh)
    office = sign_in("hanh")
    link = f"/bao-cao/phat-hanh/?thay={old.pk}&noi=huyen&den=2017-09-25&so_voi=2017-08-28&bieu=bieu-03"
    assert link.replace("&", "&amp;") in office.get(old.href).text
    office.post(link, typed(district, number="46", seen=old.pk, replace_reason="Sai số liệu BHYT"))
    new = IssuedReport.objects.get(replaces=old)
    assert (
        f'Đã thay bằng <a href="{new.href}">báo cáo {new.label}</a>. Lý do: Sai số liệu BHYT'
        in office.get(old.href).text
    )
    assert (
        f'Thay thế <a href="{old.href}">báo cáo {old.label}</a>. Lý do: Sai số liệu BHYT' in office.get(new.href).text
    )
    assert "đã thay thế" in office.get("/bao-cao/da-phat-hanh/").text
    assert [office.get(f"/bao-cao/phat-hanh/?thay={word}").status_code for word in (old.pk, "x", 0, "9" * 5000)] == [
        404
    ] * 4


def test_a_report_about_one_commune_carries_its_own_forms(sign_in, district, xuan_tan, hanh, tan):
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    asked = "/bao-cao/phat-hanh/?noi=xuan-tan&den=2017-09-25&so_voi=2017-08-28"
    office = sign_in("hanh")
    assert "Sẽ chốt: <b>Biểu 01, 02</b>" in office.get(asked).text
    report = IssuedReport.objects.get(pk=office.post(asked, typed(district)).url.split("/")[-2])
    assert report.title == "Báo cáo tháng 9/2017 của xã Xuân Tân, gồm Biểu 01, 02"
    assert report.files.get().file_name == "TongHop_NTM_XuanTan_2017-09-25_so-45-BC-VPDP.xlsx"
    assert remade(report, issues.DRAW).is_equal
    assert [sign_in(who).get(report.href).status_code for who in ("tan", "chau", "leader")] == [200, 404, 200]
    assert "noi=xuan-tan" in office.get(report.href).text
    assert office.get("/bao-cao/phat-hanh/?noi=khong-co").status_code == 404


# --- The list -------------------------------------------------------------------------------


@pytest.fixture
def three(hanh):
    """Reports of three kinds and days."""
    topic = {"kind": ReportKind.TOPIC, "note": "Theo Chỉ thị"}
    return [
        issues.issued(hanh, "45/BC-VPĐP"),
        issues.issued(hanh, "46/BC-NN&PTNT", issues.contents(issues.table("bieu-15")), issuer="phong-nong-nghiep"),
        issues.issued(hanh, "47", clocks=issues.known("2017-09-20"), issued_on=build.date("2017-09-21"), **topic),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("", ["46/BC-NN&PTNT", "45/BC-VPĐP", "47/BC-VPĐP"]),
        ("?q=bc-vpdp", ["45/BC-VPĐP", "47/BC-VPĐP"]),
        ("?q=tháng 9 biểu 15", ["46/BC-NN&PTNT"]),
        ("?q=theo chi thi", ["47/BC-VPĐP"]),
        ("?q=nguoi ky thu", ["46/BC-NN&PTNT", "45/BC-VPĐP", "47/BC-VPĐP"]),
        ("?loai=TOPIC", ["47/BC-VPĐP"]),
        ("?loai=la", ["46/BC-NN&PTNT", "45/BC-VPĐP", "47/BC-VPĐP"]),
        ("?bieu=bieu-15", ["46/BC-NN&PTNT"]),
        ("?nguoi_ky=Ai khác", []),
        ("?nguoi_ky=Người ký thử&toi=22/9/2017", ["47/BC-VPĐP"]),
        ("?tu=22/9/2017", ["46/BC-NN&PTNT", "45/BC-VPĐP"]),
    ],
)
def test_the_list_answers_to_words_kind_form_signer_and_days(three, asked, numbers, sign_in):
    page = sign_in("leader").get(f"/bao-cao/da-phat-hanh/{asked}")
    assert [entry.report.number for entry in page.context["entries"]] == numbers


def test_a_day_that_cannot_be_read_is_said_at_its_box(three, sign_in):
    page = sign_in("hanh").get("/bao-cao/da-phat-hanh/?tu=31/9/2017&toi=22/9/2017")
    assert "Tháng 9 chỉ có 30 ngày." in page.text
    assert 'value="31/9/2017"' in page.text
    assert len(page.context["entries"]) == 1


@pytest.mark.parametrize(
    ("who", "asked", "words"),
    [
        ("hanh", "", "Phát hành là chốt các biểu cùng số, ngày, người ký"),
        ("leader", "", "phát hành sẽ hiện ở đây"),
        ("leader", "?q=khong co", "Không có báo cáo nào theo cách lọc này"),
    ],
)
def test_an_empty_list_leads_on(who, asked, words, sign_in):
    assert words in sign_in(who).get(f"/bao-cao/da-phat-hanh/{asked}").text


def test_the_list_counts_what_became_known_later_for_the_same_days(hanh, xuan_tan, sign_in):
    issues.issued(hanh)
    later = build.moment("2017-09-26")
    old = build.finding(xuan_tan, assessed_on="2017-09-20", recorded_at=build.moment("2017-09-21"))
    build.finding(xuan_tan, assessed_on="2017-09-24", recorded_at=later)
    build.finding(xuan_tan, assessed_on="2017-09-26", recorded_at=later)
    build.finding(xuan_tan, assessed_on="2017-09-26", recorded_at=later, corrects=old, reason="Sai ngày")
    assert [entry.later_words for entry in sign_in("hanh").get("/bao-cao/da-phat-hanh/").context["entries"]] == [
        "02 số liệu"
    ]
    assert "số liệu cho các ngày" not in sign_in("front").get("/bao-cao/da-phat-hanh/").text


@pytest.mark.parametrize("reports", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_reports(reports, hanh, sign_in):
    for number in range(reports):
        issues.issued(hanh, str(45 + number))
    office = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as asked:
        office.get("/bao-cao/da-phat-hanh/")
    assert len(asked) == 17


def test_a_long_list_is_cut_into_pages(hanh, sign_in):
    for number in range(21):
        issues.issued(hanh, str(45 + number))
    page = sign_in("hanh").get("/bao-cao/da-phat-hanh/?trang=2&loai=MONTH")
    assert len(page.context["entries"]) == 1
    assert "?trang=1&amp;loai=MONTH" in page.text


# --- One report -----------------------------------------------------------------------------


def test_a_report_is_drawn_as_it_was_whatever_was_recorded_since(hanh, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    report = issues.really_issued(hanh)
    reader = sign_in("leader")
    before = [reader.get(f"{report.href}{more}").text for more in ("", "?bieu=bieu-06", "in/")]
    build.record(xuan_tan, build.row("15.1", 10, 100, assessed_on="2017-09-21"), by=hanh)
    after = [reader.get(f"{report.href}{more}").text for more in ("", "?bieu=bieu-06", "in/")]
    assert after[2] == before[2]
    assert [paper(page) for page in after] == [paper(page) for page in before]
    assert "90,00" in after[1]


def paper(page):
    return page[page.index('<article class="paper') : page.rindex("</article>")]


def test_a_file_comes_byte_for_byte(hanh, sign_in):
    report = issues.really_issued(hanh, ("bieu-15",))
    file = report.files.get()
    answer = sign_in("leader").get(file.href)
    content = b"".join(answer)
    assert hashlib.sha256(content).hexdigest() == file.sha256
    assert len(content) == file.size
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file.file_name}"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert sign_in("leader").get(f"{report.href}tep/word/").status_code == 404


def test_a_file_that_is_not_what_it_was_is_not_given_out(hanh, sign_in):
    report = issues.issued(hanh, made=issues.contents(words=b"se bi sua"))
    path = blobs.path_of(report.files.get().sha256)
    path.write_bytes(b"da bi sua")
    answer = sign_in("leader").get(f"{report.href}tep/excel/")
    assert (answer.status_code, "không còn đúng như khi phát hành" in answer.text) == (503, True)
    path.unlink()
    assert sign_in("leader").get(f"{report.href}tep/excel/").status_code == 503


def test_a_single_form_is_printed_alone(hanh, sign_in):
    report = issues.issued(hanh, made=issues.contents(issues.table(verdict=Verdict.MET), issues.table("bieu-15")))
    whole, one = (sign_in("leader").get(f"{report.href}in/{more}").text for more in ("", "?bieu=bieu-15"))
    assert (whole.count("<article"), one.count("<article")) == (2, 1)
    assert sign_in("leader").get(f"{report.href}in/?bieu=bieu-99").status_code == 404


@pytest.mark.parametrize("forms", [1, 3])
def test_a_report_costs_the_same_for_any_number_of_forms(forms, hanh, sign_in):
    tables = [issues.table(code) for code in ("bieu-03", "bieu-04", "bieu-05")[:forms]]
    report = issues.issued(hanh, made=issues.contents(*tables))
    reader = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as asked:
        reader.get(report.href)
    assert len(asked) == 15


def test_the_list_of_signers_says_who_signs_for_which_body(sign_in, district):
    own = [issues.signer_of(code, district).pk for code in ("van-phong-dieu-phoi", "uy-ban-nhan-dan")]
    page = lxml.html.fromstring(sign_in("hanh").get(ISSUE).text)
    signs = json.loads(page.get_element_by_id("id_signer").get("data-signs"))
    assert [signs[code] for code in ("phong-nong-nghiep", "uy-ban-nhan-dan")] == [[str(pk)] for pk in own]


@pytest.mark.parametrize(
    ("who", "told"),
    [
        (
            "hanh",
            {
                "van-phong-dieu-phoi": "gõ 45 hoặc 45/BC-VPĐP",
                "phong-nong-nghiep": "gõ 45 hoặc 45/BC-NN&PTNT",
                "ban-chi-dao": "gõ 45 hoặc 45/BC-BCĐ",
                "uy-ban-nhan-dan": "gõ 45 hoặc 45/BC-UBND",
            },
        ),
        ("party_office", {"van-phong-huyen-uy": "gõ 45 hoặc 45-BC/VPHU", "huyen-uy": "gõ 45 hoặc 45-BC/HU"}),
    ],
)
def test_the_hint_of_the_number_is_there_for_each_body(who, told, sign_in, district):
    page = lxml.html.fromstring(sign_in(who).get(ISSUE).text)
    assert json.loads(page.get_element_by_id("id_number").get("data-hints")) == told


def test_the_next_report_is_told_what_was_recorded_after_the_last(sign_in, district, xuan_tan, hanh):
    office, said = sign_in("hanh"), "Sau báo cáo số 45/BC-VPĐP ngày 25/9/2017 đã ghi 01 số liệu"
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    report = issues.issued(hanh)
    assert said not in office.get(ISSUE).text
    build.record(
        xuan_tan, build.row("15.1", 91, 100, "2017-09-21"), by=hanh, at=build.moment("2017-09-26"), today="2017-09-26"
    )
    page = office.get(ISSUE).text
    assert said in page
    assert f'href="{report.href}dieu-chinh/"' in page
    assert said not in office.get("/bao-cao/phat-hanh/?noi=xuan-tan").text
    issues.withdrawn(report, hanh)
    assert said not in office.get(ISSUE).text
