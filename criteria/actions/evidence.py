"""Minh chứng: attach a new file or a document that is there already, and withdraw with a reason.

A file that the writer can see in the same place already is not stored as a second document; what he cannot
see is never looked at, so that sending a file tells nothing about what others have.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Unit
from criteria.enums import DocumentKind, Stage
from criteria.models import Evidence, EvidenceLink, Finding
from criteria.models.locks import closings_of, is_locked
from criteria.permissions import (
    evidence_visible_to,
    findings_changeable_by,
    links_withdrawable_by,
    side_of_writer,
)
from criteria.rules.documents import DocumentFault, kind_of, plain_name
from ntm_portal import blobs
from ntm_portal.uploads import Upload
from ntm_portal.vietnamese import file_size, fold


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a document, as somebody typed it."""

    issued_on: dt.date
    summary: str
    number: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of it: the document, the links added, and whether the place had the document before."""

    evidence: Evidence
    links: list[EvidenceLink]
    was_there: bool


def checked_kind(upload: Upload) -> DocumentKind:
    """What the file is; refused with a sentence when it is too large or not what the office takes."""
    if upload.is_too_large:
        raise ValidationError(too_large(upload.size))
    try:
        return kind_of(upload)
    except DocumentFault as fault:
        raise ValidationError(str(fault)) from fault


def too_large(size: int) -> str:
    """ "Tệp 24,3 MB, lớn hơn mức 20 MB": and what can be done about it."""
    most = f"{settings.EVIDENCE_MAX_MB} MB"
    return f"Tệp {file_size(size)}, lớn hơn mức {most}. Quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp."


@transaction.atomic
def attach_file(
    *,
    unit: Unit,
    finding_ids: Collection[int],
    upload: Upload,
    paper: Paper,
    pages: str = "",
    reason: str = "",
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> Attached:
    """Đính kèm tệp: keep the file once, note what stands on it, join it to the figures it proves.

    The office says a reason where the cell is closed to everybody else.
    """
    if paper.issued_on > today:
        raise ValidationError({"issued_on": "Ngày văn bản chưa đến."})
    unit = Unit.objects.held().get(pk=unit.pk)
    findings = _figures(unit, finding_ids, by)
    _refuse_locked(unit, findings, reason, by, today)
    kind = checked_kind(upload)
    evidence = _known(unit, upload.sha256, paper, by)
    was_there = evidence is not None
    if evidence is None:
        evidence = _new_document(unit, upload, kind, paper, by, at)
    blobs.keep(upload, upload.sha256)
    return Attached(evidence, _join(evidence, findings, pages, reason, by, at), was_there)


@transaction.atomic
def keep_document(*, unit: Unit, upload: Upload, paper: Paper, by: User, at: dt.datetime, today: dt.date) -> Evidence:
    """Lưu tài liệu of a place that proves no figure but work done: the caller joins it, and asks who may."""
    if paper.issued_on > today:
        raise ValidationError({"issued_on": "Ngày văn bản chưa đến."})
    unit = Unit.objects.held().get(pk=unit.pk)
    kind = checked_kind(upload)
    evidence = _known(unit, upload.sha256, paper, by) or _new_document(unit, upload, kind, paper, by, at)
    blobs.keep(upload, upload.sha256)
    return evidence


@transaction.atomic
def attach_known(
    *,
    evidence: Evidence,
    finding_ids: Collection[int],
    pages: str = "",
    reason: str = "",
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> Attached:
    """Dùng lại minh chứng: a document that the place has already proves more figures."""
    unit = Unit.objects.held().get(pk=evidence.unit_id)
    findings = _figures(unit, finding_ids, by)
    if not evidence_visible_to(by).filter(pk=evidence.pk).exists():
        raise ValidationError("Tài liệu này không thuộc phạm vi của tài khoản.")
    if evidence.sample and not by.sample:
        raise ValidationError("Đây là tài liệu minh họa, không dùng cho số liệu thật.")
    _refuse_locked(unit, findings, reason, by, today)
    return Attached(evidence, _join(evidence, findings, pages, reason, by, at), was_there=True)


@transaction.atomic
def withdraw_evidence(*, link: EvidenceLink, reason: str, by: User, at: dt.datetime, today: dt.date) -> EvidenceLink:
    """Rút minh chứng khỏi một số liệu: a new line with the reason; the document and the old line stay."""
    unit = Unit.objects.held().get(pk=link.finding.unit_id)
    if not links_withdrawable_by(by, unit).filter(pk=link.pk).exists():
        raise ValidationError("Minh chứng này đã được rút, hoặc số liệu không còn hiệu lực.")
    if link.sample and not by.sample:
        raise ValidationError("Đây là minh chứng minh họa, không rút bằng tài khoản thật.")
    _refuse_locked(unit, [link.finding], reason, by, today, field=NON_FIELD_ERRORS)
    line = EvidenceLink(
        evidence_id=link.evidence_id, finding_id=link.finding_id, withdraws=link, reason=reason.strip(),
        linked_by=by, linked_at=at, sample=by.sample,
    )  # fmt: skip
    line.full_clean()
    line.save()
    audit(by=by, at=at, action="Rút minh chứng", subject=str(link.evidence), detail={"link": link.pk, "reason": reason})
    return line


@transaction.atomic
def carry_evidence(*, corrections: Sequence[Finding], by: User, at: dt.datetime) -> list[EvidenceLink]:
    """A correction keeps the documents of the figure it corrects: the slip was in the number, not in the paper."""
    heirs = {finding.corrects_id: finding for finding in corrections if finding.corrects_id and not finding.is_void}
    if not heirs:
        return []
    lasting = {False, by.sample}
    kept = EvidenceLink.objects.live().filter(finding__in=list(heirs), evidence__sample__in=lasting)
    links = [
        EvidenceLink(
            evidence_id=link.evidence_id, finding=heirs[link.finding_id], pages=link.pages, linked_by=by, linked_at=at,
            sample=by.sample,
        )
        for link in kept.order_by("pk")
    ]  # fmt: skip
    return EvidenceLink.objects.bulk_create(links)


def _figures(unit: Unit, finding_ids: Collection[int], by: User) -> list[Finding]:
    """The figures to be proven: those that still count and that the writer may enter."""
    if not finding_ids:
        raise ValidationError({"findings": "Chọn ít nhất một số liệu."})
    found = list(findings_changeable_by(by, unit).filter(pk__in=finding_ids).order_by("pk"))
    if len(found) < len(set(finding_ids)):
        raise ValidationError(
            {"findings": "Số liệu vừa được đính chính hoặc không thuộc phần việc của tài khoản này: chọn lại."}
        )
    if not by.sample and any(finding.sample for finding in found):
        raise ValidationError({"findings": "Đây là số liệu minh họa: ghi số liệu thật trước, rồi đính kèm."})
    return found


def _refuse_locked(
    unit: Unit, findings: Sequence[Finding], reason: str, by: User, today: dt.date, field: str = "findings"
) -> None:
    """The one lock answer, for the day of each figure: what proves a closed figure is closed with it."""
    closings, side = closings_of(unit, [finding.assessed_on for finding in findings]), side_of_writer(by)
    for finding in findings:
        answer = closings.answer(side, Stage(finding.stage), finding.indicator_id, finding.assessed_on, today)
        if is_locked(answer, bool(reason.strip())):
            raise ValidationError({"reason" if answer.only_with_reason else field: answer.words})


def _known(unit: Unit, sha256: str, paper: Paper, by: User) -> Evidence | None:
    """The same bytes as a document of the place that the writer sees: in use, or with the very same words on it."""
    rows = evidence_visible_to(by).filter(unit=unit, sha256=sha256, sample__in={False, by.sample})
    same_words = rows.filter(number=paper.number, issued_on=paper.issued_on, issuer=paper.issuer, summary=paper.summary)
    return same_words.order_by("pk").last() or rows.in_use().order_by("pk").last()


def _new_document(unit: Unit, upload: Upload, kind: DocumentKind, paper: Paper, by: User, at: dt.datetime) -> Evidence:
    evidence = Evidence(
        unit=unit, number=paper.number, issued_on=paper.issued_on, issuer=paper.issuer, summary=paper.summary,
        file_name=plain_name(upload.name), kind=kind, size=upload.size, sha256=upload.sha256, uploaded_by=by,
        uploaded_at=at, search_name=searched(paper, upload.name), sample=by.sample,
    )  # fmt: skip
    evidence.full_clean()
    evidence.save()
    audit(by=by, at=at, action="Tải lên minh chứng", subject=f"{unit}: {evidence}", detail={"sha256": evidence.sha256})
    return evidence


def searched(paper: Paper, file_name: str) -> str:
    """By which words the document is found."""
    return fold(" ".join((paper.number, paper.issuer, paper.summary, file_name)))[:900]


def _join(
    evidence: Evidence, findings: Sequence[Finding], pages: str, reason: str, by: User, at: dt.datetime
) -> list[EvidenceLink]:
    """Add the links that are not there yet: a file sent twice is joined once."""
    there = set(evidence.links.live().values_list("finding_id", flat=True))
    links = [
        EvidenceLink(
            evidence=evidence, finding=one, pages=pages, reason=reason.strip(), linked_by=by, linked_at=at,
            sample=by.sample,
        )
        for one in findings
        if one.pk not in there
    ]  # fmt: skip
    EvidenceLink.objects.bulk_create(links)
    if links:
        detail = {"evidence": evidence.pk, "findings": [link.finding_id for link in links]}
        detail |= {"reason": reason.strip()} if reason.strip() else {}
        audit(by=by, at=at, action="Gắn minh chứng", subject=str(evidence), detail=detail)
    return links
