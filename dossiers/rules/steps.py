"""Where a place stands on the way to recognition."""

from collections.abc import Sequence
from dataclasses import dataclass

from dossiers.enums import StepState


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One step: whether it is done as far as the portal knows, and whether it would know."""

    is_done: bool
    is_known: bool = True


def standings(steps: Sequence[StepFacts]) -> list[StepState]:
    """The first known step that is not done is the one at hand; a step nobody tells of is done once a later one is."""
    last_done = max((at for at, step in enumerate(steps) if step.is_done), default=-1)
    done = [step.is_done or (not step.is_known and at < last_done) for at, step in enumerate(steps)]
    now = next((at for at, step in enumerate(steps) if step.is_known and not done[at]), None)
    return [StepState.DONE if done[at] else StepState.NOW if at == now else StepState.AHEAD for at in range(len(steps))]
