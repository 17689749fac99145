"""Every figure of Biểu 16, on screen, in Word, in Excel, is of the visit's own records; nothing of them is lost."""

import datetime as dt
import io
import re

import lxml.html
import openpyxl
import pytest
from django.core.management import call_command

from accounts.models import User
from directives.models import Inspection
from ntm_portal.vietnamese import day
from tests.directives import visits
from tests.reports import story
from tests.reports.page_again import said, select
from tests.reports.read_again import unnamed
from tests.reports.word_files import opened

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
# What the paper numbers by itself: its sections and lines, how many photos there are, what stands in the heads.
OWN = re.compile(r"(?m)^\d+\.?\d*$|Kèm \d+ ảnh|Ảnh \d+\.|Mẫu số \d+|Kiến nghị \d+|Tổng số \d+ biên bản")

LONG_DAY = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")


def words_of(visit: Inspection) -> list[str]:
    """Everything that was recorded of a visit, as it was typed."""
    notes = [note for note in visit.notes.select_related("item__indicator", "item__criterion") if note.says_something]
    found = [text for note in notes for text in (note.seen, note.shortcoming, note.cause, note.proposal)]
    found += [note.item.label if note.item else note.subject for note in notes]
    found += [line for line in visit.conclusions.splitlines() if line.strip()]
    found += [text for request in visit.requests.all() for text in (request.text, request.asked)]
    found += [member.name for member in visit.members.all()] + [visit.team_signer, visit.unit_signer]
    found += [step.words for step in visit.steps.filter(act="SUPPLEMENT")]
    return [text.rstrip(".") for text in found if text and text.strip()]


def days_of(visit: Inspection) -> set[str]:
    """The days a paper of this visit may name."""
    found = {visit.visited_on, visit.signed_on, TODAY, *(request.due_on for request in visit.requests.all())}
    return {day(one) for one in found} | {day(step.at) for step in visit.steps.all()}


def check(text: str, visit: Inspection, *also: str) -> None:
    """Every recorded word stands there, every day is one of the visit's, and no figure is left over."""
    text = LONG_DAY.sub(r"\1/\2/\3", re.sub(r"[ \t\xa0]+", " ", text))
    recorded = [re.sub(r"[ \t\xa0]+", " ", words) for words in words_of(visit)]
    lost = [words for words in recorded if words not in text]
    assert lost == [], text
    named = set(re.findall(r"\d{1,2}/\d{1,2}/\d{4}", text))
    assert named <= days_of(visit) | {one for words in recorded for one in re.findall(r"\d{1,2}/\d{1,2}/\d{4}", words)}
    times = [moment for moment in (visit.began_at, visit.ended_at) if moment]
    hours = [how for one in times for how in (f"{one:%H} giờ {one:%M} phút", f"{one.hour}:{one:%M}")]
    left = OWN.sub(" ", text)
    assert unnamed(left, [*recorded, *hours, visit.place, visit.team_name, *also]) == [], left


def in_word(content: bytes) -> str:
    drawn = opened(content)
    cells = [cell.text for table in drawn.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in drawn.paragraphs), *cells])


def on_screen(html: str) -> str:
    main = lxml.html.fromstring(html).find(".//main")
    for selector in (".print-bar", ".visually-hidden", "svg", "thead"):
        for hidden in select(main, selector):
            hidden.drop_tree()
    return "\n".join(said(element) for element in main.iter() if not len(element) or (element.text or "").strip())


def in_excel(content: bytes) -> dict[str, str]:
    """Head of each visit → every word under it; days as they are printed."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    found, head = {}, ""
    for row in sheet.iter_rows(values_only=True):
        words = [day(cell.date()) if isinstance(cell, dt.datetime) else str(cell) for cell in row if cell is not None]
        if len(words) == 2 and words[0].isdigit():
            head = words[1]
        if words and words[0].startswith("Tổng số"):
            return found
        if head and words:
            found[head] = "\n".join([found.get(head, ""), *words])
    raise AssertionError("no sum below the visits")


def papers_of(browser, visit: Inspection) -> list[str]:
    return [
        in_word(browser.get(f"{visit.href}bien-ban.docx").content),
        on_screen(browser.get(f"{visit.href}bien-ban/").content.decode()),
    ]


def test_the_minutes_of_the_demonstration_say_what_was_recorded(db, settings, client):
    settings.DEMO_ALLOWED = True
    call_command("load_demo", verbosity=0)
    client.force_login(User.objects.get(username="vpdp"))
    signed = Inspection.objects.filter(state__in=("SIGNED", "CLOSED"), visited_on__gt="2017-08-28")
    assert len(signed) > 1
    for visit in signed:
        for text in papers_of(client, visit):
            check(text, visit)


@pytest.fixture
def made(district, hanh, xuan_tan):
    """A signed visit with figures in its notes, a photo, two requests and a supplement."""
    story.leave_communes(district, story.TAN, story.CHAU)
    found = visits.written(xuan_tan, hanh)
    visits.write(found, hanh, visits.slot_of(found), shortcoming="Còn 12/17 hộ", cause="Thiếu 3 người")
    visits.photo(found, hanh)
    visits.asked(found, hanh, text="Vận động 106 người", due="2017-09-22")
    visits.asked(found, hanh, text="Rà 14 hộ", due="2017-09-30")
    return visits.sign(found, hanh)


def test_the_minutes_of_a_small_district_say_what_was_recorded(made, client, hanh):
    client.force_login(hanh)
    for text in papers_of(client, made):
        check(text, made)
    (told,) = in_excel(client.get("/bao-cao/bieu-16.xlsx").content).values()
    check(told, made, "Quá hạn 3 ngày", "Còn 5 ngày")


PLANTED = [("106 người", "107 người"), ("71%", "72%"), ("22/9/2017", "23/9/2017"), ("14 hộ", "")]


@pytest.mark.parametrize("planted", PLANTED)
def test_a_figure_of_no_record_or_one_that_is_lost_is_found(planted, made, client, hanh):
    client.force_login(hanh)
    told = [*papers_of(client, made), *in_excel(client.get("/bao-cao/bieu-16.xlsx").content).values()]
    assert len(told) == 3
    for text in told:
        check(text, made, "Quá hạn 3 ngày", "Còn 5 ngày")
        with pytest.raises(AssertionError):
            check(text.replace(*planted), made, "Quá hạn 3 ngày", "Còn 5 ngày")
