import os

import hypothesis
import pytest
from compiled import forget_stale

import rectutor

if "PYTEST_XDIST_WORKER" not in os.environ:  # once, before any of them compiles
    forget_stale()

# The same examples on every run, so that a failure can be looked at again; no deadline, since machines are shared.
hypothesis.settings.register_profile("rectutor", deadline=None, derandomize=True, max_examples=50)
hypothesis.settings.load_profile("rectutor")


@pytest.fixture(scope="session")
def toy():
    return rectutor.load("toy").ratings


@pytest.fixture(scope="session")
def movielens():
    return rectutor.load("movielens-small").ratings


@pytest.fixture(scope="session")
def split(movielens):
    """MovieLens as (train, test), the course's split."""
    return rectutor.random_split(movielens, seed=0)
