"""Tables of which a row, once written, is never changed again, and those whose readings are kept in memory."""

from ntm_portal.triggers import Trigger, append_only, changes_rarely

# A link joins a document and a figure of one place, and a withdrawal takes back that very link.
FOREIGN_FIGURE = """EXISTS (SELECT 1 FROM criteria_evidence e, criteria_finding f
  WHERE e.id = NEW.evidence_id AND f.id = NEW.finding_id AND e.unit_id <> f.unit_id)"""
OTHER_LINK = """NEW.withdraws_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM criteria_evidencelink l
  WHERE l.id = NEW.withdraws_id AND l.withdraws_id IS NULL
  AND l.evidence_id = NEW.evidence_id AND l.finding_id = NEW.finding_id)"""

TRIGGERS = [
    *append_only("criteria_finding", "Số liệu", sample_column=True),
    *append_only("criteria_target", "Mức yêu cầu", sample_column=True),
    *append_only("criteria_targetcheck", "Đối chiếu văn bản", sample_column=True),
    *append_only("criteria_rulesetting", "Tùy chọn quy tắc", sample_column=True),
    *append_only("criteria_evidence", "Minh chứng", sample_column=True),
    *append_only("criteria_evidencelink", "Gắn minh chứng", sample_column=True),
    Trigger(
        "criteria_evidencelink_same_place",
        "criteria_evidencelink",
        "INSERT",
        "Minh chứng và số liệu phải cùng một đơn vị.",
        FOREIGN_FIGURE,
    ),
    Trigger(
        "criteria_evidencelink_same_link",
        "criteria_evidencelink",
        "INSERT",
        "Dòng rút phải nêu đúng minh chứng và số liệu đã gắn.",
        OTHER_LINK,
    ),
    *changes_rarely(
        "criteria_criteriaset",
        "criteria_criteriongroup",
        "criteria_criterion",
        "criteria_indicator",
        "criteria_target",
        "criteria_targetcheck",
        "criteria_rulesetting",
        "criteria_recognition",
    ),
]
