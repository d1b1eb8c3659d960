"""Lesson 00, start here: one exercise, to see how exercises work."""

from rectutor.practice.lessons.lesson00 import rmse

EXERCISES = [rmse.EXERCISE]
