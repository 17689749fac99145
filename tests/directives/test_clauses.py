"""How clauses are ordered, gathered in sections, and spelled in an address."""

import pytest

from directives.rules.clauses import clause_order, clause_slug, section_of


def test_clauses_stand_in_the_order_of_the_alphabet_and_of_numbers():
    told = ["10", "3e", "3đ", "4a", "9", "3d", "1", "3c", "II"]
    assert sorted(told, key=clause_order) == ["1", "3c", "3d", "3đ", "3e", "4a", "9", "10", "II"]


@pytest.mark.parametrize(
    ("clause", "slug", "section"),
    [
        ("3d", "3d", "3"),
        ("3đ", "3dd", "3"),
        ("Đ", "dd", "Đ"),
        ("4.1 (a)", "4-1-a", "4"),
        ("II", "ii", "II"),
        ("§", "muc", "§"),
    ],
)  # fmt: skip
def test_an_address_tells_d_from_dd(clause, slug, section):
    assert (clause_slug(clause), section_of(clause)) == (slug, section)
