import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics.pairwise import cosine_similarity

from rectutor import Bias
from rectutor.evaluation.reranking import genre_similarities, genre_vectors, mmr

# Two films much alike on top, then one of another kind, then a poor one that is like nothing.
SCORES = [4.9, 4.8, 4.5, 3.0]
ALIKE = np.array([[1, 0.9, 0.1, 0], [0.9, 1, 0.1, 0], [0.1, 0.1, 1, 0], [0, 0, 0, 1]])


@st.composite
def candidates(draw, most=8):
    m = draw(st.integers(1, most))
    scores = draw(st.lists(st.sampled_from([1.0, 2.0, 2.5, 3.5, 5.0]), min_size=m, max_size=m))
    cells = draw(st.lists(st.sampled_from([-0.5, 0, 0.25, 0.5, 1.0]), min_size=m * m, max_size=m * m))
    similarities = np.array(cells).reshape(m, m)
    return np.array(scores), np.maximum(similarities, similarities.T)


def test_places_by_hand():
    """Stretched scores: 1, 18/19, 15/19, 0. Second place at λ = 0.7: .393, .523, 0; third: .393 for 1, 0 for 3."""
    assert mmr(SCORES, ALIKE, n=4, relevance=0.7).tolist() == [0, 2, 1, 3]
    # At λ = 0.3 the second place goes by −.346 (1), .167 (2), 0 (3); the third by −.346 (1) and 0 (3).
    assert mmr(SCORES, ALIKE, n=4, relevance=0.3).tolist() == [0, 2, 3, 1]
    assert mmr(SCORES, ALIKE, n=4, relevance=0).tolist() == [0, 3, 2, 1]


@given(candidates(), st.integers(1, 9), st.sampled_from([0, 0.25, 0.5, 0.75, 1]))
def test_each_place_goes_to_the_best_of_what_is_left(given_, n, relevance):
    """Candidate by candidate, as the formula says. The numbers are such that sums are exact, but for the division."""
    scores, similarities = given_
    stretched = (scores - scores.min()) / (np.ptp(scores) or 1)
    chosen = []
    for place in mmr(scores, similarities, n, relevance).tolist():
        left = [i for i in range(len(scores)) if i not in chosen]
        margins = {
            i: relevance * stretched[i] - (1 - relevance) * max((similarities[i, j] for j in chosen), default=0)
            for i in left
        }
        if not chosen:
            margins = {i: scores[i] for i in left}  # the first place is the highest score's at any λ
        assert margins[place] >= max(margins.values()) - 1e-12
        chosen.append(place)
    assert len(set(chosen)) == len(chosen) == min(n, len(scores))


@given(candidates())
def test_with_all_weight_on_relevance_the_order_is_that_of_the_scores(given_):
    scores, similarities = given_
    assert mmr(scores, similarities, len(scores), relevance=1).tolist() == np.argsort(-scores, kind="stable").tolist()


@given(candidates(), st.integers(1, 8), st.sampled_from([0.25, 0.5, 0.75]))
def test_the_unit_of_the_scores_does_not_matter(given_, n, relevance):
    scores, similarities = given_
    expected = mmr(scores, similarities, n, relevance).tolist()
    assert mmr(8 * scores - 16, similarities, n, relevance).tolist() == expected


def test_of_equal_candidates_the_higher_score_goes_first_and_then_the_earlier_position():
    assert mmr([3, 5, 4, 4], np.eye(4), n=4, relevance=0).tolist() == [1, 2, 3, 0]
    assert mmr([2, 2, 2], np.zeros((3, 3)), n=3).tolist() == [0, 1, 2]


def test_the_diagonal_is_not_looked_at():
    blank = ALIKE.copy()
    np.fill_diagonal(blank, 0)
    assert mmr(SCORES, blank, n=4).tolist() == mmr(SCORES, ALIKE, n=4).tolist()


def test_what_it_is_given_stays_as_it_was():
    scores, similarities = np.array(SCORES), ALIKE.copy()
    mmr(scores, similarities, n=3)
    assert scores.tolist() == SCORES
    assert np.array_equal(similarities, ALIKE)


def test_a_recommenders_list_becomes_more_varied_and_keeps_the_best(movielens):
    best = Bias().fit(movielens).recommend(15, n=50)
    alike = genre_similarities(movielens.catalog.loc[best.index])

    def varied(positions):
        return 1 - (alike[np.ix_(positions, positions)].sum() - 10) / 90

    spread = [varied(mmr(best.score, alike, 10, relevance)) for relevance in (1, 0.7, 0.3)]
    assert spread[0] < spread[1] < spread[2]
    assert best.iloc[mmr(best.score, alike, 10)].index[0] == best.index[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (([], np.zeros((0, 0)), 1), r"one a candidate, but their shape is \(0,\)"),
        (([[1, 2]], np.eye(2), 1), r"one a candidate, but their shape is \(1, 2\)"),
        ((SCORES, np.eye(3), 1), r"4 candidates need 4 × 4 similarities, but the shape of these is \(3, 3\)"),
        (([1, np.nan, -np.inf], np.eye(3), 1), "scores must be numbers, but 2 of them are missing or infinite"),
        (([1, 2], [[1, np.nan], [0, 1]], 1), "similarities must be numbers, but 1 of them"),
        ((SCORES, ALIKE, 0), "n is how many to choose, a whole number of at least 1, but it is 0"),
        ((SCORES, ALIKE, 2.0), r"but it is 2\.0"),
        ((SCORES, ALIKE, 2, 1.1), r"relevance is the weight of the scores, from 0 to 1, but it is 1\.1"),
        ((SCORES, ALIKE, 2, float("nan")), "relevance is the weight of the scores, from 0 to 1, but it is nan"),
    ],
)
def test_impossible_wishes_are_refused_with_a_sentence(arguments, said):
    with pytest.raises(ValueError, match=said):
        mmr(*arguments)


def test_genre_vectors_agree_with_the_catalogue(movielens):
    vectors = genre_vectors(movielens.catalog)
    assert vectors.index.equals(movielens.catalog.index)
    for item, genres in movielens.catalog.genres.iloc[::97].items():
        wanted = set() if genres == "(no genres listed)" else set(genres.split("|"))
        assert set(vectors.columns[vectors.loc[item] == 1]) == wanted
    assert "(no genres listed)" not in vectors.columns


def test_alikeness_is_the_cosine_of_genre_vectors(movielens):
    items = movielens.catalog.iloc[:200]
    expected = cosine_similarity(genre_vectors(items))
    np.testing.assert_allclose(genre_similarities(items), expected, atol=1e-12)


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA, "", "(no genres listed)"])
def test_what_has_no_known_genres_is_like_nothing(missing):
    items = pd.DataFrame({"genres": ["Crime", missing]})
    assert genre_similarities(items).tolist() == [[1, 0], [0, 0]]
    assert genre_similarities(items[1:]).tolist() == [[0]]
    assert genre_similarities(pd.DataFrame({"genres": [np.nan, np.nan]})).tolist() == [[0, 0], [0, 0]]


def test_items_without_a_column_of_genres_are_refused():
    with pytest.raises(KeyError, match="the items have no column 'genres'; their columns are title, year"):
        genre_vectors(pd.DataFrame(columns=["title", "year"]))
