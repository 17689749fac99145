"""Văn bản của hồ sơ: each word about a part is a version that is added; what was said before stays."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from criteria.actions.evidence import Paper, store_document
from criteria.models import Evidence
from dossiers.actions.dossiers import refuse_future, refuse_handed_in, refuse_mixing
from dossiers.enums import PartState
from dossiers.models import ChecklistItem, Dossier, DossierDocument
from dossiers.permissions import may_keep_part, states_open_to, usable_documents
from ntm_portal.uploads import Upload


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody says of a part: its state and what stands on the paper."""

    state: PartState
    number: str = ""
    issued_on: dt.date | None = None
    signer: str = ""
    reason: str = ""


@transaction.atomic
def record_document(
    *,
    dossier: Dossier,
    item: ChecklistItem,
    written: Written,
    seen: int,
    by: User,
    at: dt.datetime,
    today: dt.date,
    upload: Upload | None = None,
    evidence: Evidence | None = None,
) -> DossierDocument:
    """Ghi văn bản của một thành phần: a new version over the one its writer saw (0: none); the file stays with the
    next version unless another one comes. Sent twice it is written once."""
    held = held_dossier(dossier, item, by)
    newest = held.documents.filter(item=item).order_by("-version").select_related("recorded_by", "evidence").first()
    sent_again = newest and newest.version == seen + 1 and _says_the_same(newest, written, by)
    if sent_again and _brings_the_same(newest, upload, evidence):
        return newest
    refuse_other_version(newest, seen)
    if written.state not in states_open_to(by):
        raise ValidationError({"state": "Tình trạng này do Văn phòng điều phối ghi."})
    refuse_future({"issued_on": written.issued_on}, today)
    line = DossierDocument(
        dossier=held, item=item, version=seen + 1, state=written.state, number=written.number.strip(),
        issued_on=written.issued_on, signer=written.signer.strip(), reason=written.reason.strip(),
        on=_since(written, today), recorded_by=by, recorded_at=at, sample=held.sample,
    )  # fmt: skip
    line.evidence = _file(line, newest, upload, evidence, today)
    line.full_clean()
    line.save(force_insert=True)
    detail = {"state": line.state, "version": line.version, "number": line.number}
    audit(by=by, at=at, action="Ghi văn bản hồ sơ", subject=f"{held}: {item.title}", detail=detail)
    return line


def held_dossier(dossier: Dossier, item: ChecklistItem, by: User) -> Dossier:
    """The dossier, locked until the transaction ends, for whoever keeps the part; nobody writes in one handed in."""
    rows = Dossier.objects.select_for_update(no_key=True, of=("self",)).select_related("unit__parent__parent")
    held = rows.get(pk=dossier.pk)
    if not may_keep_part(by, held, item):
        raise PermissionDenied
    if item.procedure_id != held.procedure_id:
        raise ValidationError("Thành phần không thuộc thủ tục của hồ sơ này.")
    refuse_mixing(held, by)
    refuse_handed_in(held)
    return held


def refuse_other_version(newest: DossierDocument | None, seen: int) -> None:
    """Say what somebody else wrote meanwhile, instead of writing over it."""
    if (newest.version if newest else 0) == seen:
        return
    if newest is None:
        raise ValidationError("Thành phần này chưa có bản nào: mở lại trang.")
    raise ValidationError(
        f"{newest.recorded_by.full_name} đã ghi bản {newest.version} trong lúc trang này mở. "
        "Bản đang có hiện ở bên cạnh; kiểm tra rồi bấm lưu lần nữa để ghi bản mới."
    )


def _says_the_same(line: DossierDocument, written: Written, by: User) -> bool:
    """The same words of the same writer, sent a second time."""
    said = (line.state, line.number, line.issued_on, line.signer, line.reason, line.recorded_by_id)
    return said == (
        written.state, written.number.strip(), written.issued_on, written.signer.strip(), written.reason.strip(), by.pk
    )  # fmt: skip


def _brings_the_same(line: DossierDocument, upload: Upload | None, evidence: Evidence | None) -> bool:
    """No other file than the version has: the same words with a file that was forgotten are meant."""
    if upload:
        return bool(line.evidence and line.evidence.sha256 == upload.sha256)
    return evidence is None or evidence.pk == line.evidence_id


def _since(written: Written, today: dt.date) -> dt.date:
    return written.issued_on if written.state == PartState.SIGNED and written.issued_on else today


def _file(
    line: DossierDocument,
    newest: DossierDocument | None,
    upload: Upload | None,
    evidence: Evidence | None,
    today: dt.date,
) -> Evidence | None:
    """The new file, a document the place has already, or the file of the version before."""
    if line.state == PartState.MISSING:
        return None
    unit = line.dossier.unit
    if upload:
        paper = Paper(line.issued_on or today, line.item.title, line.number, line.item.prepared_by)
        return store_document(
            unit=unit, upload=upload, paper=paper, by=line.recorded_by, at=line.recorded_at, today=today
        )
    if evidence is None:
        return newest.evidence if newest else None
    if not usable_documents(line.recorded_by, unit).filter(pk=evidence.pk).exists():
        raise ValidationError({"known": "Tài liệu này không thuộc phạm vi của tài khoản."})
    if evidence.sample and not line.sample:
        raise ValidationError({"known": "Đây là tài liệu minh họa, không dùng cho hồ sơ thật."})
    return evidence
