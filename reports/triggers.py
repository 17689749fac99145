"""What the database itself keeps of the reports: what the office wrote is only added."""

from ntm_portal.triggers import append_only

TRIGGERS = [
    *append_only("reports_reporttext", "Phần viết của báo cáo", sample_column=True),
    *append_only("reports_patterntext", "Câu mẫu", sample_column=True),
]
