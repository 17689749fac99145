"""What the database itself keeps: rows that are added and never changed, that nobody verifies a figure he typed
himself, and which tables' readings are kept in memory."""

from ntm_portal.triggers import Trigger, append_only, changes_rarely

# A link joins a document and a figure of one place, and a withdrawal takes back that very link.
FOREIGN_FIGURE = """EXISTS (SELECT 1 FROM criteria_evidence e, criteria_finding f
  WHERE e.id = NEW.evidence_id AND f.id = NEW.finding_id AND e.unit_id <> f.unit_id)"""
OTHER_LINK = """NEW.withdraws_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM criteria_evidencelink l
  WHERE l.id = NEW.withdraws_id AND l.withdraws_id IS NULL
  AND l.evidence_id = NEW.evidence_id AND l.finding_id = NEW.finding_id)"""
# A call is answered in the cell where it was made, and not by the comment that made it.
FOREIGN_ANSWER = """NEW.answer_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM criteria_mention m, criteria_comment q, criteria_comment a
  WHERE m.id = NEW.mention_id AND q.id = m.comment_id AND a.id = NEW.answer_id
    AND (q.id = a.id OR q.unit_id <> a.unit_id OR q.indicator_id <> a.indicator_id))"""
# A correction speaks of the same place and year, and a withdrawal is not itself corrected.
OTHER_MOVEMENT = """NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM criteria_movement m
  WHERE m.id = NEW.corrects_id AND m.unit_id = NEW.unit_id AND m.year = NEW.year AND NOT m.is_void)"""
# A correction of a table of money speaks of the same place, kind and day, and a withdrawal is not itself corrected.
OTHER_SHEET = """NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM criteria_moneysheet s
  WHERE s.id = NEW.corrects_id AND s.unit_id = NEW.unit_id AND s.kind = NEW.kind
    AND s.counted_on = NEW.counted_on AND NOT s.is_void)"""
# A table holds the lines it was written with: none is added later, and none of the other kind.
LATE_LINE = """(SELECT COUNT(*) FROM {lines} l WHERE l.sheet_id = NEW.sheet_id) >= (
  SELECT CASE WHEN s.kind = '{kind}' THEN s.line_count ELSE 0 END FROM criteria_moneysheet s
  WHERE s.id = NEW.sheet_id)"""
# The figure of the place that stands in the cell, if the writer of the new row typed it and it is not younger.
TYPED_BY_THE_SAME = """NEW.stage = 'VERIFIED' AND NOT NEW.is_void AND EXISTS (
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
    *append_only("criteria_evidence", "Minh chứng", sample_column=True),
    *append_only("criteria_evidencelink", "Gắn minh chứng", sample_column=True),
    *append_only("criteria_comment", "Ý kiến trao đổi", sample_column=True),
    *append_only("criteria_commentwithdrawal", "Rút ý kiến", sample_column=True),
    *append_only("criteria_mention", "Nơi nhận ý kiến", sample_column=True),
    *append_only("criteria_settlement", "Trả lời lời nhắc", sample_column=True),
    *append_only("criteria_submissionstep", "Các bước của phiếu", sample_column=True),
    *append_only("criteria_frozencell", "Kết quả đã chốt", sample_column=True),
    *append_only("criteria_movement", "Biến động hộ nghèo", sample_column=True),
    *append_only("criteria_moneysheet", "Bảng vốn, nợ", sample_column=True),
    *append_only("criteria_fundingline", "Dòng nguồn lực", sample_column=True),
    *append_only("criteria_debtline", "Công trình có nợ", sample_column=True),
    Trigger(
        "criteria_moneysheet_same_day",
        "criteria_moneysheet",
        "INSERT",
        "Đính chính phải cùng đơn vị, cùng loại, cùng ngày với bảng được đính chính.",
        OTHER_SHEET,
    ),
    *(
        Trigger(
            f"{lines}_with_its_sheet",
            lines,
            "INSERT",
            "Bảng đã đủ dòng: ghi bảng mới thay vì thêm dòng.",
            LATE_LINE.format(lines=lines, kind=kind),
        )
        for lines, kind in (("criteria_fundingline", "FUNDING"), ("criteria_debtline", "DEBT"))
    ),
    Trigger(
        "criteria_movement_same_year",
        "criteria_movement",
        "INSERT",
        "Đính chính phải cùng đơn vị, cùng năm với số liệu được đính chính.",
        OTHER_MOVEMENT,
    ),
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
    Trigger(
        "criteria_settlement_same_cell",
        "criteria_settlement",
        "INSERT",
        "Ý kiến trả lời phải ở cùng một ô.",
        FOREIGN_ANSWER,
    ),
    Trigger(
        "criteria_finding_verified_by_another",
        "criteria_finding",
        "INSERT",
        "Không ai thẩm tra số liệu do chính mình nhập.",
        TYPED_BY_THE_SAME,
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
        "criteria_fundingcontent",
        "criteria_reportingperiod",
        "criteria_periodlock",
        "criteria_submission",
        "criteria_returnedcell",
        "criteria_extension",
        "criteria_mention",
        "criteria_settlement",
        "criteria_commentwithdrawal",
    ),
]
