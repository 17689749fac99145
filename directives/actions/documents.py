"""Writes to documents and the tasks they give. The office changes them afterwards in the administration pages."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Unit
from criteria.models import Criterion, Indicator
from directives.enums import AppliesTo, DocumentKind
from directives.models import Directive, Obligation


@transaction.atomic
def add_document(
    *,
    kind: DocumentKind,
    issued_on: dt.date,
    issuer: str,
    by: User | None,
    number: str = "",
    signer: str = "",
    summary: str = "",
    source: str = "",
    district: Unit | None = None,
    cites: Sequence[Directive] = (),
) -> Directive:
    """Vào sổ văn bản, with what it is based on."""
    document = Directive(
        kind=kind,
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        signer=signer,
        summary=summary,
        source=source,
        district=district,
    )
    document.full_clean()
    document.save()
    document.cites.set(cites)
    audit(by=by, action="Thêm văn bản chỉ đạo", subject=document.label)
    return document


@transaction.atomic
def add_obligation(
    *,
    directive: Directive,
    clause: str,
    title: str,
    applies_to: AppliesTo,
    begins_on: dt.date,
    due_on: dt.date,
    answering_posts: Sequence[str],
    by: User | None,
    indicator: Indicator | None = None,
    criterion: Criterion | None = None,
    due_set_by_office: bool = False,
) -> Obligation:
    """Giao nhiệm vụ: one indicator or criterion of a clause, with its deadline and who answers."""
    obligation = Obligation(
        directive=directive,
        clause=clause,
        title=title,
        indicator=indicator,
        criterion=criterion,
        applies_to=applies_to,
        begins_on=begins_on,
        due_on=due_on,
        answering_posts=list(answering_posts),
        due_set_by_office=due_set_by_office,
    )
    obligation.full_clean()
    obligation.save()
    audit(by=by, action="Giao nhiệm vụ", subject=str(obligation), detail={"han": due_on.isoformat()})
    return obligation
