import copy
import dataclasses
import inspect
import pickle
from typing import Literal

import numpy as np
import pytest

from rectutor import (
    BayesianMF,
    Bias,
    HyperparameterError,
    MatrixFactorizationALS,
    MatrixFactorizationSGD,
    Recommender,
)
from rectutor.algorithms.global_mean import GlobalMean
from rectutor.algorithms.popularity import Popularity
from rectutor.algorithms.random_ranking import Random
from rectutor.hyperparameters import declared, hyperparameters, setting

NAN, INFINITY = float("nan"), float("inf")


@hyperparameters
class Example(Recommender):
    """An example."""

    size: int = setting(3, 1, symbol="s", label="length", about="how large")
    rate: float = setting(0.1, 0, 1, open_low=True, log=True, slider_low=0.01, about="how fast")
    pull: float = setting(0.1, 0, 1, slider_high=0.2, about="how strong")
    loud: bool = setting(False, about="whether it speaks")


@hyperparameters
class Choosing(Recommender):
    """An example with named choices."""

    way: Literal["alternating", "exact"] = setting("alternating", about="which way")
    power: Literal[1, 2] = setting(2, about="how often")


REFUSED = [
    ({"size": 0}, "size must be a whole number of at least 1, but it is 0"),
    ({"size": 2.0}, "size must be a whole number of at least 1, but it is 2.0"),
    ({"size": "3"}, "size must be a whole number of at least 1, but it is '3'"),
    ({"size": True}, "size must be a whole number of at least 1, but it is True"),
    ({"size": None}, "size must be a whole number of at least 1, but it is None"),
    ({"size": np.float64(3)}, "size must be a whole number of at least 1, but it is 3.0"),
    ({"rate": 0}, "rate must be a number above 0 and at most 1, but it is 0"),
    ({"rate": 1.5}, "rate must be a number above 0 and at most 1, but it is 1.5"),
    ({"rate": NAN}, "rate must be a number above 0 and at most 1, but it is nan"),
    ({"rate": INFINITY}, "rate must be a number above 0 and at most 1, but it is inf"),
    ({"rate": [0.1]}, "rate must be a number above 0 and at most 1, but it is [0.1]"),
    ({"pull": -0.1}, "pull must be a number from 0 to 1, but it is -0.1"),
    ({"pull": NAN}, "pull must be a number from 0 to 1, but it is nan"),
    ({"loud": 1}, "loud must be True or False, but it is 1"),
    ({"loud": "no"}, "loud must be True or False, but it is 'no'"),
]


@pytest.mark.parametrize(("values", "said"), REFUSED)
def test_wrong_type_or_range_is_refused_with_one_sentence(values, said):
    with pytest.raises(HyperparameterError) as caught:
        Example(**values)
    assert str(caught.value) == f"Example: {said}"


@pytest.mark.parametrize(("values", "said"), REFUSED)
def test_assignment_is_checked_too_and_a_refused_one_changes_nothing(values, said):
    model = Example()
    ((name, value),) = values.items()
    with pytest.raises(HyperparameterError) as caught:
        setattr(model, name, value)
    assert str(caught.value) == f"Example: {said}"
    assert getattr(model, name) == declared(Example)[name].default


def test_a_misspelt_name_is_answered_with_the_nearest():
    with pytest.raises(HyperparameterError, match="Example has no hyper-parameter 'sise'; did you mean 'size'"):
        Example(sise=3)
    with pytest.raises(HyperparameterError, match="'xyz'; it knows size, rate, pull, loud"):
        Example(xyz=3)
    with pytest.raises(HyperparameterError, match="'sizes'; did you mean 'size'"):
        Example().sizes = 3


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"way": "exakt"}, "way must be one of 'alternating', 'exact', but it is 'exakt'; did you mean 'exact'?"),
        ({"way": "EXACT"}, "way must be one of 'alternating', 'exact', but it is 'EXACT'; did you mean 'exact'?"),
        ({"way": "newton"}, "way must be one of 'alternating', 'exact', but it is 'newton'"),
        ({"way": None}, "way must be one of 'alternating', 'exact', but it is None"),
        ({"power": 3}, "power must be one of 1, 2, but it is 3"),
    ],
)
def test_a_value_that_is_no_choice_is_refused_with_the_nearest(values, said):
    ((name, value),) = values.items()
    model = Choosing()
    for attempt in (lambda: Choosing(**values), lambda: setattr(model, name, value)):
        with pytest.raises(HyperparameterError) as caught:
            attempt()
        assert str(caught.value) == f"Choosing: {said}"
    assert repr(model) == "Choosing()"


def test_choices_are_declared_with_their_type_and_get_no_slider():
    way, power = declared(Choosing).values()
    assert (way.kind, way.choices, way.default, way.is_number) == (str, ("alternating", "exact"), "alternating", False)
    assert (power.kind, power.choices, power.is_number) == (int, (1, 2), False)
    assert declared(Example)["size"].choices == ()
    assert "way : {'alternating', 'exact'}, default 'alternating'\n        which way." in Choosing.__doc__


def test_a_choice_may_be_made_by_a_numpy_scalar_and_shows_in_the_text():
    assert repr(Choosing(way=np.str_("exact"), power=np.int64(1))) == "Choosing(way='exact', power=1)"


def test_values_without_names_are_refused():
    with pytest.raises(HyperparameterError, match="takes hyper-parameters by name, as in size=5"):
        Example(5)


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"size": np.int64(5)}, 5),
        ({"rate": np.float32(0.5)}, 0.5),
        ({"rate": 1}, 1.0),
        ({"loud": np.bool_(True)}, True),
    ],
)
def test_numpy_scalars_and_whole_numbers_for_floats_are_welcome(values, kept):
    ((name, value),) = values.items()
    model = Example(**values)
    assert getattr(model, name) == kept
    assert type(getattr(model, name)) is type(kept)
    setattr(model, name, value)
    assert type(getattr(model, name)) is type(kept)


def test_changing_a_hyperparameter_keeps_what_was_learned(toy):
    model = MatrixFactorizationSGD(factors=2, epochs=3).fit(toy)
    before = model.predict("Ada", "Alien")
    model.epochs = 5
    assert model.epochs == 5
    assert model.predict("Ada", "Alien") == before


def test_models_can_be_copied_and_pickled(toy):
    model = MatrixFactorizationSGD(factors=2, epochs=3).fit(toy)
    for twin in (copy.copy(model), copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
        assert repr(twin) == repr(model)
        assert np.array_equal(twin.predict("Ada", toy.item_ids), model.predict("Ada", toy.item_ids))
        with pytest.raises(HyperparameterError):
            twin.factors = 0


def test_a_deep_copy_learns_for_itself(toy):
    model = MatrixFactorizationSGD(factors=2, epochs=3).fit(toy)
    before = model.predict("Ada", toy.item_ids)
    copy.deepcopy(model).fit(toy.take(np.arange(20)))
    assert np.array_equal(model.predict("Ada", toy.item_ids), before)


def test_text_shows_what_differs_from_the_defaults():
    assert repr(Example()) == "Example()"
    assert repr(Example(size=5, pull=0.1, loud=True)) == "Example(size=5, loud=True)"


def test_documentation_comes_from_the_declaration():
    assert "size : int, default 3\n        how large." in Example.__doc__
    assert list(inspect.signature(Example).parameters) == ["size", "rate", "pull", "loud"]


def test_what_a_slider_needs_comes_from_the_declaration():
    size, rate, pull, loud = declared(Example).values()
    assert (size.kind, size.low, size.high, size.symbol, size.label) == (int, 1, None, "s", "length")
    assert (size.low_shown, size.high_shown, size.log) == (1, None, False)
    assert (rate.low, rate.open_low, rate.low_shown, rate.high_shown, rate.log) == (0, True, 0.01, 1, True)
    assert (pull.high, pull.low_shown, pull.high_shown, pull.label) == (1, 0, 0.2, "pull")
    assert (size.is_number, loud.is_number) == (True, False)
    assert declared(Example(size=9))["size"].default == 3


@hyperparameters
class Larger(Example):
    """An example with other defaults, and one more."""

    size, loud = 9, True
    rate_: float  # learned
    pace: int = setting(1, 1, 5, about="how quick")


def test_a_subclass_may_change_defaults_and_add_its_own():
    assert repr(Larger(size=9, pace=2)) == "Larger(pace=2)"
    assert list(declared(Larger)) == ["size", "rate", "pull", "loud", "pace"]
    assert declared(Larger)["size"] == dataclasses.replace(declared(Example)["size"], default=9)
    assert (Larger().size, Larger().loud, Example().size) == (9, True, 3)
    with pytest.raises(HyperparameterError, match="Larger: size must be a whole number of at least 1, but it is 0"):
        Larger(size=0)


def test_what_is_annotated_without_a_declaration_is_refused():
    with pytest.raises(TypeError, match="epochs of Forgetful is annotated, so it needs a declaration"):

        @hyperparameters
        class Forgetful(Recommender):
            epochs: int = 10


@pytest.mark.parametrize("value", [NAN, INFINITY, -INFINITY, 10**400, True, "3"])
def test_without_a_range_a_number_is_still_a_number(value):
    with pytest.raises(HyperparameterError, match="Popularity: threshold must be a number, but it is "):
        Popularity(threshold=value)


def algorithms():
    found, waiting = [], [Recommender]
    while waiting:
        subclasses = waiting.pop().__subclasses__()
        waiting += subclasses
        found += [cls for cls in subclasses if "__dataclass_fields__" in vars(cls)]
    return [cls for cls in found if cls.__module__.startswith("rectutor.algorithms.")]


def test_every_algorithm_is_looked_at_below():
    assert {BayesianMF, Bias, GlobalMean, MatrixFactorizationALS, MatrixFactorizationSGD, Popularity, Random} <= set(
        algorithms()
    )


SLIDERS = {f"{cls.__name__}.{name}": slider for cls in algorithms() for name, slider in declared(cls).items()}


@pytest.mark.parametrize("parameter", SLIDERS.values(), ids=SLIDERS)
def test_every_declared_slider_makes_sense(parameter):
    assert parameter.description
    assert not parameter.description.endswith(".")  # the documentation adds it
    assert parameter.default is not None
    if parameter.is_number and parameter.high is not None:
        low, high = parameter.low_shown, parameter.high_shown
        assert parameter.low <= low < high <= parameter.high
        assert low <= parameter.default <= high
        assert low > 0 or not parameter.log, "a logarithmic slider cannot reach 0: declare slider_low"
