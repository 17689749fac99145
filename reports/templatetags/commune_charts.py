"""The charts of the commune page, drawn from facts alone."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from ntm_portal.vietnamese import day, number
from reports import charts
from reports.tables.commune_figures import marks
from reports.tables.commune_lines import IndicatorLine
from reports.tables.commune_tasks import CommuneTask
from reports.tables.panel import CellHistory
from reports.tables.plans import PlanMark

register = template.Library()


@register.simple_tag
def spark(line: IndicatorLine) -> SafeString:
    """{% spark line %}: diễn biến in the space of a word, with the required level."""
    return charts.sparkline(line.marks, line.level, f"Diễn biến {line.number}: {len(line.marks)} lần đo")


@register.simple_tag
def task_chart(task: CommuneTask) -> SafeString:
    """{% task_chart task %}: both sides over time, the required level, the deadline."""
    if not task.past:
        return SafeString("")
    return charts.history(
        [charts.Line(marks(task.figures.own), by_self=True), charts.Line(marks(task.figures.verified))],
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
def cell_chart(history: CellHistory, name: str) -> SafeString:
    """{% cell_chart history name %}: both sides over their last figures, with the required level."""
    level = history.level
    return charts.history(
        [charts.Line(history.marks(by_self=True), by_self=True), charts.Line(history.marks(by_self=False))],
        title=f"Diễn biến {name}",
        words=history.words,
        thresholds=[charts.Threshold(level.value, level.valid_from, level.valid_to, level.words)] if level else [],
        last_label=history.rows[0].result,
        expected=expected_of(history.planned),
    )
