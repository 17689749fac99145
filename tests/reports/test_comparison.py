"""So sánh: the middle of a district, ranks, what is better, and who may compare with whom."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from communes.models import Unit
from criteria.enums import Direction, ValueKind, Verdict
from criteria.rules.facts import IndicatorFacts
from ntm_portal.kept import forget_readings
from reports.rules.comparing import is_better, lead, median, rank
from reports.tables.comparison import CriterionPair
from tests import build
from tests.reports.facts import HEALTH, MET, NOT_MET, cell, insured, poor
from tests.reports.story import leave_communes, tell

FIGURES = st.lists(st.fractions(0, 100), min_size=1, max_size=30)
SHARE, POORER = insured(), poor()
INCOME = replace(SHARE, kind=ValueKind.MONEY, keeps_ratio=False, unit_of_measure="triệu đồng/người/năm")


@pytest.mark.parametrize(
    ("figures", "middle"), [([], None), ([3], 3), ([1, 9], 5), ([9, 1, 2], 2), ([4, 1, 3, 2], Fraction(5, 2))]
)
def test_the_middle_of_a_district(figures, middle):
    assert median([Fraction(figure) for figure in figures]) == middle


@given(FIGURES)
def test_half_of_the_places_are_not_above_the_middle_and_half_not_below(figures):
    middle = median(figures)
    assert 2 * sum(figure <= middle for figure in figures) >= len(figures)
    assert 2 * sum(figure >= middle for figure in figures) >= len(figures)


@given(FIGURES, st.sampled_from([Direction.AT_LEAST, Direction.AT_MOST]))
def test_nobody_is_before_the_first_and_equal_figures_share_a_rank(figures, direction):
    ranks = {figure: rank(figure, figures, direction) for figure in figures}
    assert min(ranks.values()) == 1
    assert all((ranks[one] < ranks[other]) == is_better(one, other, direction) for one in figures for other in figures)


@pytest.mark.parametrize(
    ("figure", "other", "facts", "words", "side"),
    [
        ("85", "83.17", SHARE, "cao hơn 1,83 điểm %, tốt hơn", 1),
        ("2.55", "1.66", POORER, "cao hơn 0,89 điểm %, kém hơn", -1),
        ("1.66", "2.55", POORER, "thấp hơn 0,89 điểm %, tốt hơn", 1),
        ("85", "85", SHARE, "bằng nhau", 0),
        ("85.001", "85", SHARE, "gần bằng nhau, lệch dưới 0,01 điểm %", 0),
        ("99.434", "99.416", SHARE, "cao hơn 0,01 điểm %, tốt hơn", 1),  # 99,43% beside 99,42%
        ("92.0247", "92.0153", SHARE, "gần bằng nhau, lệch dưới 0,01 điểm %", 0),  # 92,02% on both sides
        ("37.5", "39.6", INCOME, "thấp hơn 2,1 triệu đồng/người/năm, kém hơn", -1),
        (None, "85", SHARE, "", 0),
        ("85", None, SHARE, "", 0),
    ],
)
def test_a_difference_is_said_with_what_it_means(
    figure: str | None, other: str | None, facts: IndicatorFacts, words, side
):
    found = lead(*(None if typed is None else Fraction(typed) for typed in (figure, other)), facts)
    assert (found.words, found.side) == (words, side)


@pytest.mark.parametrize(
    ("own", "other", "met", "differs"),
    [
        (MET, MET, 1, False),
        (MET, NOT_MET, 20, True),
        (MET, None, 11, False),
        (MET, None, 10, True),
        (NOT_MET, None, 11, True),
        (NOT_MET, None, 10, False),
    ],
)
def test_a_criterion_differs_from_the_other_commune_or_from_most(own, other, met, differs):
    pair = CriterionPair(HEALTH, cell(own), cell(other) if other else None, met, 20)
    assert pair.differs == differs


# --- The page -------------------------------------------------------------------------------


@pytest.fixture
def told(district, hanh):
    tell(district, hanh)


def rows(response):
    """Every row of both tables, as texts."""
    text = re.sub(r'<span class="visually-hidden">.*?</span>', "", response.content.decode())
    found = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", text, re.S)
    ]
    return {
        cells[0]: cells[1:] for cells in ([" ".join(re.sub(r"<[^>]+>", " ", c).split()) for c in row] for row in found)
    }


def test_a_commune_stands_beside_the_middle_of_its_district(sign_in, told):
    found = rows(sign_in("tan").get("/xa/xuan-tan/so-sanh/"))
    assert found["11 Hộ nghèo đa chiều"] == ["≤ 2%", "1,98% Đ", "1,77%", "cao hơn 0,21 điểm %, kém hơn", "3/3"]
    assert found["11. Hộ nghèo"] == ["Đ", "3/3 đơn vị đạt"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", " chỉ tiêu so được: "),
        ("?den=2017-01-01", "Xuân Tân chưa có số liệu, trung vị của 03 đơn vị chưa có số liệu. Chưa có chỉ tiêu nào"),
        ("?den=2017-01-01&voi=xuan-chau", "Xuân Tân chưa có số liệu, Xuân Châu chưa có số liệu. Chưa có chỉ tiêu nào"),
    ],
)
def test_only_what_has_figures_on_both_sides_is_counted(query, sentence, sign_in, told):
    assert sentence in sign_in("hanh").get(f"/xa/xuan-tan/so-sanh/{query}").text


def test_two_communes_stand_beside_each_other(sign_in, told):
    found = rows(sign_in("hanh").get("/xa/xuan-tan/so-sanh/?voi=xuan-chau"))
    assert found["Tiêu chí"] == ["Xuân Tân", "Xuân Châu", "Toàn huyện"]
    assert found["15. Y tế"] == ["C", "CB", "1/3 đơn vị đạt"]


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("tan", "/xa/xuan-tan/so-sanh/?voi=xuan-chau", 404),
        ("hanh", "/xa/xuan-tan/so-sanh/?voi=xuan-tan", 404),
        ("hanh", "/xa/xuan-tan/so-sanh/?voi=khong-co", 404),
        ("hanh", "/xa/xuan-tan/so-sanh/?den=2016-01-01", 200),
    ],
)
def test_who_may_compare_with_whom(who, path, status, sign_in, told):
    assert sign_in(who).get(path).status_code == status


def test_a_department_compares_its_own_indicators(sign_in, told):
    found = rows(sign_in("lao_dong").get("/xa/xuan-tan/so-sanh/"))
    assert "11 Hộ nghèo đa chiều" in found
    assert not any(name.startswith("15") for name in found)


@pytest.mark.parametrize("communes", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_communes(communes, district, hanh, sign_in):
    codes = [unit.code for unit in Unit.objects.in_district(district).in_order()[:communes]]
    units = leave_communes(district, *codes)
    for unit in units:
        build.record(unit, build.row("15.1", 90, 100), build.row("15.2", declared=Verdict.MET), by=hanh)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(f"/xa/{units[0].slug}/so-sanh/").status_code == 200
    assert len(captured) == 21
