"""Tables of which a row, once written, is never changed again, and those whose readings are kept in memory."""

from ntm_portal.triggers import append_only, changes_rarely

TRIGGERS = [
    *append_only("criteria_finding", "Số liệu", sample_column=True),
    *append_only("criteria_target", "Mức yêu cầu", sample_column=True),
    *append_only("criteria_targetcheck", "Đối chiếu văn bản", sample_column=True),
    *append_only("criteria_rulesetting", "Tùy chọn quy tắc", sample_column=True),
    *changes_rarely(
        "criteria_criteriaset",
        "criteria_criteriongroup",
        "criteria_criterion",
        "criteria_indicator",
        "criteria_target",
        "criteria_targetcheck",
        "criteria_rulesetting",
        "criteria_recognition",
    ),
]
