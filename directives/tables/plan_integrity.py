"""Checks of improvement plans."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from directives.enums import ProgressKind
from directives.models import ImprovementPlan, PlanEvent, PlanStep, StepProgress, StepProof
from directives.rules.plan_states import RUNNING_STATES
from ntm_portal.integrity import Offender, Severity, Shown, When, check
from ntm_portal.vietnamese import day


def told_plan(pk, unit, slug, number, goal) -> Offender:
    return Offender(f"{unit}, kế hoạch {number}: {goal}", f"/ke-hoach/{slug}/{number}/")


def told_step(pk, unit, slug, number, position, measure, due_on) -> Offender:
    words = f"{unit}, kế hoạch {number}, giải pháp {position}: {measure}, hạn {day(due_on)}"
    return Offender(words, f"/ke-hoach/{slug}/{number}/")


PLAN = Shown(("pk", "unit__name", "unit__slug", "number", "goal"), told_plan)
STEP = Shown(
    ("pk", "plan__unit__name", "plan__unit__slug", "plan__number", "position", "measure", "due_on"), told_step
)  # fmt: skip


@check(
    "plan.state_differs",
    Severity.ERROR,
    "Trạng thái kế hoạch khác bước cuối trong nhật ký",
    means="Trang kế hoạch và bảng theo ngày nói khác nhau.",
    remedy="Mở kế hoạch, xem nhật ký; báo quản trị khôi phục trạng thái theo bước cuối.",
    shown=PLAN,
)
def state_differs(when: When) -> QuerySet:
    """A plan stands where its last move left it."""
    last = PlanEvent.objects.filter(plan=OuterRef("pk")).order_by("-pk").values("state")[:1]
    told = ImprovementPlan.objects.annotate(last=Subquery(last))
    return told.filter(Q(last=None) | ~Q(state=F("last")))


@check(
    "plan.done_without_proof",
    Severity.ERROR,
    "Giải pháp xong không có tài liệu, hoặc ưu tiên mà do chính người viết xác nhận",
    means="Kết quả giải pháp chưa được chứng minh hoặc chưa có người thứ hai xác nhận.",
    remedy="Mở giải pháp, đính kèm tài liệu; nếu chưa xong thì mở lại, nêu lý do.",
    shown=STEP,
)
def done_without_proof(when: When) -> QuerySet:
    """The database refuses both; a trigger may have been missing when it was written."""
    done = StepProgress.objects.filter(step=OuterRef("pk"), kind=ProgressKind.DONE)
    own = done.filter(by=OuterRef("written_by"))
    proofs = StepProof.objects.filter(step=OuterRef("pk"))
    bare = Exists(done) & ~Exists(proofs)
    return PlanStep.objects.filter(bare | Q(is_priority=True) & Exists(own))


@check(
    "plan.runs_without_steps",
    Severity.ERROR,
    "Kế hoạch đã duyệt không có giải pháp, hoặc giải pháp không có người phụ trách",
    means="Đến hạn không biết nhắc ai; tiến độ kế hoạch luôn là 0%.",
    remedy="Mở lại kế hoạch để sửa, ghi giải pháp và người phụ trách, rồi duyệt lại.",
    shown=PLAN,
)
def runs_without_steps(when: When) -> QuerySet:
    """What was approved says who does what."""
    steps = PlanStep.objects.filter(plan=OuterRef("pk"))
    nameless = steps.filter(holder=None, responsible="")
    return ImprovementPlan.objects.filter(~Exists(steps) | Exists(nameless), state__in=RUNNING_STATES)


@check(
    "plan.step_after_goal",
    Severity.WARNING,
    "Giải pháp xong sau ngày kế hoạch phải đạt",
    means="Kế hoạch tự mâu thuẫn: mục tiêu đến hạn trước khi việc xong.",
    remedy="Mở lại kế hoạch để sửa hạn của giải pháp hoặc ngày phải đạt.",
    shown=STEP,
)
def step_after_goal(when: When) -> QuerySet:
    """Work ends before the goal is due."""
    return PlanStep.objects.filter(plan__state__in=RUNNING_STATES, due_on__gt=F("plan__reach_by"))


@check(
    "plan.set_over",
    Severity.WARNING,
    "Kế hoạch theo bộ tiêu chí không còn hiệu lực",
    means="Ô của kế hoạch không còn được đánh giá, kế hoạch không bao giờ đạt mục tiêu.",
    remedy="Hủy kế hoạch, nêu lý do; lập kế hoạch mới theo bộ tiêu chí đang áp dụng.",
    shown=PLAN,
)
def set_over(when: When) -> QuerySet:
    """An open plan is about the set in force today."""
    return ImprovementPlan.objects.open().filter(criterion__criteria_set__effective_to__lt=when.today)


CHECKS = (state_differs, done_without_proof, runs_without_steps, step_after_goal, set_over)
