"""Kế hoạch hoàn thiện as Excel: the plans that were asked for, their late measures, then every commune."""

from collections.abc import Iterator

from directives.tables.plan_lists import SHOW_WORDS, CommuneLine
from directives.tables.plan_reading import PlanLine
from directives.tables.plan_register import PlansPage
from ntm_portal.vietnamese import counted, lower_first
from reports.tables.base import Letter
from reports.tables.kinds import COUNT, DAY, VERDICT, rate
from reports.tables.list_paper import OPENS, Listed, Part, Told

NOTHING = "-"
LETTERS = "Ghi chú: Đ: đạt; CB: cơ bản đạt; C: chưa đạt; …: chưa có số liệu."
NO_PLAN = "Không có kế hoạch nào thuộc diện lọc này."


def _subject(line: PlanLine) -> str:
    plan = line.plan
    named = f"{plan.subject_number} {plan.subject_name}"
    return f"{named} ({line.covers_words})" if line.covers_words else named


def _state(line: PlanLine) -> str:
    late = line.standing.late_steps
    return f"{line.standing.words}; {counted(late)} giải pháp quá hạn" if late else line.standing.words


PLAN_COLUMNS = (
    Told("Xã", 30, lambda line: line.plan.place),
    Told("Chỉ tiêu, tiêu chí", 60, _subject),
    Told("Đ, C", 12, lambda line: Letter(line.verdict), VERDICT),
    Told("Mục tiêu", 88, lambda line: line.plan.goal),
    Told("Tiến độ (%)", 18, lambda line: line.percent, rate(0)),
    Told("Đạt trước", 24, lambda line: line.plan.reach_by, DAY),
    Told("Ngày gần nhất", 24, lambda line: line.standing.next_on or NOTHING, DAY),
    Told("Tình trạng", 46, _state),
)
LATE_COLUMNS = (
    Told("Xã", 30, lambda late: late[0].plan.place),
    Told("Giải pháp", 90, lambda late: f"{late[1].measure} (ưu tiên)" if late[1].is_priority else late[1].measure),
    Told("Kế hoạch", 66, lambda late: f"{late[0].plan.subject_number} {late[0].plan.subject_name}"),
    Told("Người phụ trách", 48, lambda late: late[1].who or NOTHING),
    Told("Hạn", 24, lambda late: late[1].due_on, DAY),
    Told("Tình trạng", 34, lambda late: late[2].words),
)


def _wanting(line: CommuneLine) -> str:
    return ", ".join(f"{cell.verdict.letter} {cell.indicator.number}" for cell in line.wanting) or NOTHING


COMMUNE_COLUMNS = (
    Told("Xã, thị trấn", 34, lambda line: line.unit.short_label),
    Told("Chưa đạt, chưa có kế hoạch", 62, _wanting),
    Told("Kế hoạch", 20, lambda line: len(line.plans), COUNT),
    Told("Giải pháp quá hạn", 22, lambda line: line.late_steps, COUNT),
    Told("Ngày gần nhất", 27, lambda line: line.next_on or NOTHING, DAY),
)


def plans_listed(page: PlansPage) -> list[Listed]:
    """The list of plans also where none is asked for, as the page says; measures only where some are late."""
    place = tuple(_place(page))
    asked = (f"kế hoạch: {lower_first(SHOW_WORDS[page.asked.show])}", *place)
    plans = [Part(page.lines, opens=lambda line: line.plan.path)] if page.lines else []
    late = Part(page.late_steps, opens=lambda late: f"{late[0].plan.path}giai-phap/{late[1].id}/")
    communes = Part(page.read.communes, opens=lambda line: f"/ke-hoach/{line.unit.slug}/")
    found = [Listed("ke-hoach", PLAN_COLUMNS, plans, asked, (LETTERS, OPENS.format("kế hoạch")), NO_PLAN, pinned=3)]
    if page.late_steps:
        found.append(Listed("ke-hoach-qua-han", LATE_COLUMNS, [late], place, (OPENS.format("giải pháp"),)))
    found.append(Listed("ke-hoach-cac-xa", COMMUNE_COLUMNS, [communes], (), (LETTERS, OPENS.format("kế hoạch của xã"))))
    return found


def _place(page: PlansPage) -> Iterator[str]:
    """What the boxes of the filter ask for, in their words."""
    asked = page.asked
    yield from (f"đơn vị {unit.short_label}" for unit in page.units if unit.slug == asked.unit)
    if asked.criterion is not None:
        yield f"tiêu chí {asked.criterion}"
