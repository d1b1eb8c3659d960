"""Predict, do, be told: predictions before the answer, exercises that say what is the matter, quizzes."""

from rectutor.finding import named

_WHERE = {
    "Option": "rectutor.practice.question",
    "Question": "rectutor.practice.question",
    "Quiz": "rectutor.practice.quizzes",
    "cells": "rectutor.practice.sheet",
    "check": "rectutor.practice.checking",
    "exercise": "rectutor.practice.checking",
    "predict": "rectutor.practice.question",
    "quiz": "rectutor.practice.quizzes",
    "solution": "rectutor.practice.sheet",
    "unrecognized": "rectutor.practice.answers",
}

__all__ = list(_WHERE)


def __getattr__(name: str):
    return named(name, __name__, _WHERE)
