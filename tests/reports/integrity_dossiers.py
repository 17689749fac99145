"""One fault for each check of dossiers."""

from dossiers.models import Dossier, DossierDocument
from tests import build
from tests.dossiers import papers
from tests.reports.integrity_faults import fault
from tests.reports.integrity_texts import FAULTS

__all__ = ["FAULTS"]


def opened(cast) -> Dossier:
    return papers.opened(cast.xuan_tan, cast.tan)


def line(cast, dossier, item, version=1) -> DossierDocument:
    """A draft written past the action."""
    return DossierDocument.objects.create(
        dossier=dossier, item=item, version=version, state="DRAFT", on="2017-09-01", recorded_by=cast.tan,
        recorded_at=build.moment("2017-09-01"),
    )  # fmt: skip


@fault("dossier.other_procedure")
def other_procedure(cast):
    foreign = papers.opened(cast.district, cast.hanh).procedure.items.first()
    line(cast, opened(cast), foreign)


@fault("dossier.version_gap")
def version_gap(cast):
    dossier = opened(cast)
    line(cast, dossier, papers.item(dossier), version=2)


@fault("dossier.submitted_incomplete")
def submitted_incomplete(cast):
    papers.amended(opened(cast), cast.hanh, submitted_on="2017-09-20")


@fault("dossier.signed_without_file")
def signed_without_file(cast):
    papers.wrote(opened(cast), cast.tan)
