"""Lesson 05, alternating least squares and how sure a model is: its exercises in the order of their files."""
