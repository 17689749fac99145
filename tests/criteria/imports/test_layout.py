"""Somebody else's table: where its data begin, what its columns are called, and how it is recognised again."""

from criteria.enums import Part
from criteria.rules.imports.layout import Reading, frame_of, frame_with, suggested
from criteria.rules.imports.places import Matcher
from tests.criteria.imports.books import book_of, grid_of, opened, read_file, saved
from tests.criteria.imports.test_names import PLACES, matcher

TABLE = [
    ["BẢO HIỂM XÃ HỘI HUYỆN"],
    [],
    ["TT", "Đơn vị", "15.1 BHYT", None, None, "Ghi chú"],
    [None, None, "Số người tham gia", "Dân số", "Tỷ lệ (%)", None],
    ["A", "B", 1, 2, "3=1/2", "C"],
    [1, "Xã Xuân Tân", 4799, 5770, 83.17],
    [2, "Xuân Thuỷ", 2872, 3579, 80.25],
    [3, "Tổng cộng", 7671, 9349, 82.05],
]


def merged_table():
    """The table with the head of 15.1 over its three columns."""
    book = opened(book_of(TABLE))
    book.active.merge_cells("C3:E3")
    return read_file("a.xlsx", saved(book))[0]


def test_the_frame_is_found_from_the_names_of_communes():
    frame = frame_of(merged_table(), matcher())
    assert (frame.first_row, frame.place_column) == (6, 2)
    assert [(column.letter, column.head) for column in frame.columns] == [
        ("A", "TT"), ("B", "Đơn vị"), ("C", "15.1 BHYT / Số người tham gia"), ("D", "15.1 BHYT / Dân số"),
        ("E", "15.1 BHYT / Tỷ lệ (%)"), ("F", "Ghi chú"),
    ]  # fmt: skip
    assert frame.columns[2].samples == ("4.799", "2.872", "7.671")


def test_a_table_without_communes_has_no_frame():
    assert frame_of(grid_of([["TT", "Chỉ tiêu"], [1, "Hộ nghèo"]]), matcher()) is None
    assert frame_of(grid_of([[1, 2], [3, 4]]), matcher()) is None


def test_a_table_may_begin_without_any_head():
    frame = frame_of(grid_of([["Xuân Tân", 5], ["Xuân Châu", 6]]), matcher())
    assert (frame.first_row, [column.head for column in frame.columns]) == (1, ["", ""])


def test_the_column_of_communes_may_be_chosen_by_hand():
    frame = frame_with(merged_table(), 6, matcher())
    assert (frame.place_column, frame.first_row) == (6, 3)
    assert frame_with(merged_table(), 9, matcher()).first_row == 1


def test_the_same_head_has_the_same_fingerprint_and_another_has_not():
    other = [["ghi chú cho riêng tháng này"], *TABLE[1:5], [1, "X. Xuân Châu", 1, 2, 3]]
    renamed = [*TABLE[:3], [None, None, "Số thẻ", "Dân số", "Tỷ lệ (%)", None], *TABLE[4:]]
    prints = [frame_of(grid_of(rows), matcher()).fingerprint for rows in (TABLE, other, renamed)]
    assert (prints[0] == prints[1], prints[0] == prints[2]) == (True, False)


def test_only_what_the_head_says_is_proposed():
    reading = suggested(frame_of(merged_table(), matcher()), {"15.1", "11"})
    assert reading.columns == {
        3: ("15.1", Part.NUMERATOR), 4: ("15.1", Part.DENOMINATOR), 5: ("15.1", Part.VALUE),
    }  # fmt: skip
    assert suggested(frame_of(merged_table(), matcher()), {"11"}).columns == {}


def test_a_reading_is_stored_and_found_again():
    reading = Reading(2, {3: ("15.1", Part.NUMERATOR), 6: ("", Part.NOTE)}, {"xuan tieng": "10016"})
    assert Reading.of_plain(reading.plain()) == reading


def test_two_columns_are_never_proposed_for_one_part():
    rows = [["Xã", "15.1 Tỷ lệ", "15.1 Tỷ lệ khác", "15.1"], ["Xuân Tân", 1, 2, 3]]
    assert suggested(frame_of(grid_of(rows), Matcher(PLACES)), {"15.1"}).columns == {2: ("15.1", Part.VALUE)}
