"""What a page is asked for, written as the end of an address."""

from collections.abc import Mapping
from urllib.parse import urlencode


def query_of(asked: Mapping[str, str]) -> str:
    """ "?xa=xuan-tan&loai=giam-sat"; what is not asked for is left out, and a bare page has nothing behind it."""
    given = {name: words for name, words in asked.items() if words}
    return f"?{urlencode(given)}" if given else ""
