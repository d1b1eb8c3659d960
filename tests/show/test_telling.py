"""Every situation has one template; each is at most forty words, and says numbers as the curve shows them."""

from __future__ import annotations

import re

import numpy as np
import pytest

from rectutor.recommender import TRAINING_ERROR, VALIDATION_ERROR
from rectutor.show.playback import telling
from rectutor.steps import SECONDS, Measure

ERRORS = [TRAINING_ERROR, VALIDATION_ERROR]
MEAN = "Nearly every rating is predicted as the mean, 3.54"
NDCG = Measure("valid_ndcg@10", "validation nDCG@10", "nDCG@10", better="higher", on="validation")


def plain(sentence):
    """What is read aloud."""
    text = re.sub(r"\*\*(.+?)\*\*|\[([^\]]+)\]\((\w+)\)", lambda m: m[1] or m[2], sentence)
    assert len(text.split()) <= 40, text
    return text


def say(train=(1.1, 0.9, 0.85, 0.8), valid=(1.06, 0.91, 0.895, 0.8949), *, step, total=20, start=MEAN):
    curves = {"train_rmse": train[: step + 1], "valid_rmse": valid[: step + 1]}
    return plain(telling.told(ERRORS, VALIDATION_ERROR, curves, total, "epoch", start))


def test_before_the_first_step_nothing_is_learned_and_the_mean_is_named():
    assert say(step=0) == (
        "Nothing is learned yet. Nearly every rating is predicted as the mean, 3.54: the validation error is 1.060."
    )


def test_long_random_vectors_predict_no_mean():
    assert "The vectors are random: the validation error is 1.060" in say(step=0, start="The vectors are random")


def test_both_errors_fall():
    assert say(step=1) == "Epoch 1 of 20. Validation error 0.910 and training error 0.900 both fall."


def test_a_change_under_four_in_a_thousand_hardly_moves():
    assert say(step=3) == (
        "Epoch 3 of 20. Training error still falls (0.850 → 0.800); validation error hardly moves (0.895 → 0.895)."
    )


def test_three_rising_epochs_are_overfitting_two_are_not():
    train, valid = (1.1, 0.9, 0.8, 0.7, 0.6), (1.06, 0.88, 0.89, 0.9, 0.91)
    assert "overfits" not in say(train, valid, step=3)
    assert say(train, valid, step=4) == (
        "Epoch 4 of 20. Validation error has risen for three epochs, from 0.880 to 0.910, "
        "while training error fell to 0.600: the model overfits."
    )


def test_the_end_compares_with_the_best_epoch():
    train = (1.1, 0.9, 0.8, 0.7)
    overfitted = say(train, (1.06, 0.88, 0.9, 0.91), step=3, total=3)
    assert "has risen since epoch 1, from 0.880 to 0.910" in overfitted
    assert "level since epoch 2" in say(train, (1.06, 0.9, 0.88, 0.8801), step=3, total=3)
    assert "ends at 0.880, the lowest of this run" in say(train, (1.06, 0.9, 0.89, 0.88), step=3, total=3)


def test_a_diverged_run_says_so_in_words_never_as_a_number():
    advice = "With η 0.2 each step overshoots. Try a smaller η or a larger λ."
    assert plain(telling.diverged("epoch", 4, advice)) == (
        "Diverged at epoch 4: the error is no longer a number. "
        "With η 0.2 each step overshoots. Try a smaller η or a larger λ."
    )
    assert telling.diverged("epoch", 4, advice).startswith("[Diverged at epoch 4:](failure)")


def test_an_early_stop_names_the_epoch_that_was_restored():
    assert plain(telling.stopped_early(VALIDATION_ERROR, (1.06, 0.887, 0.89, 0.9, 0.91), 3, "epoch")) == (
        "Stopped after epoch 4: no better for 3 epochs. The model is restored to epoch 1, validation error 0.887."
    )


def test_a_sentence_speaks_of_no_epoch_that_has_not_been_shown():
    train, valid = (1.1, 0.9, 0.8, 0.7, 0.6), (1.06, 0.9, 0.89, 0.85, 0.86)
    for step in range(3):
        assert not re.search(r"epoch (3|4)\b|0\.850|0\.860", say(train, valid, step=step))


def ranked(*values, measures=(NDCG,), total=20):
    curves = {NDCG.name: values, "seconds": np.linspace(0, 1, len(values)), "train_rmse": np.ones(len(values))}
    return plain(telling.told(measures, NDCG, curves, total, "epoch", ""))


def test_what_is_better_when_higher_is_told_the_other_way_round():
    assert ranked(0.1) == "Nothing is learned yet. The validation nDCG@10 is 0.100."
    assert ranked(0.1, 0.2) == "Epoch 1 of 20. Validation nDCG@10 rises (0.100 → 0.200)."
    assert ranked(0.1, 0.2, 0.2) == "Epoch 2 of 20. Validation nDCG@10 hardly moves (0.200 → 0.200)."
    on_training = Measure("train_ndcg@10", "training nDCG@10", "nDCG@10", better="higher", on="training")
    curves = {NDCG.name: (0.1, 0.4, 0.3, 0.25, 0.2), on_training.name: (0.1, 0.4, 0.5, 0.6, 0.7)}
    told = plain(telling.told([on_training, NDCG], NDCG, curves, 20, "epoch", ""))
    assert told == (
        "Epoch 4 of 20. Validation nDCG@10 has fallen for three epochs, from 0.400 to 0.200, "
        "while training nDCG@10 rose to 0.700: the model overfits."
    )


def test_other_quantities_follow_and_seconds_are_not_said():
    assert ranked(0.1, 0.2, measures=(NDCG, SECONDS, TRAINING_ERROR)) == (
        "Epoch 1 of 20. Validation nDCG@10 rises (0.100 → 0.200). Training error 1.000."
    )


@pytest.mark.parametrize(("better", "best"), [("lower", 2), ("higher", 1)])
def test_the_best_step_is_the_first_of_the_best_and_never_one_without_a_number(better, best):
    measure = Measure("x", "x", better=better)
    assert measure.best([np.nan, 3.0, 1.0, 3.0, 1.0]) == best
    assert measure.best([np.nan]) == measure.best([]) == 0
