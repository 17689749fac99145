"""Mức cảnh báo of a later decision, as a reference: which communes would reach it with today's verdicts."""

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from communes.models import Unit
from criteria.enums import SourceStatus, Verdict
from criteria.models import Criterion
from criteria.rules.communes import Tally
from criteria.status import EMPTY_CELL, read_criteria, recognised_on
from directives.rules.alarms import AlarmLevel, AlarmRule, KeyCriterion, alarm_of, district_alarm
from ntm_portal.vietnamese import name_list, number

TOLD = json.loads((Path(__file__).parent.parent / "data" / "alarm_levels.json").read_text(encoding="utf-8"))
ALARM_RULE = AlarmRule(
    decision=TOLD["decision"],
    year=TOLD["year"],
    source=TOLD["source"],
    source_status=SourceStatus(TOLD["source_status"]),
    levels=tuple(
        AlarmLevel(row["code"], row["words"], Fraction(row["share"]), row["needs_key"]) for row in TOLD["levels"]
    ),
    key_criteria=tuple(
        KeyCriterion(row["number"], row["name"], SourceStatus(row["source_status"])) for row in TOLD["key_criteria"]
    ),
    district_share=Fraction(TOLD["district_share"]),
)


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """One commune that reaches a level: how many criteria it fails, and the key ones among them."""

    unit: Unit
    level: AlarmLevel
    failing: tuple[int, ...]
    asked: int
    is_recognised: bool

    @property
    def href(self) -> str:
        return f"/xa/{self.unit.slug}/"

    @property
    def numbers(self) -> str:
        """ "2, 5, 10"."""
        return name_list(map(str, self.failing))

    @property
    def words(self) -> str:
        """ "06/19 tiêu chí chưa đạt: 2, 5, 10 …"."""
        return f"{len(self.failing)}/{self.asked} tiêu chí chưa đạt: {self.numbers}"

    @property
    def recognised_words(self) -> str:
        return "đang được công nhận" if self.is_recognised else "chưa"


@dataclass(frozen=True, slots=True)
class Alarms:
    """Which communes reach a level on a day, and whether the district would."""

    rule: AlarmRule
    lines: tuple[AlarmLine, ...]
    recognised: int
    reaches_district: bool

    @property
    def keys(self) -> str:
        """ "10 Thu nhập, 13 Tổ chức sản xuất (chưa kèm văn bản gốc)"."""
        return name_list(
            f"{row.number} {row.name}" + f" ({row.source_status.label})" * (row.source_status == SourceStatus.RECALLED)
            for row in self.rule.key_criteria
        )

    @property
    def district_share(self) -> str:
        return f"{number(self.rule.district_share, 0)}%"

    @property
    def basis(self) -> str:
        """By which decision, and that it does not hold on the day."""
        rule = self.rule
        issued = f"theo Quyết định {rule.decision}, ban hành năm {rule.year}"
        return f"{issued}, sau thời kỳ này; chưa có hiệu lực vào ngày đang xem"

    @property
    def explained(self) -> str:
        """The levels, the key criteria and the source, in one note."""
        levels = "; ".join(level.words for level in self.rule.levels)
        return (
            f"Các mức: {levels}; huyện: từ {self.district_share} số xã được công nhận chạm mức. Tiêu chí quan trọng: "
            f"{self.keys}. Nguồn: {self.rule.source} ({self.rule.source_status.label})."
        )

    @property
    def of_district(self) -> str:
        """That the district would reach its level too; nothing where it would not."""
        if not self.reaches_district:
            return ""
        return f"Từ {self.district_share} số đơn vị đang được công nhận trở lên chạm mức: huyện cũng chạm mức cảnh báo."


def read_alarms(
    communes: Sequence[Unit], criterion_ids: Collection[int], as_of: dt.date, known_at: dt.datetime | None = None
) -> Alarms:
    """The communes that would reach a level by their official verdicts. Three queries."""
    unit_ids = [unit.pk for unit in communes]
    numbers = dict(Criterion.objects.filter(pk__in=criterion_ids).values_list("pk", "number"))
    cells, held = read_criteria(unit_ids, criterion_ids, as_of, known_at), recognised_on(unit_ids, as_of, known_at)
    lines = []
    for unit in communes:
        verdicts = {pk: cells.get((unit.pk, pk), EMPTY_CELL).verdict for pk in criterion_ids}
        failing = sorted(numbers[pk] for pk, verdict in verdicts.items() if verdict == Verdict.NOT_MET)
        asked = Tally.of(verdicts.values()).required
        if level := alarm_of(failing, asked, ALARM_RULE):
            lines.append(AlarmLine(unit, level, tuple(failing), asked, unit.pk in held))
    losing = [line for line in lines if line.is_recognised]
    return Alarms(ALARM_RULE, tuple(lines), len(held), district_alarm(losing, len(held), ALARM_RULE))
