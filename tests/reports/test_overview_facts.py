"""The sentence, the six figures, the bands and the tiles of the overview, from facts alone."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from criteria.enums import Track, Verdict
from criteria.rules.settings import DEFAULTS, Band
from reports.tables.board import Period, counted_places
from reports.tables.matrix import Show
from reports.tables.overdue import Overdue
from reports.tables.overview import due_title, overview
from tests.reports.facts import (
    CHAU,
    CULTURE,
    DAY,
    DISTRICT,
    HEALTH,
    NEARLY,
    NOT_MET,
    POOR,
    ROADS,
    TAN,
    TOWN,
    board,
    cell,
    commune,
    fall,
    standings,
    status,
    task,
)

COMMUNES = (TAN, CHAU, TOWN)
BANDS = replace(DEFAULTS, bands=(Band(3, 3, "3 tiêu chí"), Band(2, 2, "2 tiêu chí"), Band(0, 1, "Dưới 2 tiêu chí")))
OPEN, DONE = status(7204, 8600), status(90, 100)


def page(now=None, before=None, figures=None, late=(), track=Track.OFFICIAL, show=Show.ALL, **given):
    facts = board(now or {}, before, COMMUNES, **{"settings": BANDS} | given)
    stand = standings(figures or dict.fromkeys(COMMUNES, DONE), tasks=None if figures != {} else ())
    return overview(facts, stand, late, track, show)


def test_one_sentence_says_where_the_district_is():
    found = page({(TAN, POOR): cell(NOT_MET)}, {(TAN, POOR): cell(NOT_MET), (CHAU, POOR): cell(NOT_MET)})
    assert found.sentence == (
        "Đến 25/9/2017, 02 trong 03 xã, thị trấn đủ 3/3 tiêu chí, tăng 01 đơn vị so với 28/8/2017. "
        "Một chỉ tiêu phải hoàn thành trong tháng 9/2017 đã xong ở tất cả các xã."
    )


def test_the_sentence_counts_down_and_leaves_out_what_did_not_change():
    figures = {TAN: OPEN, CHAU: OPEN, TOWN: DONE}
    assert page({}, {}, figures).sentence.endswith(
        "đủ 3/3 tiêu chí. Một chỉ tiêu phải hoàn thành trong tháng 9/2017 còn 02 xã chưa xong."
    )
    assert "giảm 01 đơn vị so với 28/8/2017" in page({(TAN, POOR): cell(NOT_MET)}).sentence


def test_without_tasks_the_sentence_stops_and_the_block_is_empty():
    found = page(figures={})
    assert found.sentence == "Đến 25/9/2017, 03 trong 03 xã, thị trấn đủ 3/3 tiêu chí."
    assert (found.due_title, found.due_on, found.clause, found.directive_on, found.blocks) == ("", None, "", None, ())


@pytest.mark.parametrize(("count", "word"), [(1, "Một"), (3, "Ba"), (12, "12")])
def test_the_title_of_the_block_counts_its_indicators(count, word):
    tasks = [task(obligation_id=number) for number in range(count)]
    assert due_title(standings({}, tasks=tasks)) == f"{word} chỉ tiêu phải hoàn thành trong tháng 9/2017"


def shown(found):
    return [(f.label, f.value, f.of, f.href, f.note, f.mark, f.is_bad) for f in found.figures]


def test_six_figures_with_their_change():
    late = [
        Overdue(TAN, TAN.id, 15, "chỉ tiêu 15.1", dt.date(2017, 9, 10), 15),
        Overdue(CHAU, CHAU.id, 15, "chỉ tiêu 15.1", dt.date(2017, 9, 20), 5),
    ]
    now = {(TAN, POOR): cell(NOT_MET), (CHAU, HEALTH): cell(NOT_MET), (commune(DISTRICT), ROADS): cell()}
    found = page(
        now,
        {(CHAU, HEALTH): cell(NOT_MET)},
        late=late,
        falls=(fall(TAN, POOR),),
        recognised={TAN.id: 2015, TOWN.id: 2013},
    )
    assert shown(found) == [
        ("Đủ 3/3 tiêu chí", "1", "/3 đơn vị", "#ma-tran", "-1 so với 28/8", "down", False),
        ("Bình quân tiêu chí/xã", "2,3", "/3", "#phan-nhom", "-0,4 so với 28/8", "down", False),
        ("Đã được công nhận", "2", "/3 đơn vị", "xa/", "1/2 xã tính cho huyện", "", False),
        ("Tiêu chí huyện đạt", "1", "/1", "huyen/", "+1 so với 28/8", "up", False),
        ("Tiêu chí suy giảm", "1", "", "#thay-doi", "mới phát sinh trong kỳ", "down", True),
        ("Việc quá hạn", "2", "", "?loc=qua-han#ma-tran", "02 theo chỉ thị, lâu nhất 15 ngày", "", True),
    ]


@pytest.mark.parametrize(
    ("now", "before", "note"),
    [(0, 1, ("tăng chưa đến 0,1 so với 28/8", "up")), (1, 0, ("giảm chưa đến 0,1 so với 28/8", "down"))],
)
def test_an_average_that_moved_less_than_a_tenth_is_not_said_to_have_stayed(now, before, note):
    communes = tuple(commune(number) for number in range(1, 46))  # 135 criteria: 3,0 and 2,98 are both printed 3,0
    missed = {(communes[0], POOR): cell(NOT_MET)}
    found = overview(
        board(missed if now else {}, missed if before else {}, communes, settings=BANDS), standings({}, tasks=()), (),
        Track.OFFICIAL, Show.ALL,
    ).figures[1]  # fmt: skip
    assert (found.value, (found.note, found.mark)) == ("3,0", note)


def test_quiet_figures_say_so():
    assert shown(page())[4:] == [
        ("Tiêu chí suy giảm", "0", "", "#thay-doi", "không phát sinh trong kỳ", "", False),
        ("Việc quá hạn", "0", "", "#ma-tran", "không có việc quá hạn", "", False),
    ]


def test_the_year_of_the_compared_day_is_named_when_it_is_another():
    found = page(period=Period(DAY, dt.date(2016, 12, 31)))
    assert found.figures[0].note == "không đổi so với 31/12/2016"


def test_bands_count_communes_on_both_days():
    now = {(TAN, POOR): cell(NOT_MET), (TAN, HEALTH): cell(NOT_MET), (CHAU, POOR): cell(NEARLY)}
    found = page(now, {(CHAU, POOR): cell(NOT_MET)}).bands
    assert [(line.band.label, line.css, line.count, line.share, line.before, line.change) for line in found.lines] == [
        ("3 tiêu chí", "b1", 1, Fraction(100, 3), 2, -1),
        ("2 tiêu chí", "b2", 1, Fraction(100, 3), 1, 0),
        ("Dưới 2 tiêu chí", "b3", 1, Fraction(100, 3), 0, 1),
    ]
    assert (found.units, str(found.mean), str(found.mean_before), str(found.mean_change)) == (3, "2.0", "2.7", "-0.7")
    assert found.note == "Trong 02 đơn vị chưa đủ 3: 01 xã ở mức cơ bản đạt chuẩn (Xuân Châu)."


def test_the_note_under_the_bands_fits_what_is_left():
    assert page().bands.note == ""
    assert page({(TAN, POOR): cell(NOT_MET)}).bands.note == (
        "Trong 01 đơn vị chưa đủ 3: chưa có đơn vị nào ở mức cơ bản đạt chuẩn."
    )


def test_tiles_carry_the_count_the_band_and_the_place():
    found = page({(TAN, POOR): cell(NOT_MET)}, falls=(fall(TAN, POOR),))
    assert [
        (tile.commune.name, tile.css, tile.met, tile.printed, tile.fell, tile.href) for tile in found.tiles.tiles
    ] == [
        ("Xuân Tân", "b2 r1 c3", 2, "2/3", True, "xa/xuan-tan/"),
        ("Xuân Châu", "b1 r0 c1", 3, "3/3", False, "xa/xuan-chau/"),
        ("TT. Xuân Trường", "b1 r4 c1", 3, "3/3", False, "xa/xuan-truong/"),
    ]
    assert found.tiles.are_placed


def test_a_commune_without_data_has_no_colour_of_a_band():
    found = page({(TAN, one): cell(Verdict.UNASSESSED) for one in (POOR, HEALTH, CULTURE)})
    tile = found.tiles.tiles[0]
    assert (tile.css, tile.shown, tile.words) == ("is-none r1 c3", "…", "chưa có số liệu")


def test_a_commune_without_a_cell_is_placed_in_the_order_of_the_table():
    nowhere = replace(TAN, grid=None)
    found = overview(board({}, communes=(nowhere,), settings=BANDS), standings({nowhere: DONE}), ())
    assert (found.tiles.tiles[0].css, found.tiles.are_placed) == ("b1", False)


def test_the_level_and_the_filter_touch_the_matrix_only():
    now = {(TAN, POOR): cell(NOT_MET)}
    plain, other = page(now), page(now, track=Track.SELF, show=Show.INCOMPLETE)
    assert (other.figures, other.bands, other.tiles, other.changes) == (
        plain.figures,
        plain.bands,
        plain.tiles,
        plain.changes,
    )
    assert [line.commune for line in other.matrix.lines] == [TAN]


def test_a_district_without_communes_still_has_a_page():
    empty = overview(board({}, communes=()), standings({}, tasks=()), ())
    assert empty.sentence == "Đến 25/9/2017, 0 trong 0 xã, thị trấn đủ 3/3 tiêu chí."
    assert (empty.bands.mean, [line.share for line in empty.bands.lines]) == (0, [0] * 5)


@pytest.mark.parametrize(
    ("places", "words"), [((TAN,), "01 xã"), ((TAN, CHAU), "02 xã"), ((TAN, TOWN), "02 đơn vị"), ((), "0 xã")]
)
def test_a_township_is_not_counted_as_a_xa(places, words):
    assert counted_places(places) == words
