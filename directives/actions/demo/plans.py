"""Plans of the demonstration: fourteen in seven communes, in every state, written and moved by the sample accounts;
one is about a criterion as a whole.

Xuân Thủy has none for poor households, Xuân Hồng none at all: what lacks a plan is shown too.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from accounts.actions import create_user
from accounts.enums import Role
from accounts.models import User
from communes.enums import Level, Post
from communes.models import Appointment, Department, Unit
from criteria.actions.demo.papers import Draft, written
from criteria.actions.demo.people import PASSWORD
from criteria.actions.evidence import Paper
from criteria.enums import Stage, Verdict
from criteria.models import Criterion, Finding, Indicator
from criteria.models.cells import places_of, targets_of
from criteria.models.expected import expected_indicators
from criteria.rules.gaps import sentence
from criteria.rules.targets import target_for
from directives.actions.demo.plan_story import PLANS, Measure, Story, on
from directives.actions.plan_steps import finish_step, prove_step_with, report_progress, write_steps
from directives.actions.plans import Aim, Subject, make_plan, move_plan
from directives.enums import PlanMove
from directives.models import ImprovementPlan, PlanStep
from directives.rules.plans import StepLine
from ntm_portal import clock
from ntm_portal.vietnamese import day

TODAY = dt.date(2017, 9, 25)
MILLION = 1_000_000


@dataclass(frozen=True)
class Scene:
    """Whom and what the plans name."""

    users: dict[str, User]
    indicators: dict[str, Indicator]
    departments: dict[str, Department]
    holders: dict[tuple[int, str], Appointment]

    @property
    def criteria(self) -> dict[str, Criterion]:
        """The criteria of the indicators, by number."""
        return {str(row.criterion.number): row.criterion for row in self.indicators.values()}

    def officer(self, unit: Unit) -> User:
        return self.users[f"{unit.slug}.ntm"]

    def head(self, unit: Unit) -> User:
        """The secretary's account; where the figures needed none, one is made for him."""
        name = f"{unit.slug}.bithu"
        if name not in self.users:
            holder = self.holders[unit.pk, Post.PARTY_SECRETARY].officer.name
            self.users[name] = create_user(
                username=name, full_name=holder, role=Role.COMMUNE_SECRETARY, password=PASSWORD, by=None, unit=unit,
                must_change_password=False, sample=True,
            )  # fmt: skip
        return self.users[name]


def load_plans(cast) -> None:
    """Every plan of the story, from its first draft to where it stands on 25/9/2017."""
    units = cast.communes
    people = Appointment.objects.on(TODAY).filter(unit__in=units.values()).select_related("officer")
    scene = Scene(
        users=cast.users,
        indicators={row.number: row for row in expected_indicators(Level.COMMUNE, TODAY).select_related("criterion")},
        departments={row.code: row for row in Department.objects.filter(district=cast.district)},
        holders={(row.unit_id, row.post): row for row in people},
    )
    for story in PLANS:
        tell(story, units[story.code], scene)


def at_hour(moment: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(moment, dt.time(hour), tzinfo=clock.LOCAL)


def tell(story: Story, unit: Unit, scene: Scene) -> None:
    """One plan: drafted by the officer, then everything that happened to it, day by day."""
    plan = drafted(story, unit, scene)
    steps = dict(enumerate(plan.steps.in_order()))
    acts: list[tuple[dt.date, Callable[[], object]]] = []
    for move, moved, note in story.moves:
        acts.append((on(moved), lambda move=move, moved=moved, note=note: along(plan, move, on(moved), note, scene)))
    for at, measure in enumerate(story.measures):
        step = steps[at]
        for told in measure.told:
            acts.append((on(told[0]), lambda step=step, told=told: reported(step, told, scene.officer(unit))))
        if measure.done:
            done = on(measure.done)
            acts.append((done, lambda step=step, done=done: finished(step, done, unit, scene)))
    for _, act in sorted(acts, key=lambda one: one[0]):
        act()


def drafted(story: Story, unit: Unit, scene: Scene) -> ImprovementPlan:
    """The draft with its measures."""
    made, officer = on(story.made), scene.officer(unit)
    aim = Aim(
        story.goal, on(story.until), Decimal(story.expected) if story.expected else None,
        on(story.review) if story.review else None,
    )  # fmt: skip
    subject = subject_of(story, unit, scene)
    plan = make_plan(unit=unit, subject=subject, aim=aim, by=officer, at=at_hour(made, 8), today=made)
    lines = [line_of(measure, unit, scene) for measure in story.measures]
    return write_steps(plan=plan, lines=lines, seen=plan.version, by=officer, at=at_hour(made, 9))


def subject_of(story: Story, unit: Unit, scene: Scene) -> Subject:
    """What the plan is about, with the state it began from: an indicator, or a criterion as a whole."""
    if story.standing:
        return Subject(scene.criteria[story.number], None, story.standing)
    indicator = scene.indicators[story.number]
    finding, words = standing_of(unit, indicator, on(story.made))
    return Subject(indicator.criterion, indicator, words, finding)


def standing_of(unit: Unit, indicator: Indicator, made: dt.date) -> tuple[Finding, str]:
    """The figure a plan began from, and the sentence about it."""
    known = [facts for *_, facts in Finding.objects.heads([unit.pk], [indicator.pk], made).facts()]
    finding = max(known, key=lambda facts: (facts.stage != Stage.SELF, facts.assessed_on))
    place = places_of((unit.pk,))[unit.pk]
    target = target_for(targets_of([indicator.pk], [place]).get(indicator.pk, ()), place, finding.figure_year)
    said = sentence(finding, indicator.facts, target)
    return Finding.objects.get(pk=finding.id), f"{said} Số liệu ngày {day(finding.assessed_on)}."


def line_of(measure: Measure, unit: Unit, scene: Scene) -> StepLine:
    """A measure of the story as the list takes it."""
    holder = scene.holders.get((unit.pk, measure.who))
    department = scene.departments.get(measure.department)
    return StepLine(
        None, measure.words, on(measure.begins), on(measure.ends), holder and holder.pk, "" if holder else measure.who,
        department and department.pk, measure.others,
        int(Decimal(measure.million) * MILLION) if measure.million else None, measure.source,
        Decimal(measure.expected) if measure.expected else None, measure.priority,
    )  # fmt: skip


def along(plan: ImprovementPlan, move: PlanMove, moved: dt.date, note: str, scene: Scene) -> None:
    """One move, by the secretary or by the office."""
    by = scene.users["vpdp"] if move in (PlanMove.SEE, PlanMove.RETURN) else scene.head(plan.unit)
    version = ImprovementPlan.objects.get(pk=plan.pk).version
    move_plan(
        plan=plan, move=move, by=by, at=at_hour(moved, 10), today=moved, verdict=Verdict.MET, seen=version, note=note
    )  # fmt: skip


def reported(step: PlanStep, told: tuple[str, int, str, str], by: User) -> None:
    """One report of the officer."""
    moment, percent, note, review = told
    report_progress(
        step=step, percent=percent, reported_on=on(moment), by=by, at=at_hour(on(moment), 15), today=on(moment),
        token=f"minh-hoa-{step.pk}-{moment}", note=note, next_review_on=on(review) if review else None,
    )  # fmt: skip


def finished(step: PlanStep, done: dt.date, unit: Unit, scene: Scene) -> None:
    """Called done by the secretary, two days later, with the minutes."""
    words = f"Biên bản xác nhận kết quả: {step.measure[:1].lower()}{step.measure[1:]} (minh họa)"
    paper = Paper(done, words, issuer=f"UBND xã {unit.name}")
    evidence = written(unit, Draft(paper, "bien-ban-giai-phap.pdf", scene.officer(unit)))
    at = at_hour(done + dt.timedelta(days=2), 14)
    prove_step_with(step=step, evidence=evidence, by=scene.officer(unit), at=at)
    finish_step(
        step=step, finished_on=done, by=scene.head(unit), at=at, today=at.date(), token=f"minh-hoa-{step.pk}-xong"
    )  # fmt: skip
