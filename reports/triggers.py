"""What the database itself keeps of reports: issued ones are added as a whole, words of the office one by one."""

from ntm_portal.triggers import Trigger, append_only, changes_rarely

# A form or a file belongs to the report from its first moment: its digest stands in the manifest.
STRANGE_FORM = """NOT EXISTS (SELECT 1 FROM reports_issuedreport r WHERE r.id = NEW.report_id
  AND r.manifest LIKE '%form ' || NEW.code || ' ' || NEW.digest || '%')"""
STRANGE_FILE = """NOT EXISTS (SELECT 1 FROM reports_issuedreport r WHERE r.id = NEW.report_id
  AND r.manifest LIKE '%file ' || NEW.kind || ' ' || NEW.sha256 || '%')"""
# What is replaced is about the same place, is not dated later, and was not taken back.
NOT_TO_REPLACE = """NEW.replaces_id IS NOT NULL AND (
  NOT EXISTS (SELECT 1 FROM reports_issuedreport r
    WHERE r.id = NEW.replaces_id AND r.place_id = NEW.place_id AND r.issued_on <= NEW.issued_on)
  OR EXISTS (SELECT 1 FROM reports_issuedwithdrawal w WHERE w.report_id = NEW.replaces_id))"""
# A report holds, was replaced, or was taken back: never two of these at once.
REPLACED = "EXISTS (SELECT 1 FROM reports_issuedreport r WHERE r.replaces_id = NEW.report_id)"
TOO_EARLY = """EXISTS (SELECT 1 FROM reports_issuedreport r
  WHERE r.id = NEW.report_id AND r.issued_on > NEW.decided_on)"""

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
        "Báo cáo bị thay thế phải về cùng đơn vị và chưa thu hồi, không ghi ngày sau báo cáo này.",
        NOT_TO_REPLACE,
    ),
    *append_only("reports_issuedwithdrawal", "Thu hồi báo cáo", sample_column=True),
    Trigger(
        "reports_issuedwithdrawal_not_replaced",
        "reports_issuedwithdrawal",
        "INSERT",
        "Báo cáo đã được thay thế, không thu hồi.",
        REPLACED,
    ),
    Trigger(
        "reports_issuedwithdrawal_after_report",
        "reports_issuedwithdrawal",
        "INSERT",
        "Văn bản thu hồi không thể có ngày trước báo cáo.",
        TOO_EARLY,
    ),
    *append_only("reports_reporttext", "Phần viết của báo cáo", sample_column=True),
    *append_only("reports_patterntext", "Câu mẫu", sample_column=True),
    *append_only("reports_publicswitch", "Mở, đóng trang công khai", sample_column=True),
    *changes_rarely("reports_formsetting", "reports_letterheadsetting", "reports_publicswitch"),
]
