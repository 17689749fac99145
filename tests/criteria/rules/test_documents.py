"""A file is what its bytes say: what the office works with is taken, everything else is refused with a sentence."""

import struct
from contextlib import suppress
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import DocumentKind
from criteria.rules.documents import (
    BROKEN,
    EMPTY,
    LOCKED,
    LONGEST_LIST,
    MACRO,
    UNKNOWN,
    DocumentFault,
    kind_of,
    plain_name,
)
from tests.criteria import papers

TAKEN = [
    (papers.PDF, DocumentKind.PDF),
    (papers.office(papers.WORD), DocumentKind.DOCX),
    (papers.office(papers.EXCEL), DocumentKind.XLSX),
    (papers.office(papers.SLIDES), DocumentKind.PPTX),
    (papers.old_office("WordDocument"), DocumentKind.DOC),
    (papers.old_office("Workbook"), DocumentKind.XLS),
    (papers.old_office("Book"), DocumentKind.XLS),
    (papers.JPEG, DocumentKind.JPEG),
    (papers.PNG, DocumentKind.PNG),
    (papers.WEBP, DocumentKind.WEBP),
    (papers.HEIC, DocumentKind.HEIC),
]
REFUSED = [
    ("nothing", b"", EMPTY),
    ("text", "Báo cáo".encode(), UNKNOWN),
    ("a page", b"<!doctype html><script>alert(1)</script>", UNKNOWN),
    ("a drawing with script", b"<svg xmlns='http://www.w3.org/2000/svg'/>", UNKNOWN),
    ("a program", b"MZ" + b"\0" * 64, UNKNOWN),
    ("a film", papers.FILM, UNKNOWN),
    ("sound in a RIFF", b"RIFF\x24\x00\x00\x00WAVEfmt ", UNKNOWN),
    ("a PNG without its first part", papers.PNG[:8] + b"\0" * 40, UNKNOWN),
    ("half a PDF", papers.PDF[: len(papers.PDF) // 2], BROKEN),
    ("any zip file", papers.office(contents="readme.txt"), UNKNOWN),
    ("a zip file with other contents", papers.office("package.other+xml"), UNKNOWN),
    ("half a Word file", papers.office()[:40], BROKEN),
    ("a Word file with a spoilt list", papers.office().replace(b"PK\x01\x02", b"PK\x00\x00"), BROKEN),
    ("Word with a macro", papers.office(papers.WORD, "word/vbaProject.bin"), MACRO),
    ("Word that announces a macro", papers.office("application/vnd.ms-word.document.macroEnabled.main+xml"), MACRO),
    ("Excel with a macro sheet", papers.office(papers.EXCEL, "xl/macrosheets/sheet1.xml"), MACRO),
    ("slides with a control", papers.office(papers.SLIDES, "ppt/activeX/activeX1.xml"), MACRO),
    ("old Word with macros", papers.old_office("WordDocument", "Macros"), MACRO),
    ("old Excel with macros", papers.old_office("_VBA_PROJECT_CUR", "Workbook"), MACRO),
    ("a locked new file", papers.old_office("EncryptionInfo", "EncryptedPackage"), LOCKED),
    ("old PowerPoint", papers.old_office("PowerPoint Document"), UNKNOWN),
    ("an installer", papers.old_office("!_StringPool"), UNKNOWN),
]


@pytest.mark.parametrize(("content", "kind"), TAKEN, ids=[str(kind) for _, kind in TAKEN])
def test_what_the_office_works_with_is_taken(content, kind):
    assert kind_of(BytesIO(content)) == kind


@pytest.mark.parametrize(("content", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_everything_else_is_refused_with_what_to_do(content, sentence):
    with pytest.raises(DocumentFault) as fault:
        kind_of(BytesIO(content))
    assert str(fault.value) == sentence


def test_a_true_workbook_is_taken():
    made = BytesIO()
    openpyxl.Workbook().save(made)
    assert kind_of(made) == DocumentKind.XLSX


def test_words_about_macros_are_no_macros():
    spoken = "Macros".encode("utf-16-le") + b"\0\0"
    text = (b"\0" * 6 + spoken).ljust(256, b"\0") + spoken.ljust(256, b"\0")
    assert kind_of(BytesIO(papers.old_office("WordDocument", before=text))) == DocumentKind.DOC


def end_of_list(content: bytes) -> int:
    return content.rfind(b"PK\x05\x06")


def test_a_list_of_parts_that_would_fill_the_memory_is_not_read():
    content = bytearray(papers.office())
    struct.pack_into("<L", content, end_of_list(content) + 12, LONGEST_LIST + 1)
    with pytest.raises(DocumentFault, match="Không nhận loại tệp này"):
        kind_of(BytesIO(content))


def test_a_second_list_behind_the_first_is_not_believed():
    content = papers.office()
    at = end_of_list(content)
    with pytest.raises(DocumentFault, match="Không nhận loại tệp này"):
        kind_of(BytesIO(content[:at] + b"PK\x06\x07".ljust(20, b"\0") + content[at:]))


def test_a_list_announced_in_the_last_bytes_only_is_broken():
    with pytest.raises(DocumentFault, match="Tệp hỏng"):
        kind_of(BytesIO(papers.office()[:60] + b"PK\x05\x06"))


STARTS = st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", papers.old_office()[:8], b"\xff\xd8\xff"])


@given(st.binary(max_size=400), STARTS)
def test_any_bytes_are_taken_or_refused_but_never_a_fault_of_ours(rest, start):
    with suppress(DocumentFault):
        assert kind_of(BytesIO(start + rest)) in DocumentKind


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("bao cao.pdf", "bao cao.pdf"),
        ("Báo cáo Thuỷ.pdf", "Báo cáo Thủy.pdf"),
        ("fdp.\u202eexe.pdf", "fdp.exe.pdf"),
        ("hai\r\ndòng.pdf", "haidòng.pdf"),
        ("\t\x00 ", "tep"),
        (f"{'a' * 300}.pdf", f"{'a' * 196}.pdf"),
    ],
)
def test_a_file_name_can_hide_nothing(sent, kept):
    assert plain_name(sent) == kept
