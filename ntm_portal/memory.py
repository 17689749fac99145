"""How often a server looks for rings of objects that nobody holds any more."""

import gc

# New objects that outlive their making before Python looks again; its own 700 suit small programs.
# A page of a district makes a hundred thousand, all of them wanted until it is sent.
NEW, YOUNG, OLD = 50_000, 20, 50


def collect_rarely() -> None:
    """Look rarely, and never again at what was loaded at the start: large pages and files gain a quarter."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW, YOUNG, OLD)
