"""Communes merged between two days: what was counted, raised and owed there is neither lost nor counted twice."""

import datetime as dt
from decimal import Decimal

import pytest

from communes.enums import ChangeKind
from communes.models import UnitChange
from criteria.enums import Money, Verdict
from criteria.models.money import standing_on
from criteria.models.movement import counted_in
from criteria.tables.movements import counted_of, odd_about, read_year
from reports.tables.arrears import read_arrears
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from tests import build
from tests.criteria import money
from tests.criteria.money import amounts, debts, funding, line, work
from tests.reports import story

pytestmark = pytest.mark.django_db
MERGED_ON, BEFORE, AFTER = dt.date(2017, 9, 1), dt.date(2017, 8, 28), dt.date(2017, 9, 25)


def became(unit, new, on=MERGED_ON):
    """The unit ends the day before and goes on in another one."""
    type(unit).objects.filter(pk=unit.pk).update(valid_to=on - dt.timedelta(days=1))
    return UnitChange.objects.create(from_unit=unit, to_unit=new, kind=ChangeKind.MERGED, effective_on=on, act="99/NQ")


@pytest.fixture
def three(district):
    """The town, Xuân Châu and Xuân Tân with what they told by 28/8; the two communes are merged on 1/9."""
    story.leave_communes(district, story.TOWN, story.TAN, story.CHAU)
    town, chau, tan = build.home_communes(3)
    for unit in (town, chau, tan):
        build.movement(unit, build.counted("2017-08-18", 1000, build.flow(90, 30, 1, 2, 63)))
    for unit, raised in ((town, 10), (chau, 20), (tan, 40)):
        money.sheet(unit, funding("2017-08-20", line(volume=1, commune=raised, plan=amounts(commune=5))))
    money.sheet(town, debts("2017-08-20", none=True))
    money.sheet(chau, debts("2017-08-20", work("Cầu xóm 9", 900, 840, 0)))
    money.sheet(tan, debts("2017-08-20", work("Kênh xóm 7", 300, 200, 100)))
    return town, chau, tan


@pytest.fixture
def new(three, district):
    """The commune the two were merged into, which has told nothing yet."""
    _, chau, tan = three
    new = build.unit(parent=district, valid_from=MERGED_ON, name="Xuân Mới", display_order=tan.display_order)
    became(chau, new)
    became(tan, new)
    return new


def form(code, district, as_of=AFTER, compared=BEFORE, place=None):
    brief = Brief(district, Period(as_of, compared))
    return FILLED[code](brief.of_place(place) if place else brief)


def total(table) -> list:
    """The figures of the last row."""
    return [getattr(cell, "value", cell) for cell in table.rows[-1].cells]


def row(table, name) -> list:
    return next([getattr(cell, "value", cell) for cell in row.cells] for row in table.rows if name in row.cells)


@pytest.mark.parametrize("code", ["bieu-07", "bieu-08", "bieu-09"])
def test_the_total_of_the_district_stays_while_the_new_commune_has_told_nothing(code, district, new):
    assert total(form(code, district)) == total(form(code, district, BEFORE, BEFORE))


def test_biểu_07_sums_the_merged_communes_in_the_row_of_the_new_one(district, new):
    table = form("bieu-07", district)
    assert [row.cells[1] for row in table.rows if row.name in ("urban1", "rural1", "rural2")] == [
        "TT. Xuân Trường", "Xuân Mới",
    ]  # fmt: skip
    told = row(table, "Xuân Mới")
    assert (told[2], told[3], told[5], told[7], told[9], told[11]) == (2000, 180, 60, 2, 4, 126)
    assert "Xuân Mới chưa có số sau khi sáp nhập, tính cả số của Xuân Châu, Xuân Tân." in table.notes
    assert not [note for note in table.notes if "không khớp" in note or "chưa ghi" in note]


def test_a_count_of_the_new_commune_stands_for_the_whole_of_it(district, new):
    build.movement(new, build.counted("2017-09-20", 2010, build.flow(180, 70, 2, 4, 116)))
    table = form("bieu-07", district)
    assert (row(table, "Xuân Mới")[2:4], total(table)[2:4]) == ([2010, 180], [3010, 270])
    assert not [note for note in table.notes if "sáp nhập" in note]


def test_biểu_08_keeps_what_was_raised_and_says_of_the_compared_day_what_was_said_then(district, new):
    table = form("bieu-08", district)
    assert total(table)[3] == Decimal(70)
    assert table.notes[1:] == (
        "Xuân Mới chưa có bảng sau khi sáp nhập, tính cả bảng của Xuân Châu, Xuân Tân.",
        "Từ đầu năm đến ngày 28/8/2017: tổng số 70 triệu đồng, trong đó dân góp 0 triệu đồng.",
    )


def test_a_table_of_the_new_commune_takes_the_place_of_theirs(district, new):
    money.sheet(new, funding("2017-09-22", line(volume=3, commune=75)))
    table = form("bieu-08", district)
    assert total(table)[3] == Decimal(85)
    assert not [note for note in table.notes if "sáp nhập" in note]


def test_a_year_later_nothing_raised_is_taken_over(district, new):
    assert standing_on(Money.FUNDING, [new.pk], [dt.date(2018, 1, 5)]) == {dt.date(2018, 1, 5): {}}


def test_biểu_09_puts_the_works_and_debts_down_to_the_new_commune(district, new):
    table = form("bieu-09", district)
    assert [row.cells[1:3] for row in table.rows[:2]] == [("Xuân Mới", "Cầu xóm 9"), ("Xuân Mới", "Kênh xóm 7")]
    assert "01 đơn vị còn nợ, 01 đơn vị không nợ." in table.notes[0]
    assert table.notes[-1] == "Ngày 28/8/2017: nợ 940 triệu đồng, 02 đơn vị còn nợ."


def test_the_own_form_of_the_new_commune_holds_them_too_and_seems_to_correct_no_table(district, new):
    table = form("bieu-09", district, place=new)
    assert [row.cells[2] for row in table.rows[:2]] == ["Cầu xóm 9", "Kênh xóm 7"]
    assert standing_on(Money.DEBT, [new.pk], [AFTER])[AFTER][new.pk].id is None


def test_debts_go_on_as_a_condition_of_recognition(new):
    arrears = read_arrears([new.pk], AFTER)
    assert (arrears.verdict, arrears.owed, arrears.works, arrears.missing) == (Verdict.NOT_MET, Decimal(940), 2, 0)


def test_nobody_is_free_of_debt_while_one_of_the_merged_gave_no_table(three, district):
    town = three[0]
    new = build.unit(parent=district, valid_from=MERGED_ON, name="Xuân Mới")
    became(town, new)
    silent = build.unit(parent=district, name="Xuân Im")
    became(silent, new)
    arrears = read_arrears([new.pk], AFTER)
    assert (arrears.verdict, arrears.owed, arrears.missing) == (Verdict.UNASSESSED, Decimal(0), 1)
    notes = form("bieu-09", district).notes
    assert "02 đơn vị còn nợ, không có đơn vị không nợ." in notes[0] or "02 đơn vị còn nợ, 0 đơn vị" in notes[0]
    assert (
        notes[1] == "Xuân Mới chưa có bảng sau khi sáp nhập, tính cả bảng của TT. Xuân Trường; Xuân Im không có bảng."
    )


def test_a_commune_that_takes_others_in_counts_them_until_its_next_table(three):
    _, chau, tan = three
    became(chau, tan)
    told = standing_on(Money.DEBT, [tan.pk], [BEFORE, AFTER])
    assert [told[day][tan.pk].owed for day in (BEFORE, AFTER)] == [Decimal(100), Decimal(940)]
    assert told[AFTER][tan.pk].id == told[BEFORE][tan.pk].id
    money.sheet(tan, debts("2017-09-10", work("Cầu xóm 9", 900, 840, 840)))
    assert standing_on(Money.DEBT, [tan.pk], [AFTER])[AFTER][tan.pk].owed == 0


def test_a_commune_merged_twice_is_followed(new, district):
    last = build.unit(parent=district, valid_from=dt.date(2017, 9, 15), name="Xuân Cuối")
    became(new, last, dt.date(2017, 9, 15))
    assert counted_in([last.pk], 2017, AFTER)[last.pk].households == 2000
    assert standing_on(Money.DEBT, [last.pk], [AFTER])[AFTER][last.pk].owed == Decimal(940)


def test_a_commune_divided_is_counted_once(three, district):
    chau = three[1]
    parts = [build.unit(parent=district, valid_from=MERGED_ON, display_order=at) for at in (1, 2)]
    for part in parts:
        became(chau, part)
    assert list(standing_on(Money.DEBT, [part.pk for part in parts], [AFTER])[AFTER]) == [parts[0].pk]


def test_a_change_whose_days_do_not_fit_is_left_out(three):
    _, chau, tan = three
    UnitChange.objects.create(from_unit=chau, to_unit=tan, kind=ChangeKind.MERGED, effective_on=MERGED_ON, act="99/NQ")
    assert standing_on(Money.DEBT, [tan.pk], [AFTER])[AFTER][tan.pk].owed == Decimal(100)


def test_the_pages_of_the_new_commune_open_with_what_was_told_before_it(sign_in, new):
    browser = sign_in("hanh")
    debts_page = browser.get(f"/no-dong/{new.slug}/")
    assert "Chưa có bảng sau khi sáp nhập: đang tính bảng của Xuân Châu, Xuân Tân." in debts_page.text
    assert [line.work for line in debts_page.context["told"].standing.lines] == ["Cầu xóm 9", "Kênh xóm 7"]
    assert 'value="Cầu xóm 9"' in debts_page.text
    counts_page = browser.get(f"/bien-dong-ho-ngheo/{new.slug}/")
    assert "Chưa có số sau khi sáp nhập: đang tính tổng số của Xuân Châu, Xuân Tân." in counts_page.text
    assert 'value="180"' in counts_page.text
    assert counts_page.context["form"].initial["seen"] is None


def test_the_lists_of_the_office_say_whose_tables_stand_for_the_new_commune(sign_in, new):
    browser = sign_in("hanh")
    pages = [browser.get(path) for path in ("/nguon-luc/", "/no-dong/", "/bien-dong-ho-ngheo/")]
    assert ["bảng của Xuân Châu, Xuân Tân" in page.text for page in pages] == [True, True, False]
    assert "số của Xuân Châu, Xuân Tân" in pages[2].text
    assert [line.sheet.total for line in pages[1].context["list"].told] == [Decimal(0), Decimal(940)]
    assert pages[2].context["list"].households == 3000


def test_the_first_count_of_the_new_commune_is_held_against_theirs(new):
    found, _ = read_year([new.pk], 2017, AFTER)
    typed = build.counted("2017-09-20", 2010, build.flow(170, 70, 2, 4, 106))
    texts = [caution.text for caution in odd_about(typed, found[new.pk], ())]
    assert "ghi 170, lần rà soát ngày 18/8/2017 ghi 180; đầu năm chỉ có một số." in " ".join(texts)


def test_a_commune_of_the_new_year_starts_with_what_the_merged_ended_with(three, district):
    year = dt.date(2018, 1, 1)
    late = build.unit(parent=district, valid_from=year, name="Xuân Xuân")
    for unit in three[1:]:
        build.movement(unit, build.counted("2017-12-18", 1000, build.flow(90, 40, 0, 0)))
        became(unit, late, year)
    found, _ = read_year([late.pk], 2018, dt.date(2018, 2, 1))
    assert counted_of(late, 2018, found, {}).movement is None
    assert counted_of(late, 2018, found, {}).year_before.poor.end == 100


def test_the_list_of_a_year_before_names_the_communes_of_that_year(sign_in, new):
    lines = sign_in("hanh").get("/bien-dong-ho-ngheo/?nam=2016").context["list"].lines
    names = [line.unit.short_label for line in lines]
    assert ("Xuân Châu" in names, "Xuân Tân" in names, "Xuân Mới" in names) == (True, True, False)
