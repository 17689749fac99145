"""Builders of dossiers: opened, with signed parts, a vote, a survey; every argument optional."""

from directives.actions.documents import newest_change
from dossiers.actions.dossiers import amend_dossier, open_dossier
from dossiers.actions.moves import hand_in, reopen, written_so_far
from dossiers.actions.papers import Written, record_document
from dossiers.actions.results import record_survey, record_vote
from dossiers.enums import Move, PartState
from dossiers.models import ChecklistItem, Dossier, DossierDocument, DossierMove, SatisfactionSurvey, Vote
from tests import build

NAMES = ("dossier_file",)
DAYS = ("registered_on", "planned_on")


def opened(unit, by, year=2017, on="2017-09-01") -> Dossier:
    """The dossier of a place."""
    return open_dossier(unit=unit, year=year, by=by, at=build.moment(on), today=build.date(on))


def amended(dossier, by, on="2017-09-02", seen=None, **given) -> Dossier:
    """Its days."""
    found = Dossier.objects.get(pk=dossier.pk)
    days = {name: build.date(given.pop(name)) for name in DAYS if name in given}
    due_on = build.date(given.pop("due_on", "2017-10-20"))
    return amend_dossier(
        dossier=found, seen=newest_change(found) if seen is None else seen, due_on=due_on, by=by, at=build.moment(on),
        today=build.date("2017-09-25"), **days, **given,
    )  # fmt: skip


def handed_in(dossier, by, on="2017-09-20", seen=None, reason="Bổ sung sau", at="2017-09-20", **given) -> DossierMove:
    """Handed in, incomplete unless told otherwise."""
    found = Dossier.objects.get(pk=dossier.pk)
    return hand_in(
        dossier=found, on=build.date(on), seen=written_so_far(found) if seen is None else seen, reason=reason, by=by,
        at=build.moment(at), today=build.date("2017-09-25"), **given,
    )  # fmt: skip


def reopened(
    dossier,
    by,
    kind=Move.SUPPLEMENT,
    on="2017-09-22",
    reason="Thiếu biểu chi tiết",
    seen=None,
    at="2017-09-22",
    **given,
) -> DossierMove:
    """Opened again after it was handed in."""
    last = DossierMove.objects.last_of(dossier)
    return reopen(
        dossier=dossier, kind=kind, on=build.date(on), reason=reason, by=by, at=build.moment(at),
        seen=(last.number if last else 0) if seen is None else seen, today=build.date("2017-09-25"), **given,
    )  # fmt: skip


def item(dossier, code="a1") -> ChecklistItem:
    return dossier.procedure.items.get(code=code)


def wrote(
    dossier,
    by,
    code="a1",
    state=PartState.SIGNED,
    number="12/TTr-UBND",
    issued_on="2017-09-10",
    signer="Chủ tịch",
    reason="",
    seen=None,
    on="2017-09-11",
    **given,
) -> DossierDocument:
    """One more version of a part, signed unless told otherwise."""
    part = item(dossier, code)
    newest = dossier.documents.filter(item=part).count() if seen is None else seen
    signed = state == PartState.SIGNED
    written = Written(
        state, number if signed else "", build.date(issued_on) if issued_on and signed else None,
        signer if signed else "", reason,
    )  # fmt: skip
    return record_document(
        dossier=dossier, item=part, written=written, seen=newest, by=by, at=build.moment(on), today=build.date(on),
        **given,
    )  # fmt: skip


def wrote_past(dossier, by, code="a1", version=1, on="2017-09-21", file=b"") -> DossierDocument:
    """A version written past the actions, as before anything was locked."""
    return DossierDocument.objects.create(
        dossier=dossier, item=item(dossier, code), version=version, state=PartState.SIGNED, number="99/TTr",
        issued_on=build.date(on), signer="Chủ tịch", on=build.date(on), recorded_by=by, recorded_at=build.moment(on),
        evidence=build.evidence(dossier.unit, by=by, content=file) if file else None,
    )  # fmt: skip


def voted(dossier, by, code="a4", held_on="2017-09-12", members=30, present=30, in_favour=29, seen=0, **given) -> Vote:
    return record_vote(
        dossier=dossier, item=item(dossier, code), held_on=build.date(held_on), members=members, present=present,
        in_favour=in_favour, seen=seen, by=by, at=build.moment("2017-09-13"), today=build.date("2017-09-25"), **given,
    )  # fmt: skip


def surveyed(
    dossier,
    by,
    code="b4",
    begins_on="2017-09-04",
    ends_on="2017-09-14",
    households=1000,
    asked=700,
    satisfied=650,
    published_on=None,
    seen=0,
    **given,
) -> SatisfactionSurvey:
    return record_survey(
        dossier=dossier, item=item(dossier, code), begins_on=build.date(begins_on), ends_on=build.date(ends_on),
        households=households, asked=asked, satisfied=satisfied, published_on=build.date(published_on), seen=seen,
        by=by, at=build.moment("2017-09-15"), today=build.date("2017-09-25"), **given,
    )  # fmt: skip


def ids(unit, secretary) -> dict:
    """What addresses with a number in them name: a signed part with its file."""
    dossier = opened(unit, secretary)
    line = wrote(dossier, secretary, upload=build.upload())
    return {"dossier_file": line.pk}
