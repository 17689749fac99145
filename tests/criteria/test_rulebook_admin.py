"""The administrator reads the rulebook in Django's admin, and changes only what the office decides."""

import re

import pytest
from django.contrib import admin

from accounts.models import AuditEntry
from communes.models import Department
from criteria.actions.targets import confirm_target
from criteria.actions.verifying import Picked, return_cells
from criteria.models import (
    CriteriaSet,
    Criterion,
    Evidence,
    EvidenceLink,
    Finding,
    FundingContent,
    Indicator,
    Recognition,
    Target,
    TargetCheck,
    VerdictSpan,
)
from tests import build

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style\b|\sstyle=|\son[a-z]+=", re.IGNORECASE
)
# Django's own pages read names that are not always there.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

MODELS = [model for model in admin.site._registry if model._meta.app_label == "criteria"]
named = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)


@pytest.fixture
def browser(sign_in, xuan_tan, hanh, admin, tan):
    """The administrator, and at least one row of everything."""
    (finding,) = build.record(xuan_tan, build.row("15.1", numerator=90, denominator=100), by=hanh)
    build.evidence_link(finding, by=hanh)
    build.recognition(xuan_tan)
    confirm_target(target=Target.objects.first(), by=admin, at=build.moment("2017-09-25"))
    build.locked(by=hanh)
    build.sent(xuan_tan, tan)
    build.extension(xuan_tan, tan)
    returned = [Picked(xuan_tan.pk, build.indicator("11").pk, 0)]
    return_cells(
        period=build.period(), cells=returned, reason="Thử", answer_by=None, by=hanh, at=build.moment("2017-09-25"),
        today=build.date("2017-09-25"),
    )  # fmt: skip
    return sign_in("admin")


def page(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def base(model) -> str:
    return f"/quan-tri/criteria/{model._meta.model_name}/"


@named
def test_every_page_opens_without_inline_code(model, browser):
    pk = model.objects.latest("pk").pk
    for address in (base(model), f"{base(model)}?q=xuan+thuy", f"{base(model)}{pk}/change/"):
        assert INLINE.findall(page(browser.get(address, follow=True))) == [], address


@named
def test_nothing_is_removed_there(model, browser):
    pk = model.objects.latest("pk").pk
    assert browser.post(f"{base(model)}{pk}/delete/", {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=pk).exists()


@pytest.mark.parametrize("model", [model for model in MODELS if model not in (Recognition, FundingContent)])
def test_nothing_is_added_there_but_a_recognition_and_a_line_of_resources(model, browser):
    assert browser.get(f"{base(model)}add/").status_code == 403


@pytest.mark.parametrize("model", [Evidence, EvidenceLink, Finding, Target, TargetCheck, VerdictSpan])
def test_what_is_recorded_elsewhere_is_only_read(model, browser):
    pk = model.objects.latest("pk").pk
    assert browser.post(f"{base(model)}{pk}/change/", {"note": "khác"}).status_code == 403


@named
@pytest.mark.parametrize("who", ["hanh", "tan", "leader"])
def test_a_stranger_finds_no_admin_page(model, who, sign_in):
    assert sign_in(who).get(base(model)).status_code == 404


def test_the_department_of_an_indicator_is_changed_and_the_change_is_kept(browser, admin):
    indicator = build.indicator("15.3")
    department = Department.objects.get(code="y-te")
    form = {
        "short_name": "Thấp còi",
        "measured_how": indicator.measured_how,
        "lead_sector": "Y tế",
        "lead_department": department.pk,
        "kind": "COUNT",
    }
    assert browser.post(f"{base(Indicator)}{indicator.pk}/change/", form).status_code == 302
    changed = Indicator.objects.get(pk=indicator.pk)
    assert (changed.short_name, changed.lead_department, changed.kind) == ("Thấp còi", department, "PERCENT")
    entry = AuditEntry.objects.filter(by=admin).latest("pk")
    assert (entry.action, entry.detail) == (
        "Sửa chỉ tiêu",
        {"short_name": "Thấp còi", "lead_department": "Phòng Y tế"},
    )


def test_a_recognition_is_typed_there(browser, xuan_tan):
    form = {
        "unit": xuan_tan.pk,
        "tier": "STANDARD",
        "criteria_set": CriteriaSet.objects.get(code="xa-2009-2015").pk,
        "year": 2015,
        "decision": "123/QĐ-UBND",
        "decided_on": "31/12/2015",
        "withdrawn_on": "31/12/9999",
    }
    assert browser.post(f"{base(Recognition)}add/", form).status_code == 302
    made = Recognition.objects.get(decision="123/QĐ-UBND")
    assert (made.unit, made.recorded_at is not None, made.withdrawal_at) == (xuan_tan, True, None)
    address = f"{base(Recognition)}{made.pk}/change/"
    assert browser.post(address, form | {"withdrawn_on": "01/9/2017"}).status_code == 302
    taken = Recognition.objects.get(pk=made.pk)
    assert (taken.recorded_at, taken.withdrawal_at is not None) == (made.recorded_at, True)


@pytest.mark.parametrize(
    ("model", "typed", "found"),
    [
        (Criterion, "y te", True),
        (Indicator, "bao hiem", True),
        (Finding, "XUÂN TÂN", True),
        (Finding, "15.1", True),
        (Finding, "xuan thuy", False),
    ],
)
def test_search_does_not_mind_marks_or_case(model, typed, found, browser):
    listed = re.findall(r'<th class="field-', page(browser.get(base(model), {"q": typed})))
    assert bool(listed) is found
