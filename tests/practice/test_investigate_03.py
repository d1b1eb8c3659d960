"""Lesson 03: accepted numbers and known slips come out of runs, and a function may be written in many ways."""

import numpy as np
import pandas as pd
import pytest

from rectutor import Bias, ItemKNN, evaluate, random_split, rmse
from rectutor.practice.catalog import find, prediction, quiz_of
from rectutor.practice.checking import check

NAMES = {"03/one-rater": "place", "03/leak": "difference"}
TOY_STORY, TOY_STORY_2, FELLOWSHIP = 1, 3114, 4993
ADJUSTED = "adjusted_cosine"


@pytest.fixture(scope="module")
def parts(split):
    """Return learn and valid, as lesson 03 has them."""
    return random_split(split[0], seed=1)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", [0, 1])
def test_solutions_find_what_is_accepted(name, number, split, parts):
    names = {
        "train": split[0], "learn": parts[0], "valid": parts[1], "np": np, "ItemKNN": ItemKNN, "evaluate": evaluate,
        "rmse": rmse,
    }  # fmt: skip
    exec(find(name).solutions[number], names)
    assert check(name, names[NAMES[name]]).right


def said(name, answer):
    verdict = check(name, answer)
    assert verdict.tone == "known", answer
    return repr(verdict)


# 03/one-rater


def similar_to_toy_story(ratings, n=10_000, min_ratings=0, **settings):
    model = ItemKNN(**{"measure": "pearson", "shrinkage": 0, "kept": 10_000, **settings}).fit(ratings)
    return model.similar_items(TOY_STORY, n=n, min_ratings=min_ratings)


def place(similar, least=5, column="overlap"):
    """Return the place, from 1, of the first film with so many; 1 also where there is none, as `argmax` has it."""
    return int(np.argmax(similar[column] >= least)) + 1


@pytest.fixture(scope="module")
def similar(parts):
    return similar_to_toy_story(parts[0])


@pytest.mark.parametrize("answer", [622, 622.0, np.int64(622), np.array([622])])
def test_the_place_may_come_as_it_was_found(answer):
    assert check("03/one-rater", answer).right


def test_slips_of_the_count_come_out_of_runs(similar):
    right, enough = place(similar), similar["overlap"] >= 5
    assert check("03/one-rater", right).right
    assert "how many films stand above" in said("03/one-rater", right - 1)
    assert "one place too far down" in said("03/one-rater", right + 1)
    assert "the top of a list" in said("03/one-rater", place(similar, column="ratings"))
    for least in (2, 3, 4):
        assert "fewer than 5 common raters" in said("03/one-rater", place(similar, least))
    assert "an overlap of more than 5" in said("03/one-rater", int(np.argmax(similar["overlap"] > 5)) + 1)
    assert "the most common raters stands" in said("03/one-rater", int(np.argmax(similar["overlap"])) + 1)
    assert "a single common rater with it" in said("03/one-rater", (similar["overlap"] == 1).sum())
    for ones in (similar["similarity"].round(6) == 1, similar["similarity"].round(4) == 1):
        assert "how many films have a similarity of 1" in said("03/one-rater", ones.sum())
    assert "have 5 common raters or more" in said("03/one-rater", enough.sum())
    assert "how many films the list has" in said("03/one-rater", len(similar))
    for count in ((~enough).sum(), (~enough).sum() + 1):
        assert "have fewer than 5 common raters" in said("03/one-rater", count)
    assert "have 6 common raters or more" in said("03/one-rater", (similar["overlap"] > 5).sum())
    first = similar[enough].iloc[0]
    assert "that is its overlap" in said("03/one-rater", first["overlap"])
    assert "that is its similarity" in said("03/one-rater", first["similarity"])
    assert "that is its id" in said("03/one-rater", enough.idxmax())


def test_slips_of_the_order_come_out_of_runs(similar):
    enough = similar["overlap"] >= 5
    assert "counted from its other end" in said("03/one-rater", place(similar[::-1]))
    assert "place from the bottom" in said("03/one-rater", len(similar) - place(similar) + 1)
    for later in (np.flatnonzero(enough)[1] + 1, *(place(similar, least) for least in (7, 10, 20, 50))):
        assert "stands farther up" in said("03/one-rater", later)
    assert "that is the last film" in said("03/one-rater", np.flatnonzero(enough)[-1] + 1)


def test_the_correlation_of_pandas_is_not_that_of_the_package(parts):
    table = parts[0].to_frame().pivot(index="user", columns="item", values="rating")
    overlap = table.notna().mul(table[TOY_STORY].notna(), axis=0).sum()
    by_corr = pd.DataFrame({"similarity": table.corrwith(table[TOY_STORY]), "overlap": overlap}).drop(TOY_STORY)
    by_corr = by_corr.query("similarity > 0").sort_values("similarity", ascending=False, kind="stable")
    assert "as in pandas' corr" in said("03/one-rater", place(by_corr))


def test_another_split_gives_another_place(split):
    learn, _ = random_split(split[0], seed=0)
    assert "another split" in said("03/one-rater", place(similar_to_toy_story(learn)))


@pytest.mark.parametrize(
    ("name", "guess"),
    [("03/one-rater", guess) for guess in (50, 450, 480, 700, 1000, 2000)]
    + [("03/leak", guess) for guess in (0.413, 0.415, 0.405, 0.2, 0.3, 0.5, 0.64, 1.0, 1.06, -0.4)],
)
def test_a_guess_is_no_known_mistake(name, guess):
    assert check(name, guess).tone == "open"


def test_slips_of_the_list_come_out_of_runs(split, parts, movielens):
    learn = parts[0]
    for ratings in (split[0], movielens):
        assert "not fitted on learn" in said("03/one-rater", place(similar_to_toy_story(ratings)))
    for measure in ("pearson_baseline", "adjusted_cosine_common", "cosine_common"):
        assert "by another measure" in said("03/one-rater", place(similar_to_toy_story(learn, measure=measure)))
    cut_short = [{"n": 10}, {"n": 100}]
    others = [{"measure": m} for m in ("cosine", ADJUSTED, "residual_cosine", "jaccard")]
    filtered = [{"min_overlap": 5}, {"min_ratings": 20}]
    for settings in (*cut_short, *others, *filtered, {"shrinkage": 10}, {"shrinkage": 50}):
        assert "the top of a list" in said("03/one-rater", place(similar_to_toy_story(learn, **settings)))
    pairs = similar_to_toy_story(learn, min_overlap=2)
    assert "with a single common rater are left out" in said("03/one-rater", place(pairs))


def test_the_place_does_not_hang_on_the_last_digits(similar):
    number = place(similar) - 1
    near = similar["similarity"].iloc[number - 1 : number + 2].to_numpy()
    assert (np.diff(near) < -2e-4).all()


def test_what_the_first_film_with_five_common_raters_shows_is_true(parts, similar):
    number, shows = place(similar) - 1, find("03/one-rater").shows
    first, above = similar.iloc[number], similar.iloc[:number]
    assert f"It is {first['title']}, with {first['overlap']} common raters" in shows
    assert f"a similarity of {first['similarity']:.3f}" in shows
    assert f"Of the {len(above):,} films above it, {(above['overlap'] == 1).sum()} share" in shows
    assert above["overlap"].max() == 4
    assert "only one shares four" in shows
    assert (above["overlap"] == 4).sum() == 1
    assert f"with {similar['overlap'][TOY_STORY_2]} common raters, follows on place {place(similar, 20):,}" in shows
    assert similar.index[place(similar, 20) - 1] == TOY_STORY_2
    assert similar_to_toy_story(parts[0], shrinkage=10).index[0] == TOY_STORY_2


# 03/leak


def leaky(learn, knowing, **settings):
    """Return a model that votes with `learn`, by similarities from other ratings."""
    model, other = ItemKNN(**settings).fit(learn), ItemKNN(**settings).fit(knowing)
    model.starts_, model.neighbors_, model.similarities_ = other.starts_, other.neighbors_, other.similarities_
    return model


def lead(one, other, ratings, metric="RMSE"):
    """Return by how many stars the error of the other is lower."""
    return evaluate(one, ratings, metric)[metric] - evaluate(other, ratings, metric)[metric]


def of_films_with(counts, ratings, rule):
    return ratings.take(rule(counts[ratings.items]))


def none(counts):
    return counts == 0


def some(counts):
    return counts > 0


@pytest.fixture(scope="module")
def pair(split, parts):
    """Return the honest model and the leaky one."""
    return ItemKNN(measure=ADJUSTED).fit(parts[0]), leaky(parts[0], split[0], measure=ADJUSTED)


@pytest.fixture(scope="module")
def unknown(parts):
    return of_films_with(parts[0].item_counts, parts[1], none)


def test_right_differences_may_be_rounded(pair, unknown):
    difference = lead(*pair, unknown)
    for answer in (difference, round(difference, 3), round(difference, 4), np.float32(difference)):
        assert check("03/leak", answer).right
    assert "rounded too far" in said("03/leak", round(difference, 2))


def test_slips_of_the_leak_come_out_of_runs(parts, pair, unknown):
    honest, knowing = (evaluate(model, unknown)["RMSE"] for model in pair)
    assert "are exchanged" in said("03/leak", knowing - honest)
    assert "no difference" in said("03/leak", honest - honest)
    assert "in MAE" in said("03/leak", lead(*pair, unknown, "MAE"))
    assert "in squared stars" in said("03/leak", honest**2 - knowing**2)
    assert "error of the leaky model" in said("03/leak", knowing)
    assert "error of the honest model" in said("03/leak", honest)
    for ratio in (honest / knowing, knowing / honest):
        assert "a ratio" in said("03/leak", ratio)
    for share in (1 - knowing / honest, honest / knowing - 1):
        assert "that is a share" in said("03/leak", share)
        assert "per cent" in said("03/leak", 100 * share)
    assert "rounded too far" in said("03/leak", round(honest - knowing, 1))
    assert "the root is taken after subtracting" in said("03/leak", (honest**2 - knowing**2) ** 0.5)
    for count in (len(unknown), len(np.unique(unknown.items)), (parts[0].item_counts == 0).sum()):
        assert "how many ratings or films" in said("03/leak", count)


def test_slips_of_the_error_come_out_of_runs(pair, unknown):
    users, items = unknown.user_ids[unknown.users], unknown.item_ids[unknown.items]
    predictions = [model.predict(users, items) for model in pair]
    errors = pd.DataFrame(np.transpose(predictions) - unknown.values[:, None], columns=["honest", "leaky"])
    for spread in (errors.std(ddof=0), errors.std(ddof=1)):
        assert "of two standard deviations" in said("03/leak", -spread.diff().iloc[1])
    for groups in (unknown.items, unknown.users):
        means = ((errors**2).groupby(groups).mean() ** 0.5).mean()
        assert "errors of single films or users" in said("03/leak", means["honest"] - means["leaky"])
    assert "how far apart the two predictions are" in said("03/leak", rmse(*predictions))
    assert "are not squared" in said("03/leak", -errors.mean().diff().iloc[1])
    assert "those are medians" in said("03/leak", -errors.abs().median().diff().iloc[1])
    places = [rmse(unknown.values, model.predict(unknown.users, unknown.items)) for model in pair]
    assert "which takes ids" in said("03/leak", places[0] - places[1])


def test_slips_with_the_models_of_the_lesson_come_out_of_runs(split, parts, pair, unknown):
    learn, valid = parts
    settings = {"measure": ADJUSTED, "shrinkage": 10.0, "neighbors": 40}
    chosen, fast, bias = ItemKNN(**settings).fit(learn), leaky(learn, split[0], **settings), Bias().fit(learn)
    for model in (chosen, pair[0]):
        assert "settings of the lesson's chosen and fast" in said("03/leak", lead(model, fast, unknown))
    assert "two errors of the lesson" in said("03/leak", lead(chosen, fast, valid))
    assert "two errors of the lesson" in said("03/leak", 0.861 - 0.642)
    for model in (fast, pair[1]):
        assert "with Bias, on all of valid" in said("03/leak", lead(bias, model, valid))
    for shrinkage in (10.0, 50.0):
        shrunk = leaky(learn, split[0], measure=ADJUSTED, shrinkage=shrinkage)
        assert "are shrunk" in said("03/leak", lead(pair[0], shrunk, unknown))
    more = leaky(learn, split[0], measure=ADJUSTED, neighbors=40)
    assert "there are 40 neighbours" in said("03/leak", lead(pair[0], more, unknown))
    known = of_films_with(learn.item_counts, valid, some)
    models, ratings = {"bias": bias, "fast": fast, "chosen": chosen}, {"all": valid, "known": known, "asked": unknown}
    models |= dict(zip(("honest", "leaky"), pair, strict=True))
    error = {(m, r): evaluate(model, part)["RMSE"] for m, model in models.items() for r, part in ratings.items()}
    for one, other in (("honest known", "leaky asked"), ("honest all", "leaky asked"), ("bias all", "leaky asked")):
        apart = error[tuple(one.split())] - error[tuple(other.split())]
        assert "measured on different ratings" in said("03/leak", apart)
    assert "measured on different ratings" in said("03/leak", error["honest", "asked"] - error["fast", "all"])
    for single in ("honest all", "honest known", "leaky all", "chosen all", "fast all", "fast asked", "bias all"):
        assert "error of a single model" in said("03/leak", error[tuple(single.split())])


def test_slips_of_the_exchange_come_out_of_runs(split, parts, pair, unknown):
    learn, valid = parts
    names = ("starts_", "neighbors_", "similarities_")
    knowing = ItemKNN(measure=ADJUSTED).fit(split[0])
    for left_out, told in (
        (("starts_",), "no difference"),
        (("starts_", "neighbors_"), "no difference"),
        (("similarities_",), "only a part of the three arrays"),
        (("neighbors_", "similarities_"), "only a part of the three arrays"),
    ):
        model = ItemKNN(measure=ADJUSTED).fit(learn)
        for name in set(names) - set(left_out):
            setattr(model, name, getattr(knowing, name))
        assert told in said("03/leak", lead(pair[0], model, unknown))
    assert "itself fitted on train" in said("03/leak", lead(pair[0], knowing, valid))
    for ratings in (valid, split[1]):
        only = leaky(learn, ratings, measure=ADJUSTED)
        assert "on valid or test alone" in said("03/leak", lead(pair[0], only, unknown))


def test_slips_of_the_ratings_measured_on_come_out_of_runs(split, parts, movielens, pair):
    (train, test), (learn, valid) = split, parts
    counts = learn.item_counts
    assert "on all of valid" in said("03/leak", lead(*pair, valid))
    assert "that do have ratings in learn" in said("03/leak", lead(*pair, of_films_with(counts, valid, some)))
    assert "with one rating in learn count too" in said(
        "03/leak", lead(*pair, of_films_with(counts, valid, lambda n: n <= 1))
    )
    for table in (learn, valid, train, movielens):
        once = of_films_with(table.item_counts, valid, lambda n: n == 1)
        assert "exactly one rating" in said("03/leak", lead(*pair, once))
    nobody = np.flatnonzero(counts == 0)
    assert "taken for places of ratings" in said("03/leak", lead(*pair, valid.take(nobody)))
    by_id = np.isin(valid.item_ids[valid.items], nobody)
    assert "ids of films are taken for places" in said("03/leak", lead(*pair, valid.take(by_id)))
    assert "no difference" in said("03/leak", lead(*pair, of_films_with(train.item_counts, test, none)))
    assert "counts are taken for places" in said("03/leak", lead(*pair, valid.take(counts[valid.items])))
    assert "measured on test" in said("03/leak", lead(*pair, of_films_with(counts, test, none)))
    later = ItemKNN(measure=ADJUSTED).fit(train), leaky(train, movielens, measure=ADJUSTED)
    took = said("03/leak", lead(*later, of_films_with(train.item_counts, test, none)))
    assert "took the places of learn and valid" in took


def test_slips_of_the_models_come_out_of_runs(split, parts, movielens, pair, unknown):
    learn, honest = parts[0], pair[0]
    too_much = leaky(learn, movielens, measure=ADJUSTED)
    assert "know the test ratings" in said("03/leak", lead(honest, too_much, unknown))
    for ratings in (split[0], movielens):
        everything = ItemKNN(measure=ADJUSTED).fit(ratings)
        assert "but everything" in said("03/leak", lead(honest, everything, unknown))
    same = ItemKNN(measure=ADJUSTED).fit(learn)
    assert "no difference" in said("03/leak", lead(honest, same, unknown))
    for measure, told in {
        "cosine": "to another measure",
        "pearson": "to another measure",
        "adjusted_cosine_common": "all lengths go over the common raters",
    }.items():
        models = ItemKNN(measure=measure).fit(learn), leaky(learn, split[0], measure=measure)
        assert told in said("03/leak", lead(*models, unknown))


def test_what_the_leak_shows_is_true(parts, pair, unknown):
    learn, valid = parts
    shows, known = find("03/leak").shows, of_films_with(learn.item_counts, valid, some)
    honest, knowing = (evaluate(model, unknown)["RMSE"] for model in pair)
    assert np.allclose(honest, evaluate(Bias().fit(learn), unknown)["RMSE"])
    assert f"that of `Bias`, {honest:.3f}" in shows
    assert f"`leaky` has {knowing:.3f} on films that nobody rated" in shows
    assert f"less than `honest` has on all the others, {evaluate(pair[0], known)['RMSE']:.3f}" in shows
    rows = np.unique(unknown.items)
    assert (np.diff(pair[0].starts_)[rows] == 0).all()


# What the lesson asks before it shows


def answer_of(name):
    asked = prediction(name)
    return asked["options"][asked["answer"]].text


def test_what_is_most_alike_has_one_common_rater(similar):
    assert answer_of("03/most-alike") == "a film that hardly anybody rated"
    ones = similar[similar["similarity"].round(6) == 1]
    assert (ones["overlap"] == 1).sum() > 500
    assert (ones["overlap"] == 1).mean() > 0.95
    assert ones["ratings"].median() <= 3
    assert similar["similarity"][TOY_STORY_2] < 0.8


@pytest.mark.parametrize("neighbors", [10, 20, 40])
@pytest.mark.parametrize("damping", [0.0, 0.5])
def test_the_best_measure_is_the_one_with_zeros(neighbors, damping, parts):
    assert answer_of("03/best-measure") == "cosine, a missing rating counts as 0 stars"
    learn, valid = parts
    measures = ("cosine", "cosine_common", "pearson", "adjusted_cosine_common", ADJUSTED)
    models = (ItemKNN(measure=m, neighbors=neighbors, damping=damping) for m in measures)
    errors = [evaluate(model.fit(learn), valid)["RMSE"] for model in models]
    of_bias = evaluate(Bias().fit(learn), valid)["RMSE"]
    assert errors[0] < of_bias < min(errors[1:4])
    assert abs(errors[4] - errors[0]) < 0.005


def test_three_of_eight_neighbours_pull_the_fellowship_down(parts):
    assert answer_of("03/votes") == "something in between"
    votes = ItemKNN(measure=ADJUSTED, shrinkage=50, neighbors=8).fit(parts[0]).explain(450, FELLOWSHIP)
    assert 4.5 < votes.attrs["baseline"] < 4.6
    assert 2 < votes.attrs["score"] < 4
    by_likeness = votes.sort_values("similarity", ascending=False)
    assert by_likeness.index[:2].tolist() == [5952, 7153]  # The Two Towers, The Return of the King
    low = votes.loc[[5952, 7153, 3578]]  # and Gladiator
    assert (low["rating"] == 1).all()
    assert (low["rating"] - low["vote"] > 4).all()
    assert low["contribution"].sum() < -1
    others = votes.drop(low.index)
    assert len(others) == 5
    assert (others["contribution"].abs() <= 0.06).all()
    given = parts[1].to_frame().query(f"user == 450 and item == {FELLOWSHIP}")["rating"]
    assert given.tolist() == [1]


def test_the_leak_of_the_bug_is_far_larger_than_what_separates_measures(parts, pair):
    assert answer_of("03/bug") == "the similarities know the ratings that are set aside"
    measures = ("cosine", "cosine_common", "pearson", ADJUSTED, "adjusted_cosine_common", "jaccard")
    errors = [evaluate(ItemKNN(measure=m).fit(parts[0]), parts[1])["RMSE"] for m in measures]
    assert np.ptp(errors) < 0.1
    assert lead(*pair, parts[1]) > 2 * np.ptp(errors)


def test_numbers_of_the_quiz_are_those_of_the_exercises():
    zeros, vote = (question.answer for question in quiz_of("03") if question.kind == "number")
    small, famous = np.repeat([3.0, 0.0], [4, 96]), np.full(100, 3.0)
    assert np.isclose(zeros, solved("03/cosine")(small, famous))
    assert vote == solved("03/votes")(3, np.array([0.8]), np.array([4]), np.array([4.5]), 5)


# Functions, written otherwise


def solved(name):
    return find(name).function(find(name).solutions[0])


def test_examples_of_the_statements_are_right():
    assert np.isclose(solved("03/shrinkage")(0.6, 5, 10), 0.2)
    assert np.isclose(solved("03/cosine")(np.array([4, 3, np.nan]), np.array([3.0, 4, 5])), 0.96)
    assert np.isclose(solved("03/adjusted-cosine")(np.array([[4.0, 2, 3], [5, 4, 3]]), 0, 1).round(3), -0.707)
    votes = np.array([0.5, 0.25]), np.array([4.5, 3]), np.array([3.5, 3.5])
    assert np.isclose(solved("03/votes")(3, *votes, 2), 3.5)


def test_what_shrinkage_shows_is_true():
    shrunk, shows = solved("03/shrinkage"), find("03/shrinkage").shows
    assert f"from one rater becomes {shrunk(1, 1, 50):.2f}, and one of 0.6 from a hundred raters" in shows
    assert f"from a hundred raters {shrunk(0.6, 100, 50):.1f}" in shows


def pandas_cosine(a, b):
    table = pd.DataFrame({"a": a, "b": b}).dropna()
    if table.empty:
        return 0
    return (table.a * table.b).sum() / np.sqrt((table.a**2).sum() * (table.b**2).sum())


def masked_cosine(a, b):
    x, y = (np.where(np.isnan(a) | np.isnan(b), 0, values) for values in (a, b))
    below = np.linalg.norm(x) * np.linalg.norm(y)
    return np.dot(x, y) / below if below else 0


def pandas_adjusted(table, i, j):
    frame = pd.DataFrame(table)
    both = frame.sub(frame.mean(axis=1), axis=0)[[i, j]].dropna()
    below = np.sqrt((both[i] ** 2).sum() * (both[j] ** 2).sum())
    return 0.0 if below == 0 else float((both[i] * both[j]).sum() / below)


def adjusted_by_norms(table, i, j):
    left = (table.T - np.nanmean(table, axis=1)).T
    x, y = left[:, i], left[:, j]
    common = ~np.isnan(x + y)
    norms = np.linalg.norm(x[common]), np.linalg.norm(y[common])
    return 0 if 0 in norms else x[common].dot(y[common]) / norms[0] / norms[1]


def filtered_first(baseline, similarities, ratings, baselines, k):
    above = similarities > 0
    if not above.any():
        return baseline
    s, votes = similarities[above], (ratings - baselines)[above]
    chosen = np.argsort(s)[::-1][:k]
    return baseline + np.average(votes[chosen], weights=s[chosen])


def pandas_votes(baseline, similarities, ratings, baselines, k):
    table = pd.DataFrame({"s": similarities, "vote": ratings - baselines})
    table = table[table.s > 0].nlargest(k, "s")
    return baseline if table.empty else baseline + (table.s * table.vote).sum() / table.s.sum()


RIGHT = [
    ("03/shrinkage", lambda similarity, n, beta: similarity * (1 - beta / (n + beta))),
    ("03/shrinkage", lambda similarity, n, beta: np.float64(similarity) / ((n + beta) / n)),
    ("03/cosine", pandas_cosine),
    ("03/cosine", masked_cosine),
    ("03/adjusted-cosine", pandas_adjusted),
    ("03/adjusted-cosine", adjusted_by_norms),
    ("03/votes", filtered_first),
    ("03/votes", pandas_votes),
]


@pytest.mark.parametrize(("name", "function"), RIGHT)
def test_right_functions_of_other_kinds_are_right(name, function):
    assert check(name, function).right


def zeros_everywhere(a, b):
    x, y = np.nan_to_num(a), np.nan_to_num(b)
    return np.dot(x, y) / (np.linalg.norm(x) * np.linalg.norm(y))


def norms_of_each(a, b):
    both = ~np.isnan(a) & ~np.isnan(b)
    return (a[both] @ b[both]) / np.linalg.norm(a[~np.isnan(a)]) / np.linalg.norm(b[~np.isnan(b)])


def correlated(a, b):
    both = ~np.isnan(a * b)
    return np.corrcoef(a[both], b[both])[0, 1] if both.sum() else 0


def without_a_guard(a, b):
    x, y = np.array([(x, y) for x, y in zip(a, b, strict=True) if x > 0 and y > 0]).reshape(-1, 2).T
    return x @ y / np.linalg.norm(x) / np.linalg.norm(y)


def centred_by_film(table, i, j):
    left = table - np.nanmean(table, axis=0)
    x, y = left[:, i], left[:, j]
    common = ~np.isnan(x * y)
    return x[common] @ y[common] / np.linalg.norm(x[common]) / np.linalg.norm(y[common])


def filled_with_zeros(table, i, j):
    left = np.nan_to_num(table - np.nanmean(table, axis=1, keepdims=True))
    below = np.linalg.norm(left[:, i]) * np.linalg.norm(left[:, j])
    return left[:, i] @ left[:, j] / below if below else 0.0


def no_guard(table, i, j):
    return solved("03/cosine")(*(table - np.nanmean(table, axis=1, keepdims=True)).T[[i, j]])


def raw_votes(baseline, similarities, ratings, baselines, k):
    chosen = sorted(zip(similarities, ratings, strict=True), reverse=True)[:k]
    chosen = [(s, r) for s, r in chosen if s > 0]
    return sum(s * r for s, r in chosen) / sum(s for s, _ in chosen) if chosen else baseline


def absolute_weights(baseline, similarities, ratings, baselines, k):
    top = np.argsort(similarities)[::-1][:k]
    s = similarities[top]
    return baseline + s @ (ratings - baselines)[top] / np.abs(s).sum() if len(top) else baseline


def never_empty(baseline, similarities, ratings, baselines, k):
    top = [n for n in np.argsort(-similarities)[:k] if similarities[n] > 0]
    votes = [similarities[n] * (ratings[n] - baselines[n]) for n in top]
    return baseline + np.float64(sum(votes)) / sum(similarities[n] for n in top)


def herlocker(baseline, similarities, ratings, baselines, k):
    top = np.argsort(-np.abs(similarities))[:k]
    below = np.abs(similarities[top]).sum()
    return baseline + similarities[top] @ (ratings - baselines)[top] / below if below else baseline


def opposites(baseline, similarities, ratings, baselines, k):
    top = sorted(zip(similarities, ratings - baselines, strict=True), reverse=True)[:k]
    below = sum(s for s, _ in top)
    return baseline if below <= 0 else baseline + sum(s * vote for s, vote in top) / below


def without_the_first(baseline, similarities, ratings, baselines, k):
    top = np.argsort(similarities)[::-1][1 : k + 1]
    top = top[similarities[top] > 0]
    return baseline + np.average((ratings - baselines)[top], weights=similarities[top]) if len(top) else baseline


def by_rating(baseline, similarities, ratings, baselines, k):
    rows = sorted(zip(ratings, similarities, baselines, strict=True), reverse=True)
    rows = [(r, s, b) for r, s, b in rows if s > 0][:k]
    return baseline + sum(s * (r - b) for r, s, b in rows) / sum(s for _, s, _ in rows) if rows else baseline


def correlated_after_the_users_means(table, i, j):
    frame = pd.DataFrame(table)
    return frame.sub(frame.mean(axis=1), axis=0)[i].corr(frame.sub(frame.mean(axis=1), axis=0)[j])


def stops_at_a_gap(a, b):
    above = below_a = below_b = 0
    for x, y in zip(a, b, strict=True):
        if np.isnan(x) or np.isnan(y):
            break
        above, below_a, below_b = above + x * y, below_a + x * x, below_b + y * y
    return above / (below_a * below_b) ** 0.5 if above else 0


def gaps_closed(a, b):
    x, y = a[~np.isnan(a)], b[~np.isnan(b)]
    return x @ y / (np.linalg.norm(x) * np.linalg.norm(y))


def in_plain_python(a, b):
    pairs = [(x, y) for x, y in zip(a.tolist(), b.tolist(), strict=True) if x == x and y == y]
    return sum(x * y for x, y in pairs) / (sum(x * x for x, _ in pairs) * sum(y * y for _, y in pairs)) ** 0.5


WRONG = [
    ("03/shrinkage", lambda similarity, n, beta: similarity * n / (n + 10.0), "it takes 10 for beta"),
    ("03/shrinkage", lambda similarity, n, beta: max(similarity, 0) * n / (n + beta), "negative similarities become 0"),
    ("03/cosine", stops_at_a_gap, "line 5 leaves the loop where only one pass should end"),
    ("03/cosine", gaps_closed, "ratings of different users meet"),
    ("03/cosine", in_plain_python, "where nobody rated both, the result is no number"),
    ("03/cosine", lambda a, b: pd.Series(a).corr(pd.Series(b)), "the means over the common raters are subtracted"),
    (
        "03/adjusted-cosine",
        correlated_after_the_users_means,
        "after the users' means, the films' means over the common",
    ),
    ("03/votes", herlocker, "the largest size of the similarity are chosen, and opposites count against"),
    ("03/votes", opposites, "opposites vote too"),
    ("03/votes", without_the_first, "the most similar one is left out"),
    ("03/votes", by_rating, "the best rated vote"),
    ("03/shrinkage", lambda similarity, n, beta: 0 if n < beta else similarity, "nothing below it"),
    ("03/shrinkage", lambda similarity, n, beta: min(1, n / beta) * similarity, "nothing is shrunk any more"),
    ("03/shrinkage", lambda similarity, n, beta: similarity * (1 - n / (n + beta)), "the more is left"),
    ("03/shrinkage", lambda similarity, n, beta: n / (n + beta) * abs(similarity), "the sign is lost"),
    ("03/cosine", zeros_everywhere, "a missing rating counts as 0 stars"),
    ("03/cosine", norms_of_each, "a missing rating counts as 0 stars"),
    ("03/cosine", correlated, "the means over the common raters are subtracted"),
    ("03/cosine", without_a_guard, "where nobody rated both, the result is no number"),
    ("03/cosine", lambda a, b: np.nansum(a * b), "is not divided"),
    ("03/adjusted-cosine", centred_by_film, "each film's mean is subtracted"),
    ("03/adjusted-cosine", filled_with_zeros, "the lengths go over all raters"),
    ("03/adjusted-cosine", no_guard, "where a length is 0, the result is no number"),
    ("03/adjusted-cosine", lambda table, i, j: solved("03/cosine")(table[:, i], table[:, j]), "nothing is subtracted"),
    ("03/votes", raw_votes, "the votes are not measured from the films' own baselines"),
    ("03/votes", absolute_weights, "the sizes of the weights stand below the line"),
    ("03/votes", never_empty, "where nobody votes, the prediction is no number"),
]


@pytest.mark.parametrize(("name", "function", "sentence"), WRONG)
def test_known_mistakes_are_known_in_other_words(name, function, sentence):
    assert sentence in said(name, function)
