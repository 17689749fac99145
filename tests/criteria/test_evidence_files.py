"""Files are handed out only to those who may see the document, with headers that let nothing run; and are checked."""

import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from criteria.models import Evidence
from ntm_portal import blobs
from tests import build
from tests.criteria import papers


@pytest.fixture
def root(settings, tmp_path):
    """A folder for the files of one test."""
    settings.EVIDENCE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def document(root, xuan_tan, tan) -> Evidence:
    return build.evidence(xuan_tan, tan, papers.PDF, file_name="Báo cáo Xuân Tân.pdf")


def get(browser, document, end=""):
    """The answer, and its bytes read to the end."""
    response = browser.get(f"/minh-chung/tep/{document.pk}/{end}")
    return response, b"".join(response)


def test_a_pdf_is_shown_under_its_own_name_and_can_run_nothing(document, sign_in):
    response, content = get(sign_in("tan"), document)
    assert (response.status_code, content) == (200, papers.PDF)
    named = "filename*=utf-8''B%C3%A1o%20c%C3%A1o%20Xu%C3%A2n%20T%C3%A2n.pdf"
    assert {
        name: response[name]
        for name in (
            "Content-Type", "Content-Length", "Content-Disposition", "X-Content-Type-Options", "Cache-Control",
            "X-Frame-Options", "Cross-Origin-Resource-Policy",
        )
    } == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(papers.PDF)),
        "Content-Disposition": f"inline; {named}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Resource-Policy": "same-origin",
    }  # fmt: skip
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox"
    )


def test_what_a_browser_shows_can_be_saved_as_well(document, sign_in):
    response, _ = get(sign_in("tan"), document, "?tai=co")
    assert response["Content-Disposition"].startswith("attachment; ")


SHOWN = {"PNG": papers.PNG, "WEBP": papers.WEBP, "JPEG": papers.JPEG}
SAVED = {"HEIC": papers.HEIC, "DOCX": papers.office(), "XLS": papers.old_office("Workbook")}


@pytest.mark.parametrize("kind", [*SHOWN, *SAVED])
def test_only_pictures_and_pdf_are_shown_the_rest_is_saved(kind, root, xuan_tan, tan, sign_in):
    content = (SHOWN | SAVED)[kind]
    response, got = get(sign_in("tan"), build.evidence(xuan_tan, tan, content, kind=kind, file_name="tep"))
    assert (response["Content-Disposition"].split(";")[0], got) == (
        "inline" if kind in SHOWN else "attachment",
        content,
    )


def test_large_files_are_not_packed_again(root, xuan_tan, tan, sign_in):
    content = papers.PDF + b" " * 5000 + b"%%EOF"
    browser, document = sign_in("tan"), build.evidence(xuan_tan, tan, content)
    response = browser.get(f"/minh-chung/tep/{document.pk}/", headers={"Accept-Encoding": "gzip"})
    assert (b"".join(response), response["Content-Length"]) == (content, str(len(content)))


@pytest.mark.parametrize("who", ["chau", "front", "lao_dong"])
def test_a_stranger_finds_no_file(who, document, sign_in):
    assert sign_in(who).get(f"/minh-chung/tep/{document.pk}/").status_code == 404


def test_the_same_bytes_open_nobody_elses_document(document, xuan_chau, chau, sign_in):
    own = build.evidence(xuan_chau, chau, papers.PDF)
    assert own.sha256 == document.sha256
    browser = sign_in("chau")
    assert get(browser, own)[0].status_code == 200
    assert browser.get(f"/minh-chung/tep/{document.pk}/").status_code == 404


@pytest.mark.parametrize("spoil", ["gone", "shorter"])
def test_a_spoilt_file_is_not_handed_out_and_the_page_says_what_is_safe(spoil, document, sign_in):
    path = blobs.path_of(document.sha256)
    path.unlink() if spoil == "gone" else path.write_bytes(b"x")
    response = sign_in("tan").get(f"/minh-chung/tep/{document.pk}/")
    assert response.status_code == 503
    assert "không còn nguyên vẹn trên máy chủ" in response.text


# --- The check ------------------------------------------------------------------------------


def checked(*options: str) -> str:
    said = StringIO()
    call_command("check_evidence", *options, stdout=said)
    return said.getvalue()


def test_a_sound_folder_passes(document):
    assert checked() == (
        "Tệp minh chứng không còn trên đĩa: 0 (lỗi, evidence-missing)\n"
        "Tệp minh chứng đã bị thay đổi hoặc hỏng: 0 (lỗi, evidence-altered)\n"
        "Tệp trên đĩa không thuộc tài liệu nào: 0 (cảnh báo, evidence-orphan)\n"
    )


@pytest.mark.parametrize(("spoil", "title"), [("gone", "không còn trên đĩa: 1"), ("other", "bị thay đổi hoặc hỏng: 1")])
def test_a_missing_or_altered_file_ends_with_an_error(spoil, title, document, capsys):
    path = blobs.path_of(document.sha256)
    path.unlink() if spoil == "gone" else path.write_bytes(papers.PDF[:-1] + b"x")
    with pytest.raises(CommandError, match="bị mất hoặc bị thay đổi"):
        call_command("check_evidence")
    said = capsys.readouterr().out
    assert title in said
    assert f"Xã Xuân Tân: Báo cáo thử (Báo cáo Xuân Tân.pdf, số {document.pk})" in said


def test_sending_the_file_again_makes_the_spoilt_one_whole(document, xuan_tan, tan, sign_in):
    finding = build.finding(xuan_tan, by=tan)
    build.evidence_link(finding, document, by=tan)
    blobs.path_of(document.sha256).write_bytes(b"x")
    blobs.keep(build.upload(papers.PDF), document.sha256)
    assert "hỏng: 0" in checked()


def test_an_orphan_is_named_and_removed_only_after_a_day(document, root):
    for name, days in (("a" * 64, 0), ("b" * 64, 2)):
        path = blobs.path_of(name)
        path.parent.mkdir()
        path.write_bytes(b"x")
        age = path.stat().st_mtime - days * 86400
        os.utime(path, (age, age))
    assert "không thuộc tài liệu nào: 2" in checked()
    said = checked("--remove-orphans")
    assert f"Đã xóa tệp thừa {'b' * 64}." in said
    assert "không thuộc tài liệu nào: 1" in said
    assert blobs.path_of(document.sha256).exists()
