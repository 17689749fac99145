"""Nơi nhận, người ký as the office sets them: checked, printed by reports and letters, taken back."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEntry
from ntm_portal.kept import kept_under
from reports.enums import Family
from reports.models import LetterheadSetting
from reports.rules.letterheads import copies_of, letterhead_faults, letterhead_keys, shipped_foot
from reports.tables.letterheads import as_set
from reports.tables.periodic import REPORTERS
from reports.tables.reminder import HEADS
from tests.reports.word_files import opened

ROOM = "/quan-tri/reports/letterheadsetting/"
WORD = "/bao-cao/dinh-ky/thang-9-2017/bao-cao.docx?co_quan="
OFFICE = "bao-cao.van-phong-dieu-phoi"


def given(paper=OFFICE, **words) -> LetterheadSetting:
    row = LetterheadSetting(paper=paper, **words)
    row.full_clean()
    row.save()
    return row


def foot_of(content: bytes) -> list[str]:
    """What stands in the row of the signature: left the copies, right who signs."""
    row = opened(content).tables[-1].rows[0]
    return [[line for line in cell.text.splitlines() if line] for cell in row.cells]


@pytest.mark.parametrize(
    ("text", "family", "printed"),
    [
        ("Như trên\nLưu VT", Family.STATE, ("- Như trên;", "- Lưu VT.")),
        ("- Như trên;\n\n – Lưu: VT, VPĐP. ", Family.STATE, ("- Như trên;", "- Lưu: VT, VPĐP.")),
        ("- Thường trực Huyện ủy (để b/c),\n- Lưu.", Family.PARTY, ("- Thường trực Huyện ủy (để b/c),", "- Lưu.")),
        ("Lưu", Family.PARTY, ("- Lưu.",)),
        (" \n;\n", Family.STATE, ()),
    ],
)
def test_the_marks_of_the_list_are_the_portals_however_it_was_typed(text, family, printed):
    assert copies_of(text, family) == printed


@pytest.mark.parametrize(
    "head", [one.head for one in REPORTERS.values()] + list(HEADS.values()), ids=lambda one: one.code
)
def test_what_is_shipped_is_printed_the_same_when_it_is_typed(head):
    assert copies_of("\n".join(head.copies), head.family) == head.copies


def test_every_body_of_reports_and_letters_has_its_key():
    keys = letterhead_keys()
    assert len(keys) == len(REPORTERS) + len(HEADS)
    assert keys[OFFICE] == "Báo cáo định kỳ của Văn phòng điều phối NTM huyện"
    assert keys["cong-van.van-phong-huyen-uy"] == "Công văn đôn đốc của Văn phòng Huyện ủy"
    assert shipped_foot("cong-van.phong-nong-nghiep")["signer"] == "TRƯỞNG PHÒNG"


def test_too_many_and_too_long_lines_are_refused_at_the_box():
    assert letterhead_faults({"copies": "Lưu\n" * 8}) == {}
    assert letterhead_faults({"copies": "Lưu\n" * 9}) == {"copies": "Nơi nhận ghi nhiều nhất 8 dòng, đang có 9 dòng."}
    long = letterhead_faults({"copies": f"Như trên\n{'x' * 71}"})
    assert long == {"copies": f"Mỗi dòng nhiều nhất 70 ký tự; dòng “{'x' * 20}…” dài 71."}


def test_an_empty_box_prints_what_is_shipped_and_others_are_not_touched(db):
    given(signer="PHÓ CHÁNH VĂN PHÒNG")
    own = as_set("bao-cao", REPORTERS["van-phong-dieu-phoi"].head)
    assert (own.signer, own.copies) == ("PHÓ CHÁNH VĂN PHÒNG", REPORTERS["van-phong-dieu-phoi"].head.copies)
    for kind, head in (("bao-cao", REPORTERS["uy-ban-nhan-dan"].head), ("cong-van", HEADS["van-phong-dieu-phoi"])):
        assert as_set(kind, head) == head


def test_settings_are_read_once_and_anew_after_a_change(db, django_assert_num_queries):
    head = REPORTERS["van-phong-dieu-phoi"].head
    with kept_under("a"):
        as_set("bao-cao", head)
        with django_assert_num_queries(0):
            assert as_set("bao-cao", head).authority == ""
    given(authority="KT. TRƯỞNG BAN")
    with kept_under():
        assert as_set("bao-cao", head).authority == "KT. TRƯỞNG BAN"


def test_the_report_in_word_and_in_print_ends_as_the_office_has_set(sign_in, district):
    browser = sign_in("hanh")
    assert foot_of(browser.get(f"{WORD}van-phong-dieu-phoi").content)[0][1] == "- Như trên;"
    given(copies="Thường trực Huyện ủy\nLưu: VT", authority="KT. CHÁNH VĂN PHÒNG", signer="PHÓ CHÁNH VĂN PHÒNG")
    left, right = foot_of(browser.get(f"{WORD}van-phong-dieu-phoi").content)
    assert left == ["Nơi nhận:", "- Thường trực Huyện ủy;", "- Lưu: VT."]
    assert right[:2] == ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
    page = browser.get("/bao-cao/dinh-ky/thang-9-2017/in/?co_quan=van-phong-dieu-phoi").content.decode()
    assert "- Thường trực Huyện ủy;" in page
    assert foot_of(browser.get(f"{WORD}phong-nong-nghiep").content)[1][0] == "TRƯỞNG PHÒNG"


def test_an_administrator_sets_it_sees_what_is_shipped_and_takes_it_back(sign_in, admin):
    browser = sign_in("admin")
    typed = {"paper": OFFICE, "copies": "Lưu: VT", "authority": "", "signer": ""}
    assert browser.post(f"{ROOM}add/", typed).status_code == 302
    row = LetterheadSetting.objects.get()
    page = browser.get(f"{ROOM}{row.pk}/change/").content.decode()
    assert 'placeholder="CHÁNH VĂN PHÒNG"' in page
    late = typed | {"seen": "", "signer": "A"}
    assert f"Mục này vừa được {admin} sửa." in browser.post(f"{ROOM}{row.pk}/change/", late).content.decode()
    assert browser.post(f"{ROOM}{row.pk}/delete/", {"post": "yes"}).status_code == 302
    lines = AuditEntry.objects.filter(action__contains="nơi nhận").order_by("pk").values_list("action", "subject")
    assert list(lines) == [
        ("Sửa nơi nhận, người ký", "Báo cáo định kỳ của Văn phòng điều phối NTM huyện"),
        ("Bỏ nơi nhận, người ký", "Báo cáo định kỳ của Văn phòng điều phối NTM huyện"),
    ]


def test_a_second_row_and_a_paper_that_does_not_exist_are_refused(db):
    given()
    for paper, fault in ((OFFICE, "Văn bản này đã có nơi nhận"), ("bao-cao.khong-co", "Không có văn bản này")):
        with pytest.raises(ValidationError, match=fault):
            given(paper)
