"""One fault for each check of improvement plans."""

from directives.enums import PlanMove, PlanState, ProgressKind
from directives.models import ImprovementPlan, StepProgress
from tests import build
from tests.reports.integrity_work import FAULTS, fault

__all__ = ["FAULTS"]


def drafted(cast, number="15.1", **given) -> ImprovementPlan:
    """A draft of Xuân Tân with one measure."""
    plan = build.plan(cast.xuan_tan, cast.tan, number, **given)
    build.steps(plan, by=cast.tan)
    return plan


def approved(cast, number="15.1") -> ImprovementPlan:
    """The same, approved."""
    return build.moved(drafted(cast, number), PlanMove.APPROVE, cast.tan)


@fault("plan.state_differs")
def state_differs(cast):
    ImprovementPlan.objects.filter(pk=drafted(cast).pk).update(state=PlanState.CANCELLED)


@fault("plan.done_without_proof")
def done_without_proof(cast):
    step = approved(cast).steps.get()
    StepProgress.objects.create(
        step=step, kind=ProgressKind.DONE, percent=100, reported_on="2017-09-20", at=build.moment("2017-09-20"),
        by=cast.hanh, token="thô",
    )  # fmt: skip


@fault("plan.runs_without_steps")
def runs_without_steps(cast):
    approved(cast).steps.update(responsible="")


@fault("plan.step_after_goal")
def step_after_goal(cast):
    approved(cast).steps.update(due_on="2017-10-01")


@fault("plan.set_over")
def set_over(cast):
    old = build.criteria_set(effective_to="2016-12-31")
    ImprovementPlan.objects.filter(pk=drafted(cast).pk).update(criterion=build.criterion(old), indicator=None)
    return {"plan.set_over": 1, "set.overlap": 2, "criterion.empty": 1}
