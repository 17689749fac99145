"""The rulebook, the findings judged by it, and what is computed from them."""

from criteria.models.evidence import Evidence, EvidenceLink
from criteria.models.finding import Finding, Recognition
from criteria.models.imports import ImportBatch, ImportLayout, ImportLine
from criteria.models.rulebook import CriteriaSet, Criterion, CriterionGroup, Indicator
from criteria.models.span import VerdictSpan
from criteria.models.target import RuleSetting, Target, TargetCheck

__all__ = [
    "CriteriaSet",
    "Criterion",
    "CriterionGroup",
    "Evidence",
    "EvidenceLink",
    "Finding",
    "ImportBatch",
    "ImportLayout",
    "ImportLine",
    "Indicator",
    "Recognition",
    "RuleSetting",
    "Target",
    "TargetCheck",
    "VerdictSpan",
]
