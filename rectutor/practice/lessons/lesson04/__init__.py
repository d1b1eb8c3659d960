"""Lesson 04, matrix factorisation by SGD: its exercises in order."""

from rectutor.practice.lessons.lesson04 import early_stopping, investigate, predict, sgd_update, top_n

EXERCISES = [
    predict.EXERCISE,
    sgd_update.EXERCISE,
    early_stopping.EXERCISE,
    top_n.EXERCISE,
    investigate.EDGE,
    investigate.EVERYWHERE,
]
