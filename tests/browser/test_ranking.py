"""The ranked lists in a real browser: values that equal the package's, films that move, the cut, keys and looks."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from rectutor import Bias, MatrixFactorizationSGD, Ratings
from rectutor.evaluation import ranking_metrics
from rectutor.evaluation.ranking import rank
from rectutor.show import ranked_lists
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host

pytestmark = pytest.mark.browser

ROOT = "document.querySelector('.rectutor').shadowRoot"
WIDTHS = {"wide": 1104, "medium": 724, "narrow": 344}
SHOWN = f"""() => {{
  const root = {ROOT};
  const rows = [...root.querySelectorAll("tr[data-kind]")];
  return {{
    values: Object.fromEntries([...root.querySelectorAll("tr[data-metric]")].map((r) => [r.dataset.metric, Number(r.dataset.value)])),
    hits: rows.map((r) => r.dataset.kind === "hit"),
    films: rows.map((r) => r.querySelector(".name").textContent),
    ranks: rows.map((r) => Number(r.querySelector(".rank").textContent)),
    sentence: root.querySelector(".sentence p").textContent,
    focus: root.activeElement?.getAttribute("aria-label") ?? null,
  }};
}}"""  # noqa: E501
EVERYTHING = f"""([models, users]) => {{
  const read = {SHOWN}, {{ model: host }} = window.models[0], seen = [];
  for (const model of models) for (const user of users) for (let k = 1; k <= 20; k++) {{
    for (const [name, value] of Object.entries({{ model, user, k }})) host.set(name, value);
    const {{ values, hits }} = read();
    seen.push([[user, model, k], values, hits]);
  }}
  return seen;
}}"""


@pytest.fixture(scope="module")
def models(split):
    return {"Bias": Bias().fit(split[0]), "MF": MatrixFactorizationSGD(factors=5, epochs=3).fit(split[0])}


@pytest.fixture(scope="module")
def widget(models, split):
    return ranked_lists(models, split[1])


def opened(new_page, widget, layout="wide", theme="light", **options):
    page = new_page(width=WIDTHS[layout], height=1000, **options)
    open_bare_host(page, theme)
    mount(page, widget)
    page.wait_for_selector("tr[data-kind]", state="attached")
    return page


def trait(page, name):
    return page.evaluate(f"window.models[0].model.get('{name}')")


def expected(hits, k, relevant, candidates, mean_rank) -> dict:
    of_hits = {name: getattr(ranking_metrics, name)(hits, k) for name in ("precision", "hit_rate", "reciprocal_rank")}
    names = ("recall", "f1", "average_precision", "ndcg")
    of_relevant = {name: getattr(ranking_metrics, name)(hits, relevant, k) for name in names}
    return {**of_hits, **of_relevant, "auc": ranking_metrics.auc(mean_rank, relevant, candidates)}


def test_every_value_equals_the_packages_for_every_user_model_and_k(new_page, widget, models, split):
    page = opened(new_page, widget)
    active = np.flatnonzero(split[1].user_counts)
    shown = iter(page.evaluate(EVERYTHING, [list(models), [user["id"] for user in widget.spec["users"]]]))
    for name, model in models.items():
        ranking = rank(model, split[1], k=20)
        cases = {int(id): case for case, id in enumerate(split[1].user_ids[active[ranking.user]])}
        for user in widget.spec["users"]:
            case = cases[user["id"]]
            numbers = (ranking.relevant[case], ranking.candidates[case], ranking.mean_rank[case])
            for k in range(1, 21):
                who, values, hits = next(shown)
                assert (who, hits) == ([user["id"], name, k], ranking.hits[case].tolist())
                assert values == pytest.approx(expected(ranking.hits[case], k, *numbers), abs=1e-9)
    assert next(shown, None) is None


def test_moved_films_change_the_values_as_the_package_says(new_page, toy):
    """With everything on the list, the order that is shown is all that the metrics can see."""
    scores = pd.DataFrame({"user": "x", "item": list("abcdef"), "rating": [5.0, 1, 4.5, 2, 3, 4]})
    ratings = Ratings.from_frame(pd.concat([scores, scores.assign(user="y")]))
    mask = ratings.users == 0
    model = Bias().fit(ratings.take(~mask))
    page = opened(new_page, ranked_lists({"Bias": model}, ratings.take(mask), n=6, k=3), reduced_motion="reduce")
    first = page.evaluate(SHOWN)["films"]
    for place, way in [(3, "up"), (0, "down"), (5, "up"), (4, "up"), (2, "down")]:
        before = page.evaluate(SHOWN)
        page.get_by_role("button", name=f"Move {before['films'][place]} {way}").click()
        shown = page.evaluate(SHOWN)
        order = before["films"]
        other = place + (1 if way == "down" else -1)
        order[place], order[other] = order[other], order[place]
        assert (shown["films"], shown["ranks"]) == (order, [1, 2, 3, 4, 5, 6])
        assert shown["sentence"].startswith(f"{order[other]} moved from rank {place + 1} to {other + 1}.")
        mean_rank = np.flatnonzero(shown["hits"]).mean() + 1
        assert shown["values"] == pytest.approx(expected(shown["hits"], 3, 3, 6, mean_rank), abs=1e-9)
    page.get_by_role("button", name="Put back").click()
    back = page.evaluate(SHOWN)
    assert back["sentence"].startswith("Back in the order of Bias.")
    assert back["films"] == first


def test_controls_set_the_traits_and_the_cut(new_page, widget):
    page = opened(new_page, widget)
    page.get_by_role("button", name="MF").click()
    page.get_by_role("button", name=str(widget.spec["users"][2]["id"])).click()
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    assert (trait(page, "model"), trait(page, "user"), trait(page, "k")) == ("MF", widget.spec["users"][2]["id"], 9)
    assert page.evaluate(SHOWN)["sentence"].startswith("k 10 → 9. ")
    assert page.locator("tr[data-kind]:not([data-below])").count() == 9
    assert page.get_by_role("slider").get_attribute("aria-valuetext").startswith("the first 9 of 20, ")
    chart = page.locator("svg.chart")
    assert chart.get_attribute("aria-label").startswith("nDCG, mean over all test users, at k 9: Bias 0.0")
    page.get_by_role("rowheader", name="Recall").click()
    assert chart.get_attribute("aria-label").startswith("Recall, mean over all test users, at k 9: ")
    recall = dict(zip(widget.spec["models"], widget.spec["means"]["recall"], strict=True))
    at_the_ends = {f"{name} {mean[8]:.3f}" for name, mean in recall.items()}
    assert set(chart.locator(".labels text").all_text_contents()) == at_the_ends
    page.get_by_role("button", name="Mean over all test users: show the numbers").click()
    assert page.locator(".numbers tbody tr").nth(8).locator("td").all_inner_texts() == [
        "9", *(f"{mean[8]:.3f}" for mean in widget.spec["means"]["recall"])
    ]  # fmt: skip


def test_alt_and_the_arrows_move_a_film_and_the_focus_goes_with_it(new_page, widget):
    page = opened(new_page, widget, reduced_motion="reduce")
    page.evaluate("document.addEventListener('keydown', (e) => (window.leaked = e.key))")
    first = page.evaluate(SHOWN)["films"]
    page.get_by_role("button", name="Put back").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # up and down of the first row are one stop each, all other rows none
    page.keyboard.press("ArrowDown")
    assert page.evaluate(SHOWN)["focus"] == f"Move {first[1]} down"
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    moved = page.evaluate(SHOWN)
    assert moved["focus"] == f"Move {first[1]} down"
    assert moved["films"][:4] == [first[0], first[2], first[3], first[1]]
    for _ in range(5):
        page.keyboard.press("Alt+ArrowUp")
    top = page.evaluate(SHOWN)
    assert (top["films"][0], top["focus"]) == (first[1], f"Move {first[1]} down")
    page.keyboard.press("Tab")
    assert page.evaluate(SHOWN)["focus"] is None or "Move" not in (page.evaluate(SHOWN)["focus"] or "")
    assert page.evaluate("window.leaked ?? null") is None
    page.wait_for_function(f"{ROOT}.querySelector('[role=status]').textContent.includes('moved from rank')")


def test_a_film_glides_to_its_place_or_with_less_motion_jumps(new_page, widget):
    running = f"""() => {{
      {ROOT}.querySelectorAll("button.down")[3].click();
      return {ROOT}.getAnimations().filter((a) => a.effect.getKeyframes()[0].transform).length;
    }}"""
    assert opened(new_page, widget).evaluate(running) == 2
    assert opened(new_page, widget, reduced_motion="reduce").evaluate(running) == 0


@pytest.mark.parametrize(("layout", "theme"), [("wide", "light"), ("medium", "dark"), ("narrow", "dark")])
def test_axe_has_nothing_to_say_and_nothing_is_cut_off_or_jumps(new_page, widget, layout, theme):
    page = opened(new_page, widget, layout, theme, reduced_motion="reduce")
    inside = f"""() => {{
      const box = {ROOT}.querySelector(".rt").getBoundingClientRect();
      return [...{ROOT}.querySelectorAll(".ranking *")].filter((e) => {{
        const r = e.getBoundingClientRect();
        return r.width > 1 && !e.closest(".offscreen") && (r.right > box.right + 0.5 || r.left < box.left - 0.5);
      }}).map((e) => e.outerHTML.slice(0, 80));
    }}"""
    heights = f"() => [...{ROOT}.querySelectorAll('tr, .view')].map((e) => e.offsetHeight)"
    before = page.evaluate(heights)
    for n in (3, 7, 9, 10, 14):
        page.locator("button.up").nth(n).click()
        assert page.evaluate(inside) == []
        assert page.evaluate(heights) == before
    for view in ["List", "Metrics", "All users"] if layout == "narrow" else [None]:
        if view:
            page.get_by_role("tab", name=view).click()
        assert obstacles(page, all_of_them=True) == []
    small = f"""() => [...{ROOT}.querySelectorAll("button, input, select")].map((b) => b.getBoundingClientRect())
      .filter((r) => r.width && (r.height < 44 || r.width < 44)).length"""
    assert layout != "narrow" or page.evaluate(small) == 0
    ink = page.locator(".heading h3").evaluate("(e) => getComputedStyle(e).color")
    assert ink == {"light": "rgb(22, 25, 29)", "dark": "rgb(232, 236, 241)"}[theme]


def test_titles_are_text_and_what_has_no_value_is_said_in_words(new_page):
    bad = "<img src=x onerror='window.hacked = true'>"
    frame = pd.DataFrame({"user": [bad, bad, "b"], "item": [1, 2, 1], "rating": [5.0, 4.0, 3.0]})
    ratings = Ratings.from_frame(frame, catalog=pd.DataFrame({"title": [bad, bad + " (1990)"]}, index=[1, 2]))
    mine = ratings.users == ratings.user_row(bad)
    page = opened(new_page, ranked_lists({bad: Bias().fit(ratings.take(~mine))}, ratings.take(mine), n=3, k=1))
    assert page.evaluate("window.hacked ?? null") is None
    assert page.locator(".ranking img").count() == 0
    auc = page.locator("tr[data-metric=auc]")
    auc.click()  # both films are relevant: there is no pair
    assert page.locator("svg.chart").get_attribute("aria-label").endswith("none")
    assert auc.locator(".now").inner_text() == "none"
    assert math.isnan(page.evaluate(SHOWN)["values"]["auc"])


def test_a_question_covers_everything_until_it_is_answered(new_page, models, split):
    from rectutor.practice import predict

    question = predict("Which metric notices?", ["precision", "nDCG"], answer="nDCG", because="It discounts.")
    page = new_page(width=1104, height=1000)
    open_bare_host(page)
    mount(page, ranked_lists(models, split[1], question=question))
    page.get_by_role("radio", name="nDCG").check()
    assert page.locator("tr[data-metric]").count() == 0
    page.get_by_role("button", name="Commit and look").click()
    assert page.locator("tr[data-metric]").count() == 8
    assert page.get_by_text("It discounts.").is_visible()
