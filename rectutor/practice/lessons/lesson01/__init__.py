"""Lesson 01, the ratings: its exercises in order."""

from rectutor.practice.lessons.lesson01 import center, investigate, k_core, multi_hot

EXERCISES = [
    center.EXERCISE,
    k_core.EXERCISE,
    multi_hot.EXERCISE,
    investigate.FIRST_HALF_STAR,
    investigate.COLLAPSE,
]
