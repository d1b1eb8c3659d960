"""`predict`: a question that is answered before the explanation is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import traitlets

from rectutor.practice.catalog import prediction
from rectutor.practice.markup import to_plain, to_spec
from rectutor.show.component import Component


@dataclass(frozen=True)
class Option:
    """One answer that can be given.

    Attributes
    ----------
    text : str
        The answer; `code`, **strong** and $formulas$ are allowed here and below.
    about : str
        A small second line, such as the reason behind it.
    feedback : str
        What is said first to those who chose it.
    """

    text: str
    about: str = ""
    feedback: str = ""


class Question(Component):
    """A prediction: choose, commit, then read why. It needs no kernel.

    Attributes
    ----------
    chosen : int
        The place of the chosen option, from 0; −1 before a choice.
    committed : bool
        Whether the choice is final; before, neither answer nor explanation is on the page.
    """

    chosen = traitlets.Int(-1).tag(sync=True)
    committed = traitlets.Bool(False).tag(sync=True)


def predict(
    question: str,
    options: Sequence[str | Option] = (),
    answer: int | str | None = None,
    because: str = "",
    truth: str = "",
) -> Question:
    r"""Ask the reader to commit to an answer before the explanation is shown.

    Parameters
    ----------
    question : str
        The name of one of a lesson's predictions, such as "04/shrek": the cell then does not give the answer away. Or
        a question of your own, with `code`, **strong** and $formulas$; so are all texts below. A dollar sign of a title
        is written \\$.
    options : sequence of str or Option
        Two or more, for a question of your own.
    answer : int or str, optional
        The right option, by its place (from 0) or its text. None where the picture that follows gives the answer.
    because : str
        The explanation.
    truth : str
        What turned out to be, in a few words, as "1.5 stars"; shown at the right option.

    Returns
    -------
    Question
        To be shown as a cell's last line, or passed to a Player or to `watch` as its `question`.

    Examples
    --------
    >>> predict("How many numbers is one prediction?", ["one", "$k$"], answer="one", because="A product is summed.")
    Predict: How many numbers is one prediction? one; k
    """
    if not options:
        return predict(**prediction(question))
    listed = [option if isinstance(option, Option) else Option(option) for option in options]
    texts = [option.text for option in listed]
    if len(listed) < 2 or len(set(texts)) < len(texts):
        raise ValueError(f"a prediction needs two or more options that differ, but they are {texts}")
    right = _place(answer, texts)
    spec = {
        "question": to_spec(question),
        "options": [
            {"text": to_spec(o.text), "about": to_spec(o.about), "feedback": to_spec(o.feedback)} for o in listed
        ],
        "answer": right,
        "because": to_spec(because),
        "truth": to_spec(truth),
    }
    return Question("question", spec, f"Predict: {to_plain(question)} {'; '.join(map(to_plain, texts))}")


def _place(answer: int | str | None, texts: list[str]) -> int:
    """Return the place of the right option, −1 for none."""
    if answer is None:
        return -1
    if isinstance(answer, str) and answer in texts:
        return texts.index(answer)
    if isinstance(answer, int) and not isinstance(answer, bool) and 0 <= answer < len(texts):
        return answer
    raise ValueError(f"the answer is one of the options, {texts}, or its place from 0, but it is {answer!r}")
