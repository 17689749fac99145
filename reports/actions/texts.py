"""Báo cáo của huyện, của xã: write a text, put a sentence otherwise, take it back; every step is a version."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from accounts.permissions import district_of
from communes.models import Unit
from communes.models.units import hold
from ntm_portal.vietnamese import nfc
from reports.enums import TextAct
from reports.models import PatternText, ReportText
from reports.permissions import may_word_patterns, may_write_texts
from reports.rules.shipped_patterns import PATTERNS, is_slot
from reports.rules.texts import LONGEST_SENTENCE, text_fault, tidied

SAID = {
    TextAct.WRITE: "Ghi phần viết của báo cáo",
    TextAct.DRAFT: "Lưu nháp phần viết của báo cáo",
    TextAct.RESTORE: "Lấy lại câu tự động của báo cáo",
}


class StaleText(Exception):
    """Somebody has written meanwhile: `theirs` is what stands there now."""

    def __init__(self, theirs: ReportText | PatternText):
        self.theirs = theirs
        super().__init__()


@dataclass(frozen=True, slots=True)
class OfReport:
    """Of which report a text is: whose it is (the district, a commune), the code of its period and its first day."""

    place: Unit
    code: str
    begins_on: dt.date

    @property
    def fields(self) -> dict:
        """As the versions are found and made."""
        return {"place": self.place, "period_code": self.code, "begins_on": self.begins_on}


@transaction.atomic
def write_text(
    *, report: OfReport, slot: str, text: str, basis: str, seen: int, draft: bool, by: User, at: dt.datetime
) -> ReportText:
    """Đưa vào báo cáo, lưu nháp: `seen` is the version the writer had before him. Sent twice it is kept once."""
    _refuse_strangers(report.place, slot, by)
    words = tidied(slot, text)
    if fault := text_fault(slot, words):
        raise ValidationError({"text": fault})
    act = TextAct.DRAFT if draft else TextAct.WRITE
    return _add(report, slot, {"act": act, "text": words, "basis": nfc(basis)[:LONGEST_SENTENCE]}, seen, by, at)


@transaction.atomic
def restore_text(*, report: OfReport, slot: str, seen: int, by: User, at: dt.datetime) -> ReportText | None:
    """Lấy lại câu tự động, bỏ phần viết: the words stay as an earlier version. Nothing where nobody has written."""
    _refuse_strangers(report.place, slot, by)
    if not ReportText.objects.filter(**report.fields, slot=slot).exists():
        return None
    return _add(report, slot, {"act": TextAct.RESTORE, "text": "", "basis": ""}, seen, by, at)


def _refuse_strangers(place: Unit, slot: str, by: User) -> None:
    if not may_write_texts(by, place) or not is_slot(slot):
        raise PermissionDenied


def _add(report: OfReport, slot: str, said: dict, seen: int, by: User, at: dt.datetime) -> ReportText:
    hold(report.place.pk)
    newest = ReportText.objects.filter(**report.fields, slot=slot).order_by("-revision").first()
    if newest and (newest.act, newest.text) == (said["act"], said["text"]) and newest.basis == said["basis"]:
        return newest
    if (newest.revision if newest else 0) != seen:
        raise StaleText(newest)
    made = ReportText(
        **report.fields, slot=slot, **said, revision=seen + 1, written_by=by, written_at=at, sample=by.sample
    )
    made.full_clean()
    made.save(force_insert=True)
    detail = {"ky": report.code, "tu": report.begins_on.isoformat(), "phan": slot, "lan": made.revision}
    audit(by=by, at=at, action=SAID[said["act"]], subject=str(made), detail=detail)
    return made


@transaction.atomic
def word_pattern(
    *, district: Unit, code: str, text: str, seen: int, by: User, at: dt.datetime, body: str = ""
) -> PatternText:  # fmt: skip
    """Sửa câu mẫu: how a sentence is put in every report from now on, or only in the name of a family or a body.

    An empty text brings the shipped one back; of a family or a body, what is said in everybody's name.
    """
    if not may_word_patterns(by) or district_of(by).pk != district.pk or code not in PATTERNS:
        raise PermissionDenied
    if body and body not in PATTERNS[code].bodies:
        raise PermissionDenied
    words = " ".join(nfc(text).split())
    if words and (faults := PATTERNS[code].faults(words)):
        raise ValidationError({"text": faults})
    hold(district.pk)
    newest = PatternText.objects.filter(district=district, pattern=code, body=body).order_by("-revision").first()
    if newest and newest.text == words:
        return newest
    if (newest.revision if newest else 0) != seen:
        raise StaleText(newest)
    made = PatternText(
        district=district, pattern=code, body=body, text=words, revision=seen + 1, written_by=by, written_at=at,
        sample=by.sample,
    )  # fmt: skip
    made.full_clean()
    made.save(force_insert=True)
    action = "Sửa câu mẫu báo cáo" if words else "Lấy lại câu mẫu gốc"
    audit(
        by=by,
        at=at,
        action=action,
        subject=str(made),
        detail={"cau": code, "lan": made.revision} | ({"co-quan": body} if body else {}),
    )
    return made
