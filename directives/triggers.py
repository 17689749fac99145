"""Documents and what they ask for are read for every page and change a few times a year; what was said of a head
stays as it was issued."""

from ntm_portal.triggers import Trigger, append_only, changes_rarely

# A supplement belongs to a first word of the same side about the same place and period, of the same head.
OTHER_SHEET = """NEW.supplements_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM directives_remark r
  WHERE r.id = NEW.supplements_id AND r.supplements_id IS NULL AND r.side = NEW.side AND r.post = NEW.post
  AND r.period_code = NEW.period_code AND r.begins_on = NEW.begins_on
  AND COALESCE(r.unit_id, 0) = COALESCE(NEW.unit_id, 0)
  AND COALESCE(r.department_id, 0) = COALESCE(NEW.department_id, 0)
  AND (r.post = '' OR r.issued_by_id = NEW.issued_by_id))"""

TRIGGERS = [
    *changes_rarely("directives_directive", "directives_directive_cites", "directives_obligation"),
    *append_only("directives_remark", "Nhận xét", sample_column=True),
    Trigger(
        "directives_remark_same_sheet",
        "directives_remark",
        "INSERT",
        "Bản bổ sung phải cùng bên ghi, cùng đơn vị và cùng kỳ với bản đầu.",
        OTHER_SHEET,
    ),
]
