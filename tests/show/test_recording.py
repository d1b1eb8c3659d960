"""What is recorded is what was trained, as finely as a picture can show it."""

import base64
import json
import re
import struct
import zlib

import numpy as np
import pytest

import rectutor
from rectutor.recommender import measures_of
from rectutor.show.playback.player import Player
from rectutor.show.playback.recording import folded, rounded
from rectutor.show.playback.views import chosen


@pytest.fixture(scope="module")
def parts(toy):
    return rectutor.random_split(toy, test=0.25)


def decoded(text):
    """Undo `encode` by another way than the page's: as the format's description says."""
    raw = zlib.decompress(base64.b64decode(text))
    (length,) = struct.unpack("<I", raw[:4])
    header, blob = json.loads(raw[4 : 4 + length]), raw[4 + length :]
    for run in header["runs"]:
        for name, about in run["arrays"].items():
            kind = {"u1": np.uint8, "u2": np.dtype("<u2")}[about["type"]]
            count = int(np.prod(about["shape"]))
            by_value = np.frombuffer(blob, kind, count, about["offset"]).reshape(-1, about["shape"][0])
            whole = np.cumsum(by_value, axis=1, dtype=kind).T.reshape(about["shape"])
            run["arrays"][name] = about["base"] + about["scale"] * whole.astype(float)
    return header["runs"]


def model(**changes):
    return rectutor.MatrixFactorizationSGD(**{"factors": 3, "epochs": 12, "learning_rate": 0.02} | changes)


def test_frames_survive_packing_to_half_a_level(parts):
    train, valid = parts
    player = Player(model(), train, valid, vary={"learning_rate": [0.01, 0.05]})
    runs = decoded(player.runs)
    assert [run["values"]["learning_rate"] for run in runs] == [0.01, 0.02, 0.05]
    for run, packed in zip(player.recorded, runs, strict=True):
        assert packed["metrics"]["train_rmse"] == pytest.approx(run.metrics["train_rmse"], abs=1e-5)
        for view in player.source.views:
            for name, levels in view.arrays.items():
                frames = np.stack([frame[name] for frame in run.frames[view.name]])
                error = np.abs(packed["arrays"][f"{view.name}.{name}"] - frames).max()
                assert error <= 0.51 * np.ptp(frames) / (levels - 1)


def test_what_is_said_leaves_out_the_numbers_of_the_curves_and_gets_them_back(parts):
    run = Player(model(), *parts, vary={}).recorded[0]
    curves = [rounded(curve) for curve in run.metrics.values()]
    short = folded(run.said, curves)
    assert not any(re.search(r"\d\.\d{3}", text) for text in short)
    for step, text in enumerate(short):
        numbers = lambda found, step=step: f"{curves[int(found[1])][step - int(found[2])]:.{found[3]}f}"  # noqa: E731
        assert re.sub(r"\{(\d+):(\d+):(\d+)\}", numbers, text.replace("{s}", str(step))) == run.said[step]


def test_a_recorded_curve_is_that_of_follow(parts):
    train, valid = parts
    player = Player(model(), train, valid, vary={})
    curve = [step.valid_rmse for step in rectutor.follow(model(), train, valid)]
    assert player.recorded[0].metrics["valid_rmse"] == curve


def test_recording_does_not_train_the_model_that_was_passed(parts):
    given = model()
    Player(given, *parts, vary={"factors": [2, 4]})
    assert given.ratings_ is None
    assert given == model()


def test_a_diverged_run_keeps_its_finite_frames_and_the_others_are_recorded(parts):
    player = Player(model(epochs=60), *parts, vary={"learning_rate": [0.02, 1.0]})
    fine, diverged = player.recorded
    assert (fine.status, diverged.status) == ("finished", "diverged")
    assert len(diverged) < 61
    assert np.isfinite(decoded(player.runs)[1]["arrays"]["map.xy"]).all()


def test_early_stopping_is_recorded_with_its_best_step(parts):
    run = Player(model(epochs=200, regularization=0.0), *parts, vary={}, patience=3).recorded[0]
    assert run.status == "stopped early"
    assert len(run) - 1 - run.best == 3


def test_the_map_is_turned_onto_that_of_the_first_run(parts):
    train, valid = parts
    player = Player(model(epochs=100), train, valid, vary={"seed": [0, 1, 2]})
    first, *others = [run.frames["map"][run.best]["xy"] for run in player.recorded]
    for other in others:
        mirrored = other * [-1, 1]
        assert np.sum((other - first) ** 2) <= np.sum((mirrored - first) ** 2)


def test_films_move_by_a_bounded_distance_from_frame_to_frame():
    train, _ = rectutor.random_split(rectutor.load("movielens-small").ratings)
    fit, valid = rectutor.random_split(train, test=0.1, seed=1)
    recorded = Player(model(factors=20, epochs=25, learning_rate=0.01), fit, valid, views=["map"], vary={})
    frames = np.stack([frame["xy"] for frame in recorded.recorded[0].frames["map"]])
    view, live, before = chosen(["map"], model(), measures_of(model(), valid))[1], [], None
    fresh = model(factors=20, epochs=25, learning_rate=0.01)
    view.panel(fresh, fit, valid)
    for _ in rectutor.follow(fresh, fit):
        before = view.stream(view.snapshot(fresh), before)
        live.append(before["xy"])
    for xy in (frames, np.stack(live)):
        extent = np.quantile(np.abs(xy), 0.99)
        moved = np.median(np.linalg.norm(np.diff(xy, axis=0), axis=2), axis=1)
        assert moved.max() < 0.1 * extent, "a tenth of the map's half width, 25 px of 250"


def test_a_slider_value_that_the_model_refuses_is_refused_before_anything_runs(parts):
    with pytest.raises(rectutor.HyperparameterError, match="learning_rate must be a number above 0"):
        Player(model(), *parts, vary={"learning_rate": [0.01, -1]})
    with pytest.raises(ValueError, match="no hyper-parameter 'rate' to vary"):
        Player(model(), *parts, vary={"rate": [1]})
    with pytest.raises(ValueError, match="there is no view 'maps'; there are curve, map"):
        Player(model(), *parts, views=["maps"])
    with pytest.raises(ValueError, match=r"the view 'truth' must be told what to draw: pass HiddenTruth\(…\)"):
        Player(model(), *parts, views=["truth"])
    with pytest.raises(ValueError, match="at most 500 epochs"):
        Player(model(epochs=501), *parts)


def test_a_model_that_only_ranks_gets_no_picture_in_stars(parts):
    measures = [rectutor.measure("nDCG@3")]
    assert list(Player(rectutor.Popularity(), *parts, measures=measures).spec["views"]) == ["curve"]
    with pytest.raises(ValueError, match="Popularity has no predicted ratings for the view 'errors' to draw"):
        Player(rectutor.Popularity(), *parts, views=["errors"], measures=measures)


def test_traits_snap_to_what_was_recorded(parts):
    player = Player(model(), *parts, vary={"learning_rate": [0.001, 0.1], "factors": [2, 8]})
    player.learning_rate = 0.07
    player.factors = 7
    assert (player.learning_rate, player.factors) == (0.1, 8)
    with pytest.raises(Exception, match="must be a number, but it is 'much'"):
        player.learning_rate = "much"


def test_the_text_is_one_stable_sentence(parts):
    train, valid = parts
    assert repr(Player(model(), train, valid, vary={})) == (
        f"Player of MatrixFactorizationSGD on {len(train)} training ratings: learning curve, item map, errors, ratings"
    )


def test_headings_and_labels_are_words_of_the_page(parts):
    spec = Player(model(), *parts, vary={"regularization": []}).spec
    assert spec["title"] == "Matrix factorisation by SGD"
    assert [slider["label"] for slider in spec["hyperparameters"]] == ["regularisation"]
    assert rectutor.Recommender().title == "Recommender"


def test_the_grid_holds_every_combination(parts):
    player = Player(model(), *parts, vary={"learning_rate": [0.01, 0.05], "regularization": [0.0]})
    recorded = {(run.values["learning_rate"], run.values["regularization"]) for run in player.recorded}
    assert recorded == {(rate, pull) for rate in (0.01, 0.02, 0.05) for pull in (0.0, 0.1)}
