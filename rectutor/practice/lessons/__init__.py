"""The exercises and quizzes, one file of each a lesson."""
