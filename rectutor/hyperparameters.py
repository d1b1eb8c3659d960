"""Hyper-parameters are declared once; checks, sliders and help all derive from that declaration.

    factors: int = setting(20, 1, 300, symbol="k", log=True, about="how many numbers every vector has")

A class decorated with `hyperparameters` is a dataclass that checks every value, also one that is assigned later. What
is wrong is said in one sentence, and a misspelt name is answered with the nearest known one.
"""

from __future__ import annotations

import difflib
import inspect
import sys
from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import numpy as np


class HyperparameterError(ValueError):
    """A hyper-parameter has the wrong name, type or range."""


@dataclass(frozen=True)
class Hyperparameter:
    """One declared hyper-parameter, as sliders and help texts need it.

    `low` and `high` are what is allowed; a slider goes from `low_shown` to `high_shown`. `choices` are the allowed
    values where they are named one by one, by `Literal`; `kind` is then their type.
    """

    name: str
    kind: type
    default: Any
    low: float | None
    high: float | None
    open_low: bool
    description: str
    label: str
    symbol: str
    log: bool
    low_shown: float | None
    high_shown: float | None
    choices: tuple = ()

    @property
    def is_number(self) -> bool:
        """Whether a slider can set it."""
        return self.kind in (int, float) and not self.choices


def setting(
    default: Any,
    low: float | None = None,
    high: float | None = None,
    *,
    about: str,
    symbol: str = "",
    label: str = "",
    log: bool = False,
    open_low: bool = False,
    slider_low: float | None = None,
    slider_high: float | None = None,
) -> Any:
    """Declare a hyper-parameter; its type is the annotation: int, float, bool, or a `Literal` of what can be chosen.

    Parameters
    ----------
    default
        A subclass changes it by giving the name another value, without an annotation.
    low, high : float, optional
        The lowest and the highest value that is allowed; with `open_low`, it has to be above `low`.
    about : str
        What it means, to follow "n: ".
    symbol, label : str
        What formulas and sliders call it; the label is the name when not given.
    log : bool
        Whether a slider is logarithmic.
    slider_low, slider_high : float, optional
        Where a slider begins and ends, if not at `low` and `high`.
    """
    shown = low if slider_low is None else slider_low, high if slider_high is None else slider_high
    wanted = Hyperparameter("", object, default, low, high, open_low, about, label, symbol, log, *shown)
    return field(default=default, metadata={"wanted": wanted})  # name and type are known when the class is


def hyperparameters(cls):
    """Class decorator: make what is declared with `setting` checked hyper-parameters; those of a base class come along.

    Annotated attributes that end in an underscore are learned, as in scikit-learn, and no hyper-parameters.
    """
    annotations = inspect.get_annotations(cls)
    settings = {name: kind for name, kind in annotations.items() if not name.endswith("_")}
    for name in settings:
        if not isinstance(vars(cls).get(name), Field):
            raise TypeError(f"{name} of {cls.__name__} is annotated, so it needs a declaration: {name}: … = setting(…)")
    for inherited in fields(cls) if is_dataclass(cls) else ():
        name = inherited.name
        if name in vars(cls) and name not in settings:  # another default
            settings[name] = get_type_hints(cls)[name]
            setattr(cls, name, field(default=vars(cls)[name], metadata=inherited.metadata))
    cls.__annotations__ = settings
    cls = dataclass(init=False, repr=False, kw_only=True)(cls)
    cls.__annotations__ = annotations | settings

    def __init__(self, *unnamed, **values):
        if unnamed:
            example = [f"by name, as in {name}={unnamed[0]!r}" for name in declared(cls)]
            raise HyperparameterError(f"{cls.__name__} takes hyper-parameters {example[0]}" if example else _none(cls))
        for name in values:
            _refuse_unknown(cls, name)
        for name, wanted in declared(cls).items():
            setattr(self, name, values.get(name, wanted.default))

    def __setattr__(self, name, value):
        if not name.startswith("_") and not name.endswith("_"):
            _refuse_unknown(cls, name)
            value = _checked(cls, declared(cls)[name], value)
        object.__setattr__(self, name, value)

    def __repr__(self):
        changed = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if getattr(self, f.name) != f.default)
        return f"{cls.__name__}({', '.join(changed)})"

    cls.__init__, cls.__setattr__, cls.__repr__ = __init__, __setattr__, __repr__
    cls.__signature__ = inspect.Signature(
        [inspect.Parameter(f.name, inspect.Parameter.KEYWORD_ONLY, default=f.default) for f in fields(cls)]
    )
    cls.__doc__ = _with_parameters(cls)
    return cls


def declared(cls) -> dict[str, Hyperparameter]:
    """Return the hyper-parameters that `cls` (a class or one of its instances) declares, by name, in order."""
    return _declared(cls if isinstance(cls, type) else type(cls))


@cache
def _declared(cls: type) -> dict[str, Hyperparameter]:
    hints, found = get_type_hints(cls), {}
    for f in fields(cls):
        wanted, kind = f.metadata["wanted"], hints[f.name]
        choices = get_args(kind) if get_origin(kind) is Literal else ()
        kind, label = type(choices[0]) if choices else kind, wanted.label or f.name.replace("_", " ")
        found[f.name] = replace(wanted, name=f.name, kind=kind, default=f.default, label=label, choices=choices)
    return found


def _checked(cls: type, wanted: Hyperparameter, value: Any) -> Any:
    """Return the value as the declared type, or raise HyperparameterError with a sentence.

    Strictly: 2.0 is no whole number, and True is no number. But numpy's numbers are as good as Python's, and a whole
    number is welcome as a float.
    """
    value = value.item() if isinstance(value, np.generic) else value
    whole_as_float = wanted.kind is float and type(value) is int and abs(value) < sys.float_info.max
    if (type(value) is wanted.kind or whole_as_float) and _in_range(wanted, value):
        return wanted.kind(value)
    near = difflib.get_close_matches(str(value).lower(), map(str, wanted.choices), n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise HyperparameterError(f"{cls.__name__}: {wanted.name} must be {_range(wanted)}, but it is {value!r}{hint}")


def _in_range(wanted: Hyperparameter, value: Any) -> bool:
    if wanted.choices:
        return value in wanted.choices
    if wanted.kind is float and not abs(value) < float("inf"):  # NaN is compared to anything in vain
        return False
    above = wanted.low is None or (value > wanted.low if wanted.open_low else value >= wanted.low)
    return above and (wanted.high is None or value <= wanted.high)


def _refuse_unknown(cls, name: str) -> None:
    known = declared(cls)
    if name in known:
        return
    if not known:
        raise HyperparameterError(_none(cls))
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"it knows {', '.join(known)}"
    raise HyperparameterError(f"{cls.__name__} has no hyper-parameter {name!r}; {hint}")


def _none(cls) -> str:
    return f"{cls.__name__} has no hyper-parameters: there is nothing to choose"


def _range(wanted: Hyperparameter) -> str:
    if wanted.choices:
        return f"one of {', '.join(map(repr, wanted.choices))}"
    if wanted.kind is bool:
        return "True or False"
    kind = {int: "a whole number", float: "a number"}.get(wanted.kind, f"of type {wanted.kind}")
    if wanted.low is not None and wanted.high is not None:
        above = "above" if wanted.open_low else "from"
        upto = "and at most" if wanted.open_low else "to"
        return f"{kind} {above} {wanted.low:g} {upto} {wanted.high:g}"
    if wanted.low is not None:
        return f"{kind} {'above' if wanted.open_low else 'of at least'} {wanted.low:g}"
    return kind


def _with_parameters(cls) -> str:
    if not fields(cls):
        return cls.__doc__
    lines = [(cls.__doc__ or "").rstrip(), "", "    Parameters", "    ----------"]
    for p in declared(cls).values():
        kind = f"{{{', '.join(map(repr, p.choices))}}}" if p.choices else p.kind.__name__
        lines += [f"    {p.name} : {kind}, default {p.default!r}", f"        {p.description}."]
    return "\n".join(lines) + "\n"
