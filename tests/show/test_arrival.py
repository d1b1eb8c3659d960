"""The page is given the ratings themselves, in the order of time; what it says of them is counted there."""

import base64
import struct
import zlib

import numpy as np
import pandas as pd
import pytest

import rectutor
from rectutor.show.pictures import arriving as module
from rectutor.show.pictures.arriving import arrival


@pytest.fixture(scope="module")
def small():
    return rectutor.load("movielens-small").ratings


def unpacked(text):
    """Read the packed columns as the format's description says, number by number."""
    content = zlib.decompress(base64.b64decode(text))
    (n,) = struct.unpack("<I", content[:4])
    numbers = np.frombuffer(content, np.uint8, 8 * n, 4).reshape(2, 4, n).astype(np.int64)
    users, items = (planes[0] + 256 * planes[1] + 65_536 * planes[2] for planes in numbers)
    return users, items, np.frombuffer(content, np.uint8, n, 4 + 8 * n)


def test_every_rating_reaches_the_page_in_the_order_of_time(small):
    widget = arrival(small)
    spec = widget.spec
    users, items, stars = unpacked(widget.runs)
    frame = small.to_frame().sort_values("timestamp", kind="stable")
    assert np.array_equal(np.array(spec["stars"])[stars], frame.rating)
    assert np.array_equal(pd.factorize(frame.user)[0], users)
    counts = np.bincount(items)
    assert np.all(np.diff(counts) <= 0)
    assert np.array_equal(counts[items], frame.item.map(frame.item.value_counts()))
    assert spec["labels"][0] == "Forrest Gump"
    assert counts[0] == 341


def test_months_are_counted_as_the_calendar_says(small):
    spec = arrival(small).spec
    months = pd.to_datetime(small.timestamps, unit="s").strftime("%B %Y")
    found = dict(zip(spec["names"][1:], spec["counts"], strict=True))
    assert {name: n for name, n in found.items() if n} == months.value_counts().to_dict()
    for step, year in spec["ticks"]:
        assert spec["names"][step + 1] == f"January {year}"  # which begins where the step before ends
    assert [year for _, year in spec["ticks"]] == ["1995", "2000", "2005", "2010", "2015"]


def test_equally_rated_films_do_not_stand_by_age(small):
    _, items, _ = unpacked(arrival(small).runs)
    order = np.argsort(small.timestamps, kind="stable")
    once = small.item_counts[small.items[order]] == 1
    correlation = np.corrcoef(items[once], small.items[order][once])[0, 1]
    assert abs(correlation) < 0.1


def test_of_many_ratings_a_random_part_is_shown_and_said(small, monkeypatch):
    monkeypatch.setattr(module, "MOST_RATINGS", 5_000)
    widget = arrival(small)
    assert sum(widget.spec["counts"]) == 5_000
    assert widget.spec["part"] == pytest.approx(5_000 / 100_004)
    assert widget.spec["subtitle"].startswith("100,004 ratings")


def test_over_a_long_time_a_step_is_a_year():
    frame = pd.DataFrame({"user": [1, 1, 2], "item": [1, 2, 1], "rating": [3.0, 4, 5]})
    frame["timestamp"] = pd.to_datetime(["1980-05-01 12:00", "1999-12-31 23:59", "2021-01-01 00:00"])
    spec = arrival(rectutor.Ratings.from_frame(frame, timestamp="timestamp")).spec
    assert spec["unit"] == "year"
    years = spec["names"][1:]
    assert (years[0], years[19], years[-1]) == ("1980", "1999", "2021")
    assert [year for year, n in zip(years, spec["counts"], strict=True) if n] == ["1980", "1999", "2021"]
    assert spec["ticks"] == [(0, "1980"), (10, "1990"), (20, "2000"), (30, "2010"), (40, "2020")]


def test_without_timestamps_there_is_a_sentence(toy):
    with pytest.raises(ValueError, match="no timestamps"):
        arrival(rectutor.Ratings.from_frame(toy.to_frame()))


def test_the_text_is_one_stable_sentence(small):
    assert repr(arrival(small)) == (
        "100,004 ratings as they arrive, month by month from January 1995 to October 2016: "
        "growth, stars, table, long tail"
    )
