"""Every page of the built book, served and opened from disk, with no other host in reach and no kernel."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import obstacles
from tests.browser.book_site import LESSONS, ROOT, book, built_book, prose, ready, served, visit, visited
from tests.browser.moving import assert_moves, wait_for_sentence

pytestmark = pytest.mark.browser

WIDTHS = [1200, 360]
UNDRAWABLE = '[data-kind="no such kind"]'  # the sample book has one; a lesson has none


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    return built_book(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def names(html):
    found = sorted(path.name for path in html.glob("*.html"))
    assert {"index.html", "design.html", "search.html"} < set(found)
    assert {f"{name}.html" for name in book.chapters()} < set(found)
    return found


@pytest.fixture(scope="module")
def web(html):
    with served(html) as address:
        yield address


@pytest.fixture(scope="module")
def disk(html):
    """The harder way, for what is looked at once: browsers refuse modules on pages opened from disk."""
    return f"{html.as_uri()}/"


@pytest.fixture(params=["served", "from disk"])
def address(request, disk, web):
    return web if request.param == "served" else disk


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_need_no_other_host_and_report_nothing(new_page, address, names, width):
    for name, page, wrong in visited(new_page, address, names, width=width):
        assert wrong == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
        assert page.locator(f".component:not({UNDRAWABLE}):not(:has(.rectutor))").count() == 0, name


def test_recorded_runs_move(new_page, disk, names):
    moved = 0
    for _, page, _ in visited(new_page, disk, names):
        for player in page.locator('.component[data-kind="training"] .rectutor').all():
            player.scroll_into_view_if_needed()
            ready(player)
            assert_moves(player)
            moved += 1
    assert moved >= 2  # the front page's, and its lesson's


def test_the_table_fills_and_a_list_answers_with_no_kernel(new_page, web):
    page = new_page()
    visit(page, web, "01_data.html")
    table = page.locator('.component[data-kind="arrival"] .rectutor').first
    table.scroll_into_view_if_needed()
    table.get_by_role("radio").first.check()
    table.get_by_role("button", name="Commit and play").click()
    wait_for_sentence(table, "1996")
    visit(page, web, "02_baselines_and_evaluation.html")
    lens = page.locator('.component[data-kind="ranking"] .rectutor').first
    lens.scroll_into_view_if_needed()
    said = lens.locator(".sentence")
    expect(said).to_contain_text("Popularity puts first")
    lens.get_by_role("button", name="MF").click()
    expect(said).to_contain_text("MF puts first")


def test_neighbours_answer_with_no_kernel(new_page, disk):
    page = new_page()
    visit(page, disk, "03_similarity.html")
    asked, users, reader = page.locator('.component[data-kind="neighbors"] .rectutor').all()
    asked.scroll_into_view_if_needed()
    asked.get_by_role("radio").first.check()
    asked.get_by_role("button", name="Commit and play").click()
    wait_for_sentence(asked, "The real rating, kept aside, is 1.")
    users.scroll_into_view_if_needed()
    users.locator(".player").focus()
    page.keyboard.press("End")
    wait_for_sentence(users, "Eight similar users move")
    reader.scroll_into_view_if_needed()
    reader.get_by_role("combobox", name="Find a film").fill("fargo")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    wait_for_sentence(reader, "One similar film moves")


def test_a_reader_of_lesson_04_is_known_in_lesson_03(new_page, web):
    page = new_page()
    visit(page, web, "04_matrix_factorization_sgd.html")
    reader = page.locator('.component[data-kind="taste"] .rectutor').last
    reader.scroll_into_view_if_needed()
    reader.get_by_role("combobox").fill("fargo")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    expect(reader.locator(".sentence")).to_contain_text("You rated 1 film")
    visit(page, web, "03_similarity.html")
    neighbours = page.locator('.component[data-kind="neighbors"] .rectutor').last
    neighbours.scroll_into_view_if_needed()
    expect(neighbours.locator(".rated-film .name")).to_contain_text("Fargo")
    wait_for_sentence(neighbours, "One similar film moves")


def test_questions_and_quizzes_answer(new_page, disk, names):
    answered = 0
    for _, page, _ in visited(new_page, disk, names):
        for place in page.locator('.component:is([data-kind="question"], [data-kind="quiz"])').all():
            place.scroll_into_view_if_needed()
            box = place.locator(".rt")  # the component's own, in its shadow root
            before = box.inner_text()
            place.get_by_role("radio").first.click()
            commit = place.get_by_role("button", name=re.compile("commit|check|answer", re.IGNORECASE))
            if commit.count():
                commit.first.click()
            expect(box).not_to_have_text(before, use_inner_text=True)
            answered += 1
    assert answered > 0 or not LESSONS


def test_the_front_page_starts_to_move_unless_less_motion_is_wanted(new_page, address):
    playing = "document.querySelector('.component .rectutor')?.shadowRoot.querySelector('[aria-label=Pause]')"
    page = new_page()
    page.goto(f"{address}index.html")
    page.wait_for_function(playing)
    still = new_page(reduced_motion="reduce")
    still.goto(f"{address}index.html")
    still.locator(".component .rectutor").get_by_role("button", name="Play").wait_for()
    still.wait_for_timeout(1200)
    assert still.evaluate(f"!{playing}")


@pytest.mark.parametrize(("width", "theme"), list(zip(WIDTHS, ("light", "dark"), strict=True)))
def test_axe_finds_no_serious_obstacle(new_page, web, names, width, theme):
    # the components' own tests look at each width in each theme
    for name, page, _ in visited(new_page, web, names, width=width, color_scheme=theme):
        assert obstacles(page, bare=False) == [], name


def test_dark_colours_reach_page_and_components_and_are_kept(new_page, address):
    page = new_page(color_scheme="light")
    page.add_init_script("""
      new MutationObserver(() => (window.themed = performance.now()))
        .observe(document, { subtree: true, attributeFilter: ["data-theme"] });
    """)
    visit(page, address, "index.html")
    page.get_by_role("button", name="Dark colours").click()
    page.wait_for_function("getComputedStyle(document.body).backgroundColor === 'rgb(20, 24, 30)'")
    page.wait_for_function(
        "document.querySelector('.rectutor')?.shadowRoot.querySelector('.rt').dataset.theme === 'dark'"
    )
    page.reload()
    page.wait_for_function("getComputedStyle(document.body).backgroundColor === 'rgb(20, 24, 30)'")
    page.wait_for_function("performance.getEntriesByName('first-paint').length")
    assert page.evaluate("performance.getEntriesByName('first-paint')[0].startTime - themed") > 0, "light flashes up"
    expect(page.locator(".theme")).to_have_attribute("aria-pressed", "true")


def test_storage_is_left_alone_before_the_first_frame(new_page, disk, names):
    """Else Chromium sometimes loses it, for as long as the page is open; only from disk, and only one page in forty."""
    for name in names:
        page = new_page()
        page.add_init_script("""
          let drawn = false;
          requestAnimationFrame(() => (drawn = true));
          window.touches = [];
          for (const name of ["localStorage", "sessionStorage"]) {
            const { get } = Object.getOwnPropertyDescriptor(window, name);
            Object.defineProperty(window, name, { get: () => (touches.push([name, drawn]), get.call(window)) });
          }
          const { addEventListener } = window;
          window.addEventListener = (type, ...rest) => {
            if (type === "storage") touches.push(["its listener", drawn]);
            addEventListener.call(window, type, ...rest);
          };
        """)
        page.goto(disk + name)
        page.wait_for_function("touches.some(([what]) => what === 'localStorage')")
        page.wait_for_function("touches.some(([what]) => what === 'its listener')")
        assert [what for what, drawn in page.evaluate("touches") if not drawn] == [], name
        page.context.close()


def test_formulas_and_diagrams_are_drawn(new_page, disk, names):
    formulas = diagrams = 0
    for name, page, _ in visited(new_page, disk, names):
        widths = page.locator("mjx-container > svg").evaluate_all(
            "all => all.map((e) => e.getBoundingClientRect().width)"
        )
        assert len(widths) == page.locator("mjx-container").count()
        assert all(width > 2 for width in widths)
        assert not re.search(r"\\[(\[a-z]|\$[^$]+\$", prose(page)), f"{name} shows a formula as TeX"
        formulas += len(widths)
        diagrams += page.locator(".diagram svg").count()
        for link in page.locator(".diagram a").all():
            assert (link.get_attribute("href") or link.get_attribute("xlink:href")) in names
    assert formulas > 0
    assert diagrams > 0


def test_every_lesson_offers_its_notebook(new_page, web):
    page = new_page(accept_downloads=True)
    for name in book.chapters():
        page.goto(f"{web}{name}.html")
        with page.expect_download() as download:
            page.locator(".take a[download]").press("Enter")  # a pointer might press while a picture above is drawn
        content = json.loads(download.value.path().read_text(encoding="utf-8"))
        committed = ROOT / "notebooks" / f"{name}.ipynb"
        assert content["nbformat"] == 4
        assert not committed.exists() or content == json.loads(committed.read_text(encoding="utf-8"))


def test_every_link_inside_the_book_leads_somewhere(html, names):
    texts = {name: (html / name).read_text(encoding="utf-8") for name in names}
    for name, text in texts.items():
        for target in re.findall(r'(?:href|src)="([^"]+)"', text):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            path = path.partition("?")[0] or name
            assert (html / path).exists(), f"{name} leads to {target}"
            assert not anchor or f'id="{anchor}"' in texts[path], f"{name} leads to {target}"


@pytest.mark.parametrize(("width", "theme"), [(980, "light"), (360, "dark")])
def test_what_goes_deeper_is_closed_and_opens_by_key_by_click_and_by_link(new_page, web, width, theme):
    page = new_page(width=width, color_scheme=theme)
    page.goto(f"{web}03_similarity.html")
    folds = page.locator(".deeper")
    users = folds.filter(has_text="Going deeper: users as neighbours")
    picture = users.locator(".component")
    inside = page.locator("#what-does-it-cost")
    users.scroll_into_view_if_needed()
    assert folds.evaluate_all("all => all.map((fold) => fold.open)") == [False] * folds.count()
    assert obstacles(page, all_of_them=True, bare=False) == []
    assert picture.get_attribute("data-drawn") is None

    users.locator("summary").first.focus()
    page.keyboard.press("Enter")
    picture.scroll_into_view_if_needed()
    picture.get_by_role("button", name="Play", exact=True).wait_for()  # it waits
    picture.locator(".player").focus()
    page.keyboard.press("End")
    wait_for_sentence(picture.locator(".rectutor"), "Eight similar users move")
    assert picture.locator(".view").first.bounding_box()["width"] > 250
    users.locator("summary").first.click(position={"x": 5, "y": 5})
    expect(inside).not_to_be_visible()

    page.evaluate("location.hash = '#what-does-it-cost'")
    expect(inside).to_be_in_viewport()
    users.locator("summary").first.click(position={"x": 5, "y": 5})
    expect(inside).not_to_be_visible()
    link = page.locator(".contents a[href$='#going-deeper-users-as-neighbours-8-minutes']")
    if width < 900:
        page.get_by_role("button", name="Contents").click()
    link.click()
    expect(inside).to_be_visible()

    elsewhere = new_page(width=width)
    elsewhere.goto(f"{web}03_similarity.html#what-does-it-cost")
    expect(elsewhere.locator("#what-does-it-cost")).to_be_in_viewport()


def test_on_paper_everything_is_unfolded(new_page, web):
    page = new_page()
    page.goto(f"{web}03_similarity.html")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".deeper:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".deeper[open]").count() == 0


def test_search_finds_a_section(new_page, address):
    page = new_page()
    page.goto(f"{address}index.html")
    page.get_by_role("searchbox", name="Search the book").fill("generator formula")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("search.html"))
    page.locator("#query").fill("generator")
    page.get_by_role("link", name="Steps as a generator").click()
    assert page.url.endswith("design.html#steps-as-a-generator")


def test_on_a_phone_the_contents_open_and_close(new_page, web):
    page = new_page(width=360)
    page.goto(f"{web}design.html")
    contents = page.locator("#contents")
    assert not contents.is_visible()
    page.get_by_role("button", name="Contents").click()
    assert contents.is_visible()
    page.keyboard.press("Escape")
    assert not contents.is_visible()
    page.get_by_role("button", name="Contents").click()
    contents.get_by_role("link", name="Decisions").click()
    assert not contents.is_visible()
    assert page.url.endswith("#decisions")
