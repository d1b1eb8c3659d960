"""Lesson 01, the ratings: its exercises in order."""
