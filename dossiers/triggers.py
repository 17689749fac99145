"""What the database itself keeps of dossiers: papers, votes and surveys are only added, and belong to the procedure
and the place of their dossier; which tables' readings are kept in memory."""

from ntm_portal.triggers import Trigger, append_only, changes_rarely

OTHER_PROCEDURE = """EXISTS (SELECT 1 FROM dossiers_dossier d, dossiers_checklistitem i
  WHERE d.id = NEW.dossier_id AND i.id = NEW.item_id AND d.procedure_id <> i.procedure_id)"""

FOREIGN_FILE = """NEW.evidence_id IS NOT NULL AND EXISTS (SELECT 1 FROM dossiers_dossier d, criteria_evidence e
  WHERE d.id = NEW.dossier_id AND e.id = NEW.evidence_id AND e.unit_id <> d.unit_id)"""


def other_part(table: str) -> str:
    """Whether a correction speaks of another part than the row it corrects."""
    return f"""NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} o
      WHERE o.id = NEW.corrects_id AND o.dossier_id = NEW.dossier_id AND o.item_id = NEW.item_id)"""  # noqa: S608 - a name of our own


def of_dossier(table: str, what: str) -> list[Trigger]:
    """Rows of one part of a dossier: only added, and of its own procedure."""
    wrong = "Thành phần không thuộc thủ tục của hồ sơ này."
    return [
        *append_only(table, what, sample_column=True),
        Trigger(f"{table}_own_procedure", table, "INSERT", wrong, OTHER_PROCEDURE),
    ]


def corrected(table: str) -> Trigger:
    """A correction names the row of the same part."""
    return Trigger(
        f"{table}_same_part", table, "INSERT", "Đính chính phải cùng thành phần của hồ sơ.", other_part(table)
    )


TRIGGERS = [
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
        "dossiers_vote",
        "dossiers_satisfactionsurvey",
    ),
]
