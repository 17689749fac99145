"""One fault for each check of issued reports."""

from communes.models import Appointment
from ntm_portal import blobs
from reports.models import IssuedForm, IssuedWithdrawal
from tests import build
from tests.reports import issues
from tests.reports.integrity_money import FAULTS
from tests.reports.integrity_work import fault

__all__ = ["FAULTS"]


@fault("issued.file_altered")
def file_altered(cast):
    report = issues.issued(cast.hanh, made=issues.contents(words=b"tep se hong"))
    path = blobs.path_of(report.files.get().sha256)
    path.write_bytes(b"tep da hong")


@fault("issued.content_altered")
def content_altered(cast):
    form = issues.issued(cast.hanh).forms.get()
    IssuedForm.objects.filter(pk=form.pk).update(content=form.content | {"title": "KHÁC"})


@fault("issued.incomplete")
def incomplete(cast):
    issues.issued(cast.hanh, made=issues.contents(issues.table(), issues.table("bieu-15"))).forms.last().delete()


@fault("issued.signer")
def signer(cast):
    report = issues.issued(cast.hanh)
    Appointment.objects.filter(pk=report.signer_id).update(valid_to=build.date("2017-09-01"))


@fault("issued.withdrawn")
def withdrawn(cast):
    taken_back = issues.withdrawn(issues.issued(cast.hanh), cast.hanh)
    IssuedWithdrawal.objects.filter(pk=taken_back.pk).update(decided_on=build.date("2017-09-01"))
