"""Times in turns: A B A B …, the best of each, and a probe that says when the machine is too noisy."""

import gc
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

NOISE = 2.0
ROUNDS = 3
# So many turns are enough to speak of the slowest of a hundred.
MANY = 20


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def once(work: Callable) -> float:
    """One measuring, without the collector."""
    gc.collect()
    gc.disable()
    try:
        return seconds(work)
    finally:
        gc.enable()


def probe() -> float:
    """A fixed piece of arithmetic; its time should not change while we measure."""
    return seconds(lambda: sum(number * number for number in range(60_000)))


@dataclass
class Ratio:
    """What one comparison found: best times of three runs, and whether it keeps its goal."""

    name: str
    goal: float
    ours: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    probes: list[float] = field(default_factory=list)
    at_least: bool = False

    @property
    def ratios(self) -> list[float]:
        if self.at_least:
            return [floor / ours for ours, floor in zip(self.ours, self.floor, strict=True)]
        return [ours / floor for ours, floor in zip(self.ours, self.floor, strict=True)]

    @property
    def verdict(self) -> str:
        if max(self.probes) > NOISE * min(self.probes):
            return f"not judged: probe spread {max(self.probes) / min(self.probes):.1f}x"
        kept = sum(ratio >= self.goal if self.at_least else ratio <= self.goal for ratio in self.ratios)
        return "kept" if kept >= 2 else "MISSED"

    def line(self) -> str:
        sign = ">=" if self.at_least else "<="
        middle = statistics.median(self.ratios)
        each = " ".join(f"{ratio:.2f}" for ratio in self.ratios)
        times = f"{min(self.ours) * 1000:9.2f} ms against {min(self.floor) * 1000:9.2f} ms"
        return f"{self.name:<62} {times}  {middle:7.2f} {sign} {self.goal:<5} [{each}] {self.verdict}"


@dataclass
class Within:
    """What a person waits for: the time that 95 of 100 turns keep, against a limit in seconds."""

    name: str
    limit: float
    times: list[float]

    def __post_init__(self):
        print(self.line(), flush=True)

    @property
    def slow(self) -> float:
        """The turn that 95 of 100 do not exceed; of a handful, the middle one."""
        ordered = sorted(self.times)
        return ordered[int(len(ordered) * 0.95)] if len(ordered) >= MANY else statistics.median(ordered)

    @property
    def verdict(self) -> str:
        return "kept" if self.slow <= self.limit else "MISSED"

    def line(self) -> str:
        slow, limit, middle = (1000 * each for each in (self.slow, self.limit, statistics.median(self.times)))
        return f"{self.name:<62} {slow:9.1f} ms <= {limit:.0f} ms (p50 {middle:.1f}) {self.verdict}"


def nothing() -> None:
    """Both sides are measured as they stand."""


def compare(
    name: str, goal: float, ours: Callable, floor: Callable, turns: int = 15, *, before: Callable = nothing
) -> Ratio:
    """Measure both in turns, three runs of `turns` each; garbage is collected between, not during.

    `before` makes ready, untimed, what each turn is to work on.
    """
    before(), ours(), floor()
    result = Ratio(name, goal)
    for _ in range(ROUNDS):
        best_ours = best_floor = float("inf")
        for _ in range(turns):
            before()
            best_floor = min(best_floor, once(floor))
            best_ours = min(best_ours, once(ours))
        result.ours.append(best_ours)
        result.floor.append(best_floor)
        result.probes.append(min(probe() for _ in range(5)))
    print(result.line(), flush=True)
    return result
