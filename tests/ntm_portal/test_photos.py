"""Copies of photos: small, upright, nothing but pixels; bad files have none, and the file itself stays as it was."""

import io

import pytest
from PIL import Image

from ntm_portal import photos as ours
from ntm_portal.photos import PRINTED, THUMBNAIL, small_copy
from tests import photos

RED, BLUE, WHITE = (254, 0, 0), (0, 0, 254), (255, 255, 255)


@pytest.fixture
def copy_of(tmp_path):
    """The copy of a photo with these bytes, opened; None where there is none."""

    def copied(content: bytes, longest: int = PRINTED) -> Image.Image | None:
        path = tmp_path / f"{hash(content):x}"
        path.write_bytes(content)
        found = small_copy(path, longest)
        assert path.read_bytes() == content
        return found and Image.open(io.BytesIO(found))

    return copied


@pytest.mark.parametrize(
    ("turned", "size", "corners"),
    [
        (1, (1600, 1200), (RED, BLUE)),
        (3, (1600, 1200), (BLUE, RED)),
        (6, (1200, 1600), (RED, RED)),
        (8, (1200, 1600), (BLUE, BLUE)),
    ],
)
def test_however_the_telephone_was_held_the_copy_stands_upright(turned, size, corners, copy_of):
    """Its left half is red; turned by a quarter the red is above or below."""
    copy = copy_of(photos.telephone(2400, 1800, turned))
    assert copy.size == size
    for at, colour in zip(((5, 5), (size[0] - 5, 5)), corners, strict=True):
        assert all(abs(one - other) < 12 for one, other in zip(copy.getpixel(at), colour, strict=True))


def test_nothing_but_pixels_goes_into_a_copy(copy_of):
    copy = copy_of(photos.telephone(), THUMBNAIL)
    assert (copy.format, copy.size) == ("JPEG", (240, 180))
    assert dict(copy.getexif()) == {}
    assert not {"exif", "comment", "icc_profile"} & set(copy.info)


def test_a_small_photo_is_not_made_larger(copy_of):
    assert copy_of(photos.webp()).size == (320, 200)


def test_what_is_transparent_stands_on_white(copy_of):
    assert copy_of(photos.transparent()).getpixel((1, 1)) == WHITE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.4",
        b"GIF89a" + b"\0" * 40,
        photos.telephone()[:900],
        photos.webp()[:40],
        photos.promising(100, 100),
        photos.promising(5000, 5000),
        photos.promising(60_000, 60_000),
        photos.promising(10_000, 10_000),
        photos.progressive(5000, 5000),
    ],
    ids=["empty", "a PDF", "a GIF", "cut off", "cut off WebP", "lies", "large", "a bomb", "a smaller bomb", "layers"],
)
def test_a_broken_or_hostile_file_has_no_copy(content, copy_of):
    assert copy_of(content) is None


def test_a_large_photo_of_a_telephone_is_read_small(copy_of):
    """49 million pixels, as telephones take them; unpacked whole it would be 140 MB."""
    assert copy_of(photos.telephone(8000, 6100)).size == (1600, 1220)


def test_a_photo_that_is_gone_has_no_copy_until_it_is_back(tmp_path):
    path = tmp_path / "anh"
    assert small_copy(path, THUMBNAIL) is None
    path.write_bytes(photos.telephone())
    assert small_copy(path, THUMBNAIL) is not None


def test_a_copy_is_made_once(tmp_path, monkeypatch):
    path = tmp_path / "mot"
    path.write_bytes(photos.telephone())
    first = small_copy(path, THUMBNAIL)
    monkeypatch.setattr(ours, "_drawn", None)
    assert small_copy(path, THUMBNAIL) == first
