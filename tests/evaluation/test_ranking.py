import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rectutor.evaluation.ranking
from rectutor import Bias, MatrixFactorizationSGD, Ratings, Recommender, random_split
from rectutor.evaluation.ranking import rank, rivals, sorted_lists, top_lists


class Scores(Recommender):
    """Gives the score that a table of (user row, item row) says; its last line is for unknown users."""

    def __init__(self, train, table):
        self.ratings_, self.table = train, np.asarray(table, dtype=float)

    def score(self, user_rows, item_rows):
        return self.table[user_rows, item_rows]


def ratings_of(*lines):
    """Ratings from (user, item, stars); users and items are their own rows."""
    return Ratings.from_frame(pd.DataFrame(lines, columns=["user", "item", "rating"]))


@pytest.fixture
def parts():
    """Three users, five items. User 0 has seen item 0, user 1 items 1 and 2, user 2 item 4; the rest is the test."""
    train = [(0, 0, 5.0), (1, 1, 3.0), (1, 2, 4.0), (2, 4, 2.0), (3, 3, 1.0)]
    test = [(0, 1, 4.0), (0, 3, 5.0), (0, 4, 1.0), (1, 0, 4.5), (2, 0, 3.5)]
    everything = ratings_of(*train, *test)
    return everything.take(np.arange(len(train))), everything.take(np.arange(len(train), len(train) + len(test)))


SCORES = [[9, 3, 4, 5, 1], [2, 9, 9, 3, 4], [1, 2, 3, 4, 5], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]


def test_lists_by_hand(parts):
    ranking = rank(Scores(parts[0], SCORES), parts[1], k=3)
    assert ranking.lists.tolist() == [[3, 2, 1], [4, 3, 0], [3, 2, 1]]
    assert ranking.user.tolist() == [0, 1]  # user 2 has nothing to find, user 3 no test ratings
    assert ranking.hits.tolist() == [[1, 0, 1], [0, 0, 1]]
    assert ranking.relevant.tolist() == [2, 1]
    assert ranking.candidates.tolist() == [4, 3]
    assert ranking.mean_rank.tolist() == [2, 3]


def test_who_has_seen_nearly_all_gets_a_shorter_list(parts):
    assert rank(Scores(parts[0], SCORES), parts[1], k=4).lists[1].tolist() == [4, 3, 0, -1]


def test_what_is_relevant_can_be_chosen(parts):
    assert rank(Scores(parts[0], SCORES), parts[1], relevant=5).relevant.tolist() == [1]
    assert rank(Scores(parts[0], SCORES), parts[1], relevant=1).relevant.tolist() == [3, 1, 1]


def test_what_a_user_rated_in_training_is_neither_shown_nor_sought(parts):
    train, _ = parts
    ranking = rank(Scores(train, SCORES), train)
    assert len(ranking.user) == 0
    for u, shown in enumerate(ranking.lists):
        assert not set(train.items[train.users == u]) & set(shown)


@given(st.integers(0, 10_000))
def test_a_ranking_is_what_sorting_by_score_and_then_by_one_random_order_gives(seed):
    random = np.random.default_rng(seed)
    frame = pd.DataFrame([(u, i) for u in range(6) for i in range(9)], columns=["user", "item"])
    frame["rating"] = random.integers(1, 6, len(frame)).astype(float)
    ratings = Ratings.from_frame(frame.sample(30, random_state=seed))
    train, test = random_split(ratings, test=0.4, seed=seed)
    table = random.integers(0, 3, (ratings.n_users, ratings.n_items))  # many ties
    ranking = rank(Scores(train, table), test, k=4, seed=seed)
    order = np.random.default_rng(seed).permutation(ratings.n_items).tolist()
    cases = iter(zip(ranking.user, ranking.hits, ranking.relevant, ranking.candidates, ranking.mean_rank, strict=True))
    for line, u in enumerate(np.unique(test.users)):
        unseen = set(range(ratings.n_items)) - set(train.items[train.users == u].tolist())
        best = sorted(unseen, key=lambda i, u=u: (-table[u, i], order.index(i)))
        assert [i for i in ranking.lists[line] if i >= 0] == best[:4]
        good = set(test.items[(test.users == u) & (test.values >= 4)].tolist())
        if good:
            user, hits, relevant, candidates, mean_rank = next(cases)
            assert (user, relevant, candidates) == (line, len(good), len(unseen))
            assert [bool(h) for h in hits] == ([i in good for i in best[:4]] + [False] * 4)[:4]
            shared = [np.mean([j + 1 for j, b in enumerate(best) if table[u, b] == table[u, i]]) for i in good]
            assert mean_rank == pytest.approx(np.mean(shared), abs=1e-12)
    assert next(cases, None) is None


def test_equal_scores_do_not_put_the_low_rows_first():
    train = ratings_of(*[(0, i, 3.0) for i in range(1000)])
    everything = ratings_of(*[(0, i, 3.0) for i in range(1000)], (1, 0, 5.0))
    train, test = everything.take(np.arange(1000)), everything.take(np.array([1000]))
    first, again, other = (
        rank(Scores(train, np.zeros((3, 1000))), test, k=10, seed=seed).lists[0].tolist() for seed in (0, 0, 1)
    )
    assert first == again != other
    assert np.mean(first) > 100


def test_blocks_of_users_change_nothing(split, monkeypatch):
    train, test = split
    model = Bias().fit(train)
    for candidates in (None, 5):
        whole = rank(model, test, candidates=candidates)
        with monkeypatch.context() as patch:
            patch.setattr(rectutor.evaluation.ranking, "CELLS", 100 * train.n_items)
            pieces = rank(model, test, candidates=candidates)
        for name, values in vars(whole).items():
            np.testing.assert_array_equal(values, getattr(pieces, name))


def test_ids_of_their_own_and_unknown_ones(parts):
    """The test file knows user 1, a user 7 and an item 99 that training did not have, in rows of its own."""
    test = ratings_of((1, 0, 5.0), (1, 99, 5.0), (7, 3, 5.0))
    ranking = rank(Scores(parts[0], [*SCORES[:4], [5, 4, 3, 2, 1]]), test, k=3)
    assert ranking.lists.tolist() == [[4, 3, 0], [0, 1, 2]]
    assert ranking.relevant.tolist() == [1, 1]  # item 99 cannot be ranked
    assert ranking.mean_rank.tolist() == [3, 4]
    assert ranking.candidates.tolist() == [3, 5]  # user 7 has seen nothing


def test_each_relevant_item_is_ranked_among_as_many_as_asked(parts):
    train, test = parts
    ranking = rank(Scores(train, SCORES), test, k=2, candidates=1000)
    assert ranking.user.tolist() == [0, 0, 1]
    assert (ranking.relevant == 1).all()
    assert (ranking.candidates == 1001).all()
    # item 1 of user 0 against 2 (above it) and 4 (below), half of the draws each; item 3 against the same, first
    assert ranking.mean_rank[0] == pytest.approx(1 + 1000 / 2, abs=60)
    assert ranking.mean_rank[1:].tolist() == [1, 1 + 1000]  # item 0 of user 1 against 3 and 4, both above
    assert ranking.hits.tolist() == [[0, 0], [1, 0], [0, 0]]
    np.testing.assert_array_equal(ranking.lists, rank(Scores(train, SCORES), test, k=2).lists)


def test_samples_of_nearly_everything_agree_with_the_whole_ranking(split):
    """A sampled mean rank, in shares of the list, is an unbiased estimate of that among all that is not relevant."""
    train, test = split
    model = Bias(item_damping=25.0).fit(train)
    whole, sampled = rank(model, test), rank(model, test, candidates=300)
    below = (whole.mean_rank - (whole.relevant + 1) / 2) / (whole.candidates - whole.relevant)
    share = (sampled.mean_rank - 1) / 300
    per_user = np.bincount(sampled.user, share, minlength=len(whole.lists))[whole.user] / whole.relevant
    np.testing.assert_allclose(per_user.mean(), below.mean(), atol=0.002)


def test_ties_among_samples_are_decided_by_chance_and_not_in_favour_of_the_relevant(parts):
    train, _ = parts
    everything = ratings_of(*[(0, i, 5.0) for i in range(400)], *[(1, i, 3.0) for i in range(400)])
    train, test = everything.take(np.arange(400, 800)), everything.take(np.arange(400))
    test = test.take(np.arange(200))
    ranking = rank(Scores(train, np.zeros((2, 400))), test, k=1, candidates=1)
    assert ranking.mean_rank.tolist() == [1.5] * 200
    assert 0.3 < ranking.hits.mean() < 0.7


def test_who_leaves_nothing_to_draw_from_is_left_out():
    everything = ratings_of((0, 0, 5.0), (0, 1, 5.0), (1, 0, 5.0), (1, 1, 5.0), (1, 2, 3.0))
    train, test = everything.take(np.array([0, 3, 4])), everything.take(np.array([1, 2]))
    ranking = rank(Scores(train, np.zeros((3, 3))), test, candidates=5)
    assert ranking.user.tolist() == [0]


def test_scores_that_are_no_numbers_are_refused(parts):
    with pytest.raises(ValueError, match="Scores gives scores that are no finite numbers, which cannot be ranked"):
        rank(Scores(parts[0], np.full((5, 5), np.nan)), parts[1])


def test_scores_of_all_items_are_those_of_pairs(split):
    train, _ = split
    rows = np.array([5, -1, 0, 670])
    for model in (Bias().fit(train), MatrixFactorizationSGD(epochs=2).fit(train)):
        pairs = [model.score(np.full(train.n_items, row), np.arange(train.n_items)) for row in rows]
        np.testing.assert_allclose(model.scores_for(rows), pairs, rtol=0, atol=1e-12)
        np.testing.assert_allclose(Recommender.scores_for(model, rows), pairs, rtol=0, atol=1e-12)


def test_the_loops_do_without_compilation_what_they_do_with_it():
    scores = np.random.default_rng(0).integers(0, 4, (3, 8)).astype(float)
    scores[0, 2:] = -np.inf
    order = np.arange(8)[::-1].copy()
    np.testing.assert_array_equal(top_lists(scores, order, 3), top_lists.py_func(scores, order, 3))
    pairs = np.array([0, 1, 2]), np.array([1, 5, 7])
    for compiled, plain in zip(rivals(scores, *pairs), rivals.py_func(scores, *pairs), strict=True):
        np.testing.assert_array_equal(compiled, plain)


@given(st.integers(0, 10_000), st.sampled_from([1, 3, 8, 11]))
def test_long_lists_are_sorted_as_short_ones(seed, k):
    random = np.random.default_rng(seed)
    scores = random.choice([-np.inf, 0.0, 1.0, 2.0], (4, 8))
    order = random.permutation(8)
    np.testing.assert_array_equal(sorted_lists(scores, order, k), top_lists(scores, order, k))
