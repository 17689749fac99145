"""The pages of uploaded files: whose they are, what they cost, and what their buttons do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from communes.enums import Kind
from criteria.actions.demo.removing import remove_demo
from criteria.actions.imports.previewing import preview
from criteria.enums import Heap, Stage
from criteria.models import ImportBatch, ImportLayout
from criteria.permissions import imports_visible_to, previews_of
from criteria.tables import imports as pages
from tests import build
from tests.criteria.entry import messages_of
from tests.criteria.imports.books import upload
from tests.criteria.imports.test_forms_come_back import FORM, filled, line, loaded, record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "preview_seen", "record_seen"),
    [
        ("officer", True, True), ("tan", False, True), ("chau", False, False), ("hanh", False, True),
        ("lao_dong", False, False),
    ],
)  # fmt: skip
def test_a_preview_belongs_to_who_uploaded_it_and_a_record_is_shared(
    who, preview_seen, record_seen, sign_in, officer, xuan_tan
):
    waiting, recorded = build.import_batch(officer), build.applied_import(xuan_tan, officer)
    browser = sign_in(who)
    assert (browser.get(f"/nhap-tep/{waiting.pk}/").status_code == 200) is preview_seen
    assert (browser.get(f"/nhap-tep/{recorded.pk}/").status_code == 200) is record_seen


def test_a_department_shares_its_records(lao_dong, xuan_tan):
    colleague = build.user("dong-nghiep", Role.SECTOR_DEPT, unit=lao_dong.unit, department=lao_dong.department)
    recorded = build.applied_import(xuan_tan, colleague)
    assert list(imports_visible_to(lao_dong)) == [recorded]
    assert list(previews_of(lao_dong)) == []


def test_nobody_records_for_somebody_else(sign_in, officer, xuan_tan):
    recorded = build.applied_import(xuan_tan, officer)
    waiting = build.import_batch(officer)
    assert sign_in("tan").post(f"/nhap-tep/{waiting.pk}/", {"luu": "ghi"}).status_code == 404
    assert sign_in("tan").post(f"/nhap-tep/{recorded.pk}/", {"luu": "ghi"}).url == f"/nhap-tep/{recorded.pk}/"


def test_the_list_tells_what_became_of_each_file(sign_in, officer, xuan_tan):
    build.import_batch(officer)
    build.applied_import(xuan_tan, officer)
    taken_back = {"undone_at": build.moment("2017-09-25", 12), "undone_by": officer, "undo_reason": "Nhầm"}
    build.import_batch(officer, applied_at=build.moment("2017-09-25", 11), **taken_back)
    rows = sign_in("officer").get("/nhap-tep/").context["rows"]
    assert [(row.state[1], row.figures) for row in rows] == [("Đã rút", "0"), ("Đã ghi", "1"), ("Chờ ghi", "-")]


@pytest.mark.parametrize("who", ["officer", "hanh"])
def test_the_page_offers_the_forms_that_fit_the_reader(who, sign_in):
    page = sign_in(who).get("/nhap-tep/").content.decode()
    assert ("/xa/xuan-tan/bieu-01.xlsx?trong=co" in page, "/cap-nhat/luoi.xlsx" in page) == (
        who == "officer", who == "hanh",
    )  # fmt: skip


def test_a_preview_survives_a_reload_with_its_ticks(sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"F": 1, "G": 2}, i15_3={"F": 1, "G": 2}))
    keys = [one.pk for one in batch.lines.all()]
    browser.post(f"/nhap-tep/{batch.pk}/", {"luu": "trang:1", "dong": keys, "chon": keys[:1], "ngay": "25/9/2017"})
    assert list(batch.lines.order_by("position").values_list("chosen", flat=True)) == [True, False]
    page = browser.get(f"/nhap-tep/{batch.pk}/").context["page"]
    assert (page.chosen, page.total) == (1, 2)
    browser.post(f"/nhap-tep/{batch.pk}/", {"luu": "doc-lai", "dong": keys, "chon": keys[:1], "ngay": "24/9/2017"})
    assert list(batch.lines.order_by("position").values_list("chosen", flat=True)) == [True, False]


@pytest.mark.parametrize(("button", "chosen"), [("bo-chon:NEW", 0), ("chon:NEW", 2), ("chon:GI", 1), ("la", 1)])
def test_a_heap_is_ticked_at_once(button, chosen, sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"F": 1, "G": 2}, i15_3={"F": 1, "G": 2}))
    keys = [one.pk for one in batch.lines.all()]
    browser.post(f"/nhap-tep/{batch.pk}/", {"luu": button, "dong": [*keys, "x"], "chon": keys[:1], "ngay": "25/9/2017"})
    assert batch.lines.ticked().count() == chosen


def test_a_file_may_be_dropped(sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"F": 1, "G": 2}))
    said = browser.post(f"/nhap-tep/{batch.pk}/", {"luu": "bo"}, follow=True)
    assert (messages_of(said), ImportBatch.objects.count()) == (["Đã bỏ tệp Bieu01.xlsx, chưa ghi gì."], 0)


def test_a_file_without_name_or_too_large_is_refused_at_its_field(sign_in):
    browser = sign_in("officer")
    assert browser.post("/nhap-tep/", {}).context["form"].errors["tep"] == ["Chọn một tệp."]
    said = upload(browser, b"PK\x03\x04" + b"0" * (11 * 2**20)).context["form"].errors["tep"]
    assert said == ["Tệp nặng 12 MB, nhiều nhất 10 MB. Chỉ giữ bảng cần nhập rồi tải lên."]


def test_many_lines_are_shown_page_by_page(sign_in, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 2)
    browser = sign_in("officer")
    figures = {f"i{name}": {"F": 1, "G": 2} for name in ("15_1", "15_3", "11", "12", "16")}
    batch = loaded(browser, filled(browser, **figures))
    first = browser.get(f"/nhap-tep/{batch.pk}/").context["page"]
    assert ([one.number for one in first.sections[0].lines], first.others) == (["11", "12"], [1, 2, 3])
    last = browser.get(f"/nhap-tep/{batch.pk}/?trang=99").context["page"]
    assert ([one.number for one in last.sections[0].lines], last.page) == (["16"], 3)
    assert browser.get(f"/nhap-tep/{batch.pk}/?trang=0").context["page"].page == 1
    keys = [one.pk for one in first.sections[0].lines]
    moved = browser.post(f"/nhap-tep/{batch.pk}/", {"luu": "trang:2", "dong": keys, "ngay": "25/9/2017"})
    assert (moved.url, batch.lines.ticked().count()) == (f"/nhap-tep/{batch.pk}/?trang=2", 3)


def counted(browser, path) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("lines", [1, 3])
def test_a_preview_costs_the_same_for_one_line_as_for_three(lines, sign_in):
    browser = sign_in("officer")
    figures = {f"i{name}": {"F": 1, "G": 2} for name in ("15_1", "15_3", "11")[:lines]}
    batch = loaded(browser, filled(browser, **figures))
    assert counted(browser, f"/nhap-tep/{batch.pk}/") == 15
    record(browser, batch)
    browser.get(f"/nhap-tep/{batch.pk}/")
    assert counted(browser, f"/nhap-tep/{batch.pk}/") == 6


@pytest.mark.parametrize("files", [1, 3])
def test_the_list_costs_the_same_for_one_file_as_for_three(files, sign_in, officer, xuan_tan):
    for _ in range(files):
        build.import_batch(officer)
    assert counted(sign_in("officer"), "/nhap-tep/") == 10


def test_a_preview_of_many_communes_costs_no_more_queries(sign_in, hanh, district):
    browser, costs = sign_in("hanh"), []
    for wanted in (1, 3):
        content = browser.get("/cap-nhat/luoi.xlsx?tieu_chi=15").content
        batch = loaded(browser, content)
        with CaptureQueriesContext(connection) as queries:
            preview(batch=batch, by=hanh, today=build.date("2017-09-25"))
        costs.append(len(queries))
        build.unit(code=f"99{wanted}", parent=district, kind=Kind.XA, valid_from="2010-01-01")
    assert costs[0] == costs[1] <= 25


def test_a_recorded_file_is_not_previewed_again(officer, xuan_tan):
    with pytest.raises(Exception, match="Tệp này đã được ghi"):
        preview(batch=build.applied_import(xuan_tan, officer), by=officer, today=build.date("2017-09-25"))


def test_a_form_has_no_columns_to_explain(sign_in, officer):
    batch = build.import_batch(officer)
    assert sign_in("officer").get(f"/nhap-tep/{batch.pk}/cot/").status_code == 404


def test_lines_that_are_nobody_s_to_tick_stay_unticked(sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"F": 3, "G": 2}))
    refused = line(batch, "15.1")
    browser.post(f"/nhap-tep/{batch.pk}/", {"luu": "la", "dong": refused.pk, "chon": refused.pk, "ngay": "25/9/2017"})
    refused.refresh_from_db()
    assert (refused.heap, refused.chosen) == (Heap.REFUSED, False)


def test_the_demonstration_goes_with_all_that_was_uploaded_in_it(sign_in, officer, xuan_tan):
    officer.sample = True
    officer.save()
    browser = sign_in("officer")
    record(browser, loaded(browser, filled(browser, i15_1={"F": 1, "G": 2})))
    loaded(browser, browser.get(FORM).content)
    ImportLayout.objects.create(
        fingerprint="x", reading={}, made_by=officer, made_at=build.moment("2017-09-25"), sample=True
    )
    removed = remove_demo()
    assert (removed["tệp đã tải lên"], ImportBatch.objects.count(), ImportLayout.objects.count()) == (2, 0, 0)


def test_words_of_the_records(officer):
    batch = build.import_batch(officer)
    layout = ImportLayout(fingerprint="abcdefghij", made_by=officer)
    assert (str(batch), str(layout)) == ("tep.xlsx", f"abcdefgh {officer.pk}")
    assert batch.stage == Stage.SELF
