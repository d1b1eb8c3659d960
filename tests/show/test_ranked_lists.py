"""The Python half of the ranked lists: the page is sent each list, what is relevant in it, and the means over users."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
import traitlets

import rectutor
from rectutor import Bias, MatrixFactorizationSGD, Ratings
from rectutor.evaluation import ranking_metrics
from rectutor.practice import predict
from rectutor.show import ranked_lists


@pytest.fixture(scope="module")
def models(split):
    light = MatrixFactorizationSGD(factors=5, epochs=3, learning_rate=0.02)
    return {"Bias": Bias().fit(split[0]), "MF": light.fit(split[0])}


@pytest.fixture(scope="module")
def widget(models, split):
    return ranked_lists(models, split[1])


def ranked_by_hand(model, train, user) -> pd.Series:
    """The mean rank of every film that the user has not seen in training, by item id; slow, with pandas."""
    seen = train.to_frame().query("user == @user").item
    row = train.user_row(user)
    scores = pd.Series(model.score(np.full(train.n_items, row), np.arange(train.n_items)), index=train.item_ids)
    return scores.drop(seen).rank(ascending=False, method="average")


def test_each_list_is_the_models_best_unseen_films_with_their_test_ratings(widget, models, split):
    train, test = split
    frame = test.to_frame()
    for user in widget.spec["users"][:3]:
        rated = frame[frame.user == user["id"]].set_index("item").rating
        for name, sent in zip(widget.spec["models"], user["lists"], strict=True):
            ranks = ranked_by_hand(models[name], train, user["id"])
            titles = [widget.spec["films"]["label"][film] for film in sent["films"]]
            ids = models[name].recommend(user["id"], n=20, min_ratings=0).index
            assert titles == [rectutor.show.films.short_title(t) for t in train.titles(ids)]  # no scores tie here
            assert sent["ratings"] == [rated.get(item) for item in ids]
            assert sent["candidates"] == len(ranks)
            wanted = ranks[rated.index[rated >= 4].intersection(ranks.index)]
            assert sent["relevant"] == len(wanted)
            assert sent["beyond"] == sorted(wanted.drop(ids, errors="ignore"))


def test_equal_scores_share_their_mean_rank(toy):
    train, test = rectutor.random_split(toy, test=0.25)
    model = Bias().fit(train)
    model.item_biases_ = np.zeros(8)
    widget = ranked_lists({"tied": model}, test, n=8, k=2)
    for user in widget.spec["users"]:
        ranks = ranked_by_hand(model, train, user["id"]).sort_values()
        assert user["lists"][0]["tied"] == ranks.tolist()


def test_the_means_over_all_users_are_those_of_the_package(widget, models, split):
    means = widget.spec["means"]
    for at, model in enumerate(models.values()):
        ranking = rectutor.evaluation.ranking.rank(model, split[1], k=20)
        assert means["users"] == len(ranking.user)
        for k in (1, 7, 20):
            ndcg = ranking_metrics.ndcg(ranking.hits, ranking.relevant, k)
            assert means["ndcg"][at][k - 1] == pytest.approx(ndcg.mean(), abs=1e-5)
            assert means["precision"][at][k - 1] == pytest.approx(ranking.hits[:, :k].mean(), abs=1e-5)


def test_chosen_users_have_a_few_relevant_films_and_hits_in_every_list(widget):
    assert len(widget.spec["users"]) == 6
    for user in widget.spec["users"]:
        for sent in user["lists"]:
            assert 8 <= sent["relevant"] <= 15
            assert any(stars is not None and stars >= 4 for stars in sent["ratings"][:10])


def test_each_model_in_turn_gets_the_user_for_whom_it_leads_by_most(widget, models, split):
    columns = {}
    for name, model in models.items():
        ranking = rectutor.evaluation.ranking.rank(model, split[1], k=10)
        ids = split[1].user_ids[np.flatnonzero(split[1].user_counts)[ranking.user]]
        ndcg = pd.Series(ranking_metrics.ndcg(ranking.hits, ranking.relevant, 10), index=ids)
        columns[name] = ndcg[ranking.hits.any(axis=1) & (ranking.relevant >= 8) & (ranking.relevant <= 15)]
    lead = (columns["Bias"] - columns["MF"]).dropna()
    left = [user["id"] for user in widget.spec["users"]]
    for turn, id in enumerate(left):
        rest = lead.drop(left[:turn])
        assert lead[id] == (rest.max() if turn % 2 == 0 else rest.min())


def test_named_users_are_shown_in_the_order_in_which_they_are_named(models, split):
    widget = ranked_lists(models, split[1], users=[138, 2], n=5, k=3)
    assert [user["id"] for user in widget.spec["users"]] == [138, 2]
    assert [user["name"] for user in widget.spec["users"]] == ["user 138", "user 2"]
    assert (widget.user, widget.model, widget.k) == (138, "Bias", 3)


def test_traits_take_only_what_can_be_shown(widget):
    widget.k, widget.model = 3, "MF"
    with pytest.raises(traitlets.TraitError, match="k is from 1 to 20, but it is 21"):
        widget.k = 21
    with pytest.raises(traitlets.TraitError, match="model is one of 'Bias', 'MF', but it is 'SVD'"):
        widget.model = "SVD"
    with pytest.raises(traitlets.TraitError, match=r"user is one of .* but it is -1"):
        widget.user = -1
    assert (widget.k, widget.model) == (3, "MF")


def test_wrong_requests_are_refused_with_a_sentence(toy, models, split):
    with pytest.raises(ValueError, match="there are no models to compare"):
        ranked_lists({}, split[1])
    with pytest.raises(ValueError, match=r"k must be from 1 to n, the length of the lists, but k is 11 and n is 10"):
        ranked_lists(models, split[1], n=10, k=11)
    with pytest.raises(KeyError, match="99999"):
        ranked_lists(models, split[1], users=[99999])
    train, test = rectutor.random_split(toy, test=0.25)
    hard_to_please = test.user_ids[test.users[test.values < 4][0]]
    with pytest.raises(ValueError, match=rf"user '{hard_to_please}' has no relevant film in the held-out .* that Bias"):
        ranked_lists({"Bias": Bias().fit(train)}, test.take(test.values < 4), users=[hard_to_please])
    with pytest.raises(ValueError, match="no user has a film in the held-out ratings that is relevant"):
        ranked_lists({"Bias": Bias().fit(train)}, test, relevant=6)


def test_the_text_alternative_is_one_stable_sentence(widget):
    assert repr(widget) == (
        "Ranked lists of Bias and MF for 6 users: 20 films each, cut at k 10, relevant from 4 stars on"
    )


def test_a_page_is_small_enough_for_the_book(models, split):
    three = ranked_lists({**models, "again": models["MF"]}, split[1])
    assert len(json.dumps(three.spec, ensure_ascii=False)) < 30_000


def test_a_question_covers_it(toy):
    train, test = rectutor.random_split(toy, test=0.25)
    question = predict("Which metric notices?", ["precision", "nDCG"], answer="nDCG", because="It discounts.")
    assert ranked_lists({"Bias": Bias().fit(train)}, test, question=question).spec["question"] == question.spec


def test_a_kernel_is_only_announced_where_somebody_looks(toy, monkeypatch):
    train, test = rectutor.random_split(toy, test=0.25)
    model = Bias().fit(train)
    monkeypatch.setenv("RECTUTOR_FRONTEND", "none")
    recorded = ranked_lists({"Bias": model}, test)
    monkeypatch.setenv("RECTUTOR_FRONTEND", "live")
    live = ranked_lists({"Bias": model}, test)
    assert (recorded.live, live.live) == (False, True)
    assert recorded.spec == live.spec
    messages = []
    live.send = lambda content, buffers=None: messages.append(content)
    live._heard({"type": "hello"})
    assert messages == [{"type": "alive"}]


def test_films_without_titles_and_models_of_other_ratings_find_each_other_by_id(toy):
    frame = toy.to_frame()
    train, test = rectutor.random_split(toy, test=0.25)
    fewer = Ratings.from_frame(train.to_frame().query("item != 'Alien'"))
    widget = ranked_lists({"all": Bias().fit(train), "fewer": Bias().fit(fewer)}, test, n=8, k=2)
    labels = widget.spec["films"]["label"]
    assert len(labels) == len(set(labels)) <= frame.item.nunique()
    for user in widget.spec["users"]:
        for sent in user["lists"]:
            assert len(sent["films"]) == sent["candidates"] == len(set(sent["films"]))
            hits = sum(stars is not None and stars >= 4 for stars in sent["ratings"])
            assert hits + len(sent["beyond"]) == sent["relevant"]
