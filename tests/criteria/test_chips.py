"""The verdict chip and the matrix cell: a letter, a colour that repeats it, and words for those who hear the page."""

import pytest
from django.template import Context, Template

from criteria.enums import Verdict
from criteria.templatetags.verdicts import matrix_cell, verdict_chip


def drawn(markup: str) -> str:
    return Template("{% load verdicts %}" + markup).render(Context())


@pytest.mark.parametrize(
    ("verdict", "by_self", "word", "markup"),
    [
        (
            Verdict.MET,
            False,
            False,
            '<span class="v is-met" title="Đạt (đã thẩm tra)">Đ'
            '<span class="visually-hidden"> đạt, đã thẩm tra</span></span>',
        ),
        (
            "NOT_MET",
            True,
            False,
            '<span class="v is-notmet by-self" title="Chưa đạt (tự đánh giá)">C'
            '<span class="visually-hidden"> chưa đạt, tự đánh giá</span></span>',
        ),
        (
            Verdict.NEARLY,
            False,
            True,
            '<span class="v is-nearly v-word" title="Cơ bản đạt (đã thẩm tra)"><b>CB</b> Cơ bản đạt'
            '<span class="visually-hidden">, đã thẩm tra</span></span>',
        ),
        (
            Verdict.UNASSESSED,
            False,
            False,
            '<span class="v is-none" title="Chưa đủ số liệu">…'
            '<span class="visually-hidden"> chưa đủ số liệu</span></span>',
        ),
        (
            Verdict.UNASSESSED,
            False,
            True,
            '<span class="v is-none v-word" title="Chưa đủ số liệu"><b>…</b> Chưa đủ số liệu</span>',
        ),
        (
            Verdict.NA,
            True,
            True,
            '<span class="v is-na by-self v-word" title="Không xét (tự đánh giá)"><b>KX</b> Không xét'
            '<span class="visually-hidden">, tự đánh giá</span></span>',
        ),
    ],
)
def test_a_chip_says_what_and_by_whom(verdict, by_self, word, markup):
    assert verdict_chip(verdict, by_self, word) == markup
    assert drawn(f'{{% verdict "{verdict}" {by_self} {word} %}}') == markup


def test_self_stands_before_verified_and_a_silent_side_is_left_out():
    own, verified = verdict_chip("MET", True), verdict_chip("NOT_MET")
    assert drawn('{% verdict_pair "MET" "NOT_MET" %}') == f'<span class="pair">{own}{verified}</span>'
    assert drawn('{% verdict_pair "MET" None %}') == f'<span class="pair">{own}</span>'
    assert drawn('{% verdict_pair None "NOT_MET" %}') == f'<span class="pair">{verified}</span>'
    assert drawn("{% verdict_pair None None %}") == f'<span class="pair">{verdict_chip("UNASSESSED")}</span>'


@pytest.mark.parametrize(
    ("verdict", "flags", "head", "tail"),
    [
        ("MET", {}, '<td class="ok"><a class="mx is-met" href="', '">Đ</a></td>'),
        ("MET", {"opens_group": True}, '<td class="gap ok"><a class="mx is-met" href="', '">Đ</a></td>'),
        ("NA", {}, '<td><a class="mx is-na" href="', '">KX</a></td>'),
        (
            "NOT_MET",
            {"differs": True, "late": True},
            '<td><a class="mx is-notmet differs late" href="',
            '">C<span class="visually-hidden"> tự đánh giá khác, quá hạn</span></a></td>',
        ),
        (
            "MET",
            {"by_self": True},
            '<td class="ok"><a class="mx is-met by-self" href="',
            '">Đ<span class="visually-hidden"> tự đánh giá</span></a></td>',
        ),
    ],
)
def test_a_matrix_cell_carries_its_marks(verdict, flags, head, tail):
    cell = matrix_cell(verdict, href="x", title="t", criterion="15 Y tế", **flags)
    assert cell == f'{head}x" data-c="15 Y tế" title="t{tail}'


@pytest.mark.parametrize(
    ("mark", "verdict", "shape", "words", "hidden_on_phones"),
    [
        ("up", "MET", "m-up", "tốt lên", True),
        ("down", "NOT_MET", "m-down", "suy giảm", False),
        ("risk", "MET", "m-down", "có nguy cơ", False),
    ],
)
def test_a_change_is_a_shape_and_a_word(mark, verdict, shape, words, hidden_on_phones):
    cell = matrix_cell(verdict, href="x", title="t", mark=mark)
    assert f"#i-{shape}" in cell
    assert f'<span class="visually-hidden"> {words}</span>' in cell
    assert ('class="ok"' in cell) == hidden_on_phones
    assert ("mk-open" in cell) == (mark == "risk")


def test_a_legend_shows_a_cell_without_a_link():
    assert drawn('{% matrix_key "NA" differs=True css="mx-key" %}') == (
        '<span class="mx is-na differs mx-key">KX<span class="visually-hidden"> tự đánh giá khác</span></span>'
    )
