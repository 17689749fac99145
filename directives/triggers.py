"""What the database itself keeps of the work that follows from the directive: what was said, done and signed is only
added, nobody confirms his own word; and which tables' readings are kept in memory, because they change rarely."""

from ntm_portal.triggers import Trigger, append_only, changes_rarely

# What is decided is an answer of the same case, and not one's own.
OTHER_CASE = """NEW.decides_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM directives_caseentry a
  WHERE a.id = NEW.decides_id AND a.case_id = NEW.case_id AND a.step = 'ANSWER')"""

OWN_ANSWER = """NEW.decides_id IS NOT NULL AND EXISTS (SELECT 1 FROM directives_caseentry a
  WHERE a.id = NEW.decides_id AND a.by_id = NEW.by_id)"""

SIGNED = "Biên bản đã ký không được sửa. Ghi bổ sung."

# What both sides put their names to; the state goes on to its end.
MINUTES = (
    "unit_id", "kind", "team_of", "team_name", "plan", "planned_on", "moved_from", "planned_by_id", "visited_on",
    "began_at", "ended_at", "place", "conclusions", "team_signer", "unit_signer", "signed_on", "sample",
)  # fmt: skip

REQUEST = ("inspection_id", "note_id", "text", "post", "department_id", "due_on", "sample")

BINDING = "('SIGNED', 'CLOSED')"


def changed(*columns: str) -> str:
    """Whether one of the columns is another one afterwards, empty ones included."""
    each = (f"OLD.{name} <> NEW.{name} OR (OLD.{name} IS NULL) <> (NEW.{name} IS NULL)" for name in columns)
    return f"({' OR '.join(each)})"


def of_signed(row: str) -> str:
    """Whether the row belongs to minutes that are signed."""
    signed = f"i.id = {row}.inspection_id AND i.state IN {BINDING}"
    return f"EXISTS (SELECT 1 FROM directives_inspection i WHERE {signed})"  # noqa: S608 - names of our own


def sealed(table: str, columns: str = "") -> list[Trigger]:
    """A part of the minutes: nothing is added, changed or taken away once they are signed; sample rows may go."""
    when = f"{of_signed('OLD')} AND {columns}" if columns else of_signed("OLD")
    return [
        Trigger(f"{table}_sealed_insert", table, "INSERT", SIGNED, of_signed("NEW")),
        Trigger(f"{table}_sealed_update", table, "UPDATE", SIGNED, when),
        Trigger(f"{table}_sealed_delete", table, "DELETE", SIGNED, f"NOT OLD.sample AND {of_signed('OLD')}"),
    ]


OWN_WORD = """EXISTS (SELECT 1 FROM directives_fulfilment f
  WHERE f.id = NEW.fulfilment_id AND f.recorded_by_id = NEW.confirmed_by_id)"""

# A line that withdraws names a line of the same task and place that withdraws nothing itself.
OTHER_LINE = """NEW.withdraws_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM directives_fulfilment f
  WHERE f.id = NEW.withdraws_id AND f.withdraws_id IS NULL AND f.obligation_id = NEW.obligation_id
  AND COALESCE(f.unit_id, 0) = COALESCE(NEW.unit_id, 0) AND COALESCE(f.body_id, 0) = COALESCE(NEW.body_id, 0))"""

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

# A supplement belongs to a first word of the same side about the same place and period, of the same head.
OTHER_SHEET = """NEW.supplements_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM directives_remark r
  WHERE r.id = NEW.supplements_id AND r.supplements_id IS NULL AND r.side = NEW.side AND r.post = NEW.post
  AND r.period_code = NEW.period_code AND r.begins_on = NEW.begins_on
  AND COALESCE(r.unit_id, 0) = COALESCE(NEW.unit_id, 0)
  AND COALESCE(r.department_id, 0) = COALESCE(NEW.department_id, 0)
  AND (r.post = '' OR r.issued_by_id = NEW.issued_by_id))"""

TRIGGERS = [
    *append_only("directives_regressioncase", "Trường hợp suy giảm", sample_column=True),
    *append_only("directives_caseentry", "Dòng theo dõi suy giảm", sample_column=True),
    Trigger(
        "directives_caseentry_same_case",
        "directives_caseentry",
        "INSERT",
        "Quyết định phải nêu trả lời của chính trường hợp này.",
        OTHER_CASE,
    ),
    Trigger(
        "directives_caseentry_decided_by_another",
        "directives_caseentry",
        "INSERT",
        "Không ai tự xem xét trả lời do chính mình ghi.",
        OWN_ANSWER,
    ),
    *append_only("directives_inspectionstep", "Các bước của đợt kiểm tra", sample_column=True),
    *append_only("directives_requeststep", "Các bước của kiến nghị", sample_column=True),
    *append_only("directives_inspectionpaper", "Ảnh, giấy tờ kiểm tra", sample_column=True),
    Trigger(
        "directives_inspection_sealed",
        "directives_inspection",
        "UPDATE",
        SIGNED,
        f"OLD.state IN {BINDING} AND ({changed(*MINUTES)} OR NEW.state NOT IN {BINDING})",
    ),
    Trigger(
        "directives_inspection_no_delete",
        "directives_inspection",
        "DELETE",
        "Đợt kiểm tra không được xóa. Hủy lịch nếu chưa kiểm tra.",
        "NOT OLD.sample",
    ),
    Trigger(
        "directives_inspectionpaper_sealed",
        "directives_inspectionpaper",
        "INSERT",
        SIGNED,
        f"NEW.note_id IS NOT NULL AND {of_signed('NEW')}",
    ),
    *sealed("directives_inspectionmember"),
    *sealed("directives_checklistitem"),
    *sealed("directives_inspectionnote"),
    *sealed("directives_inspectionrequest", changed(*REQUEST)),
    *append_only("directives_fulfilment", "Kết quả thực hiện", sample_column=True),
    *append_only("directives_fulfilmentproof", "Minh chứng của kết quả", sample_column=True),
    *append_only("directives_fulfilmentconfirmation", "Xác nhận kết quả", sample_column=True),
    Trigger(
        "directives_fulfilmentconfirmation_by_another",
        "directives_fulfilmentconfirmation",
        "INSERT",
        "Không ai xác nhận kết quả do chính mình ghi.",
        OWN_WORD,
    ),
    Trigger(
        "directives_fulfilment_same_line",
        "directives_fulfilment",
        "INSERT",
        "Dòng rút phải nêu đúng kết quả đã ghi của nhiệm vụ và đơn vị.",
        OTHER_LINE,
    ),
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
    *append_only("directives_remark", "Nhận xét", sample_column=True),
    Trigger(
        "directives_remark_same_sheet",
        "directives_remark",
        "INSERT",
        "Bản bổ sung phải cùng bên ghi, cùng đơn vị và cùng kỳ với bản đầu.",
        OTHER_SHEET,
    ),
    *changes_rarely(
        "directives_directive",
        "directives_directive_cites",
        "directives_obligation",
        "directives_regressioncase",
        "directives_caseentry",
        "directives_obligation_units",
        "directives_obligation_bodies",
        "directives_obligation_answering_bodies",
        "directives_fulfilment",
        "directives_fulfilmentconfirmation",
        "directives_extensionrequest",
        "directives_partybody",
        "directives_dissemination",
        "directives_improvementplan",
        "directives_planstep",
        "directives_planevent",
        "directives_stepprogress",
        "directives_inspection",
        "directives_inspectionrequest",
        "directives_inspectionstep",
    ),
]
