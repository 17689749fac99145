"""The rows of a commune's indicators, put together from strings: a page has fifty, and a template pays for each."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from communes.models import Unit
from criteria.templatetags.targets import required_short
from criteria.templatetags.verdicts import verdict_pair
from ntm_portal.templatetags.icons import drawing, mark
from reports.tables.commune_lines import CriterionLine, IndicatorLine
from reports.templatetags.commune_charts import spark

register = template.Library()


@register.simple_tag
def indicator_rows(line: CriterionLine, unit: Unit, links: bool) -> SafeString:
    """{% indicator_rows line unit links %}: with links each indicator leads to its history."""
    place = f"{unit.slug}/" if links else ""
    return mark_safe("".join(_row(indicator, place) for indicator in line.lines))


def _row(line: IndicatorLine, place: str) -> str:
    name = escape(f"{line.number} {line.name}")
    named = f'<a class="plain" href="/lich-su/{place}{line.number}/">{name}</a>' if place else name
    head = '<th scope="row" class="part">' if line.is_part else '<th scope="row">'
    level, result, chart = ("", "", "") if line.has_parts else (_level(line), _result(line), spark(line))
    return (
        f'<tr>{head}{named}</th><td data-l="Yêu cầu">{level}</td><td class="n" data-l="Kết quả">{result}</td>'
        f'<td class="nowrap" data-l="Xã / huyện">{verdict_pair(line.own, line.status.cell.verified)}</td>'
        f'<td data-l="Diễn biến">{chart}</td><td class="n" data-l="Tuổi số liệu">{_age(line)}</td>'
        f'<td class="src-col" data-l="Minh chứng">{_source(line)}{_proof(line, place)}</td></tr>'
    )


def _level(line: IndicatorLine) -> str:
    return f"<span>{required_short(line.status)}</span>"


def _result(line: IndicatorLine) -> str:
    ratio = f'<br><span class="unit">{line.ratio}</span>' if line.ratio else ""
    return f"<span>{escape(line.status.shown)}{ratio}{_risk(line)}</span>"


def _risk(line: IndicatorLine) -> str:
    """Still met, and the sentence why it may be lost."""
    return f'<br><span class="note">{mark("risk")} có nguy cơ: {escape(line.risk)}</span>' if line.risk else ""


def _age(line: IndicatorLine) -> str:
    if line.age is None:
        return "" if line.has_parts else '<span class="unit">…</span>'
    return f'<span class="age{" old" if line.age.is_old else ""}">{line.age.words}</span>'


def _source(line: IndicatorLine) -> str:
    if line.source:
        return f'<span class="source">{escape(line.source)}</span>'
    return '<span class="warn">chưa ghi</span>' if line.age else ""


def _proof(line: IndicatorLine, place: str) -> str:
    """The documents behind the figure, and what is wrong with them."""
    if not place or line.age is None:
        return ""
    proof, address = line.proof, f"/minh-chung/{place}{line.number}/"
    words = f'<span class="visually-hidden">, minh chứng {line.number}</span>'
    doubt = f'<span class="warn">{"thiếu" if proof.is_missing else "cũ"}</span>' if proof.sentence else ""
    count = f"{drawing('clip', 'i')}{proof.count} tệp" if proof.count else "minh chứng" if doubt else "thêm minh chứng"
    return f'<span class="proof">{doubt} <a href="{address}">{count}{words}</a></span>'
