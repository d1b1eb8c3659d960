"""Lesson 03, similarity: its exercises in order."""
