"""Even from a database shell a document or a link is neither changed nor removed, nor joined across places."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from criteria.models import Evidence, EvidenceLink
from tests import build


@pytest.fixture
def link(xuan_tan, tan):
    return build.evidence_link(build.finding(xuan_tan, by=tan), by=tan)


def refused(act) -> str:
    with pytest.raises(DatabaseError) as fault, transaction.atomic():
        act()
    return str(fault.value)


@pytest.mark.parametrize(
    ("model", "change", "what"),
    [
        (Evidence, {"number": "99/BC"}, "Minh chứng"),
        (EvidenceLink, {"pages": "trang 9"}, "Gắn minh chứng"),
    ],
)
def test_a_row_is_neither_changed_nor_removed(model, change, what, link):
    rows = model.objects.all()
    assert f"{what} chỉ được ghi thêm, không được sửa" in refused(lambda: rows.update(**change))
    assert f"{what} chỉ được ghi thêm, không được xóa" in refused(lambda: rows._raw_delete(rows.db))


def test_a_sample_row_may_be_removed(xuan_tan, tan):
    finding = build.finding(xuan_tan, by=tan)
    evidence = build.evidence(xuan_tan, by=tan, sample=True)
    build.evidence_link(finding, evidence, by=tan, sample=True)
    for model in (EvidenceLink, Evidence):
        model.objects.filter(sample=True).delete()
    assert (Evidence.objects.count(), EvidenceLink.objects.count()) == (0, 0)


def test_a_document_of_one_place_is_never_joined_to_a_figure_of_another(link, xuan_chau, chau):
    other = build.finding(xuan_chau, by=chau)
    said = refused(lambda: build.evidence_link(other, link.evidence, by=chau))
    assert "Minh chứng và số liệu phải cùng một đơn vị" in said


def test_a_withdrawal_takes_back_that_very_link_and_no_withdrawal(link, xuan_tan, tan):
    other = build.finding(xuan_tan, build.indicator("11"), by=tan)
    wrong = {"evidence": link.evidence, "by": tan, "withdraws": link, "reason": "Nhầm"}
    assert "Dòng rút phải nêu đúng" in refused(lambda: build.evidence_link(other, **wrong))
    line = build.evidence_link(link.finding, **wrong)
    again = wrong | {"withdraws": line}
    assert "Dòng rút phải nêu đúng" in refused(lambda: build.evidence_link(link.finding, **again))


@pytest.mark.parametrize("given", [{"summary": ""}, {"size": 0}])
def test_a_document_says_what_it_is_and_has_content(given, xuan_tan, tan):
    refused(lambda: build.evidence(xuan_tan, by=tan, **given))
    evidence = build.evidence(xuan_tan, by=tan)
    for name, value in given.items():
        setattr(evidence, name, value)
    with pytest.raises(ValidationError):
        evidence.full_clean()


def test_a_withdrawal_without_a_reason_is_no_row(link, tan):
    refused(lambda: build.evidence_link(link.finding, link.evidence, by=tan, withdraws=link))


def test_a_document_is_called_by_its_number_or_by_what_it_is_about(xuan_tan, tan):
    named, plain = build.evidence(xuan_tan, tan, number="12/BC"), build.evidence(xuan_tan, tan, summary="Ảnh chợ")
    assert (str(named), str(plain)) == ("12/BC", "Ảnh chợ")
    assert str(build.evidence_link(build.finding(xuan_tan, by=tan), named, by=tan)).startswith(f"{named.pk}/")


@pytest.mark.parametrize(
    ("kind", "name", "downloaded"),
    [
        ("PDF", "Báo cáo.PDF", "Báo cáo.PDF"),
        ("PDF", "bao-cao.exe", "bao-cao.exe.pdf"),
        ("JPEG", "anh.jpeg", "anh.jpeg"),
        ("JPEG", "anh.html", "anh.html.jpg"),
        ("HEIC", "anh", "anh.heic"),
    ],
)
def test_a_file_is_saved_under_the_ending_of_what_it_is(kind, name, downloaded, xuan_tan, tan):
    assert build.evidence(xuan_tan, tan, kind=kind, file_name=name).download_name == downloaded
