"""What became of an issued report: made again it is equal, and later records are listed, never mixed in."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communes.actions.people import end_appointment
from criteria.actions.findings import void_finding
from ntm_portal import blobs
from ntm_portal.kept import forget_readings, revision
from reports.models import IssuedReport
from reports.tables.adjusted import EQUAL, adjusted, adjusted_table
from reports.tables.remade import remade
from tests import build
from tests.reports import issues

pytestmark = pytest.mark.django_db
FORMS = ("bieu-03", "bieu-06", "bieu-15")


@pytest.fixture
def report(hanh, xuan_tan, xuan_chau):
    """A report of figures of two places."""
    rows = [build.row("15.1", 90, 100), build.row("11", 1, 100), build.row("15.2", declared="MET")]
    for unit in (xuan_tan, xuan_chau):
        build.record(unit, *rows, by=hanh, at=build.moment("2017-09-21"))
    return issues.really_issued(hanh, FORMS)


def later(unit, by, *rows, day="2017-09-26"):
    """Recorded after the report."""
    return build.record(unit, *rows, by=by, at=build.moment(day), today=day)


def test_made_again_at_once_it_is_equal_cell_by_cell_and_byte_by_byte(report):
    found = remade(report, issues.DRAW)
    assert (found.is_equal, all(file.is_same for file in found.files), found.gone) == (True, True, ())
    assert found.cells > 500
    assert (found.since.program, found.since.registers) == (False, False)


writes = st.lists(
    st.tuples(
        st.sampled_from(["xuan_tan", "xuan_chau"]),
        st.sampled_from(["15.1", "11"]),
        st.integers(0, 100),
        st.sampled_from(["2017-08-20", "2017-09-20", "2017-09-25", "2017-09-26"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writes=writes)
def test_whatever_is_written_later_an_issued_report_stays_what_it_was(report, xuan_tan, xuan_chau, hanh, writes):
    """Property: contents and files are unchanged, and a remake equals them."""
    units = {"xuan_tan": xuan_tan, "xuan_chau": xuan_chau}
    before = list(report.forms.values_list("content", "digest"))
    with build.rolled_back():
        for name, number, count, day, takes_back in writes:
            (made,) = later(units[name], hanh, build.row(number, count, 100, assessed_on=day))
            if takes_back:
                void_finding(
                    finding=made, reason="Nhầm", by=hanh, at=build.moment("2017-09-27"), today=build.date("2017-09-27")
                )
        found = remade(IssuedReport.objects.get(pk=report.pk), issues.DRAW)
        assert list(report.forms.values_list("content", "digest")) == before
        assert blobs.digest(blobs.path_of(report.files.get().sha256)) == report.files.get().sha256
        assert (found.is_equal, [file.is_same for file in found.files]) == (True, [True])


def test_the_page_says_that_nothing_differs(report, sign_in):
    page = sign_in("leader").get(f"{report.href}lam-lai/")
    assert "Không khác ô nào: cả" in page.text
    assert "giống từng byte" in page.text


def test_a_name_that_changed_is_found_and_said_to_come_from_a_register(report, xuan_tan, sign_in):
    xuan_tan.name = "Xuân Tân Mới"
    xuan_tan.save()
    found = remade(report, issues.DRAW)
    assert {(d.row, d.column) for d in found.differences if d.sheet == "Biểu 03"} == {
        ("Xuân Tân", "cả dòng"), ("Xuân Tân Mới", "cả dòng"),
    }  # fmt: skip
    assert (found.since.program, found.since.registers) == (False, True)
    page = sign_in("hanh").get(f"{report.href}lam-lai/").text
    assert "Danh mục (đơn vị, chức vụ, bộ tiêu chí, văn bản…) đã sửa từ khi phát hành" in page
    assert "nội dung tệp khác" in page


def test_a_program_that_changed_is_told_from_a_register(report):
    other = IssuedReport.objects.get(pk=report.pk)
    other.program, other.revision = "0" * 64, revision()
    assert remade(other, issues.DRAW).since.words.startswith(
        "Chương trình đã thay đổi từ khi phát hành, danh mục thì không"
    )


def test_a_form_the_portal_has_no_more_is_said(hanh, sign_in):
    content = issues.contents(issues.table())
    content.forms[0]["code"] = "bieu-99"
    report = issues.issued(hanh, made=content)
    assert "Không làm lại được Biểu 03: cổng không còn biểu này." in sign_in("hanh").get(f"{report.href}lam-lai/").text


# --- What later records changed -------------------------------------------------------------


def told(report):
    found = adjusted(report, issues.TODAY)
    return [
        (c.difference.sheet, c.difference.place, c.difference.column, c.difference.was, c.difference.now, c.words)
        for c in found.cells
    ]


def test_nothing_later_changes_nothing(report, sign_in):
    found = adjusted(report, issues.TODAY)
    assert (found.laters, found.cells, found.counted_words) == ((), (), "chưa có số liệu ghi sau, không ô nào khác")
    assert adjusted_table(found).notes == (EQUAL,)
    page = sign_in("hanh").get(f"{report.href}dieu-chinh/").text
    assert "Không có ô nào khác" in page
    assert "chưa có số liệu nào được ghi, đính chính hoặc rút" in page


def test_a_correction_is_listed_at_every_cell_it_changes(report, xuan_tan, hanh, sign_in):
    old = xuan_tan.findings.get(indicator__number="15.1")
    slip = build.row("15.1", 70, 100, corrects_id=old.pk, reason="20 thẻ trùng")
    later(xuan_tan, hanh, slip)
    words = "15.1 Xuân Tân 20/9/2017, thẩm tra, đính chính: 90/100 thành 70/100"
    of_place = [row for row in told(report) if row[1] == "Xuân Tân"]
    assert ("Biểu 03", "Xuân Tân", "15 Y tế", "…", "C", words) in of_place
    assert {row[5] for row in of_place} == {words}
    page = sign_in("hanh").get(f"{report.href}dieu-chinh/").text
    assert f'<a href="/lich-su/xuan-tan/15.1/">{words}</a>' in page
    assert "20 thẻ trùng" in page
    assert "Người thử hanh, 26/9/2017" in page


def test_what_was_recorded_for_later_days_is_no_adjustment(report, xuan_tan, hanh):
    later(xuan_tan, hanh, build.row("15.1", 10, 100, assessed_on="2017-09-26"))
    found = adjusted(report, issues.TODAY)
    assert (found.laters, found.cells) == ((), ())


def test_a_figure_taken_back_and_one_recorded_late_are_called_so(report, xuan_tan, xuan_chau, hanh):
    old = xuan_tan.findings.get(indicator__number="11")
    void_finding(
        finding=old, reason="Nhập nhầm xã", by=hanh, at=build.moment("2017-09-26"), today=build.date("2017-09-26")
    )
    later(xuan_chau, hanh, build.row("10", value="41.5", assessed_on="2017-09-22"))
    later(xuan_chau, hanh, build.row("15.2", declared="NOT_MET", assessed_on="2017-09-22"))
    laters = adjusted(report, issues.TODAY).laters
    assert [(one.kind, one.was, one.now, one.reason) for one in laters] == [
        ("rút", "1/100", "rút", "Nhập nhầm xã"),
        ("ghi sau", "", "41,5", ""),
        ("ghi sau", "", "Chưa đạt", ""),
    ]


def test_the_list_is_one_table_for_print_and_excel(report, xuan_tan, hanh, sign_in):
    later(xuan_tan, hanh, build.row("15.1", 70, 100, assessed_on="2017-09-24"))
    reader = sign_in("leader")
    paper = reader.get(f"{report.href}dieu-chinh/in/").text
    book = openpyxl.load_workbook(io.BytesIO(reader.get(f"{report.href}dieu-chinh.xlsx").content))
    rows = [[cell.value for cell in row] for row in book["Điều chỉnh"].iter_rows()]
    first = next(row for row in rows if row[0] == 1)
    assert all(str(value) in paper for value in first if value)
    assert len([row for row in rows if isinstance(row[0], int)]) == len(told(report))
    assert "BẢNG ĐIỀU CHỈNH SAU KHI PHÁT HÀNH BÁO CÁO" in paper
    assert "(Báo cáo số 46/BC-VPĐP ngày 25/9/2017; số liệu tính đến ngày 25/9/2017" in paper


def test_a_long_list_says_how_much_of_it_is_not_shown(report, xuan_tan, hanh, sign_in, monkeypatch):
    later(xuan_tan, hanh, build.row("15.1", 70, 100, assessed_on="2017-09-24"))
    monkeypatch.setattr("reports.views.issued_since.MOST_SHOWN", 1)
    page = sign_in("leader").get(f"{report.href}dieu-chinh/").text
    assert f"Còn {len(told(report)) - 1} ô khác nữa: xem bản in hoặc Excel." in page
    xuan_tan.name = "Xuân Tân Mới"
    xuan_tan.save()
    found = len(remade(report, issues.DRAW).differences)
    assert f"Còn {found - 1} chỗ khác nữa không hiện ở đây." in sign_in("leader").get(f"{report.href}lam-lai/").text


def test_an_appointment_that_ended_since_changes_neither_paper_nor_signer(report, sign_in):
    holder = report.signer
    end_appointment(appointment=holder, last_day=issues.TODAY, by=None)
    assert "Người ký thử" in sign_in("leader").get(report.href).text
    assert remade(report, issues.DRAW).is_equal


@pytest.mark.parametrize("findings", [1, 3])
def test_the_list_of_adjustments_costs_the_same_for_any_number_of_figures(findings, report, xuan_tan, hanh, sign_in):
    for number in ("15.1", "11", "15.3")[:findings]:
        later(xuan_tan, hanh, build.row(number, 70, 100, assessed_on="2017-09-24"))
    office = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as asked:
        office.get(f"{report.href}dieu-chinh/")
    assert len(asked) == 35
