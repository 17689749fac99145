"""Writes to the register of documents: entered, corrected, and the file with their text."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from accounts.actions import audit
from accounts.models import User
from accounts.permissions import district_of
from communes.models import Unit
from criteria.actions.evidence import Paper, store_document
from criteria.models import Evidence
from directives.enums import DocumentKind
from directives.models import Directive
from directives.permissions import directives_editable_by, follows_tasks
from ntm_portal.uploads import Upload
from ntm_portal.vietnamese import day


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
    scope: str = "",
    source: str = "",
    district: Unit | None = None,
    cites: Sequence[Directive] = (),
) -> Directive:
    """Vào sổ văn bản, with what it is based on."""
    if by and not follows_tasks(by):
        raise PermissionDenied
    document = Directive(
        kind=kind, number=number, issued_on=issued_on, issuer=issuer, signer=signer, summary=summary, scope=scope,
        source=source, district=district, sample=bool(by and by.sample),
    )  # fmt: skip
    refuse_impossible(document, cites)
    document.full_clean()
    document._history_user = by
    document.save()
    document.cites.set(cites)
    audit(by=by, action="Thêm văn bản chỉ đạo", subject=document.label)
    return document


@transaction.atomic
def amend_document(
    *, document: Directive, seen: int, cites: Sequence[Directive], by: User, **fields: object
) -> Directive:
    """Sửa văn bản trong sổ: refused if somebody changed it since it was opened; what it was stays in its history."""
    held = held_row(directives_editable_by(by), document)
    refuse_stale(held, seen)
    refuse_mixing(held, by)
    for name, value in fields.items():
        setattr(held, name, value)
    refuse_impossible(held, cites)
    held.full_clean()
    held._history_user = by
    held.save()
    held.cites.set(cites)
    audit(by=by, action="Sửa văn bản chỉ đạo", subject=held.label)
    return held


@transaction.atomic
def attach_text(*, document: Directive, upload: Upload, by: User, at: dt.datetime, today: dt.date) -> Evidence:
    """Đính kèm toàn văn: checked by its bytes and kept like any other document of the district."""
    held = held_row(directives_editable_by(by), document)
    refuse_mixing(held, by)
    paper = Paper(held.issued_on, (held.summary or held.label)[:300], number=held.number, issuer=held.issuer[:200])
    evidence = store_document(unit=district_of(by), upload=upload, paper=paper, by=by, at=at, today=today)
    held.file = evidence
    held._history_user = by
    held.save()
    audit(by=by, at=at, action="Đính kèm toàn văn", subject=held.label, detail={"evidence": evidence.pk})
    return evidence


def refuse_impossible(document: Directive, cites: Sequence[Directive]) -> None:
    """A document rests on others, issued before it."""
    if document.pk and document.pk in {cited.pk for cited in cites}:
        raise ValidationError({"cites": "Văn bản không căn cứ vào chính nó."})
    later = [cited for cited in cites if cited.issued_on > document.issued_on]
    if later:
        raise ValidationError({"cites": f"{later[0].label} ban hành sau văn bản này ({day(document.issued_on)})."})


def refuse_mixing(record: models.Model, by: User) -> None:
    """What is real is not changed by a sample account, nor the other way: the demonstration must go without a trace."""
    if by.sample and not record.sample:
        raise ValidationError("Tài khoản minh họa không sửa bản ghi thật: thêm văn bản hoặc nhiệm vụ mới để thử.")
    if record.sample and not by.sample:
        raise ValidationError("Đây là số liệu minh họa, không sửa bằng tài khoản thật.")


def held_row(rows: models.QuerySet, record: models.Model) -> models.Model:
    """The record as it stands, locked until the transaction ends; PermissionDenied where the writer may not."""
    held = rows.model.objects.select_for_update(no_key=True).filter(pk=record.pk).first()
    if held is None or not rows.filter(pk=record.pk).exists():
        raise PermissionDenied
    return held


def newest_change(record: models.Model) -> int:
    """The name of the state somebody saw: the key of the last line of its history."""
    return record.history.order_by("-history_id").values_list("history_id", flat=True).first() or 0


def refuse_stale(record: models.Model, seen: int) -> None:
    """Say who changed the record meanwhile, instead of overwriting his words."""
    last = record.history.order_by("-history_id").select_related("history_user").first()
    if last is not None and last.history_id != seen:
        who = last.history_user.full_name if last.history_user else "Người khác"
        raise ValidationError(
            f"{who} đã sửa trong lúc trang này mở. Bản đang có hiện ở khung bên dưới; "
            "kiểm tra rồi bấm lưu lần nữa để ghi theo nội dung của trang này."
        )
