"""Lesson 02, baselines and evaluation: its exercises in order."""

from rectutor.practice.lessons.lesson02 import auc, damped_bias, investigate, last_ones, ndcg

EXERCISES = [
    damped_bias.EXERCISE,
    ndcg.EXERCISE,
    last_ones.EXERCISE,
    auc.EXERCISE,
    investigate.FLATTERY,
    investigate.FOLDS,
]
