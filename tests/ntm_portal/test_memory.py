"""The server looks rarely for garbage, and still finds it."""

import gc
import weakref

import pytest

from ntm_portal.memory import collect_rarely


@pytest.fixture
def thresholds():
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


class Ring:
    def __init__(self):
        self.own = self


def test_a_server_looks_less_often_than_a_script(thresholds):
    before = gc.get_threshold()
    collect_rarely()
    assert all(now > then for now, then in zip(gc.get_threshold(), before, strict=True))
    assert gc.get_freeze_count() > 0


def test_what_nobody_holds_is_still_found(thresholds):
    collect_rarely()
    lost = weakref.ref(Ring())
    rings = [Ring() for _ in range(gc.get_threshold()[0] + 1)]
    assert lost() is None
    assert len(rings) > 1
