"""The contents of Biểu 08 as they come with the portal: only what is missing is added, the office keeps its own."""

import json
from pathlib import Path

from criteria.management.rulebook_file import RulebookFault
from criteria.models import FundingContent


def store_contents(path: Path) -> int:
    """Nạp danh mục nội dung huy động. Returns how many were added."""
    try:
        file = json.loads(path.read_text(encoding="utf-8"))
        rows = [FundingContent(position=at, source=file["source"], **row) for at, row in enumerate(file["contents"], 1)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RulebookFault([f"{path.name}: {error}"]) from error
    known = set(FundingContent.objects.values_list("code", flat=True))
    return len(FundingContent.objects.bulk_create(row for row in rows if row.code not in known))
