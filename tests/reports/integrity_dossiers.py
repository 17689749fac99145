"""One fault for each check of dossiers."""

from django.db import connection

from dossiers.models import Dossier, DossierDocument, DossierMove, Vote
from ntm_portal.triggers import lifted
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
    papers.handed_in(opened(cast), cast.hanh)


@fault("dossier.changed_after_handing_in")
def changed_after_handing_in(cast):
    dossier, paper = opened(cast), build.evidence(cast.xuan_tan)
    for item in dossier.procedure.items.all():
        papers.wrote(dossier, cast.hanh, code=item.code, evidence=paper)
    papers.handed_in(dossier, cast.hanh)
    with lifted(connection):
        Vote.objects.create(
            dossier=dossier, item=papers.item(dossier, "a4"), held_on="2017-09-21", members=3, present=3, in_favour=3,
            recorded_by=cast.hanh, recorded_at=build.moment("2017-09-21"),
        )  # fmt: skip


@fault("dossier.steps_out_of_turn")
def steps_out_of_turn(cast):
    with lifted(connection):
        DossierMove.objects.create(
            dossier=opened(cast), number=1, kind="WITHDRAWN", on="2017-09-21", reason="Rút", recorded_by=cast.hanh,
            recorded_at=build.moment("2017-09-21"),
        )  # fmt: skip


@fault("dossier.signed_without_file")
def signed_without_file(cast):
    papers.wrote(opened(cast), cast.tan)
