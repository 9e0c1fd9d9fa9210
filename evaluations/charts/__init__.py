"""Figures to shapes: SVG text, the same on the page and on paper.

Charts show what they are given: `disclosure` decides first. Below ten answers there is none.
Labels, tables and `alt` are plain text. Rows keep the order given.
"""

from .bars import aligned_bars, count_bars, flow_bars, places_bar, wanted_bar
from .diverging import diverging_bars
from .marks import dumbbells, share_bars
from .strips import Beside, comparison_strip, rating_strip

__all__ = [
    "Beside",
    "aligned_bars",
    "comparison_strip",
    "count_bars",
    "diverging_bars",
    "dumbbells",
    "flow_bars",
    "places_bar",
    "rating_strip",
    "share_bars",
    "wanted_bar",
]
