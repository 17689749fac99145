"""Whether a dossier is handed in, since when, and whether anybody may still write in it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dossiers.enums import TAKEN_BACK, Move


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """One step of the dossier between the place and whoever receives it, on its day."""

    kind: Move
    on: dt.date


def is_locked(moves: Sequence[MoveFacts]) -> bool:
    """Đã trình và chưa mở lại: the last step is that it was handed in."""
    return bool(moves) and moves[-1].kind == Move.HANDED_IN


def handed_in_on(moves: Sequence[MoveFacts]) -> dt.date | None:
    """Ngày trình: the first since it was last taken back; being asked for a supplement takes nothing back."""
    found = None
    for move in moves:
        if move.kind in TAKEN_BACK:
            found = None
        elif move.kind == Move.HANDED_IN and found is None:
            found = move.on
    return found


def move_fault(moves: Sequence[MoveFacts], kind: Move, on: dt.date) -> str:
    """Why this step cannot follow, or nothing."""
    if kind == Move.HANDED_IN and is_locked(moves):
        return "Hồ sơ đã trình."
    if kind != Move.HANDED_IN and not is_locked(moves):
        return "Hồ sơ chưa trình hoặc đã mở lại."
    return "Ngày này trước bước trước đó của hồ sơ." if moves and on < moves[-1].on else ""
