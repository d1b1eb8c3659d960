"""Hyper-parameters are declared once; checks, sliders and help all derive from that declaration.

A class decorated with `hyperparameters` is a pydantic dataclass with strict types. What pydantic would say in four
lines is said here in one sentence, and a misspelt name is answered with the nearest known one.
"""

from __future__ import annotations

import difflib
from dataclasses import MISSING, dataclass, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

import annotated_types
import numpy as np
from pydantic import ConfigDict, ValidationError
from pydantic.dataclasses import dataclass as pydantic_dataclass
from pydantic.fields import FieldInfo


class HyperparameterError(ValueError):
    """A hyper-parameter has the wrong name, type or range."""


@dataclass(frozen=True)
class Hyperparameter:
    """One declared hyper-parameter, as sliders and help texts need it.

    `low` and `high` are what is allowed; a slider goes from `low_shown` to `high_shown`, which the declaration may make
    narrower by `json_schema_extra={"slider_low": …, "slider_high": …}`. "symbol", "label" and "scale" ("log") go there
    too. `choices` are the allowed values where they are named one by one, by `Literal`; `kind` is then their type.
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


def hyperparameters(cls):
    """Class decorator: make the annotated fields strict, checked hyper-parameters, also when assigned later."""
    config = ConfigDict(strict=True, validate_assignment=True, extra="forbid", arbitrary_types_allowed=True)
    cls = pydantic_dataclass(config=config, kw_only=True, repr=False)(cls)
    checked_init, checked_setattr = cls.__init__, cls.__setattr__

    def __init__(self, *unnamed, **values):
        if unnamed:
            example = [f"by name, as in {f.name}={unnamed[0]!r}" for f in fields(cls)]
            raise HyperparameterError(f"{cls.__name__} takes hyper-parameters {example[0]}" if example else _none(cls))
        for name in values:
            _refuse_unknown(cls, name)
        try:
            checked_init(self, **{name: _plain(value) for name, value in values.items()})
        except ValidationError as error:
            raise HyperparameterError(_sentence(cls, error)) from None

    def __setattr__(self, name, value):
        if name.startswith("_") or name.endswith("_"):  # learned attributes, as in scikit-learn
            object.__setattr__(self, name, value)
            return
        _refuse_unknown(cls, name)
        learned = vars(self).copy()
        learned.pop(name, None)
        try:
            checked_setattr(self, name, _plain(value))
            vars(self).update(learned)  # pydantic has dropped whatever it does not know
        except ValidationError as error:
            raise HyperparameterError(_sentence(cls, error)) from None

    def __repr__(self):
        changed = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if getattr(self, f.name) != f.default)
        return f"{cls.__name__}({', '.join(changed)})"

    __init__.__doc__, __setattr__.__doc__, __repr__.__doc__ = (None,) * 3
    cls.__init__, cls.__setattr__, cls.__repr__ = __init__, __setattr__, __repr__
    cls.__doc__ = _with_parameters(cls)
    return cls


def declared(cls) -> dict[str, Hyperparameter]:
    """Return the hyper-parameters that `cls` (a class or one of its instances) declares, by name, in order."""
    cls = cls if isinstance(cls, type) else type(cls)
    hints = get_type_hints(cls, include_extras=True)
    return {f.name: _read(f.name, hints[f.name], f.default) for f in fields(cls)}


def _read(name: str, hint: Any, default: Any) -> Hyperparameter:
    info = FieldInfo.from_annotation(hint)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    choices = get_args(info.annotation) if get_origin(info.annotation) is Literal else ()
    low = high = None
    open_low = False
    for bound in info.metadata:
        if isinstance(bound, annotated_types.Ge):
            low = bound.ge
        elif isinstance(bound, annotated_types.Gt):
            low, open_low = bound.gt, True
        elif isinstance(bound, annotated_types.Le):
            high = bound.le
    return Hyperparameter(
        name=name,
        kind=type(choices[0]) if choices else info.annotation,
        default=None if default is MISSING else default,
        low=low,
        high=high,
        open_low=open_low,
        description=info.description or "",
        label=extra.get("label", name.replace("_", " ")),
        symbol=extra.get("symbol", ""),
        log=extra.get("scale") == "log",
        low_shown=extra.get("slider_low", low),
        high_shown=extra.get("slider_high", high),
        choices=choices,
    )


def _plain(value: Any) -> Any:
    """Return numpy's numbers as Python's: `factors=np.int64(20)` is no mistake."""
    return value.item() if isinstance(value, np.generic) else value


def _refuse_unknown(cls, name: str) -> None:
    known = [f.name for f in fields(cls)]
    if name in known:
        return
    if not known:
        raise HyperparameterError(_none(cls))
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"it knows {', '.join(known)}"
    raise HyperparameterError(f"{cls.__name__} has no hyper-parameter {name!r}; {hint}")


def _none(cls) -> str:
    return f"{cls.__name__} has no hyper-parameters: there is nothing to choose"


def _sentence(cls, error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0])
    wanted, given = declared(cls)[name], first["input"]
    near = difflib.get_close_matches(str(given).lower(), map(str, wanted.choices), n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"{cls.__name__}: {name} must be {_range(wanted)}, but it is {given!r}{hint}"


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
