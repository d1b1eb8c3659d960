"""What is drawn: live pictures with a kernel, recorded ones without, and the source of what runs."""

_WHERE = {
    "HiddenTruth": "rectutor.show.truth",
    "Microscope": "rectutor.show.one_update",
    "Player": "rectutor.show.player",
    "Taste": "rectutor.show.your_taste",
    "microscope": "rectutor.show.one_update",
    "source": "rectutor.show.listing",
    "taste": "rectutor.show.your_taste",
    "watch": "rectutor.show.live",
}

__all__ = list(_WHERE)


def __getattr__(name: str):
    if name in _WHERE:
        import importlib

        return getattr(importlib.import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'rectutor.show' has no attribute {name!r}")
