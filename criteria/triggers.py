"""What the database itself keeps: rows that are added and never changed (ARCHITECTURE, findings in the database),
and that nobody verifies a figure he typed himself."""

from ntm_portal.triggers import Trigger, append_only

# The figure of the place that stands in the cell, if the writer of the new row typed it and it is not younger.
_TYPED_BY_THE_SAME = """NEW.stage = 'VERIFIED' AND NOT NEW.is_void AND EXISTS (
  SELECT 1 FROM criteria_finding o
  WHERE o.entered_by_id = NEW.entered_by_id AND o.assessed_on <= NEW.assessed_on AND o.id = (
    SELECT f.id FROM criteria_finding f
    WHERE f.unit_id = NEW.unit_id AND f.indicator_id = NEW.indicator_id AND f.stage = 'SELF' AND NOT f.is_void
      AND (SELECT c.id FROM criteria_finding c WHERE c.corrects_id = f.id) IS NULL
    ORDER BY f.assessed_on DESC, f.recorded_at DESC, f.id DESC LIMIT 1))"""

TRIGGERS = [
    *append_only("criteria_finding", "Số liệu", sample_column=True),
    *append_only("criteria_target", "Mức yêu cầu", sample_column=True),
    *append_only("criteria_targetcheck", "Đối chiếu văn bản", sample_column=True),
    *append_only("criteria_rulesetting", "Tùy chọn quy tắc", sample_column=True),
    *append_only("criteria_submissionstep", "Các bước của phiếu", sample_column=True),
    *append_only("criteria_frozencell", "Kết quả đã chốt", sample_column=True),
    Trigger(
        "criteria_finding_verified_by_another",
        "criteria_finding",
        "INSERT",
        "Không ai thẩm tra số liệu do chính mình nhập.",
        _TYPED_BY_THE_SAME,
    ),
]
