"""The documents of one cell: shown by figure, attached, used again, withdrawn; and all documents of a place."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from criteria.actions.findings import void_finding
from criteria.enums import Stage, Verdict
from criteria.forms.evidence import CHOOSE_FILE, FILE_IS_GONE
from criteria.models import Evidence, EvidenceLink
from criteria.rules.documents import MACRO
from tests import build
from tests.criteria import papers
from tests.criteria.entry import messages_of

CELL, LIST = "/minh-chung/xuan-tan/15.1/", "/minh-chung/xuan-tan/"
TODAY = dt.date(2017, 9, 25)


@pytest.fixture
def insured(xuan_tan, tan):
    (finding,) = build.record(xuan_tan, build.row("15.1", 90, 100, stage=Stage.SELF), by=tan)
    return finding


def form_of(finding, content=papers.PDF, name="bao-cao.pdf", **given) -> dict:
    typed = {
        "findings": [finding.pk], "summary": "Danh sách tham gia BHYT", "number": "12/BC-UBND",
        "issued_on": "1/9/2017", "issuer": "UBND xã Xuân Tân", "pages": "trang 3",
    }  # fmt: skip
    file = {"file": SimpleUploadedFile(name, content)} if content is not None else {}
    return typed | file | given


def faults_of(response) -> dict:
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


# --- Attaching ------------------------------------------------------------------------------


def test_a_document_is_attached_to_the_figure_and_shown_under_it(insured, sign_in):
    browser = sign_in("tan")
    response = browser.post(CELL, form_of(insured), follow=True)
    assert response.redirect_chain == [(CELL, 302)]
    assert messages_of(response) == [
        "Đã gắn vào 01 số liệu của chỉ tiêu 15.1: 12/BC-UBND, ngày 01/9/2017, UBND xã Xuân Tân."
    ]
    (figure,) = response.context["figures"]
    assert figure.words == "Tự đánh giá ngày 20/9/2017: 90,00% (90/100 người)"
    assert [(one.document.heading, one.link.pages, one.document.file_words) for one in figure.joined] == [
        ("12/BC-UBND, ngày 01/9/2017, UBND xã Xuân Tân", "trang 3", "PDF, 1 KB")
    ]


def test_the_script_gets_a_short_answer(insured, sign_in):
    browser, asking = sign_in("tan"), {"Accept": "application/json"}
    answer = browser.post(CELL, form_of(insured, issued_on="31/9/2017"), headers=asking)
    assert (answer.status_code, answer.json()) == (
        422,
        {"faults": {"issued_on": ["Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."]}},
    )
    answer = browser.post(CELL, form_of(insured), headers=asking)
    assert (answer.status_code, answer.json()) == (200, {"href": CELL})


def test_a_file_sent_again_says_so(insured, sign_in):
    browser = sign_in("tan")
    browser.post(CELL, form_of(insured), follow=True)
    response = browser.post(CELL, form_of(insured), follow=True)
    assert messages_of(response) == [
        "Tài liệu 12/BC-UBND, ngày 01/9/2017, UBND xã Xuân Tân đã gắn vào số liệu này từ trước, không ghi thêm lần nữa."
    ]
    assert (Evidence.objects.count(), EvidenceLink.objects.count()) == (1, 1)


def test_the_same_file_for_another_figure_says_that_no_second_copy_is_kept(insured, xuan_tan, sign_in):
    (short,) = build.record(xuan_tan, build.row("15.3", 5, 100, stage=Stage.SELF), by=insured.entered_by)
    browser = sign_in("tan")
    browser.post(CELL, form_of(insured), follow=True)
    response = browser.post("/minh-chung/xuan-tan/15.3/", form_of(short, number="Khác"), follow=True)
    assert messages_of(response) == [
        "Đã gắn vào 01 số liệu của chỉ tiêu 15.3: dùng tài liệu đã có "
        "(12/BC-UBND, ngày 01/9/2017, UBND xã Xuân Tân), không lưu thêm bản nữa."
    ]


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"content": None}, {"file": [CHOOSE_FILE]}),
        ({"content": b""}, {"file": ["Tệp trống, chưa có nội dung."]}),
        ({"content": papers.office(papers.WORD, "word/vbaProject.bin"), "name": "a.pdf"}, {"file": [MACRO]}),
        (
            {"summary": " ", "issued_on": "hôm nay", "findings": []},
            {
                "summary": ["Ghi trích yếu, nội dung tài liệu."],
                "issued_on": ["Không đọc được ngày này. Nhập theo mẫu 28/8/2017."],
                "findings": ["Chọn ít nhất một số liệu."],
                "file": [FILE_IS_GONE],
            },
        ),
        ({"issued_on": ""}, {"issued_on": ["Ghi ngày văn bản."], "file": [FILE_IS_GONE]}),
        ({"issued_on": "26/9/2017"}, {"issued_on": ["Ngày văn bản chưa đến."], "file": [FILE_IS_GONE]}),
        ({"findings": [99999999]}, {"findings": ["Số liệu vừa thay đổi: chọn lại."], "file": [FILE_IS_GONE]}),
    ],
)
def test_a_fault_stands_at_its_box_and_the_words_stay(given, faults, insured, sign_in):
    response = sign_in("tan").post(CELL, form_of(insured, **given))
    assert (response.status_code, faults_of(response)) == (200, faults)
    assert 'value="UBND xã Xuân Tân"' in response.text
    assert not Evidence.objects.exists()


def test_a_file_over_the_limit_is_refused_at_its_box(insured, sign_in, settings):
    settings.EVIDENCE_MAX_MB = 1
    response = sign_in("tan").post(CELL, form_of(insured, papers.PDF + b"x" * 1_200_000))
    sentence = "Tệp 1,1 MB, lớn hơn mức 1 MB. Quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp."
    assert faults_of(response) == {"file": [sentence]}


def test_a_request_far_over_the_limit_is_refused_by_its_length(insured, sign_in, settings, client):
    settings.EVIDENCE_MAX_MB = 1
    for browser in (sign_in("tan"), client):
        response = browser.post(CELL, form_of(insured, b"x" * 2_500_000))
        assert response.status_code == 413
        assert "Mỗi tệp tối đa 1 MB" in response.text


def test_a_figure_corrected_meanwhile_asks_for_another_choice(insured, xuan_tan, tan, sign_in):
    build.record(xuan_tan, build.row("15.1", 89, 100, "2017-08-31", Stage.SELF), by=tan)
    void_finding(finding=insured, reason="Nhầm", by=tan, at=build.moment(TODAY), today=TODAY)
    assert faults_of(sign_in("tan").post(CELL, form_of(insured)))["findings"] == ["Số liệu vừa thay đổi: chọn lại."]


@pytest.mark.parametrize("who", ["leader", "party_office", "admin", "lao_dong", "chau", "front"])
def test_whoever_may_not_enter_the_figure_cannot_attach(who, insured, sign_in):
    assert sign_in(who).post(CELL, form_of(insured)).status_code == 404
    assert not Evidence.objects.exists()


# --- The page of the cell -------------------------------------------------------------------


def test_a_leader_reads_and_finds_no_form(insured, sign_in):
    build.evidence_link(insured, by=insured.entered_by)
    response = sign_in("leader").get(CELL)
    assert (response.context["form"], len(response.context["figures"])) == (None, 1)
    assert "/rut/" not in response.text
    assert "/dung-lai/" not in response.text


def test_a_met_figure_without_a_document_is_warned_about_where_one_looks(insured, sign_in):
    browser = sign_in("tan")
    for path in (CELL, "/lich-su/xuan-tan/15.1/"):
        assert browser.get(path).context["proof"].sentence == "Đạt nhưng chưa có minh chứng."
    build.evidence_link(insured, build.evidence(insured.unit, issued_on="2016-09-24"))
    sentence = "Minh chứng mới nhất ngày 24/9/2016, đã quá 12 tháng."
    assert browser.get(CELL).context["proof"].sentence == sentence
    build.evidence_link(insured, build.evidence(insured.unit, issued_on="2017-09-24"))
    assert browser.get(CELL).context["proof"].sentence == ""


def test_a_cell_without_figures_says_what_to_do_first(xuan_tan, sign_in):
    assert "Chưa có số liệu để chứng minh" in sign_in("tan").get(CELL).text
    assert "Chưa ai ghi số liệu của chỉ tiêu này" in sign_in("leader").get(CELL).text


def test_an_indicator_in_parts_leads_to_its_parts(xuan_tan, sign_in):
    response = sign_in("tan").get("/minh-chung/xuan-tan/17.1/")
    assert [part.number for part in response.context["parts"]] == ["17.1a", "17.1b"]
    assert '<a href="/minh-chung/xuan-tan/17.1a/">' in response.text
    part = sign_in("tan").get("/minh-chung/xuan-tan/17.1a/")
    assert '<a href="/minh-chung/xuan-tan/17.1/">17.1</a>' in part.text
    assert sign_in("tan").get("/lich-su/xuan-tan/17.1/").context["proof"] is None


def test_the_district_has_documents_of_its_own(district, hanh, sign_in):
    row = build.row("2.2", 52, 52, stage=Stage.SELF, level=district.level)
    (finding,) = build.record(district, row, by=hanh)
    browser = sign_in("hanh")
    response = browser.post("/minh-chung/huyen/2.2/", form_of(finding), follow=True)
    assert response.redirect_chain == [("/minh-chung/huyen/2.2/", 302)]
    listed = browser.get("/minh-chung/huyen/")
    assert [row.document.evidence.unit for row in listed.context["rows"]] == [district]
    assert sign_in("leader").get("/minh-chung/huyen/").status_code == 200
    assert browser.get("/minh-chung/huyen/2.2/dung-lai/").status_code == 200
    link = EvidenceLink.objects.get()
    assert browser.get(f"/minh-chung/huyen/2.2/{link.pk}/rut/").status_code == 200


@pytest.mark.parametrize("path", ["/minh-chung/khong-co/", "/minh-chung/khong-co/15.1/", "/minh-chung/xuan-tan/99.9/"])
def test_an_unknown_place_or_indicator_is_not_there(path, xuan_tan, sign_in):
    assert sign_in("hanh").get(path).status_code == 404


def test_what_was_typed_is_escaped(insured, sign_in):
    typed = form_of(insured, name="<b>tệp</b>.pdf", summary="<script>x</script>", issuer="A & B", pages="<i>")
    response = sign_in("tan").post(CELL, typed, follow=True)
    assert "&lt;script&gt;x&lt;/script&gt;" in response.text
    assert "<script>x" not in response.text
    assert "&lt;i&gt;" in response.text


# --- Using again, withdrawing ---------------------------------------------------------------


def test_a_document_is_found_without_marks_and_used_again(insured, xuan_tan, tan, sign_in):
    poor = build.evidence(xuan_tan, tan, summary="Rà soát hộ nghèo")
    build.evidence(xuan_tan, tan, summary="Ảnh nhà văn hóa")
    browser = sign_in("tan")
    response = browser.get(f"{CELL}dung-lai/?q=HO+ngheo")
    assert response.context["documents"] == [(str(poor.pk), "ngày 01/9/2017: Rà soát hộ nghèo (bao-cao.pdf)")]
    sent = browser.post(
        f"{CELL}dung-lai/", {"document": poor.pk, "findings": [insured.pk], "pages": "mục 2"}, follow=True
    )
    assert sent.redirect_chain == [(CELL, 302)]
    assert list(EvidenceLink.objects.values_list("evidence", "finding", "pages")) == [(poor.pk, insured.pk, "mục 2")]


def test_the_documents_of_the_indicator_are_offered_first(insured, xuan_tan, tan, sign_in):
    used = build.evidence(xuan_tan, tan, issued_on="2017-01-01")
    newer = build.evidence(xuan_tan, tan, issued_on="2017-09-01")
    build.evidence_link(insured, used, by=tan)
    offered = sign_in("tan").get(f"{CELL}dung-lai/").context["documents"]
    assert [pk for pk, _ in offered] == [str(used.pk), str(newer.pk)]


def test_a_document_of_another_place_cannot_be_chosen(insured, xuan_chau, chau, sign_in):
    foreign = build.evidence(xuan_chau, chau)
    build.evidence(insured.unit, insured.entered_by)
    response = sign_in("tan").post(f"{CELL}dung-lai/", {"document": foreign.pk, "findings": [insured.pk]})
    assert faults_of(response) == {"document": ["Chọn một tài liệu trong danh sách."]}


def test_nothing_found_is_said(insured, sign_in):
    assert "Không tìm thấy tài liệu" in sign_in("tan").get(f"{CELL}dung-lai/?q=khong+co").text


def test_a_withdrawn_document_stays_on_the_page_with_the_reason(insured, tan, sign_in):
    link = build.evidence_link(insured, by=tan)
    browser, path = sign_in("tan"), f"{CELL}{link.pk}/rut/"
    assert browser.post(path, {"reason": " "}).context["form"].errors == {"reason": ["Nêu lý do."]}
    response = browser.post(path, {"reason": "Nhầm chỉ tiêu"}, follow=True)
    assert messages_of(response) == ["Đã rút minh chứng khỏi số liệu của chỉ tiêu 15.1."]
    (one,) = response.context["figures"][0].joined
    assert (one.withdrawal.reason, one.may_withdraw) == ("Nhầm chỉ tiêu", False)
    assert response.context["proof"].is_missing
    assert browser.get(path).status_code == 404


def test_a_link_of_another_indicator_is_not_withdrawn_from_here(insured, tan, sign_in):
    link = build.evidence_link(insured, by=tan)
    assert sign_in("tan").get(f"/minh-chung/xuan-tan/11/{link.pk}/rut/").status_code == 404


# --- The list of a place --------------------------------------------------------------------


@pytest.fixture
def documents(insured, xuan_tan, tan):
    """One in use, one in use and old, one that nobody uses any more."""
    new = build.evidence(xuan_tan, tan, summary="Bảng BHYT", number="1/BC")
    old = build.evidence(xuan_tan, tan, summary="Quy hoạch", number="2/QĐ", issued_on="2012-05-14")
    idle = build.evidence(xuan_tan, tan, summary="Nhầm", number="3/BC", issued_on="2017-08-01")
    for evidence in (new, old):
        build.evidence_link(insured, evidence, by=tan)
    gone = build.evidence_link(insured, idle, by=tan)
    build.evidence_link(insured, idle, by=tan, withdraws=gone, reason="Nhầm")


@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        ("", ["1/BC", "3/BC", "2/QĐ"]),
        ("?loc=dang-dung", ["1/BC", "2/QĐ"]),
        ("?loc=khong-dung", ["3/BC"]),
        ("?loc=cu", ["2/QĐ"]),
        ("?loc=la", ["1/BC", "3/BC", "2/QĐ"]),
        ("?q=bang+bhyt", ["1/BC"]),
        ("?q=QUY&loc=dang-dung", ["2/QĐ"]),
        ("?q=khong+co", []),
    ],
)
def test_the_list_is_filtered_and_searched_by_its_address(address, numbers, documents, sign_in):
    response = sign_in("leader").get(f"{LIST}{address}")
    assert [row.document.evidence.number for row in response.context["rows"]] == numbers


def test_the_list_says_where_a_document_is_used(documents, sign_in):
    rows = sign_in("leader").get(LIST).context["rows"]
    assert [[(use.number, use.figures) for use in row.uses] for row in rows] == [[("15.1", 1)], [], [("15.1", 1)]]


def test_the_list_names_what_is_met_without_a_document_or_on_an_old_one(insured, xuan_tan, tan, sign_in):
    met = {"declared": Verdict.MET, "stage": Stage.SELF}
    old, _bare = build.record(xuan_tan, build.row("1.1", **met), build.row("1.2", **met), by=tan)
    build.evidence_link(old, build.evidence(xuan_tan, tan, issued_on="2012-01-01"), by=tan)
    proofs = sign_in("leader").get(LIST).context["proofs"]
    assert (proofs.missing, proofs.old) == (["1.2", "15.1"], ["1.1"])


def test_a_department_sees_only_documents_of_its_own_indicators(documents, xuan_tan, tan, lao_dong, sign_in):
    poor = build.finding(xuan_tan, build.indicator("11"), by=tan)
    shared = EvidenceLink.objects.filter(evidence__number="1/BC").get().evidence
    build.evidence_link(poor, shared, by=tan)
    build.evidence(xuan_tan, lao_dong, number="4/BC", issued_on="2017-09-20")
    rows = sign_in("lao_dong").get(LIST).context["rows"]
    assert [(row.document.evidence.number, [use.number for use in row.uses]) for row in rows] == [
        ("4/BC", []), ("1/BC", ["11"]),
    ]  # fmt: skip
    assert sign_in("lao_dong").get(CELL).status_code == 404


def test_an_empty_list_says_why_and_what_to_do(xuan_tan, sign_in):
    response = sign_in("tan").get(LIST)
    assert "Chưa ai đính kèm tài liệu." in response.text
    assert 'href="/cap-nhat/xuan-tan/"' in response.text


def test_a_long_list_has_pages(xuan_tan, tan, sign_in):
    one = build.evidence(xuan_tan, tan)
    copied = [field.attname for field in Evidence._meta.fields if field.attname != "id"]
    plain = {name: getattr(one, name) for name in copied}
    Evidence.objects.bulk_create(Evidence(**plain) for _ in range(50))
    browser = sign_in("leader")
    first, second = browser.get(LIST), browser.get(f"{LIST}?trang=2")
    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 1)
    assert [(page.words, page.href, page.is_current) for page in second.context["pages"]] == [
        ("1", "?trang=1", False), ("2", "?trang=2", True),
    ]  # fmt: skip


# --- Where one enters, and the commune ------------------------------------------------------


def test_the_sheet_counts_the_documents_of_each_row_and_names_what_lacks_them(insured, xuan_tan, tan, sign_in):
    met = {"declared": Verdict.MET, "stage": Stage.SELF}
    old, _bare = build.record(xuan_tan, build.row("1.1", **met), build.row("1.2", **met), by=tan)
    build.evidence_link(old, build.evidence(xuan_tan, tan, issued_on="2012-01-01"), by=tan)
    build.evidence_link(insured, by=tan)
    response = sign_in("tan").get("/cap-nhat/xuan-tan/")
    proofs = response.context["proofs"]
    assert (proofs.missing, proofs.old) == (["1.2"], ["1.1"])
    assert 'href="/minh-chung/xuan-tan/15.1/"' in response.text
    assert "01 dòng đạt thiếu minh chứng" in response.text
    assert "01 dòng có minh chứng cũ" in response.text
    assert 'href="/minh-chung/xuan-tan/11/"' not in response.text


def test_the_side_that_writes_has_to_prove_its_own_verdict(insured, sign_in):
    assert sign_in("hanh").get("/cap-nhat/xuan-tan/?buoc=tham-tra").context["proofs"].missing == []
    assert sign_in("hanh").get("/cap-nhat/xuan-tan/?buoc=tu-danh-gia").context["proofs"].missing == ["15.1"]


def test_the_commune_page_shows_the_documents_as_they_were_known(insured, xuan_tan, tan, sign_in):
    link = build.evidence_link(insured, by=tan, linked_at="2017-09-22")
    build.evidence_link(insured, link.evidence, by=tan, linked_at="2017-09-24", withdraws=link, reason="Nhầm")
    found = {}
    for day in ("2017-09-21", "2017-09-23", "2017-09-25"):
        page = sign_in("leader").get(f"/xa/xuan-tan/?den=2017-09-25&biet_den={day}").context["page"]
        found[day] = next(line.proof.count for line in page.lines if line.number == "15.1")
    assert found == {"2017-09-21": 0, "2017-09-23": 1, "2017-09-25": 0}


def test_the_commune_page_links_the_documents_but_not_for_the_front(insured, sign_in):
    assert 'href="/minh-chung/xuan-tan/15.1/"' in sign_in("leader").get("/xa/xuan-tan/").text
    assert "/minh-chung/" not in sign_in("front").get("/xa/xuan-tan/").text


def test_the_history_says_how_many_documents_prove_each_figure(insured, xuan_tan, tan, sign_in):
    older = build.finding(xuan_tan, assessed_on="2017-06-30", by=tan)
    for _ in range(2):
        build.evidence_link(insured, by=tan)
    response = sign_in("leader").get("/lich-su/xuan-tan/15.1/")
    assert {row.finding: row.documents for row in response.context["rows"]} == {insured: 2, older: 0}
    assert f'href="/minh-chung/xuan-tan/15.1/#f-{insured.pk}"' in response.text


# --- What it costs --------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [(CELL, 29), (LIST, 23), (f"{CELL}dung-lai/", 21)])
def test_a_page_costs_the_same_for_any_number_of_documents(
    rows, path, queries, insured, tan, sign_in, django_assert_num_queries
):
    for _ in range(rows):
        build.evidence_link(insured, by=tan)
    browser = sign_in("hanh")
    with django_assert_num_queries(queries):
        browser.get(path)
