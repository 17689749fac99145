"""What the database itself keeps of reports: issued ones are added as a whole, words of the office one by one."""

from ntm_portal.triggers import Trigger, append_only, changes_rarely

# A form or a file belongs to the report from its first moment: its digest stands in the manifest.
STRANGE_FORM = """NOT EXISTS (SELECT 1 FROM reports_issuedreport r WHERE r.id = NEW.report_id
  AND r.manifest LIKE '%form ' || NEW.code || ' ' || NEW.digest || '%')"""
STRANGE_FILE = """NOT EXISTS (SELECT 1 FROM reports_issuedreport r WHERE r.id = NEW.report_id
  AND r.manifest LIKE '%file ' || NEW.kind || ' ' || NEW.sha256 || '%')"""
# What is replaced is about the same place, and was issued before.
OTHER_PLACE = """NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reports_issuedreport r
  WHERE r.id = NEW.replaces_id AND r.place_id = NEW.place_id)"""

TRIGGERS = [
    *append_only("reports_issuedreport", "Báo cáo đã phát hành", sample_column=True),
    *append_only("reports_issuedform", "Biểu đã phát hành", sample_column=True),
    *append_only("reports_issuedfile", "Tệp đã phát hành", sample_column=True),
    Trigger(
        "reports_issuedform_in_manifest",
        "reports_issuedform",
        "INSERT",
        "Không thêm biểu vào báo cáo đã phát hành.",
        STRANGE_FORM,
    ),
    Trigger(
        "reports_issuedfile_in_manifest",
        "reports_issuedfile",
        "INSERT",
        "Không thêm tệp vào báo cáo đã phát hành.",
        STRANGE_FILE,
    ),
    Trigger(
        "reports_issuedreport_same_place",
        "reports_issuedreport",
        "INSERT",
        "Báo cáo thay thế phải về cùng đơn vị với báo cáo bị thay thế.",
        OTHER_PLACE,
    ),
    *append_only("reports_reporttext", "Phần viết của báo cáo", sample_column=True),
    *append_only("reports_patterntext", "Câu mẫu", sample_column=True),
    *changes_rarely("reports_formsetting"),
]
