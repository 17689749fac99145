"""Tables of which a row, once written, is never changed again (ARCHITECTURE, findings in the database)."""

from ntm_portal.triggers import append_only

TRIGGERS = [
    *append_only("criteria_finding", "Số liệu", sample_column=True),
    *append_only("criteria_target", "Mức yêu cầu", sample_column=True),
    *append_only("criteria_targetcheck", "Đối chiếu văn bản", sample_column=True),
    *append_only("criteria_rulesetting", "Tùy chọn quy tắc", sample_column=True),
]
