"""What the database itself keeps of the directive's work, and which of its tables are read from memory."""

from ntm_portal.triggers import Trigger, append_only, changes_rarely

# A measure is done when a document shows it, and an urgent one is not called done by whoever wrote it.
NO_PROOF = """NEW.kind = 'DONE' AND NOT EXISTS (
  SELECT 1 FROM directives_stepproof p WHERE p.step_id = NEW.step_id)"""
OWN_PRIORITY = """NEW.kind = 'DONE' AND EXISTS (
  SELECT 1 FROM directives_planstep s WHERE s.id = NEW.step_id AND s.is_priority AND s.written_by_id = NEW.by_id)"""
FOREIGN_PROOF = """EXISTS (
  SELECT 1 FROM directives_planstep s, directives_improvementplan p, criteria_evidence e
  WHERE s.id = NEW.step_id AND p.id = s.plan_id AND e.id = NEW.evidence_id AND e.unit_id <> p.unit_id)"""
# A plan of an indicator names that indicator's own criterion.
OTHER_CRITERION = """NEW.indicator_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM criteria_indicator i WHERE i.id = NEW.indicator_id AND i.criterion_id = NEW.criterion_id)"""

TRIGGERS = [
    *append_only("directives_planevent", "Các bước của kế hoạch", sample_column=True),
    *append_only("directives_stepproof", "Minh chứng của giải pháp", sample_column=True),
    *append_only("directives_stepprogress", "Tiến độ giải pháp", sample_column=True),
    Trigger(
        "directives_stepprogress_done_with_proof",
        "directives_stepprogress",
        "INSERT",
        "Giải pháp chỉ xong khi có tài liệu chứng minh.",
        NO_PROOF,
    ),
    Trigger(
        "directives_stepprogress_priority_by_another",
        "directives_stepprogress",
        "INSERT",
        "Giải pháp ưu tiên phải do người khác xác nhận xong.",
        OWN_PRIORITY,
    ),
    Trigger(
        "directives_stepproof_same_place",
        "directives_stepproof",
        "INSERT",
        "Tài liệu và kế hoạch phải cùng một đơn vị.",
        FOREIGN_PROOF,
    ),
    Trigger(
        "directives_improvementplan_own_criterion",
        "directives_improvementplan",
        "INSERT",
        "Chỉ tiêu của kế hoạch phải thuộc tiêu chí của kế hoạch.",
        OTHER_CRITERION,
    ),
    Trigger(
        "directives_improvementplan_keeps_criterion",
        "directives_improvementplan",
        "UPDATE",
        "Chỉ tiêu của kế hoạch phải thuộc tiêu chí của kế hoạch.",
        OTHER_CRITERION,
    ),
    *changes_rarely(
        "directives_directive",
        "directives_directive_cites",
        "directives_obligation",
        "directives_improvementplan",
        "directives_planstep",
        "directives_planevent",
        "directives_stepprogress",
    ),
]
