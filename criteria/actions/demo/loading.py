"""Load the demonstration through the portal's own write path, day by day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from communes.models import Unit
from criteria.actions.demo.flow import load_flow
from criteria.actions.demo.money import load_money
from criteria.actions.demo.movements import load_movements
from criteria.actions.demo.papers import load_papers
from criteria.actions.demo.people import load_accounts, load_officers
from criteria.actions.demo.plain import Commune
from criteria.actions.demo.story import LAST, YEAR_END, Told, told_of, told_of_district
from criteria.actions.demo.talk import load_talk
from criteria.actions.findings import FigureRow, record_findings, void_finding
from criteria.enums import Scope, SourceStatus, Stage
from criteria.models import CriteriaSet, Finding, Indicator, Recognition, RuleSetting, Target
from ntm_portal import clock

MARK = "Số liệu minh họa"
# Years of recognition under the set before, none of them a real decision.
RECOGNISED = {
    "14089": 2013, "14095": 2016, "14098": 2015, "14101": 2013, "14104": 2014, "14107": 2015, "14116": 2016,
    "14119": 2016, "14122": 2016, "14125": 2015, "14128": 2016, "14131": 2015, "14134": 2013, "14137": 2013,
    "14140": 2016, "14143": 2015, "14146": 2015,
}  # fmt: skip
LEVELS = {
    "2.1": [(2016, "100")], "2.2": [(2016, "80")], "2.3": [(2016, "100")], "2.4": [(2016, "70")],
    "10": [(2016, "33"), (2017, "36"), (2018, "40"), (2019, "45")],
}  # fmt: skip
SETTINGS = {"nearly_least_met": 14, "nearly_tolerates_not_met": True}
SOURCES = {
    "15.1": "Bảng tổng hợp thẻ BHYT của BHXH huyện (minh họa)",
    "11": "Biên bản rà soát hộ nghèo (minh họa)",
    "15.3": "Báo cáo chiến dịch cân đo trẻ (minh họa)",
}


@transaction.atomic
def load_demo() -> int:
    """Nạp số liệu minh họa: people, levels, recognitions and nine months of figures. Returns how many figures."""
    if Finding.objects.exists():
        raise ValidationError("Đã có số liệu. Chỉ nạp số liệu minh họa vào cơ sở dữ liệu chưa có số liệu.")
    district = Unit.objects.districts().valid_on(YEAR_END).get(code=settings.HOME_DISTRICT)
    communes = list(Unit.objects.communes().in_district(district).valid_on(YEAR_END).in_order())
    load_officers(communes)
    users = load_accounts(district, communes)
    load_levels(district.province.code)
    load_recognitions(communes)
    for commune in communes:
        load_commune(commune, users)
    load_district(district, users["vpdp"])
    load_mistakes(communes, users)
    load_all_papers(communes, district, users)
    load_movements(communes, users)
    load_money(communes, users)
    load_flow(district, communes, users)
    load_talk(communes, users)
    return Finding.objects.count()


def load_levels(province_code: str) -> None:
    """Illustrative levels of the province where the rulebook has none, and the meaning of "cơ bản đạt chuẩn"."""
    moment = at_nine(YEAR_END)
    indicators = {row.number: row for row in commune_indicators()}
    for number, steps in LEVELS.items():
        for year, value in steps:
            Target.objects.create(
                indicator=indicators[number], scope=Scope.PROVINCE, scope_code=province_code, year_from=year,
                value=Decimal(value), source=f"{MARK}, chưa có trong văn bản nào đã đọc",
                source_status=SourceStatus.SAMPLE, recorded_at=moment, sample=True,
            )  # fmt: skip
    for key, value in SETTINGS.items():
        RuleSetting.objects.create(key=key, value=value, recorded_at=moment, reason=MARK, sample=True)


def load_recognitions(communes: Iterable[Unit]) -> None:
    """Seventeen units recognised before; three registered for 2017."""
    old_set = CriteriaSet.objects.filter(code="xa-2009-2015").first()
    for commune in communes:
        if year := RECOGNISED.get(commune.code):
            decided_on = min(dt.date(year, 12, 20), YEAR_END)
            Recognition.objects.create(
                unit=commune, criteria_set=old_set, year=year, decision="… (minh họa)", decided_on=decided_on,
                recorded_at=at_nine(decided_on), sample=True,
            )  # fmt: skip


def commune_indicators():
    """Indicators of the 2016-2020 commune set that carry figures."""
    rows = Indicator.objects.filter(criterion__criteria_set__code="xa-2016-2020", parts=None)
    return rows.order_by("criterion__number", "display_order").select_related("lead_department")


def load_commune(commune: Unit, users: dict[str, User]) -> None:
    """The figures of one commune, each day's rows stored together by whoever entered them."""
    indicators = {row.number: row for row in commune_indicators()}
    place = Commune(commune.code, commune.population, commune.households, commune.area_km2)
    batches = defaultdict(list)
    for told in told_of(place, list(indicators)):
        for stage in told.stages:
            writer = writer_of(commune, told, stage, indicators, users)
            batches[told.on, writer].append(as_row(told, stage, indicators[told.number].pk))
    for (day, writer), rows in batches.items():
        store(commune, rows, writer, day)


def writer_of(commune: Unit, told: Told, stage: Stage, indicators, users: dict[str, User]) -> User:
    """The commune's officer for its own word; for series the department that owns them; else the office."""
    if stage == Stage.SELF:
        return users[f"{commune.slug}.ntm"]
    department = indicators[told.number].lead_department
    if stage == Stage.VERIFIED and told.number in SOURCES and department:
        return users[f"phong.{department.code}"]
    return users["vpdp"]


def as_row(told: Told, stage: Stage, indicator_id: int) -> FigureRow:
    source = SOURCES.get(told.number, "Hồ sơ tiêu chí (minh họa)")
    return FigureRow(indicator_id, stage, told.on, source_document=source, **told.figures)


def district_indicators():
    """The fourteen indicators of the district."""
    rows = Indicator.objects.filter(criterion__criteria_set__code="huyen-2016-2020")
    return rows.order_by("criterion__number", "display_order")


def load_district(district: Unit, office: User) -> None:
    """The fourteen indicators of the district."""
    pks = dict(district_indicators().values_list("number", "pk"))
    batches = defaultdict(list)
    for told in told_of_district(list(pks)):
        batches[told.on] += [as_row(told, stage, pks[told.number]) for stage in told.stages]
    for day in sorted(batches):
        store(district, batches[day], office, day)


def load_all_papers(communes: Iterable[Unit], district: Unit, users: dict[str, User]) -> None:
    """Documents behind the figures in force of every place."""
    of_communes = dict(commune_indicators().values_list("pk", "number"))
    for commune in communes:
        load_papers(commune, users, users[f"{commune.slug}.ntm"], of_communes)
    load_papers(district, users, users["vpdp"], dict(district_indicators().values_list("pk", "number")))


def load_mistakes(communes: Iterable[Unit], users: dict[str, User]) -> None:
    """Two mistakes that were put right: a slip of the finger, and a figure typed into the wrong commune."""
    xuan_tan = next(commune for commune in communes if commune.code == "14110")
    may = Finding.objects.get(
        unit=xuan_tan, indicator__number="15.1", stage=Stage.VERIFIED, assessed_on=dt.date(2017, 5, 31)
    )
    clerk, today = users["phong.bhxh"], dt.date(2017, 6, 5)
    slip = FigureRow(
        may.indicator_id, Stage.VERIFIED, may.assessed_on, numerator=may.numerator - 30, denominator=may.denominator,
        corrects_id=may.pk, reason="Đối chiếu lại: 30 thẻ trùng", source_document=SOURCES["15.1"],
    )  # fmt: skip
    record_findings(unit=xuan_tan, rows=[slip], by=clerk, at=at_nine(today), today=today, trust_seen=True)
    stray = FigureRow(
        may.indicator_id, Stage.VERIFIED, dt.date(2017, 6, 2), numerator=Decimal(5200), denominator=may.denominator
    )
    (wrong,) = record_findings(
        unit=xuan_tan, rows=[stray], by=clerk, at=at_nine(today), today=today, trust_seen=True
    )  # fmt: skip
    later = dt.date(2017, 6, 6)
    void_finding(finding=wrong, reason="Nhập nhầm số của xã khác", by=clerk, at=at_nine(later), today=later)


def store(unit: Unit, rows: list[FigureRow], by: User, day: dt.date) -> None:
    """Figures reach the portal two days after they were true."""
    known = min(day + dt.timedelta(days=2), LAST + dt.timedelta(days=2))
    record_findings(unit=unit, rows=rows, by=by, at=at_nine(known), today=known, trust_seen=True)


def at_nine(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), tzinfo=clock.LOCAL)
