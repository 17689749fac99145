"""The choices of the office inside the rules: what holds now, and who chose it when and why."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from criteria.models import RuleSetting
from criteria.rules.settings import RuleSettings
from ntm_portal.vietnamese import number

LABELS = {
    "bands": "Phân nhóm xã theo số tiêu chí đạt",
    "band_counts_na": "Tiêu chí không xét được cộng vào khi xếp nhóm",
    "margin_at_least": "Cơ bản đạt, chỉ tiêu “từ … trở lên”: đạt ít nhất bao nhiêu % mức yêu cầu",
    "margin_at_most": "Cơ bản đạt, chỉ tiêu “không quá …”: vượt nhiều nhất bao nhiêu % mức yêu cầu",
    "nearly_least_met": "Xã cơ bản đạt chuẩn: số tiêu chí đạt ít nhất",
    "nearly_tolerates_not_met": "Xã cơ bản đạt chuẩn: được còn tiêu chí chưa đạt",
    "district_commune_share": "Huyện đạt chuẩn: tỷ lệ xã được công nhận (%)",
    "jump_share": "Hỏi lý do khi số liệu thay đổi quá bao nhiêu % so với lần trước",
    "recent_months": "Số liệu còn mới trong bao nhiêu tháng",
    "old_months": "Số liệu coi là cũ sau bao nhiêu tháng: nêu ở trang Tuổi số liệu, trang xã, nơi nhập",
    "stale_months": "Số liệu, minh chứng coi là quá cũ sau bao nhiêu tháng: cảnh báo, có nguy cơ suy giảm",
    "remind_head_after_days": "Nhắc cả bí thư, chủ tịch khi việc của cán bộ quá hạn bao nhiêu ngày",
    "risk_at_least": "Có nguy cơ, chỉ tiêu “từ … trở lên”: kết quả hơn mức yêu cầu không quá bao nhiêu %",
    "risk_at_most": "Có nguy cơ, chỉ tiêu “không quá …”: kết quả dưới mức yêu cầu không quá bao nhiêu %",
    "risk_findings": "Có nguy cơ: nhìn bao nhiêu số liệu gần nhất để biết chiều hướng",
    "case_answer_days": "Suy giảm: trả lời nguyên nhân, biện pháp trong bao nhiêu ngày từ ngày ghi số liệu",
}
INITIAL = "Bộ dữ liệu ban đầu"


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One choice as it stands, or stood: its words, who made it, when and why."""

    pk: int
    key: str
    label: str
    value: object
    words: str
    who: str
    at: dt.datetime
    why: str


def choices_now() -> list[ChoiceRow]:
    """Every choice as it holds now, in the order of the page. One query."""
    newest = {row.key: row for row in _rows()}
    return [_line(newest[key]) for key in LABELS if key in newest]


def history_of(key: str) -> list[ChoiceRow]:
    """Every value a choice ever had, the newest first. One query."""
    return [_line(row) for row in _rows().filter(key=key).reverse()]


def _rows():
    return RuleSetting.objects.select_related("recorded_by").order_by("recorded_at", "pk")


def _line(row: RuleSetting) -> ChoiceRow:
    chosen = getattr(RuleSettings.from_rows({row.key: row.value}), row.key)
    who = str(row.recorded_by or INITIAL)
    return ChoiceRow(row.pk, row.key, LABELS[row.key], chosen, words_of(chosen), who, row.recorded_at, row.reason)


def words_of(value: object) -> str:
    """A choice in the words of the office."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, Decimal):
        return f"{number(value)}%"
    return str(value) if isinstance(value, int) else "; ".join(band.said for band in value)
