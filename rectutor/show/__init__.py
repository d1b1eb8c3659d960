"""What is drawn: live pictures with a kernel, recorded ones without, and the source of what runs."""

from rectutor.finding import classes_in, named

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
    return __dir__() if name == "__all__" else named(name, __name__, _WHERE, "rectutor.show.playback.views")


def __dir__() -> list[str]:
    return sorted({*_WHERE, *classes_in("rectutor.show.playback.views")})
