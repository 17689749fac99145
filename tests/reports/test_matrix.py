"""The matrix: marks, rows, totals and filters, and how its rows are drawn."""

import re

import pytest
from django.http import QueryDict

from criteria.enums import FallKind, Track, Verdict
from criteria.rules.communes import Tally
from criteria.status import Cell
from reports.lens import Milestones, read_lens
from reports.tables.matrix import Show, mark_of, matrix
from reports.templatetags.matrices import matrix_rows, matrix_totals
from tests.reports.facts import (
    BEFORE,
    CHAU,
    CULTURE,
    DAY,
    HEALTH,
    MET,
    NA,
    NEARLY,
    NONE,
    NOT_MET,
    POOR,
    TAN,
    TOWN,
    board,
    cell,
    fall,
)

LOST, RISEN = fall(), fall(kind=FallKind.SET_CHANGED)


@pytest.mark.parametrize(
    ("was", "has", "event", "at_risk", "mark"),
    [
        (MET, NOT_MET, LOST, False, "down"),
        (MET, NEARLY, LOST, False, "down"),
        (NEARLY, NOT_MET, LOST, False, "down"),
        (MET, NONE, LOST, False, "down"),
        (MET, NOT_MET, None, False, ""),
        (MET, NOT_MET, RISEN, False, ""),
        (MET, NA, LOST, False, ""),
        (NOT_MET, NOT_MET, LOST, False, ""),
        (NOT_MET, MET, None, False, "up"),
        (NOT_MET, MET, LOST, False, "up"),
        (NONE, NEARLY, None, False, "up"),
        (NONE, NOT_MET, None, False, ""),
        (NA, MET, None, False, ""),
        (MET, MET, None, True, "risk"),
        (MET, MET, LOST, False, ""),
        (NOT_MET, NOT_MET, None, True, ""),
    ],
)
def test_the_mark_says_what_changed_between_the_two_days(was, has, event, at_risk, mark):
    assert mark_of(was, has, event, at_risk) == mark


def drawn(track=Track.OFFICIAL, show=Show.ALL, **given):
    now = {
        (TAN, POOR): cell(NOT_MET),
        (TAN, HEALTH): cell(NEARLY, own=MET),
        (TAN, CULTURE): cell(MET, by_self=True),
        (CHAU, HEALTH): cell(NA),
        (CHAU, CULTURE): Cell(),
    }
    before = {(TAN, HEALTH): cell(NOT_MET), (TAN, CULTURE): cell(MET, by_self=True), (CHAU, CULTURE): Cell()}
    plain = {"falls": (fall(TAN, POOR),), "recognised": {CHAU.id: 2015}}
    places = {"late": {(TAN.id, HEALTH.id)}, "at_risk": {(CHAU.id, POOR.id)}}
    return matrix(board(now, before, **plain | given), track, show, **places)


def seen(matrix):
    return [
        (line.commune.name, [(s.verdict, s.mark, s.by_self, s.differs, s.late) for s in line.squares])
        for line in matrix.lines
    ]


def test_the_official_matrix_carries_every_mark():
    assert seen(drawn()) == [
        (
            "Xuân Tân",
            [
                (NOT_MET, "down", False, False, False),
                (NEARLY, "up", False, True, True),
                (MET, "", True, False, False),
            ],
        ),
        (
            "Xuân Châu",
            [(MET, "risk", False, False, False), (NA, "", False, False, False), (NONE, "", False, False, False)],
        ),
    ]


def test_the_verified_matrix_leaves_out_what_nobody_verified():
    tan, chau = drawn(Track.VERIFIED).lines
    assert [square.verdict for square in tan.squares] == [NOT_MET, NEARLY, NONE]
    assert [square.mark for square in (*tan.squares, *chau.squares)] == ["down", "up", "", "", "", ""]
    assert not any(square.by_self for square in tan.squares)


def test_the_matrix_of_the_communes_own_word_is_all_claims():
    tan, chau = drawn(Track.SELF).lines
    assert [(square.verdict, square.by_self) for square in (*tan.squares, *chau.squares)] == [
        (NOT_MET, True), (MET, True), (MET, True), (MET, True), (NA, True), (NONE, False),
    ]  # fmt: skip
    assert [square.mark for square in tan.squares] == ["", "up", ""]


def test_rows_and_totals_add_up():
    full = drawn()
    tan, chau = full.lines
    assert (tan.tally, tan.change, tan.others, tan.recognised) == (Tally(1, 1, 1), -1, 0, None)
    assert (chau.tally, chau.change, chau.others, chau.recognised) == (Tally(1, 0, 0, 1, 1), -1, 2, 2015)
    assert (full.totals.met, full.totals.changes) == ((1, 0, 1), (-1, -1, 0))
    assert [int(share) for share in full.totals.shares] == [50, 0, 50]
    assert (full.totals.tally, full.totals.change, full.totals.others) == (Tally(2, 1, 1, 1, 1), -2, 2)
    assert full.totals.recognised == 1


@pytest.mark.parametrize(
    ("show", "names"),
    [
        (Show.ALL, ["Xuân Tân", "Xuân Châu", "TT. Xuân Trường"]),
        (Show.INCOMPLETE, ["Xuân Tân", "Xuân Châu"]),
        (Show.CHANGED, ["Xuân Tân", "Xuân Châu"]),
        (Show.LATE, ["Xuân Tân"]),
    ],
)
def test_the_filter_hides_rows_but_never_changes_the_totals(show, names):
    now = {(TAN, POOR): cell(NOT_MET), (CHAU, HEALTH): cell(NEARLY)}
    facts = board(now, {(CHAU, HEALTH): cell(NOT_MET)}, (TAN, CHAU, TOWN), falls=(fall(TAN, POOR),))
    shown = matrix(facts, show=show, late={(TAN.id, POOR.id)})
    assert [line.commune.name for line in shown.lines] == names
    assert (shown.units, shown.totals.met, shown.is_filtered) == (3, (2, 2, 3), show != Show.ALL)


def test_a_district_without_communes_has_an_empty_matrix():
    empty = matrix(board({}, communes=()))
    assert (empty.lines, empty.totals.tally, empty.totals.shares) == ((), Tally(), (0, 0, 0))


def test_groups_of_criteria_are_headed_once():
    full = drawn()
    assert full.book.groups() == [
        ("III", "Kinh tế và tổ chức sản xuất", 1),
        ("IV", "Văn hóa - xã hội - môi trường", 2),
    ]
    assert [(criterion.number, opens) for criterion, opens in full.book.heads()] == [
        (11, True),
        (15, True),
        (16, False),
    ]


# --- Drawing --------------------------------------------------------------------------------


def lens(address=""):
    return read_lens(QueryDict(address), today=DAY, milestones=Milestones(BEFORE.replace(year=2016), (BEFORE,)))


def test_each_square_links_to_the_criterion_of_its_commune_and_says_so():
    row = matrix_rows(drawn(), lens()).split("</tr>")[0]
    found = re.findall(r'<a class="mx ([^"]*)" href="([^"]*)"(?: data-c="([^"]*)")? title="([^"]*)"', row)
    assert found == [
        ("is-notmet", "suy-giam/?xa=xuan-tan&amp;tc=11", "11 Hộ nghèo", "Xuân Tân, tiêu chí 11: chưa đạt, 28/8: đạt"),
        (
            "is-nearly differs late",
            "xa/xuan-tan/#tc-15",
            "15 Y tế",
            "Xuân Tân, tiêu chí 15: cơ bản đạt, 28/8: chưa đạt",
        ),
        ("is-met by-self", "xa/xuan-tan/#tc-16", "", "Xuân Tân, tiêu chí 16: đạt (tự đánh giá)"),
    ]


def test_every_square_keeps_the_dates_of_the_page():
    rows = matrix_rows(drawn(), lens("den=2017-09-20&so_voi=2017-08-28"))
    hrefs = re.findall(r'<a(?: class="[^"]*")? href="([^"]*)"', rows)
    assert hrefs[:2] == [
        "xa/xuan-tan/?den=2017-09-20&amp;so_voi=2017-08-28",
        "suy-giam/?den=2017-09-20&amp;so_voi=2017-08-28&amp;xa=xuan-tan&amp;tc=11",
    ]
    assert len(hrefs) == 8


def test_the_sums_stand_at_the_right_of_a_row():
    row = matrix_rows(drawn(), lens()).split("</tr>")[1]
    assert re.findall(r'<td class="((?:tot|rec)[^"]*)"(?: data-of="\d+")?>([^<]*)', row) == [
        ("tot tot-main gap", "1"),
        ("tot zero", "-"),
        ("tot zero", "-"),
        ("tot", "2"),
        ("tot tot-delta bad strong", "-1"),
        ("rec", "2015"),
    ]


def test_on_a_phone_a_count_is_of_what_applies_to_the_commune():
    assert re.findall(r'data-of="(\d+)">(\d+)<', matrix_rows(drawn(), lens())) == [("3", "1"), ("2", "1")]


def test_names_are_escaped():
    strange = TAN.__class__(9, "x", "<b>", "<b>")
    assert "<b>" not in matrix_rows(matrix(board({}, communes=(strange,))), lens())


def test_the_rows_below_the_matrix_are_counts_shares_and_changes():
    rows = matrix_totals(drawn(), lens()).split("</tr>")
    texts = [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in rows if row]
    assert texts == [
        ["Số đơn vị đạt", "1", "0", "1", "2", "1", "1", "2", "-2", "1/2"],
        ["Tỷ lệ (%)", "50", "0", "50", ""],
        ["So với 28/8", "-1", "-1", "-", ""],
    ]


@pytest.mark.parametrize(("verdict", "letter"), [(MET, "Đ"), (NEARLY, "CB"), (NOT_MET, "C"), (NONE, "…"), (NA, "KX")])
def test_the_letter_carries_the_verdict(verdict, letter):
    row = matrix_rows(matrix(board({(TAN, POOR): cell(Verdict(verdict))}, communes=(TAN,), criteria=(POOR,))), lens())
    assert re.findall(r'title="[^"]*">(?:<svg.*?</svg>)?([^<]+)', row) == [letter]
