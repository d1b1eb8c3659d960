"""What is drawn: live pictures with a kernel, recorded ones without, and the source of what runs."""

from rectutor.finding import classes_in

_PANELS = (
    "Bar", "Bars", "Brackets", "Code", "Custom", "Formula", "Grid", "Interval", "Line", "Lines", "Matrix", "Number",
    "Panel", "Points", "Prose", "Span", "Stair", "Table", "Term", "Text",
)  # fmt: skip
# No module has the name of a function: it would hide it. Views are found by their files, in playback/views/.
_WHERE = {
    "Arrival": "rectutor.show.pictures.arriving",
    **dict.fromkeys(_PANELS, "rectutor.show.panels"),
    "Microscope": "rectutor.show.pictures.one_update",
    "NeighborsAtWork": "rectutor.show.pictures.one_prediction",
    "Player": "rectutor.show.playback.player",
    "View": "rectutor.show.playback.views",
    "RankedLists": "rectutor.show.pictures.ranking_lens",
    "Taste": "rectutor.show.pictures.your_taste",
    "arrival": "rectutor.show.pictures.arriving",
    "explore": "rectutor.show.playback.exploring",
    "microscope": "rectutor.show.pictures.one_update",
    "ranked_lists": "rectutor.show.pictures.ranking_lens",
    "source": "rectutor.show.listing",
    "stages": "rectutor.show.playback.staging",
    "taste": "rectutor.show.pictures.your_taste",
    "watch": "rectutor.show.watching",
}


def __getattr__(name: str):
    if name == "__all__":
        return __dir__()
    if module := _WHERE.get(name) or classes_in("rectutor.show.playback.views").get(name):
        import importlib

        return getattr(importlib.import_module(module), name)
    raise AttributeError(f"module 'rectutor.show' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*_WHERE, *classes_in("rectutor.show.playback.views")})
