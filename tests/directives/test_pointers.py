"""Cần xem: what each point of a checklist tells before the visit, and pictures of the field in the minutes."""

import struct
import zlib

import pytest

from directives.actions.demo.pictures import HEIGHT, LETTERS, MARK, WIDTH, picture
from directives.actions.inspections import add_item
from directives.actions.minutes import keep_photo
from directives.enums import PlanMove
from directives.models import ChecklistItem, Inspection
from directives.tables.checklist import checked_lines
from directives.tables.pointers import is_about, pointed
from tests import build
from tests.directives import visits
from tests.directives.test_inspection_pages import page

pytestmark = pytest.mark.django_db
TODAY = build.date("2017-09-25")
PEOPLE = "Tỷ lệ người dân tham gia bảo hiểm y tế"


def told(made: Inspection, user) -> dict[str, str]:
    return {line.label: line.look_at for line in pointed(checked_lines(made, TODAY), user, made, TODAY)}


def test_a_point_says_what_it_means_where_nothing_else_is_known(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    assert told(made, hanh) == {"15.1 Người dân tham gia BHYT": build.indicator("15.1").name}


def test_a_point_says_gap_last_finding_request_and_measure_in_one_line(hanh, officer, tan, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)
    before = visits.written(xuan_tan, hanh)
    note = before.notes.get()
    visits.asked(before, hanh, text="Vận động xóm 2.", note=note)
    visits.sign(before, hanh)
    plan = build.plan(xuan_tan, officer)
    build.steps(plan, by=officer)
    build.moved(plan, PlanMove.APPROVE, tan)
    made = visits.planned(xuan_tan, hanh, on="2017-09-28", at="2017-09-24")
    (said,) = told(made, hanh).values()
    measure = plan.steps.order_by("due_on").first()
    assert said.split("; ")[1:] == [
        "còn thiếu 106 người",
        "lần trước (20/9/2017): chưa đạt, xóm 2 mới 71%",
        "kiến nghị chưa xong, hạn 30/9/2017: vận động xóm 2",
        f"kế hoạch: {measure.measure[:1].lower()}{measure.measure[1:].rstrip('.')}, hạn {measure.due_on:%d/%-m/%Y}",
    ]
    assert "kế hoạch" not in told(made, build.user(role="FRONT", unit=xuan_tan.parent))


def test_a_whole_criterion_names_what_is_not_met(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh, points=("tc-15", "tc-11"))
    build.record(xuan_tan, build.row("15.1", 90, 100), build.row("11", 10, 1000), by=hanh)
    said = told(made, hanh)
    assert said["15 Y tế"].startswith("chỉ tiêu chưa đạt: 15.2")
    assert said["11 Hộ nghèo"] == "các chỉ tiêu đang đạt: xem việc giữ vững"


def test_what_somebody_asked_for_comes_first(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh, points=("11",))
    criterion, indicator = visits.cell("15.1")
    add_item(
        inspection=made, criterion=criterion, indicator=indicator, look_at="Danh sách xóm 2", by=hanh,
        at=build.moment(TODAY),
    )  # fmt: skip
    assert told(made, hanh)["15.1 Người dân tham gia BHYT"].startswith("Danh sách xóm 2; ")


def test_signed_minutes_are_left_as_they_were_signed(hanh, xuan_tan):
    assert set(told(visits.signed(xuan_tan, hanh), hanh).values()) == {""}


@pytest.mark.parametrize(
    ("point", "criterion", "indicator", "found"),
    [
        ((1, 5), 1, 5, True),
        ((1, 5), 1, 6, False),
        ((1, 5), 1, None, True),
        ((1, None), 1, 6, True),
        ((2, None), 1, 6, False),
    ],
)
def test_a_criterion_takes_what_is_said_of_its_indicators(point, criterion, indicator, found):
    item = ChecklistItem(criterion_id=point[0], indicator_id=point[1])
    assert is_about(item, criterion, indicator) == found


def test_the_line_stands_on_the_page_and_in_the_form(hanh, sign_in, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    named = f"Cần xem: {build.indicator('15.1').name}"
    assert named in page(sign_in("tan"), made.href)
    assert named in page(sign_in("hanh"), f"{made.href}ghi/")


# --- Pictures ---------------------------------------------------------------------------------


@pytest.mark.parametrize("heaps", [0, 3])
def test_the_sample_picture_is_a_sound_png_and_says_that_it_is_one(heaps):
    found = picture(heaps)
    assert found[12:24] == b"IHDR" + struct.pack(">II", WIDTH, HEIGHT)
    begin = found.index(b"IDAT") + 4
    rows = zlib.decompress(found[begin : begin + struct.unpack(">I", found[begin - 8 : begin - 4])[0]])
    assert len(rows) == (WIDTH + 1) * HEIGHT
    assert (b"\x05" in rows) == bool(heaps)
    assert rows.count(b"\x01") == 9 * sum(line.count("#") for letter in MARK for line in LETTERS[letter])


def test_pictures_stand_on_a_sheet_behind_the_minutes(hanh, front, sign_in, xuan_tan):
    made = visits.written(xuan_tan, hanh)
    kept = keep_photo(
        inspection=made, slot=visits.slot_of(made), upload=build.upload(picture(2), "anh.png"), by=hanh,
        at=build.moment("2017-09-20", 11), today=TODAY,
    )  # fmt: skip
    assert kept.evidence.kind == "PNG"
    visits.sign(made, hanh)
    printed = page(sign_in("hanh"), f"{made.href}bien-ban/")
    assert "ẢNH KÈM BIÊN BẢN" in printed
    assert "Ảnh 1. 15.1 Người dân tham gia BHYT" in printed
    assert "ẢNH KÈM" not in page(sign_in("front"), f"{made.href}bien-ban/")
