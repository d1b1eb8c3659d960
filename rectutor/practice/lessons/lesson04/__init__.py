"""Lesson 04, matrix factorisation by SGD: its exercises in order."""
