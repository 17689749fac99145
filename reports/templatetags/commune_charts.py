"""The charts of the commune page, drawn from facts alone."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from criteria.models import Indicator
from criteria.rules.facts import IndicatorFacts, TargetFacts
from criteria.rules.verdicts import written
from ntm_portal.vietnamese import day, number
from reports import charts
from reports.tables.commune_figures import marks
from reports.tables.commune_lines import IndicatorLine
from reports.tables.commune_tasks import CommuneTask
from reports.tables.panel import CellHistory, Level
from reports.tables.plans import PlanMark

register = template.Library()


@register.simple_tag
def spark(line: IndicatorLine) -> SafeString:
    """{% spark line %}: diễn biến in the space of a word, with the required level, and its figures folded below."""
    told = [(day(moment), words) for moment, words in line.told]
    title = f"Diễn biến {line.number}: {len(told)} lần đo"
    drawn = charts.sparkline(line.marks, line.level, title, "; ".join(": ".join(one) for one in told))
    return format_html("{}{}", drawn, _folded(line.number, told)) if len(told) > 1 else drawn


def _folded(number: str, told: Sequence[tuple[str, str]]) -> SafeString:
    """The figures of one indicator, the newest first; put together here because a page has dozens."""
    return format_html(
        '<details class="src"><summary>Xem số liệu<span class="visually-hidden"> {}</span></summary>'
        "<dl>{}</dl></details>",
        number,
        format_html_join("", "<dt>{}</dt><dd>{}</dd>", reversed(told)),
    )


@register.simple_tag
def task_chart(task: CommuneTask) -> SafeString:
    """{% task_chart task %}: both sides over time, the required level, the deadline."""
    if not task.past:
        return SafeString("")
    status, figures = task.state.status, task.figures
    return charts.history(
        sides(marks(figures.own), marks(figures.verified), status.indicator, status.target),
        title=f"Diễn biến {task.number} {task.name}",
        words=task.way,
        thresholds=[
            charts.Threshold(level.value, level.valid_from, level.valid_to, level.words) for level in task.levels
        ],
        deadline=task.state.until,
        last_label=task.past[0].result,
        expected=expected_of(task.planned),
    )


def expected_of(planned: Sequence[PlanMark]) -> list[charts.Expected]:
    """The days of a plan as the chart takes them."""
    return [
        charts.Expected(mark.day, mark.value, f"Kế hoạch {day(mark.day)}: {expected_words(mark)}") for mark in planned
    ]


def expected_words(mark: PlanMark) -> str:
    """ "85 (mục tiêu của kế hoạch)"; only the words where no figure is expected."""
    return mark.words if mark.value is None else f"{number(mark.value)} ({mark.words})"


@register.simple_tag
def cell_chart(history: CellHistory, indicator: Indicator) -> SafeString:
    """{% cell_chart history indicator %}: both sides over their last figures, with the required level."""
    level = history.level
    return charts.history(
        sides(history.marks(by_self=True), history.marks(by_self=False), indicator, level),
        title=f"Diễn biến {indicator.short_name}",
        words=history.words,
        thresholds=[charts.Threshold(level.value, level.valid_from, level.valid_to, level.words)] if level else [],
        last_label=history.rows[0].result,
        expected=expected_of(history.planned),
    )


def sides(
    own: Sequence[charts.Point],
    verified: Sequence[charts.Point],
    indicator: Indicator | IndicatorFacts,
    target: TargetFacts | Level | None,
) -> list[charts.Line]:
    """What the place said and what was verified, each figure in the words of the table beside the chart."""
    said, found = (
        [f"{day(mark.day)}: {written(mark.value, indicator, target)}" for mark in side] for side in (own, verified)
    )
    return [charts.Line(own, True, [f"{words}, tự đánh giá" for words in said]), charts.Line(verified, told=found)]
