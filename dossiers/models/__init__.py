"""The dossier of recognition: what is asked by law, one dossier a place and year, its papers, votes and surveys."""

from dossiers.models.dossier import Dossier, DossierDocument
from dossiers.models.move import DossierMove
from dossiers.models.procedure import ChecklistItem, Procedure, ProcedureStep
from dossiers.models.results import SatisfactionSurvey, Vote

__all__ = [
    "ChecklistItem",
    "Dossier",
    "DossierDocument",
    "DossierMove",
    "Procedure",
    "ProcedureStep",
    "SatisfactionSurvey",
    "Vote",
]
