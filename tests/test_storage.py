import io
import json
import pickle
import zipfile

import numpy as np
import pandas as pd
import pytest

from rectutor import (
    BayesianMF,
    Bias,
    MatrixFactorizationALS,
    MatrixFactorizationSGD,
    NotFittedError,
    Ratings,
    Recommender,
    Step,
    load_model,
    random_split,
)
from rectutor.hyperparameters import hyperparameters

ODD_TITLES = ['<script>alert("x")</script>', "Cats & Dogs", '"Great Performances" Cats', "Amélie 🎬", None]


MODELS = [
    Bias(user_damping=2.0, sweeps=4),
    MatrixFactorizationSGD(factors=3, epochs=5, seed=9),
    MatrixFactorizationSGD(factors=3, epochs=5, biases=False),
    MatrixFactorizationALS(factors=3, weighting="count"),
    BayesianMF(factors=2, samples=4, side_information=True),
]


@pytest.fixture
def odd():
    """Ratings with whole numbers as ids, without times, on another scale, with titles that need care."""
    catalog = pd.DataFrame({"title": ODD_TITLES, "year": pd.array([2001, None, 1998, 2001, 1902], "Int64")})
    catalog.index = pd.Index([10, 20, 30, 40, 50], name="movieId")
    frame = pd.DataFrame({"user": [1, 1, 1, 2, 2], "item": [10, 20, 30, 40, 50], "rating": [1, 7, 9.5, 10, 3]})
    return Ratings.from_frame(frame, scale=(1, 10), catalog=catalog)


@pytest.mark.parametrize("model", MODELS, ids=repr)
@pytest.mark.parametrize("data", ["toy", "odd"])
def test_a_saved_model_comes_back_to_the_last_bit(model, data, request, tmp_path):
    train = request.getfixturevalue(data)
    model.fit(train)
    again = load_model(model.save(tmp_path / "model"))
    assert repr(again) == repr(model)
    assert type(again) is type(model)
    user = train.user_ids[0]
    assert np.array_equal(again.predict(user, train.item_ids), model.predict(user, train.item_ids))
    recommended = (m.recommend(user, min_ratings=0, exclude_seen=False) for m in (again, model))
    pd.testing.assert_frame_equal(*recommended, check_dtype=False, check_index_type=False)
    pd.testing.assert_frame_equal(again.ratings_.to_frame(), train.to_frame(), check_dtype=False)
    pd.testing.assert_frame_equal(again.ratings_.catalog, train.catalog)
    assert again.ratings_.scale == train.scale
    assert again.fit(train).state().keys() == model.state().keys()  # it can learn on


def test_a_part_of_a_split_keeps_its_ids(movielens, tmp_path):
    train, test = random_split(movielens)
    model = MatrixFactorizationSGD(epochs=1).fit(train)
    again = load_model(model.save(tmp_path / "model.npz"))
    assert again.ratings_.n_items == 9066
    pairs = test.user_ids[test.users], test.item_ids[test.items]
    assert np.array_equal(again.predict(*pairs), model.predict(*pairs))


def test_the_ending_is_added_only_where_it_is_missing(toy, tmp_path):
    model = Bias().fit(toy)
    assert model.save(tmp_path / "a") == tmp_path / "a.npz"
    assert model.save(str(tmp_path / "b.npz")) == tmp_path / "b.npz"
    assert model.save(tmp_path / "v1.5") == tmp_path / "v1.5.npz"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.npz", "b.npz", "v1.5.npz"]


@pytest.mark.parametrize("breaks", ["savez_compressed", "replace"])
def test_a_failed_save_leaves_the_older_file_and_nothing_else(toy, tmp_path, monkeypatch, breaks):
    path = Bias().fit(toy).save(tmp_path / "model")
    before = path.read_bytes()

    def fail(*args, **arrays):
        if breaks == "savez_compressed":
            args[0].write(b"half a file")
        raise OSError("disk full")

    monkeypatch.setattr(f"rectutor.storage.{'np' if breaks == 'savez_compressed' else 'os'}.{breaks}", fail)
    with pytest.raises(OSError, match="disk full"):
        Bias(user_damping=50.0).fit(toy).save(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["model.npz"]


@pytest.fixture(scope="module")
def saved(toy, tmp_path_factory):
    return MatrixFactorizationSGD(factors=2, epochs=2).fit(toy).save(tmp_path_factory.mktemp("saved") / "model")


def refused(path):
    said = r"model.npz is damaged or is not a model saved by rectutor \(\w+\); save it anew$"
    with pytest.raises(ValueError, match=said):
        load_model(path)


def test_a_truncated_file_is_refused(saved, tmp_path):
    content = saved.read_bytes()
    path = tmp_path / "model.npz"
    for length in {0, 1, 4, 30, 100, len(content) // 2, len(content) - 100, len(content) - 1}:
        path.write_bytes(content[:length])
        refused(path)


def test_a_flipped_bit_is_refused_or_harmless(saved, toy, tmp_path):
    """Some bits of a zip archive mean nothing (a file's date); none may change a prediction or raise another error."""
    content = saved.read_bytes()
    expected = load_model(saved).predict("Ada", toy.item_ids)
    path = tmp_path / "model.npz"
    refusals = 0
    for position in range(0, len(content), 7):
        damaged = bytearray(content)
        damaged[position] ^= 1 << position % 8
        path.write_bytes(damaged)
        try:
            predicted = load_model(path).predict("Ada", toy.item_ids)
        except ValueError:
            refusals += 1
        else:
            assert np.array_equal(predicted, expected)
    assert refusals > len(content) / 7 / 2


def rewritten(saved, path, without=None, **changes):
    """Write `saved` to `path` with changes in its description, or without one of its arrays."""
    with np.load(saved) as file:
        arrays = {name: file[name] for name in file.files if name != without}
    about = {**json.loads(str(arrays.pop("about"))), **changes}
    np.savez(path, about=np.array(json.dumps(about)), **arrays)
    return path


def test_a_rewritten_file_is_read_when_nothing_is_wrong_with_it(saved, toy, tmp_path):
    again = load_model(rewritten(saved, tmp_path / "model.npz"))
    assert np.array_equal(again.predict("Ada", toy.item_ids), load_model(saved).predict("Ada", toy.item_ids))


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "rectutor-model-99"},
        {"module": "os", "class": "system"},
        {"module": "rectutor.recommender", "class": "Recommender", "hyperparameters": {}},
        {"module": "rectutor.algorithms", "class": "bias"},
        {"module": "rectutor.algorithms.bias", "class": "known"},
        {"module": "rectutor.algorithms.bias", "class": "Annotated"},
        {"module": "rectutor.algorithms.nothing"},
        {"class": "Nothing"},
        {"hyperparameters": {"factors": -5}},
        {"hyperparameters": {"faktors": 5}},
        {"scale": 5},
        {"catalog": "no json"},
    ],
    ids=str,
)
def test_a_description_that_does_not_fit_is_refused(saved, tmp_path, changes):
    refused(rewritten(saved, tmp_path / "model.npz", **changes))


@pytest.mark.parametrize("array", ["ratings.user_ids", "ratings.timestamps", "learned.item_biases_"])
def test_a_file_without_one_of_its_arrays_is_refused(saved, tmp_path, array):
    refused(rewritten(saved, tmp_path / "model.npz", without=array))


def test_a_file_cannot_choose_what_is_imported_or_called(saved, tmp_path, monkeypatch):
    (tmp_path / "chosen.py").write_text("raise SystemExit('imported')")
    monkeypatch.syspath_prepend(tmp_path)
    refused(rewritten(saved, tmp_path / "model.npz", module="chosen"))
    monkeypatch.setattr("rectutor.algorithms.bias.spy", lambda **_: pytest.fail("called"), raising=False)
    refused(rewritten(saved, tmp_path / "model.npz", module="rectutor.algorithms.bias", **{"class": "spy"}))


class Trap:
    def __reduce__(self):
        return (open, ("trap was sprung", "w"))


@pytest.mark.parametrize("kind", ["text", "png", "empty zip", "other npz", "pickle", "pickle in npz"])
def test_foreign_files_are_refused_and_never_executed(kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path, stream = tmp_path / "model.npz", io.BytesIO()
    if kind == "empty zip":
        zipfile.ZipFile(stream, "w").close()
    elif kind == "other npz":
        np.savez(stream, a=np.arange(3))
    elif kind == "pickle in npz":
        np.savez(stream, about=np.array([Trap()], dtype=object))
    contents = {"text": b"hello", "png": b"\x89PNG\r\n\x1a\n" + bytes(50), "pickle": pickle.dumps(Trap())}
    path.write_bytes(contents.get(kind, stream.getvalue()))
    refused(path)
    assert not (tmp_path / "trap was sprung").exists()


def test_a_missing_file_is_missing_and_not_damaged(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"there is no file .*nowhere\.npz"):
        load_model(tmp_path / "nowhere.npz")


class Parts:
    """As a torch module: parameters that are changed in place, by name, and no array to be found from outside."""

    def __init__(self, size):
        self._parameters = {"weights": np.zeros(size), "bias": np.zeros(1)}

    def named(self):
        return dict(self._parameters)


@hyperparameters
class Network(Recommender):
    """After step s it predicts 3 + CURVE[s] for everything, and its parameters live in an object."""

    def steps(self, train):
        self.ratings_, self.net_ = train, Parts(train.n_items)
        for number, error in enumerate(CURVE):
            self.net_.named()["weights"][:] = error
            self.net_.named()["bias"][:] = 3
            yield Step(number, {"loss": error})

    def score(self, user_rows, item_rows):
        parameters = self.net_.named()
        return np.full(len(user_rows), parameters["bias"][0]) + parameters["weights"][item_rows]

    def state(self):
        return {name: array.copy() for name, array in self.net_.named().items()} | {"kind": "network"}

    def restore(self, state):
        if not hasattr(self, "net_"):
            self.net_ = Parts(self.ratings_.n_items)
        for name, array in self.net_.named().items():
            array[:] = state[name]


CURVE = [1.5, 1, 0.9, 0.91, 0.92, 0.93, 0.5]


@pytest.fixture
def network(monkeypatch):
    monkeypatch.setattr(Network, "__module__", "rectutor.algorithms.bias")  # files may name classes from there alone
    monkeypatch.setattr("rectutor.algorithms.bias.Network", Network, raising=False)
    return Network()


@pytest.fixture
def threes(toy):
    return toy.take(slice(None)), Ratings.from_frame(toy.to_frame().assign(rating=3.0))


def test_what_is_no_array_stops_early_and_is_saved_too(network, threes, tmp_path):
    train, valid = threes
    network.fit(train, valid, patience=2)
    assert network.score([0], [0]) == pytest.approx(3.9), "the best step, not the last"
    path = network.save(tmp_path / "network")
    with np.load(path, allow_pickle=False) as file:
        assert {"learned.weights", "learned.bias"} <= set(file.files)
    again = load_model(path)
    assert again.predict("Ada", train.item_ids) == pytest.approx(network.predict("Ada", train.item_ids))
    assert again.state()["weights"].tolist() == network.state()["weights"].tolist()


def test_what_is_no_array_goes_back_to_where_it_stood(network, threes):
    train, valid = threes
    nothing = network.standing()
    network.fit(train, valid, patience=2)
    there = network.standing()
    network.net_.named()["weights"][:] = 100
    network.go_back(*there)
    assert network.score([0], [0]) == pytest.approx(3.9)
    network.go_back(*nothing)
    assert not [name for name in vars(network) if name.endswith("_")]
    with pytest.raises(NotFittedError):
        network.predict("Ada", "Alien")


UNSTORABLE = {"object": Parts(3), "array of objects": np.array([None]), "list": [1, 2], "bytes": b"bytes"}


@pytest.mark.parametrize("value", UNSTORABLE.values(), ids=UNSTORABLE)
def test_what_only_pickle_could_save_is_refused(toy, tmp_path, value):
    model = Bias().fit(toy)
    model.extra_ = value
    with pytest.raises(TypeError, match="a state may hold arrays, numbers and texts, but extra_ is of type"):
        model.save(tmp_path / "model")
    assert not list(tmp_path.iterdir())


def test_numbers_and_texts_are_saved_as_such(toy, tmp_path):
    model = Bias().fit(toy)
    model.a_, model.b_, model.c_, model.d_ = np.int64(3), np.float32(0.5), "text", None
    again = load_model(model.save(tmp_path / "model"))
    assert (again.a_, again.b_, again.c_, again.d_) == (3, 0.5, "text", None)
