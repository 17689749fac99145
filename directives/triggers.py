"""Documents and what they ask for are read for every page and change a few times a year; words about falls are only
added, and nobody decides about his own."""

from ntm_portal.triggers import Trigger, append_only, changes_rarely

# What is decided is an answer of the same case, and not one's own.
OTHER_CASE = """NEW.decides_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM directives_caseentry a
  WHERE a.id = NEW.decides_id AND a.case_id = NEW.case_id AND a.step = 'ANSWER')"""
OWN_ANSWER = """NEW.decides_id IS NOT NULL AND EXISTS (SELECT 1 FROM directives_caseentry a
  WHERE a.id = NEW.decides_id AND a.by_id = NEW.by_id)"""

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
    *changes_rarely(
        "directives_directive",
        "directives_directive_cites",
        "directives_obligation",
        "directives_regressioncase",
        "directives_caseentry",
    ),
]
