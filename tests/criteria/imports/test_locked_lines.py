"""Lines of a file for cells that are closed: refused in the preview, or for the office recorded with a reason."""

import pytest

from communes.enums import Post
from criteria.enums import Heap, Stage
from criteria.models import Finding
from tests import build
from tests.criteria.entry import messages_of
from tests.criteria.imports.test_forms_come_back import filled, heaps, line, loaded, record

pytestmark = pytest.mark.django_db
SENT = "Xã đã gửi kỳ tháng 9/2017 ngày 19/9/2017."
DAY = build.date("2017-09-20")


@pytest.fixture
def sent(xuan_tan, officer, tan):
    """The sheet of September, sent with one figure."""
    build.record(xuan_tan, build.row("11", 40, 2470, stage=Stage.SELF), by=officer)
    build.sent(xuan_tan, tan)


def test_a_line_for_a_sent_cell_is_refused_with_whom_to_ask(sent, sign_in):
    batch = loaded(sign_in("officer"), filled(sign_in("officer"), DAY, i11={"F": 41}, i15_3={"F": 40, "G": 300}))
    assert heaps(batch) == {Heap.REFUSED: ["11", "15.3"]}
    assert line(batch, "11").remarks[0].startswith(f"{SENT} Muốn sửa, đề nghị Phòng LĐ-TB&XH trả lại ô này")
    assert not batch.lines.filter(may_choose=True).exists()


def test_a_line_that_only_repeats_a_sent_figure_stays_and_is_not_offered(sent, sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, DAY, i11={"F": 40, "H": 1.62}))
    assert (heaps(batch), line(batch, "11").may_choose) == ({Heap.SAME: ["11"]}, False)


def test_a_cell_that_was_sent_after_the_preview_is_not_recorded(xuan_tan, officer, tan, sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, DAY, i15_3={"F": 40, "G": 300}))
    build.sent(xuan_tan, tan)
    assert SENT in messages_of(record(browser, batch))[0]
    assert (heaps(batch), Finding.objects.exists()) == ({Heap.REFUSED: ["15.3"]}, False)


def test_the_office_records_into_a_locked_period_with_its_reason(xuan_tan, hanh, sign_in):
    build.locked(by=hanh)
    holder = build.appointment(xuan_tan, Post.CHAIR)
    browser = sign_in("hanh")
    batch = loaded(browser, filled(browser, build.date("2017-08-20"), i15_3={"F": 40, "G": 300}))
    assert (heaps(batch), line(batch, "15.3").remarks[-1]) == (
        {Heap.NEW: ["15.3"]}, "Kỳ tháng 8/2017 đã chốt ngày 01/9/2017.",
    )  # fmt: skip
    assert 'id="ly-do"' in browser.get(f"/nhap-tep/{batch.pk}/").content.decode()
    record(browser, batch, thay=str(holder.pk))  # choosing whose word it is reads the file again
    batch.refresh_from_db()
    terms = {"thay": str(holder.pk)}
    assert messages_of(record(browser, batch, **terms)) == ["Có dòng ghi vào ô đã khóa: nêu lý do ghi các dòng này."]
    assert messages_of(record(browser, batch, ly_do="Sót khi tổng hợp", **terms)) == ["Đã ghi số liệu của tệp."]
    assert [finding.reason for finding in Finding.objects.all()] == ["Sót khi tổng hợp"]
