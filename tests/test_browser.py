"""A person's way through the page in Chromium: ask, check a source, decide, add a document."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bot.memo.reading import read_given

pytestmark = pytest.mark.browser

CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
START_S = 120
"""Time the server has to answer at all; machines that run the tests may be slow."""
WAIT_MS = 60_000
TAKEN_MS = 5_000
Shape = tuple[int, int, Literal["light", "dark"]]
SHAPES: dict[str, Shape] = {
    "desktop-light": (1280, 800, "light"),
    "desktop-dark": (1280, 800, "dark"),
    "mobile-light": (390, 844, "light"),
    "mobile-dark": (390, 844, "dark"),
}
SITUATION = {
    "control": "high", "horizon": "long", "investment": "willing", "cost": "savings", "scale": "large",
    "speed": "low", "skills": "have", "expansion": "no",
}  # fmt: skip
COLOURED = [
    ".turn p", ".act", "a.cite", ".card h3", ".card blockquote", ".card mark", ".link", ".panel-title",
    ".pill", ".bottom", "#tabs [role=tab]",
]  # fmt: skip
in_every_shape = pytest.mark.parametrize("page", SHAPES, indirect=True)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page on a free port with a data folder of its own."""
    folder = tmp_path_factory.mktemp("served")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from bot.start import main; main()", "serve", "--port", str(port)]
    environment = {**os.environ, "SHOREWISE_HOME": str(folder / "home")}
    log = folder / "log"
    with log.open("wb") as output:
        served = subprocess.Popen(command, stdout=output, stderr=output, env=environment, cwd=folder)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, served, log)
        yield address
        served.terminate()
        assert served.wait(30) in (0, -15), log.read_text()
        assert "Traceback" not in log.read_text()
    finally:
        served.kill()
        served.wait()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("There is no chromium on the PATH. Install it, on Debian with: apt-get install chromium")
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)


@pytest.fixture
def page(request: pytest.FixtureRequest, address: str, browser: Browser) -> Iterator[Page]:
    """Open the page; fail on any error in the console and any request to elsewhere."""
    width, height, scheme = SHAPES[getattr(request, "param", "desktop-light")]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    context.set_default_timeout(WAIT_MS)
    faults: list[str] = []
    context.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("request", lambda asked: faults.extend(_foreign(asked.url, address)))
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("heading", name="What would you like to know?")).to_be_visible()
    yield page
    context.close()
    assert faults == []


@in_every_shape
def test_a_person_asks_and_reads_the_highlighted_passage(page: Page) -> None:
    answer = ask(page, "What is captive offshoring?")
    said = answer.locator(".body").inner_text()
    assert "captive" in said.lower()
    mark = answer.locator("a.cite").first
    mark.focus()
    page.keyboard.press("Enter")
    card = page.locator(".card.on")
    expect(card).to_be_visible()
    expect(card).to_be_focused()
    quote = card.locator("mark").inner_text()
    assert plain(quote) in plain(said)
    card.get_by_role("button", name="Open document").click()
    reader = page.locator("dialog.reader[open]")
    expect(reader).to_be_visible()
    expect(reader.locator("mark").first).to_be_in_viewport()
    assert plain(" ".join(reader.locator("mark").all_inner_texts())) == plain(quote)
    page.keyboard.press("Escape")
    expect(reader).to_be_hidden()


def test_an_earlier_answer_keeps_its_own_sources(page: Page) -> None:
    first = ask(page, "What is captive offshoring?")
    ask(page, "What is domestic outsourcing?")
    expect(page.locator("#sources .panel-title")).to_contain_text("domestic outsourcing")
    first.locator("a.cite").first.click()
    card = page.locator("#cite-1-1")
    expect(card).to_be_visible()
    expect(page.locator("#sources .panel-title")).to_contain_text("captive offshoring")


def test_clearing_brings_back_the_empty_page(page: Page) -> None:
    ask(page, "What is captive offshoring?")
    page.click("#clear")
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator("#sources .card")).to_have_count(0)


def test_a_refusal_offers_what_is_covered_and_bad_input_gets_a_sentence(page: Page) -> None:
    refused = ask(page, "Which yeast makes the best sourdough bread?")
    expect(refused.locator("a.cite")).to_have_count(0)
    expect(refused.locator(".pill").first).to_be_visible()
    page.fill("#question textarea", "x" * 50_000)
    page.click("#send")
    expect(page.locator("#ask-note .note")).to_contain_text("Ask a shorter one")
    expect(page.locator("#chat .turn")).to_have_count(1)


def test_markup_in_a_question_is_shown_and_never_run(page: Page) -> None:
    hostile = "<img src=x onerror=alert(1)> ![x](http://evil.example/x.png) [y](javascript:alert(1)) what is it?"
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    ask(page, hostile)
    expect(page.locator("#chat .said").last).to_have_text(hostile)
    expect(page.locator("#chat img")).to_have_count(0)


@in_every_shape
def test_a_person_describes_a_situation_corrects_it_and_gets_a_recommendation(page: Page) -> None:
    page.click("#tab-decide-button")
    page.fill("#situation textarea", "It is our core product for the long term, and we need tight control.")
    page.click("#read")
    expect(page.locator(".read li").first).to_be_visible()
    expect(page.locator("#fact-core .from")).to_contain_text("Read from")
    for fact, value in SITUATION.items():
        page.locator(f'#fact-{fact} input[value="{value}"]').check()
    result = page.locator("#result .result")
    expect(result.locator(".status").first).to_have_text("Recommendation")
    expect(result.locator("td.lit")).to_have_count(1)
    result.get_by_role("button", name="Open the passage").first.click()
    reader = page.locator("dialog.reader[open]")
    expect(reader.locator("mark").first).to_be_in_viewport()
    reader.get_by_role("button", name="Close").click()
    page.click("#reset")
    expect(result.locator("td.lit")).to_have_count(0)
    expect(page.locator('#fact-core input[value=""]')).to_be_checked()


def test_facts_that_rarely_apply_are_folded_away_and_can_be_chosen(page: Page) -> None:
    page.click("#tab-decide-button")
    only_home = page.locator('#fact-place input[value="home_only"]')
    expect(only_home).to_be_hidden()
    page.get_by_role("button", name="Only if it applies").click()
    only_home.check()
    expect(page.locator("#result .why")).to_contain_text("same country")


def test_a_next_question_is_answered_with_one_tap(page: Page) -> None:
    page.click("#tab-decide-button")
    option = page.locator("#result .next .answer").first
    fact, value = option.get_attribute("data-fact"), option.get_attribute("data-value")
    option.click()
    expect(page.locator(f'#fact-{fact} input[value="{value}"]')).to_be_checked()
    expect(page.locator(f'#result .next .answer[data-fact="{fact}"]')).to_have_count(0)


def test_a_pinned_situation_is_changed_by_keyboard_compared_and_taken_away_as_a_memo(
    page: Page, tmp_path: Path
) -> None:
    page.click("#tab-decide-button")
    for fact, value in SITUATION.items():
        page.locator(f'#fact-{fact} input[value="{value}"]').check()
    live = page.locator("#decide-live")
    expect(live).to_contain_text("Recommendation")
    page.focus("#pin")
    page.keyboard.press("Enter")
    expect(page.locator("#moves")).to_contain_text("Nothing has moved so far.")
    save_as(page, "Own <i>centre</i>")
    other = page.locator("#result .try.other").first
    tried = (other.get_attribute("data-fact"), other.get_attribute("data-value"))
    other.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#moves .moved")).to_contain_text("the result")
    expect(page.locator(f'#result .try[data-fact="{tried[0]}"][data-value="{tried[1]}"]')).to_be_focused()
    expect(live).to_contain_text("Moved: ")
    save_as(page, "Changed")
    compared = page.locator("#saved table")
    expect(compared).to_contain_text("Own <i>centre</i>")
    expect(compared.locator(".differs")).to_have_count(1)
    with page.expect_download() as taken:
        page.click("#memo-word")
    path = tmp_path / taken.value.suggested_filename
    taken.value.save_as(path)
    assert read_given(path).facts == SITUATION | dict([tried])


def test_a_read_fact_is_corrected_with_one_click(page: Page) -> None:
    page.click("#tab-decide-button")
    page.fill("#situation textarea", "We need it for six months.")
    page.click("#read")
    page.locator(".read").get_by_role("button", name="How long: Longer than 12 months").click()
    expect(page.locator('#fact-horizon input[value="long"]')).to_be_checked()
    expect(page.locator(".read li").first).to_have_class("corrected")
    expect(page.locator("#fact-horizon .from")).to_have_text("")


@in_every_shape
def test_a_person_adds_a_file_asks_about_it_and_removes_it(page: Page, tmp_path: Path) -> None:
    note = tmp_path / "Quillon <b>rules.md"
    note.write_text(
        "# Quillon invoice rules\n\nAt Quillon, every supplier invoice is checked by two people.\n",
        encoding="utf-8",
    )
    page.click("#tab-library-button")
    expect(page.get_by_role("button", name="Captive offshoring", exact=True)).to_be_visible()
    page.set_input_files("#files input[type=file]", note)
    expect(page.locator("#files")).to_contain_text("Quillon")
    page.click("#add")
    expect(page.locator(".report li.added")).to_contain_text("1 passage")
    page.click("#tab-ask-button")
    answer = ask(page, "Who checks a supplier invoice at Quillon?")
    expect(answer.locator(".body")).to_contain_text("checked by two people")
    page.click("#tab-library-button")
    page.get_by_role("button", name="Remove Quillon invoice rules").click()
    page.locator("dialog.confirm").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Quillon invoice rules", exact=True)).to_have_count(0)


@in_every_shape
def test_light_and_dark_follow_the_system_until_a_person_chooses(page: Page) -> None:
    before = shade(page)
    assert before == page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.click("#shade")
    assert shade(page) is not before
    # A second visit, not a reload: leaving a page while it loads breaks off its requests, as it should.
    again = page.context.new_page()
    again.goto(page.url)
    again.wait_for_selector(".welcome")
    assert shade(again) is not before


def test_text_is_readable_against_its_ground(page: Page) -> None:
    ask(page, "What is captive offshoring?")
    page.locator("#chat a.cite").first.click()
    faint = page.evaluate(CONTRAST, COLOURED)
    page.click("#shade")
    assert shade(page)
    faint += page.evaluate(CONTRAST, COLOURED)
    assert faint == []


CONTRAST = """(selectors) => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.9) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const selector of selectors) {
    for (const element of document.querySelectorAll(selector)) {
      if (!element.checkVisibility()) continue;
      const both = [light(parts(getComputedStyle(element).color)), light(ground(element))];
      const pair = both.sort((a, b) => b - a);
      const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
      if (ratio < 4.5) faint.push(`${selector}: ${ratio.toFixed(2)}`);
    }
  }
  return [...new Set(faint)];
}"""


def save_as(page: Page, name: str) -> None:
    """Save the situation in the form under a name."""
    page.fill("#situation-name :is(input, textarea)", name)
    page.click("#save")
    expect(page.locator("#situation-name :is(input, textarea)")).to_have_value("")


def ask(page: Page, words: str) -> Locator:
    """Ask, wait until the answer stands, and return it."""
    turns = page.locator("#chat .turn")
    count = turns.count()
    box = page.locator("#question textarea")
    box.fill(words)
    box.press("Enter")
    try:
        expect(box).to_have_value("", timeout=TAKEN_MS)
    except AssertionError:  # the page shows a moment before it listens; who is too early presses again
        box.press("Enter")
    expect(turns).to_have_count(count + 1)
    expect(page.locator("#chat .waiting")).to_have_count(0)
    return page.locator(f"#turn-{count + 1}")


def shade(page: Page) -> bool:
    return bool(page.evaluate("document.body.classList.contains('dark')"))


def plain(text: str) -> str:
    return " ".join(text.split())


def _foreign(url: str, address: str) -> list[str]:
    return [] if url.startswith((f"{address}/", "data:", "blob:")) else [f"asked {url}"]


def _wait_for(address: str, served: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if served.poll() is not None:
            break
        if re.search(r"open at http", log.read_text()):
            with urllib.request.urlopen(address, timeout=START_S) as answer:
                assert answer.status == 200
            return
        time.sleep(0.1)
    pytest.fail(f"The page did not start: {log.read_text()}")
