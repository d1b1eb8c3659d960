"""The sentence under the controls: where training is, what changed, what it means. At most forty words.

It speaks of what has been shown, never of a later step. `**…**` is strong; `[…](validation)` has the colour of a role.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rectutor.steps import Measure

STILL = 0.004  # a change under 0.4 % a step "hardly moves"
WORSE = 3  # steps of a worsening value on validation ratings that are called overfitting
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

Curves = Mapping[str, Sequence[float]]  # by the measures' names: a value for each step so far


def told(
    measures: Sequence[Measure], watched: Measure | None, curves: Curves, total: int, unit: str, start: str
) -> str:
    """Return the sentence for the last step of `curves`; `start` says what is predicted before anything is learned."""
    if watched is None:
        return _place(max(map(len, curves.values()), default=1) - 1, total, unit)
    step = len(curves[watched.name]) - 1
    if step == 0:
        first = f"{start}: the " if start else "The "
        return f"**Nothing is learned yet.** {first}{_name(watched)} is {shown(watched, curves[watched.name][0])}."
    words = _place(step, total, unit) + " "
    partner = next((m for m in measures if m.quantity == watched.quantity and m.on == "training" != watched.on), None)
    tell = Telling(watched, partner, curves, step, unit)
    if partner is None:
        words += f"{_name(watched, capital=True)} {tell.trend(watched)} ({tell.change(watched)})."
    elif step >= total:
        words += tell.at_the_end()
    elif tell.worse_for(watched) >= WORSE:
        words += tell.overfits()
    else:
        words += tell.going_on()
    others = [m for m in measures if m.quantity != watched.quantity and m.better]
    return words + "".join(f" {_name(m, capital=True)} {shown(m, curves[m.name][step])}." for m in others)


class Telling:
    """What can be said of a value on validation ratings and its partner on training ratings, at a step."""

    def __init__(self, watched: Measure, partner: Measure | None, curves: Curves, step: int, unit: str):
        self.watched, self.partner, self.curves, self.step, self.unit = watched, partner, curves, step, unit

    def going_on(self) -> str:
        """Return how both go on."""
        watched, partner = self.watched, self.partner
        v, t = self.trend(watched), self.trend(partner)
        better = "falls" if partner.better == "lower" else "rises"
        if v == t == better:
            pair = f"{_name(watched, capital=True)} {self.value(watched)} and {_name(partner)} {self.value(partner)}"
            return f"{pair} both {better.removesuffix('s')}."
        still = f"still {t}" if t == better and not self.worse_for(partner) and self.step > 1 else t
        return (
            f"{_name(partner, capital=True)} {still} ({self.change(partner)}); "
            f"{_name(watched)} {v} ({self.change(watched)})."
        )

    def overfits(self) -> str:
        """Return for how long it has become worse."""
        steps, partner = self.worse_for(self.watched), self.partner
        before = self.step - steps
        now, then = self.curves[partner.name][self.step], self.curves[partner.name][before]
        went = _went(partner, now, then)
        so = f"{went} to {shown(partner, now)}: the model overfits." if partner.improves(now, then) else (
            f"is {shown(partner, now)}."
        )  # fmt: skip
        return (
            f"{_name(self.watched, capital=True)} has {_gone(self.watched)} for {_in_words(steps)} {self.unit}s, "
            f"{self.from_to(before)}, while {_name(partner)} {so}"
        )

    def at_the_end(self) -> str:
        """Return how the end compares with the best step."""
        watched, partner = self.watched, self.partner
        values, ended = self.curves[watched.name], shown(partner, self.curves[partner.name][self.step])
        best = watched.best(values)
        went, most = ("fell", "lowest") if watched.better == "lower" else ("rose", "highest")
        name = _name(watched, capital=True)
        if best == self.step:
            return f"{name} ends at {self.value(watched)}, the {most} of this run; {_name(partner)} {went} to {ended}."
        if abs(values[self.step] - values[best]) < abs(values[best]) * STILL:
            return (
                f"{name} is {self.value(watched)}, level since {self.unit} {best} ({shown(watched, values[best])}, "
                f"the {most}); {_name(partner)} went on to {ended}."
            )
        return (
            f"{name} has {_gone(watched)} since {self.unit} {best}, {self.from_to(best)}, "
            f"while {_name(partner)} {went} to {ended}: the model overfits."
        )

    def trend(self, measure: Measure) -> str:
        """Return which way the last step went."""
        now, before = self.curves[measure.name][self.step], self.curves[measure.name][self.step - 1]
        if abs(now - before) < STILL * abs(before) or now == before:
            return "hardly moves"
        return "falls" if now < before else "rises"

    def worse_for(self, measure: Measure) -> int:
        """Return how many steps in a row made it worse."""
        values, steps = self.curves[measure.name], 0
        while steps < self.step and measure.improves(values[self.step - steps - 1], values[self.step - steps]):
            steps += 1
        return steps

    def value(self, measure: Measure) -> str:
        """Return its value now."""
        return shown(measure, self.curves[measure.name][self.step])

    def change(self, measure: Measure) -> str:
        """Return its value before and after the last step."""
        return f"{shown(measure, self.curves[measure.name][self.step - 1])} → {self.value(measure)}"

    def from_to(self, before: int) -> str:
        """Return what it was and what it is."""
        return f"from {shown(self.watched, self.curves[self.watched.name][before])} to {self.value(self.watched)}"


def diverged(unit: str, step: int, advice: str) -> str:
    """Return what is said where training has left the numbers; `advice` is the model's."""
    return f"[Diverged at {unit} {step}:](failure) the error is no longer a number. {advice}".rstrip()


def stopped_early(watched: Measure, values: Sequence[float], patience: int, unit: str) -> str:
    """Return what is said of a run that early stopping has ended."""
    best = watched.best(values)
    restored = f"[{unit} {best}, {watched.label} {shown(watched, values[best])}]({watched.on})"
    steps = f"{patience} {unit}{'s' if patience > 1 else ''}"
    return f"**Stopped after {unit} {len(values) - 1}:** no better for {steps}. The model is restored to {restored}."


def shown(measure: Measure, value: float) -> str:
    """Return a value as a sentence and a curve show it."""
    return _number(value, "", measure.digits)


def _place(step: int, total: int, unit: str) -> str:
    return f"**{_capital(unit)} {step} of {total}.**"


def _name(measure: Measure, capital: bool = False) -> str:
    label = _capital(measure.label) if capital else measure.label
    return f"[{label}]({measure.on})" if measure.on else label


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _gone(measure: Measure) -> str:
    return "risen" if measure.better == "lower" else "fallen"


def _went(measure: Measure, now: float, then: float) -> str:
    return "fell" if now < then else "rose"


def _in_words(n: int) -> str:
    return _WORDS[n] if n < len(_WORDS) else f"{n:,}"


def explored(sliders: Mapping, axis: str, others: Mapping, frames: Sequence[Mapping], at: int, drawn) -> str:
    """Return where the sliders stand, and a number's place among those of the run, its neighbours and its rules.

    `drawn` is the name of the number and the `Lines` that draw it, or None where only the sliders can be told.
    """
    stands = [f"{wanted.label} {_value(others.get(name, frames[at][axis].item()))}" for name, wanted in sliders.items()]
    if drawn is None:
        return f"**{', '.join(stands)}.**"
    field, panel = drawn
    values, places = [float(frame[field][0]) for frame in frames], [_value(frame[axis].item()) for frame in frames]
    text = [_number(value, panel.unit, panel.digits) for value in values]
    order = "the highest" if values[at] == max(values) else "the lowest" if values[at] == min(values) else "one"
    beside = ", ".join(f"{text[i]} at {places[i]}" for i in (at - 1, at + 1) if 0 <= i < len(values))
    rules = "".join(
        f"; {'above' if values[at] > rule else 'below'} **{name}**, {_number(rule, panel.unit, panel.digits)}"
        for name, rule in panel.rules.items()
    )
    called = next(line.label for line in panel.lines if line.y == field)
    return f"**{', '.join(stands)}:** {called} is **{text[at]}**, {order} of {len(values)} values ({beside}){rules}."


def _value(value) -> str:
    if isinstance(value, str):
        return value
    comma = "" if abs(value) < 10_000 else ","  # it may be a year
    return f"{value:{comma}.6g}".replace("-", "−")


def _number(value: float, unit: str, digits: int) -> str:
    shown = f"{100 * value:.{max(0, digits - 2)}f} %" if unit == "%" else f"{value:.{digits}f}"
    return "no number" if np.isnan(value) else shown.replace("-", "−")
