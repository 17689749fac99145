"""The rows of a commune's indicators, put together from strings: a page has fifty, and a template pays for each."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from communes.models import Unit
from criteria.templatetags.targets import required_short
from criteria.templatetags.verdicts import verdict_pair
from reports.tables.commune_lines import CriterionLine, IndicatorLine
from reports.templatetags.commune_charts import spark

register = template.Library()


@register.simple_tag
def indicator_rows(line: CriterionLine, unit: Unit, links: bool) -> SafeString:
    """{% indicator_rows line unit links %}: with links each indicator leads to its history."""
    history = f"/lich-su/{unit.slug}/" if links else ""
    return mark_safe("".join(_row(indicator, history) for indicator in line.lines))


def _row(line: IndicatorLine, history: str) -> str:
    name = escape(f"{line.number} {line.name}")
    named = f'<a class="plain" href="{history}{line.number}/">{name}</a>' if history else name
    head = '<th scope="row" class="part">' if line.is_part else '<th scope="row">'
    level, result, chart = ("", "", "") if line.has_parts else (_level(line), _result(line), spark(line))
    return (
        f'<tr>{head}{named}</th><td data-l="Yêu cầu">{level}</td><td class="n" data-l="Kết quả">{result}</td>'
        f'<td class="nowrap" data-l="Xã / huyện">{verdict_pair(line.own, line.status.cell.verified)}</td>'
        f'<td data-l="Diễn biến">{chart}</td><td class="n" data-l="Tuổi số liệu">{_age(line)}</td>'
        f'<td class="src-col" data-l="Nguồn">{_source(line)}</td></tr>'
    )


def _level(line: IndicatorLine) -> str:
    return f"<span>{required_short(line.status)}</span>"


def _result(line: IndicatorLine) -> str:
    ratio = f'<br><span class="unit">{line.ratio}</span>' if line.ratio else ""
    return f"<span>{escape(line.status.shown)}{ratio}</span>"


def _age(line: IndicatorLine) -> str:
    if line.age is None:
        return "" if line.has_parts else '<span class="unit">…</span>'
    return f'<span class="age{" old" if line.age.is_old else ""}">{line.age.words}</span>'


def _source(line: IndicatorLine) -> str:
    if line.source:
        return escape(line.source)
    return '<span class="warn">chưa ghi</span>' if line.age else ""
