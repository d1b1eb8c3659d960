"""Lesson 00, start here: one exercise, to see how exercises work."""
