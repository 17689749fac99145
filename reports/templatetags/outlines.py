"""The drawing of the communes by their outlines."""

from django import template
from django.utils.safestring import SafeString

from reports.charts.outlines import Area
from reports.charts.outlines import outlines as drawing
from reports.lens import Lens
from reports.tables.district_map import DistrictMap

register = template.Library()


@register.simple_tag
def outlines(page: DistrictMap, lens: Lens) -> SafeString:
    """{% outlines page lens %}: empty where the office has loaded no outlines."""
    areas = [
        Area(page.shapes[pk], spot.commune.name, spot.shown, spot.title, lens.link(spot.href), spot.css)
        for spot in page.spots
        if (pk := spot.commune.id) in page.shapes
    ]
    return drawing(areas, f"Sơ đồ xã theo {page.by.words}")
