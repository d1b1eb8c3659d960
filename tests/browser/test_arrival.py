"""How the table filled, in a real browser."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import rectutor
from rectutor.show.pictures.arriving import arrival
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host
from tests.browser.moving import sentence, wait_for_sentence

pytestmark = pytest.mark.browser
MAY_2003 = 101  # months from January 1995 on, that month included


@pytest.fixture(scope="module")
def ratings():
    return rectutor.load("movielens-small").ratings


@pytest.fixture(scope="module")
def widget(ratings):
    return arrival(ratings)


def opened(new_page, widget, width=1104, theme="light"):
    page = new_page(width=width, height=1000)
    open_bare_host(page, theme)
    mount(page, widget)
    page.locator(".view").first.wait_for()
    return page


def go(page, step):
    page.evaluate(f"window.models[0].model.set('step', {step})")


def dots(page):
    return page.locator(".view-pattern canvas").evaluate("canvas => canvas.toDataURL()")


def test_the_sentence_says_what_pandas_counts(new_page, widget, ratings):
    page = opened(new_page, widget)
    frame = ratings.to_frame()
    frame["month"] = pd.to_datetime(frame.timestamp, unit="s").dt.to_period("M")
    go(page, 60)
    december = frame[frame.month == "1999-12"]
    first = frame.groupby("user").month.min()
    newcomers = first[first == "1999-12"].index
    share = december.user.isin(newcomers).mean()
    so_far = frame[frame.month <= "1999-12"]
    wait_for_sentence(page.locator(".rectutor"), "December 1999")
    said = sentence(page.locator(".rectutor")).replace("\u00a0", " ")
    assert f"{len(december):,} new ratings, {share:.0%}".replace("%", " %") in said
    assert f"by the {len(newcomers)} users" in said
    assert f"So far {len(so_far):,} ratings of {so_far.item.nunique():,} films" in said
    go(page, MAY_2003)
    wait_for_sentence(page.locator(".rectutor"), "The first half stars")
    assert f"In the {(frame.month < '2003-05').sum():,} before there was none" in sentence(page.locator(".rectutor"))


def test_it_plays_with_no_kernel_and_comes_back_to_the_same_picture(new_page, widget):
    page = opened(new_page, widget)
    go(page, 40)
    wait_for_sentence(page.locator(".rectutor"), "April 1998")
    before = dots(page)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("window.models[0].model.get('step') >= 42")  # a month is shown for a tenth of a second
    page.get_by_role("button", name="Pause").click()
    assert dots(page) != before
    assert page.evaluate("window.models[0].model.get('playing')") is False
    assert page.evaluate("window.models[0].model.get('step')") >= 42
    go(page, 40)
    wait_for_sentence(page.locator(".rectutor"), "April 1998")
    assert dots(page) == before


def test_keys_move_by_a_month_and_by_a_year(new_page, widget):
    page = opened(new_page, widget)
    page.get_by_role("group", name="How the table filled").focus()
    months = {"End": "October 2016", "Shift+ArrowLeft": "October 2015", "ArrowRight": "November 2015"}
    for key, month in {**months, "Home": "The table is empty"}.items():
        page.keyboard.press(key)
        wait_for_sentence(page.locator(".rectutor"), month)


def test_a_row_is_counted_where_it_is_pointed_at(new_page, widget, ratings):
    page = opened(new_page, widget)
    go(page, 262)
    page.locator(".view-pattern canvas").hover(position={"x": 100, "y": 285.9})
    last = ratings.to_frame().groupby("user").timestamp.min().idxmax()
    rated = (ratings.to_frame().user == last).sum()
    expected = f"Row 671: this user has rated {rated} films of 9,066."
    assert page.locator(".view-pattern .readout").inner_text().strip() == expected
    go(page, 10)
    page.locator(".view-pattern canvas").hover(position={"x": 101, "y": 285.9})
    assert "has not arrived yet" in page.locator(".view-pattern .readout").inner_text()


def test_the_shares_of_stars_are_those_of_the_last_twelve_months(new_page, widget, ratings):
    page = opened(new_page, widget)
    go(page, 200)
    view = page.locator(".view-stars")
    view.get_by_role("button", name="numbers").click()
    frame = ratings.to_frame()
    months = pd.to_datetime(frame.timestamp, unit="s").dt.to_period("M")
    so_far, lately = frame[months <= "2011-08"], frame[(months <= "2011-08") & (months > "2010-08")]
    rows = [row.split("\t") for row in view.locator("tbody tr").all_inner_texts()]
    for stars, all_of_them, recent in rows:
        assert all_of_them == f"{100 * (so_far.rating == float(stars)).mean():.1f} %"
        assert recent == f"{100 * (lately.rating == float(stars)).mean():.1f} %"


def test_columns_and_tail_are_what_pandas_counts(new_page, widget, ratings):
    page = opened(new_page, widget)
    go(page, 60)
    frame = ratings.to_frame()
    frame["month"] = pd.to_datetime(frame.timestamp, unit="s").dt.to_period("M")
    so_far = frame[frame.month <= "1999-12"]
    december = frame[frame.month == "1999-12"]
    new = (frame.groupby("user").month.transform("min") == "1999-12")[december.index].sum()
    numbers(page, "growth", 60, [len(december) - new, new, len(december), so_far.user.nunique(), so_far.item.nunique()])
    growth = page.locator(".view-growth")
    assert growth.locator(".bands path").count() == 4  # two kinds of columns, behind the playhead and ahead
    assert growth.get_by_text(f"{len(so_far):,} so far").count() == 1
    counts = so_far.item.value_counts()
    tenth = round(len(counts) / 10)
    share = counts.iloc[:tenth].sum() / len(so_far)
    tail = page.locator(".view-tail")
    assert tail.get_by_text(f"the top tenth: {share:.0%} of the ratings".replace("%", " %")).count() == 1
    best = tail.locator("svg text").filter(has_text=re.compile("^1[.] ")).text_content()
    assert best.endswith(f", {counts.iloc[0]}")
    numbers(page, "tail", 0, [counts.iloc[0], best.split(",")[0].removeprefix("1. ")])


def numbers(page, view, row, expected):
    """Read the cells after the first in one line of a view's numbers."""
    place = page.locator(f".view-{view}")
    place.get_by_role("button", name="numbers").click()
    shown = place.locator("tbody tr").nth(row).locator("td").all_inner_texts()[1:]
    assert shown == [one if isinstance(one, str) else f"{one:,}" for one in expected]


def test_a_column_says_its_value_where_it_is_pointed_at_or_has_the_focus(new_page, widget):
    page = opened(new_page, widget)
    go(page, 262)
    column = page.get_by_role("img", name="4: 28.7 %", exact=True)
    column.focus()
    assert column.get_attribute("data-focus") == ""
    assert page.locator("[data-focus]").count() == 1


@pytest.mark.parametrize(("width", "theme"), [(1104, "dark"), (724, "light"), (360, "light"), (320, "dark")])
def test_nothing_is_wider_than_the_page_and_axe_finds_nothing(new_page, widget, width, theme):
    page = opened(new_page, widget, width, theme)
    go(page, 150)
    wait_for_sentence(page.locator(".rectutor"), "June 2007")
    tabs = page.get_by_role("tab")
    for i in range(tabs.count()):
        tabs.nth(i).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert obstacles(page) == []
