"""What the database itself keeps of dossiers: papers, votes, surveys and steps are only added, belong to the procedure
and the place of their dossier, and nothing is written in a dossier that is handed in; which tables' readings are kept
in memory."""

from ntm_portal.triggers import Trigger, append_only, changes_rarely

HANDED_IN = "Hồ sơ đã trình, không sửa được. Rút hồ sơ, hoặc ghi cơ quan nhận trả lại, yêu cầu bổ sung."

OTHER_PROCEDURE = """EXISTS (SELECT 1 FROM dossiers_dossier d, dossiers_checklistitem i
  WHERE d.id = NEW.dossier_id AND i.id = NEW.item_id AND d.procedure_id <> i.procedure_id)"""

FOREIGN_FILE = """NEW.evidence_id IS NOT NULL AND EXISTS (SELECT 1 FROM dossiers_dossier d, criteria_evidence e
  WHERE d.id = NEW.dossier_id AND e.id = NEW.evidence_id AND e.unit_id <> d.unit_id)"""


def other_part(table: str) -> str:
    """Whether a correction speaks of another part than the row it corrects."""
    return f"""NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} o
      WHERE o.id = NEW.corrects_id AND o.dossier_id = NEW.dossier_id AND o.item_id = NEW.item_id)"""  # noqa: S608 - a name of our own


def handed_in(dossier: str) -> str:
    """Whether a dossier stands as it was handed in: its last step says so."""
    return f"""EXISTS (SELECT 1 FROM dossiers_dossiermove m WHERE m.dossier_id = {dossier} AND m.kind = 'HANDED_IN'
      AND m.number = (SELECT MAX(l.number) FROM dossiers_dossiermove l WHERE l.dossier_id = {dossier}))"""  # noqa: S608 - a name of our own


def of_dossier(table: str, what: str) -> list[Trigger]:
    """Rows of one part of a dossier: only added, of its own procedure, and none while it is handed in."""
    wrong = "Thành phần không thuộc thủ tục của hồ sơ này."
    return [
        *append_only(table, what, sample_column=True),
        Trigger(f"{table}_not_handed_in", table, "INSERT", HANDED_IN, handed_in("NEW.dossier_id")),
        Trigger(f"{table}_own_procedure", table, "INSERT", wrong, OTHER_PROCEDURE),
    ]


def corrected(table: str) -> Trigger:
    """A correction names the row of the same part."""
    return Trigger(
        f"{table}_same_part", table, "INSERT", "Đính chính phải cùng thành phần của hồ sơ.", other_part(table)
    )


TRIGGERS = [
    *append_only("dossiers_dossiermove", "Bước trình, trả hồ sơ", sample_column=True),
    Trigger(
        "dossiers_dossiermove_in_turn",
        "dossiers_dossiermove",
        "INSERT",
        "Hồ sơ chỉ trình khi chưa trình, chỉ mở lại khi đã trình.",
        f"(NEW.kind = 'HANDED_IN') = {handed_in('NEW.dossier_id')}",
    ),
    Trigger("dossiers_dossier_not_handed_in", "dossiers_dossier", "UPDATE", HANDED_IN, handed_in("OLD.id")),
    *of_dossier("dossiers_dossierdocument", "Văn bản của hồ sơ"),
    Trigger(
        "dossiers_dossierdocument_own_file",
        "dossiers_dossierdocument",
        "INSERT",
        "Tệp và hồ sơ phải cùng một đơn vị.",
        FOREIGN_FILE,
    ),
    *of_dossier("dossiers_vote", "Kết quả biểu quyết"),
    corrected("dossiers_vote"),
    *of_dossier("dossiers_satisfactionsurvey", "Kết quả lấy ý kiến"),
    corrected("dossiers_satisfactionsurvey"),
    *changes_rarely(
        "dossiers_procedure",
        "dossiers_checklistitem",
        "dossiers_procedurestep",
        "dossiers_dossier",
        "dossiers_dossierdocument",
        "dossiers_dossiermove",
        "dossiers_vote",
        "dossiers_satisfactionsurvey",
    ),
]
