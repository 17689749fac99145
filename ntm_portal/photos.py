"""Small upright copies of photos, for pages and documents; the file itself is never touched.

Nothing but pixels goes into a copy: a telephone writes into its files where and when a photo was taken
(docs/decisions/0048-paper-fit-to-sign.md).
"""

import io
from pathlib import Path
from threading import Lock

from django.core.cache import caches
from PIL import Image, ImageOps

READ = ("JPEG", "PNG", "WEBP")
# The longest side of a copy in pixels: as a thumbnail, and as it is printed and goes into a document.
THUMBNAIL, PRINTED = 240, 1600
QUALITY = 82
# Pixels a photo may have. A JPEG is made small while it is read; others are unpacked whole first, four bytes a pixel.
MOST_PIXELS = {"JPEG": 64_000_000, "PNG": 24_000_000, "WEBP": 24_000_000}
MOST_PROGRESSIVE = 24_000_000  # unpacked whole, too
PLAIN = ("L", "RGB", "RGBA", "CMYK")
# Several at once would need their memory at once.
ONE_AT_A_TIME = Lock()
BROKEN = b""


def small_copy(path: Path, longest: int) -> bytes | None:
    """The photo as an upright JPEG no side of which is longer; None where it is gone, broken or too large to be read.

    `path` is named by the digest of its bytes, so a copy made once holds; it is kept for a day.
    """
    if not path.is_file():
        return None
    name = f"anh-{path.name}-{longest}"
    found = caches["goi"].get(name)
    if found is None:
        with ONE_AT_A_TIME:
            found = _drawn(path, longest)
        caches["goi"].set(name, found)
    return found or None


def _drawn(path: Path, longest: int) -> bytes:
    try:
        with Image.open(path, formats=READ) as photo:
            return BROKEN if _is_too_large(photo) else _jpeg(photo, longest)
    except Exception:  # whatever a decoder stumbles over in a file that somebody sent
        return BROKEN


def _is_too_large(photo: Image.Image) -> bool:
    most = MOST_PROGRESSIVE if photo.info.get("progressive") else MOST_PIXELS[photo.format]
    return photo.width * photo.height > most


def _jpeg(photo: Image.Image, longest: int) -> bytes:
    """Upright, on white where it was transparent; drawn on a new picture, which takes over nothing but pixels."""
    if photo.mode not in PLAIN:
        photo = photo.convert("RGBA" if photo.has_transparency_data else "RGB")
    photo.thumbnail((longest, longest), reducing_gap=2.0)
    photo = ImageOps.exif_transpose(photo)
    clean = Image.new("RGB", photo.size, "white")
    if photo.mode == "RGBA":
        clean.paste(photo, mask=photo.getchannel("A"))
    else:
        clean.paste(photo.convert("RGB"))
    file = io.BytesIO()
    clean.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
