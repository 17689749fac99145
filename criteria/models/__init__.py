"""The rulebook, the findings judged by it, and what is computed from them."""

from criteria.models.comment import Comment, CommentWithdrawal, Mention, Settlement
from criteria.models.evidence import Evidence, EvidenceLink
from criteria.models.finding import Finding, Recognition
from criteria.models.imports import ImportBatch, ImportLayout, ImportLine
from criteria.models.money import DebtLine, FundingContent, FundingLine, MoneySheet
from criteria.models.movement import Movement
from criteria.models.period import DueDays, FrozenCell, PeriodLock, ReportingPeriod
from criteria.models.rulebook import CriteriaSet, Criterion, CriterionGroup, Indicator
from criteria.models.span import VerdictSpan
from criteria.models.submission import EmptyCell, Extension, ReturnedCell, Submission, SubmissionStep
from criteria.models.target import RuleSetting, Target, TargetCheck

__all__ = [
    "Comment",
    "CommentWithdrawal",
    "CriteriaSet",
    "Criterion",
    "CriterionGroup",
    "DebtLine",
    "DueDays",
    "EmptyCell",
    "Evidence",
    "EvidenceLink",
    "Extension",
    "Finding",
    "FrozenCell",
    "FundingContent",
    "FundingLine",
    "ImportBatch",
    "ImportLayout",
    "ImportLine",
    "Indicator",
    "Mention",
    "MoneySheet",
    "Movement",
    "PeriodLock",
    "Recognition",
    "ReportingPeriod",
    "ReturnedCell",
    "RuleSetting",
    "Settlement",
    "Submission",
    "SubmissionStep",
    "Target",
    "TargetCheck",
    "VerdictSpan",
]
