"""The exercises, predictions and quizzes, a folder for each lesson.

In it is a file for each function to write; what is found out with the package stands in investigate.py.
"""
