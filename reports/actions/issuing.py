"""Phát hành: freeze a report for good, its forms cell by cell and its files as they are."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from communes.enums import Level
from communes.models import Appointment, Unit
from communes.models.units import hold
from ntm_portal import blobs
from ntm_portal.clock import LOCAL
from ntm_portal.vietnamese import day, fold, lower_first
from reports.enums import PaperKind, ReportKind
from reports.models import IssuedFile, IssuedForm, IssuedReport
from reports.permissions import places_reported_by, withdrawable_by
from reports.rules.frozen import digest
from reports.rules.issued import (
    TEXT_CODE,
    days_fault,
    number_fault,
    number_key,
    period_words,
    report_title,
    tidy_number,
)
from reports.rules.issuers import Issuer, symbol_fault


class StaleIssue(Exception):
    """Somebody has issued a report about the same place meanwhile: `theirs` is that report."""

    def __init__(self, theirs: IssuedReport):
        self.theirs = theirs
        super().__init__()


@dataclass(frozen=True, slots=True)
class Paper:
    """What the clerk enters: in whose name, number and day, who signs, what it is for, what it replaces and why."""

    place: Unit
    issuer: Issuer
    number: str
    issued_on: dt.date
    kind: ReportKind
    signer: Appointment
    signer_post: str
    note: str = ""
    replaces: IssuedReport | None = None
    replace_reason: str = ""
    period_code: str = ""  # of the text, where the report has one


@dataclass(frozen=True, slots=True)
class Clocks:
    """As of when, compared with when, and by what moment known."""

    as_of: dt.date
    compared: dt.date
    known_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Version:
    """The state of the portal a report was made from: registers, all data, the program itself."""

    revision: str
    data: str
    program: str


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file before it is kept."""

    kind: PaperKind
    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Contents:
    """What is frozen: every form as plain lists and words, every file, and the state both were made from."""

    forms: Sequence[dict]
    files: Sequence[MadeFile]
    version: Version

    @property
    def manifest(self) -> str:
        """One line for each form and file, with its digest."""
        lines = [f"form {form['code']} {digest(form)}" for form in self.forms]
        return "\n".join([*lines, *(f"file {file.kind} {file.sha256}" for file in self.files)])


@dataclass(frozen=True, slots=True)
class Sending:
    """By whom, when, by which press of the button, and which report of the place was the newest on the page."""

    by: User
    at: dt.datetime
    token: str
    seen: int | None


def checked(*, paper: Paper, clocks: Clocks, by: User, today: dt.date) -> Paper:
    """The paper with its number as it will be printed; refused with every fault at its field. Nothing is written."""
    if not places_reported_by(by).filter(pk=paper.place.pk).exists() or by.role not in paper.issuer.roles:
        raise PermissionDenied
    paper = replace(paper, number=tidy_number(paper.number, paper.issuer.family, paper.issuer.number_code))
    known_on = clocks.known_at.astimezone(LOCAL).date()
    faults = days_fault(paper.issued_on, clocks.as_of, known_on, today)
    fault = number_fault(paper.number, paper.issuer.family, paper.issuer.number_code)
    if fault := fault or symbol_fault(paper.number, paper.issuer):
        faults["number"] = fault
    elif taken := same_number(paper):
        faults["number"] = taken_words(taken)
    if not period_words(paper.kind, clocks.as_of):
        faults["kind"] = f"Ngày số liệu {day(clocks.as_of)} không thuộc kỳ nào của {paper.kind.label.lower()}."
    if not paper.signer.valid_from <= paper.issued_on <= paper.signer.valid_to:
        faults["signer"] = f"{paper.signer.officer} không giữ chức này vào ngày {day(paper.issued_on)}: chọn lại."
    elif not signs_for(paper.signer, paper.issuer):
        faults["signer"] = f"{paper.signer.officer} không ký cho {paper.issuer.name}: chọn người khác."
    faults |= replacing_faults(paper, by)
    if faults:
        raise ValidationError(faults)
    return paper


def signs_for(holder: Appointment, issuer: Issuer) -> bool:
    """Whether somebody signs for a body by the post he holds."""
    return issuer.is_signed_by(holder.post, holder.department.code if holder.department else "")


def same_number(paper: Paper) -> IssuedReport | None:
    """The report that has this number already, of the same body of the district and the same year."""
    rows = IssuedReport.objects.filter(
        district=paper.place.district,
        issuer=paper.issuer.code,
        year=paper.issued_on.year,
        number_key=number_key(paper.number),
    )
    return rows.select_related("issued_by").first()


def taken_words(taken: IssuedReport) -> str:
    """Who has used a number, and for what."""
    at = taken.issued_at.astimezone(LOCAL)
    by = f"{taken.issued_by.full_name} phát hành lúc {at:%H:%M} ngày {day(at)}"
    return f"Số {taken.number} đã dùng: {taken.title}, {by}."


def replacing_faults(paper: Paper, by: User) -> dict[str, str]:
    """What is wrong with the report that is to be replaced."""
    if paper.replaces is None:
        return {}
    faults = {} if paper.replace_reason else {"replace_reason": "Nêu lý do thay thế."}
    old = withdrawable_by(by).filter(pk=paper.replaces.pk, place=paper.place).first()
    if old is None:
        return faults | {"number": "Không có báo cáo cần thay thế."}
    if paper.issued_on < old.issued_on:
        faults["issued_on"] = f"Thay báo cáo ghi ngày {day(old.issued_on)}: phải ghi ngày đó hoặc sau."
    if later := IssuedReport.objects.filter(replaces=old).first():
        return faults | {"number": f"Báo cáo {old.label} đã được thay bằng báo cáo {later.label}."}
    if hasattr(old, "withdrawal"):
        return faults | {"number": f"Báo cáo {old.label} đã thu hồi: phát hành báo cáo mới, không thay thế."}
    if old.sample and not by.sample:
        return faults | {"number": "Báo cáo minh họa không thay bằng báo cáo thật."}
    return faults


@transaction.atomic
def issue_report(*, paper: Paper, clocks: Clocks, contents: Contents, sending: Sending, today: dt.date) -> IssuedReport:
    """Phát hành báo cáo: from now on nothing of it changes. Sent twice it is issued once.

    Raises StaleIssue where another one was issued since the page was opened, ValidationError with faults by field.
    """
    by = sending.by
    hold(paper.place.district.pk)
    if sent := IssuedReport.objects.filter(issued_by=by, token=sending.token).first():
        return sent
    newest = IssuedReport.objects.of_place(paper.place).order_by("-pk").select_related("issued_by").first()
    if newest and newest.pk != sending.seen:
        raise StaleIssue(newest)
    report = recorded(checked(paper=paper, clocks=clocks, by=by, today=today), clocks, contents, sending)
    report.full_clean()
    for file in contents.files:
        blobs.keep(BytesIO(file.content), file.sha256)
    report.save(force_insert=True)
    add_contents(report, contents)
    detail = {"so": report.number, "ngay": report.issued_on.isoformat(), "so-lieu": clocks.as_of.isoformat()}
    detail |= {"thay": paper.replaces.label} if paper.replaces else {}
    audit(by=by, at=sending.at, action="Phát hành báo cáo", subject=report.title, detail=detail)
    return report


def recorded(paper: Paper, clocks: Clocks, contents: Contents, sending: Sending) -> IssuedReport:
    """The report as it will be kept."""
    period = period_words(paper.kind, clocks.as_of)
    place = "" if paper.place.level == Level.DISTRICT else lower_first(paper.place.label)
    sheets = [form["sheet"] for form in contents.forms if form["code"] != TEXT_CODE]
    title = report_title(paper.kind, period, place, sheets, has_text=len(sheets) < len(contents.forms))
    report = IssuedReport(
        place=paper.place, district=paper.place.district, kind=paper.kind, period=period,
        period_code=paper.period_code, title=title, issuer=paper.issuer.code,
        issuer_name=paper.issuer.name, number=paper.number, number_key=number_key(paper.number),
        issued_on=paper.issued_on, year=paper.issued_on.year, signer=paper.signer,
        signer_name=paper.signer.officer.name, signer_post=paper.signer_post, as_of=clocks.as_of,
        compared=clocks.compared, known_at=clocks.known_at, note=paper.note, replaces=paper.replaces,
        replace_reason=paper.replace_reason, apart=any(form["apart"] for form in contents.forms),
        manifest=contents.manifest, revision=contents.version.revision, data_version=contents.version.data,
        program=contents.version.program, issued_by=sending.by, issued_at=sending.at, token=sending.token,
        sample=sending.by.sample,
    )  # fmt: skip
    names = " ".join(f"{form['sheet']} {form['name']}" for form in contents.forms)
    said = (report.number, title, report.issuer_name, report.signer_name, report.signer_post, report.note, names)
    report.search_name = fold(" ".join(said))[:900]
    return report


def add_contents(report: IssuedReport, contents: Contents) -> None:
    """The forms and files, in the order they were chosen."""
    IssuedForm.objects.bulk_create(
        IssuedForm(
            report=report, code=form["code"], sheet=form["sheet"], name=form["name"], place_in_order=at, content=form,
            digest=digest(form), sample=report.sample,
        )
        for at, form in enumerate(contents.forms)
    )  # fmt: skip
    IssuedFile.objects.bulk_create(
        IssuedFile(
            report=report, kind=file.kind, file_name=file.name, size=len(file.content), sha256=file.sha256,
            sample=report.sample,
        )
        for file in contents.files
    )  # fmt: skip
