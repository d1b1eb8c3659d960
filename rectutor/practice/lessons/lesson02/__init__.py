"""Lesson 02, baselines and evaluation: its exercises in order."""
