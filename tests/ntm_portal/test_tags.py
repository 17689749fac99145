"""Filters and small drawings of the templates."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template


def drawn(markup: str, **context) -> str:
    return Template("{% load vi icons %}" + markup).render(Context(context))


@pytest.mark.parametrize(
    ("markup", "value", "text"),
    [
        ("{{ x|day }}", dt.date(2016, 6, 3), "03/6/2016"),
        ("{{ x|long_day }}", dt.date(2017, 8, 28), "ngày 28 tháng 8 năm 2017"),
        ("{{ x|num }}", 1922, "1.922"),
        ("{{ x|num:1 }}", Decimal("36.25"), "36,3"),
        ("{{ x|counted }}", 3, "03"),
        ("{{ x|change }}", 3, "+3"),
        ("{{ x|change }}", 0, "-"),
        ("{{ x|lower_first }}", "Huyện Xuân Trường", "huyện Xuân Trường"),
        ("{{ x|lower_first }}", "TT. Xuân Trường", "TT. Xuân Trường"),
        ("{{ x|lower_first }}", "", ""),
    ],
)
def test_numbers_and_days_are_printed_as_the_office_writes_them(markup, value, text):
    assert drawn(markup, x=value) == text


@pytest.mark.parametrize("name", ["day", "long_day", "num", "counted", "change"])
def test_a_missing_figure_is_three_dots(name):
    assert drawn(f"{{{{ x|{name} }}}}", x=None) == "…"


def test_an_icon_comes_from_the_one_drawing_file():
    assert (
        drawn('{% icon "home" %}') == '<svg class="i" aria-hidden="true"><use href="/static/icons.svg#i-home"/></svg>'
    )
    assert 'class="i i-lg"' in drawn('{% icon "home" "i-lg" %}')
    assert 'class="mk mk-open"' in drawn('{% mark "risk" %}')


@pytest.mark.parametrize(("kind", "icon"), [("soon", "clock"), ("done", "check"), ("late", "alert")])
def test_a_tag_has_an_icon_and_escaped_words(kind, icon):
    tag = drawn("{% tag kind words %}", kind=kind, words="Còn <5> ngày")
    assert tag.startswith(f'<span class="tag tag-{kind}"><svg')
    assert f"#i-{icon}" in tag
    assert tag.endswith("Còn &lt;5&gt; ngày</span>")


def test_a_tag_may_have_another_icon():
    assert "#i-back" in drawn('{% tag "soon" "Cần bổ sung" "back" %}')
