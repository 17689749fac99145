"""The mark beside a required level: nobody must take a remembered number for the law."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from criteria.enums import Scope, SourceStatus
from criteria.rules.facts import TargetFacts
from criteria.templatetags.targets import required_mark


def level(status: SourceStatus, checked: bool = False) -> TargetFacts:
    return TargetFacts(1, 1, Scope.COMMON, "", 2016, None, Decimal(85), None, status, checked)


def drawn(tag: str, target: TargetFacts | None) -> str:
    status = SimpleNamespace(required="≥ 85%", target=target)
    return Template(f"{{% load targets %}}{{% {tag} status %}}").render(Context({"status": status}))


@pytest.mark.parametrize(
    ("target", "mark"),
    [
        (level(SourceStatus.VERIFIED), "chưa đối chiếu văn bản"),
        (level(SourceStatus.RECALLED), "chưa đối chiếu văn bản"),
        (level(SourceStatus.CONFLICT), "chưa đối chiếu văn bản"),
        (level(SourceStatus.OFFICE), "chưa đối chiếu văn bản"),
        (level(SourceStatus.OFFICE, checked=True), ""),
        (level(SourceStatus.SAMPLE), "mức minh họa"),
        (None, ""),
    ],
)
def test_a_level_carries_the_mark_of_its_source(target, mark):
    assert required_mark(target) == mark


def test_the_mark_stands_in_words_behind_the_level():
    assert drawn("required", level(SourceStatus.RECALLED)) == '≥ 85% <span class="note">(chưa đối chiếu văn bản)</span>'
    assert drawn("required", None) == "≥ 85%"


def test_in_a_table_a_dagger_stands_for_the_words():
    short = drawn("required_short", level(SourceStatus.SAMPLE))
    assert short == '≥ 85%<span aria-hidden="true">†</span><span class="visually-hidden"> (mức minh họa)</span>'
    assert drawn("required_short", level(SourceStatus.RECALLED, checked=True)) == "≥ 85%"


def test_a_page_with_daggers_explains_them():
    legend = Template("{% load targets %}{% required_legend %}").render(Context())
    assert legend == '<span class="note">† mức yêu cầu chưa đối chiếu văn bản hoặc là mức minh họa</span>'
