"""Lesson 03, similarity: its exercises in order."""

from rectutor.practice.lessons.lesson03 import adjusted_cosine, cosine, investigate, shrinkage, votes

EXERCISES = [
    shrinkage.EXERCISE,
    cosine.EXERCISE,
    adjusted_cosine.EXERCISE,
    votes.EXERCISE,
    investigate.ONE_RATER,
    investigate.LEAK,
]
