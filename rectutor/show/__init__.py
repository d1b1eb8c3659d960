"""What is drawn: live pictures with a kernel, recorded ones without, and the source of what runs."""

_PANELS = (
    "Bar", "Bars", "Brackets", "Code", "Custom", "Formula", "Grid", "Interval", "Line", "Lines", "Matrix", "Number",
    "Panel", "Points", "Prose", "Span", "Stair", "Table", "Term", "Text",
)  # fmt: skip
# no module has the name of a function: it would hide it
_WHERE = {
    "Arrival": "rectutor.show.arriving",
    **dict.fromkeys(_PANELS, "rectutor.show.panels"),
    "HiddenTruth": "rectutor.show.truth",
    "Microscope": "rectutor.show.one_update",
    "NeighborsAtWork": "rectutor.show.one_prediction",
    "Player": "rectutor.show.player",
    "View": "rectutor.show.views",
    "RankedLists": "rectutor.show.ranking_lens",
    "Taste": "rectutor.show.your_taste",
    "arrival": "rectutor.show.arriving",
    "explore": "rectutor.show.exploring",
    "microscope": "rectutor.show.one_update",
    "ranked_lists": "rectutor.show.ranking_lens",
    "source": "rectutor.show.listing",
    "stages": "rectutor.show.staging",
    "taste": "rectutor.show.your_taste",
    "watch": "rectutor.show.watching",
}

__all__ = list(_WHERE)


def __getattr__(name: str):
    if name in _WHERE:
        import importlib

        return getattr(importlib.import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'rectutor.show' has no attribute {name!r}")
