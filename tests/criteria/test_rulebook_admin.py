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
    CriterionGroup,
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


@pytest.mark.parametrize(
    "model", [model for model in MODELS if model not in (Recognition, FundingContent, CriterionGroup)]
)
def test_nothing_is_added_there_but_a_recognition_a_line_of_resources_and_a_group(model, browser):
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


def of_communes(number: int) -> Criterion:
    return Criterion.objects.get(criteria_set__code="xa-2016-2020", number=number)


def test_a_group_is_named_anew_and_a_criterion_moves_to_the_group_beside_it(browser, admin):
    commune_set = CriteriaSet.objects.get(code="xa-2016-2020")
    group, last = (commune_set.groups.get(code=code) for code in ("IV", "V"))
    address = f"{base(CriterionGroup)}{group.pk}/change/"
    assert browser.post(address, {"name": "Văn hóa, xã hội", "code": "X"}).status_code == 302
    moved = of_communes(17)
    address = f"{base(Criterion)}{moved.pk}/change/"
    assert browser.post(address, {"short_name": moved.short_name, "group": last.pk}).status_code == 302
    assert [(row.name, [criterion.number for criterion in row.criteria.all()]) for row in commune_set.groups.all()][
        3:
    ] == [("Văn hóa, xã hội", [14, 15, 16]), ("Hệ thống chính trị", [17, 18, 19])]
    assert [(entry.action, entry.detail) for entry in AuditEntry.objects.filter(by=admin).order_by("pk")][-2:] == [
        ("Sửa nhóm tiêu chí", {"name": "Văn hóa, xã hội"}), ("Sửa tiêu chí", {"group": "V. Hệ thống chính trị"}),
    ]  # fmt: skip


def test_a_group_of_the_office_s_own_is_added(browser):
    commune_set = CriteriaSet.objects.get(code="xa-2016-2020")
    form = {"criteria_set": commune_set.pk, "code": "IVa", "name": "Môi trường", "display_order": 5}
    assert browser.post(f"{base(CriterionGroup)}add/", form).status_code == 302
    assert "Nhóm tiêu chí với thông tin Bộ tiêu chí và Mã đã tồn tại" in page(
        browser.post(f"{base(CriterionGroup)}add/", form)
    )


@pytest.mark.parametrize(
    ("number", "group", "sentence"),
    [
        (15, "V", "Nhóm IV phải gồm các tiêu chí liền nhau"),
        (15, "I", "Nhóm I phải gồm các tiêu chí liền nhau"),
        (17, "", "Các tiêu chí khác của bộ này đều có nhóm: chọn một nhóm."),
    ],
)
def test_a_criterion_is_not_torn_out_of_its_group(number, group, sentence, browser):
    criterion = of_communes(number)
    chosen = criterion.criteria_set.groups.filter(code=group).values_list("pk", flat=True).first()
    form = {"short_name": criterion.short_name, "group": chosen or ""}
    assert sentence in page(browser.post(f"{base(Criterion)}{criterion.pk}/change/", form))
    criterion.refresh_from_db()
    assert criterion.group.code == "IV"


def test_a_criterion_goes_to_no_group_of_another_set(browser):
    criterion, other = of_communes(19), CriterionGroup.objects.get(criteria_set__code="xa-2021-2025", code="V")
    form = {"short_name": criterion.short_name, "group": other.pk}
    assert browser.post(f"{base(Criterion)}{criterion.pk}/change/", form).status_code == 200
    criterion.refresh_from_db()
    assert criterion.group.criteria_set.code == "xa-2016-2020"


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
