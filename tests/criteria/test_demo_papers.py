"""The demonstration brings a few papers, each saying that it is invented, and takes them away with their files."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from communes.models import Unit
from criteria.actions.demo import pdf
from criteria.actions.demo.papers import MARK
from criteria.actions.evidence import attach_file
from criteria.enums import DocumentKind, Stage
from criteria.models import Evidence, EvidenceLink, Finding
from criteria.rules.documents import kind_of
from ntm_portal import blobs
from tests import build

AT = build.moment("2017-09-25")


@pytest.fixture
def demo(db, settings, tmp_path):
    settings.DEMO_ALLOWED = True
    settings.EVIDENCE_ROOT = tmp_path
    call_command("load_demo", verbosity=0)


def files() -> list[Path]:
    return list(blobs.stored())


def papers() -> list[Path]:
    """The files of evidence; that of the issued report lies beside them."""
    return [blobs.path_of(sha256) for sha256 in sorted(set(Evidence.objects.values_list("sha256", flat=True)))]


def attach(unit, by, stage):
    finding = Finding.objects.live().filter(unit=unit, stage=stage, indicator__number="15.1").last()
    return attach_file(
        unit=unit, finding_ids=[finding.pk], upload=build.upload(), paper=build.paper(), by=by, at=AT, today=AT.date()
    )


def check_the_papers_say_that_they_are_invented():
    assert not Evidence.objects.exclude(sample=True).exists()
    for path in papers():
        content = path.read_bytes()
        if kind_of(BytesIO(content)) != DocumentKind.PNG:  # a picture says it in its own letters
            assert kind_of(BytesIO(content)) == DocumentKind.PDF
            assert f"FEFF{MARK.encode('utf-16-be').hex().upper()}".encode() in content


def test_the_papers_come_and_go(demo, django_capture_on_commit_callbacks):
    tan = Unit.objects.get(slug="xuan-tan", parent__code="364", valid_to__year__gte=2017, valid_from__year__lte=2017)
    check_the_papers_say_that_they_are_invented()
    assert 60 <= len(papers()) <= 140
    assert Evidence.objects.count() > len(papers())  # one table of a department belongs to many communes
    assert Evidence.objects.filter(unit=tan).count() == 15  # five of plans, one of a request, a picture
    assert not EvidenceLink.objects.filter(linked_at__lt=build.moment("2017-01-01")).exists()
    call_command("check_evidence", verbosity=0)
    clerk = User.objects.get(username="xuan-tan.ntm")
    assert attach(tan, clerk, Stage.SELF).evidence.sample
    real = build.evidence(tan, build.user("that"), papers()[0].read_bytes())
    with django_capture_on_commit_callbacks(execute=True):
        call_command("remove_demo", verbosity=0)
    assert list(Evidence.objects.all()) == [real]
    assert (EvidenceLink.objects.count(), [path.name for path in files()]) == (0, [real.sha256])
    call_command("check_evidence", verbosity=0)


def test_removal_refuses_while_a_real_link_leans_on_a_sample_figure(xuan_tan, hanh):
    clerk = build.user(sample=True, unit=xuan_tan)
    finding = build.finding(xuan_tan, by=clerk, sample=True)
    link = build.evidence_link(finding, by=hanh)
    with pytest.raises(CommandError, match=rf"gắn minh chứng {link.pk} \(số liệu\)"):
        call_command("remove_demo")


# --- The smallest PDF -----------------------------------------------------------------------


def test_a_page_is_a_whole_pdf_whose_table_points_at_its_objects():
    content = pdf.page("Số liệu", ["Được Đặt ra", "mở, nghỉ, Ầ Ữ ặ"])
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", content)]
    assert [content[place : place + 7] for place in places] == [b"%d 0 obj" % number for number in range(1, 7)]
    start = int(re.search(rb"startxref\n(\d+)", content)[1])
    assert content[start : start + 4] == b"xref"
    assert content.endswith(b"%%EOF\n")


def test_whoever_copies_the_text_gets_all_marks():
    content = pdf.page("Số liệu minh họa", [])
    assert f"/ActualText <FEFF{'Số liệu minh họa'.encode('utf-16-be').hex().upper()}>".encode() in content
    assert content.isascii()
