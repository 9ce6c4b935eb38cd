"""Answers, decisions and documents as markup: nothing that was read or typed is ever interpreted."""

import re
from html.parser import HTMLParser

import pytest

from bot.markup.html import Html, escape, is_web_address, link, tag
from bot.markup.markdown import EMPTY_CELL
from bot.render import chat as render
from bot.render import decision as render_decision
from bot.render import library as render_library
from bot.render import reader as render_reader
from bot.render import sources as render_sources
from bot.rules.book import RuleBook, load_rules
from bot.rules.decide import decide
from bot.types import Answer, CellPlace, Citation, Decision, Reading, Refusal, Sentence
from ingest.progress import Step
from ingest.types import Document, FileOutcome, Section, Source, SyncReport

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png)",
    '" onmouseover="alert(1)',
    "</div></article><iframe src=http://evil.example>",
    "line one\n\n<b>line two</b>\n\n# three",
)
ALLOWED_TAGS = {
    "a", "article", "b", "blockquote", "button", "caption", "dialog", "div", "footer", "h2", "h3", "h4",
    "header", "li", "mark", "ol", "p", "progress", "q", "s", "section", "span", "sup", "table", "tbody", "td",
    "th", "thead", "tr", "ul",
}  # fmt: skip
TEXT = (
    "Captive centres\n\nA captive centre is owned by its user. It is usually abroad.\n\n"
    "Benefits:\n\n• control\n• access to a market"
)


class Seen(HTMLParser):
    """Collects what a browser would make of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(key, value or "") for key, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def assert_harmless(markup: str) -> Seen:
    seen = Seen(markup)
    assert set(seen.tags) <= ALLOWED_TAGS, set(seen.tags) - ALLOWED_TAGS
    assert not [key for key, _ in seen.attributes if key.startswith("on") or key in ("src", "style", "srcdoc")]
    addresses = [value for key, value in seen.attributes if key == "href"]
    assert all(re.match(r"https?://|#", address) for address in addresses), addresses
    assert "\n" not in markup
    return seen


def quote(text: str, words: str, n: int = 1, **changes: object) -> Citation:
    start = text.index(words)
    fields = {
        "n": n, "document_id": "d", "title": "Captive centres", "section": "Benefits", "page": 3,
        "start": start, "end": start + len(words), "quote": words, "address": "https://example.org/a",
    }  # fmt: skip
    return Citation.model_validate({**fields, **changes})


def said(sentences: list[Sentence], citations: list[Citation], **changes: object) -> Answer:
    fields: dict[str, object] = {
        "question": "What is a captive centre?", "standalone_question": "What is a captive centre?",
        "kind": "definition", "status": "answered", "sentences": sentences, "citations": citations,
        "markdown": "plain", "refusal": None, "recommendation": None, "suggestions": [], "corpus": "c",
        "timings_ms": {},
    }  # fmt: skip
    return Answer.model_validate({**fields, **changes})


def text_of(_document_id: str) -> str:
    return TEXT


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_text_wherever_it_stands(text: str) -> None:
    stored = f"Start {text} end."
    citation = quote(stored, text, title=text, section=text, address=text)
    cells = [Sentence(text=text, citations=[1], cell=CellPlace(side=text, aspect=text))]
    answer = said(
        [Sentence(text=text, citations=[1]), *cells],
        [citation],
        question=text,
        standalone_question=text + " more",
        markdown=text,
        suggestions=[text],
    )
    for markup in (
        render.question(text),
        render.answer(answer, 1, lambda _: stored),
        render.note(text),
        render_sources.sources(answer, 1, lambda _: stored),
    ):
        assert " ".join(text.split()) in " ".join(assert_harmless(markup).text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_document_shows_as_text_in_table_reader_and_report(text: str) -> None:
    document = Document(
        id=text,
        title=text,
        text=f"{text}\n\n{text}",
        sha256="0",
        origin=text,
        builtin=False,
        added="2026-11-25T10:00:00",
        passages=1,
        sources=(Source("s", text, text),),
        sections=(Section((text,), 0, len(text)),),
    )
    report = SyncReport((FileOutcome(text, "refused", reason=text),))
    for markup in (
        render_library.table([document]),
        render_reader.document(document, 0, 5),
        render_library.report(report),
        render_library.progress(Step(text, 1, 2, text)),
    ):
        assert_harmless(markup)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_description_shows_as_text_beside_its_facts(text: str, book: RuleBook) -> None:
    reading = Reading(fact="core", value="core", words=text, start=0, end=len(text))
    assert_harmless(render_decision.words_read([reading], book, ["core"]))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "file:///etc/passwd",
     "https://", "http://a b", "https://a\\b", "https://[bad", "ht\ntp://x.example", ""],
)  # fmt: skip
def test_an_address_that_is_no_web_address_is_never_a_link(address: str) -> None:
    assert not is_web_address(address)
    assert link(address, "words") == "words"


def test_a_link_opens_outside_and_tells_nothing_about_the_page() -> None:
    markup = link("https://example.org/a?b=1&c=2", "example.org")
    assert 'rel="noopener noreferrer nofollow"' in markup
    assert 'href="https://example.org/a?b=1&amp;c=2"' in markup


def test_markup_holds_no_line_break_and_no_control_character() -> None:
    assert escape("a\r\n\r\nb\x00\x1bc") == "a&#10;&#10;b\ufffd\ufffdc"


def test_escaped_markup_is_not_escaped_again() -> None:
    assert escape(tag("b", "<")) == "<b>&lt;</b>"
    assert isinstance(tag("b"), Html)


def test_each_citation_mark_leads_to_the_card_of_its_own_turn() -> None:
    citation = quote(TEXT, "A captive centre is owned by its user.")
    answer = said([Sentence(text=citation.quote, citations=[1])], [citation])
    for turn in (1, 2):
        assert f'href="#cite-{turn}-1"' in render.answer(answer, turn, text_of)
        assert f'id="cite-{turn}-1"' in render_sources.sources(answer, turn, text_of)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("abstained", "No passage in the library says this."),
        ("needs_facts", "No source was needed"),
        ("answered", "No"),
    ],
)
def test_the_panel_of_a_turn_without_quotes_says_why_there_are_none(status: str, told: str) -> None:
    assert told in render_sources.sources(said([], [], status=status), 1, text_of)


def test_a_card_shows_place_address_and_the_quote_marked_in_its_paragraph_only() -> None:
    citation = quote(TEXT, "A captive centre is owned by its user.")
    markup = render_sources.source_card(citation, 1, TEXT)
    assert "<mark>A captive centre is owned by its user.</mark> It is usually abroad.</blockquote>" in markup
    assert "Benefits · p. 3" in markup
    assert "example.org</a>" in markup


def test_a_card_whose_document_has_changed_shows_the_quote_alone() -> None:
    citation = quote(TEXT, "A captive centre is owned by its user.")
    assert "<blockquote><mark>A captive centre" in render_sources.source_card(citation, 1, "Other text.")
    assert "<blockquote><mark>A captive centre" in render_sources.source_card(citation, 1, "")


def test_a_long_paragraph_is_cut_at_words_around_the_quote() -> None:
    text = "word " * 400 + "the quote." + " word" * 400
    start = text.index("the quote.")
    markup = render_sources.highlighted(text, start, start + 10)
    assert markup.startswith("… word ")
    assert markup.endswith("word …")
    assert len(markup) < 1000


def test_quoted_list_items_become_one_list() -> None:
    citations = [quote(TEXT, "control"), quote(TEXT, "access to a market", 2)]
    answer = said([Sentence(text=c.quote, citations=[c.n]) for c in citations], citations)
    seen = assert_harmless(render.answer(answer, 1, text_of))
    assert seen.tags.count("ul") == 1
    assert seen.tags.count("li") == 2


def test_comparison_cells_become_one_table_with_marks_in_the_cells() -> None:
    citations = [quote(TEXT, "control"), quote(TEXT, "access to a market", 2)]
    cells = [
        Sentence(text=c.quote, citations=[c.n], cell=CellPlace(side=side, aspect=aspect))
        for c, side, aspect in zip(citations, ("Captive", "Vendor"), ("Control", "Market"), strict=True)
    ]
    markup = render.answer(said(cells, citations), 1, text_of)
    seen = assert_harmless(markup)
    assert seen.tags.count("table") == 1
    assert seen.tags.count("tr") == 3
    assert seen.text.count(EMPTY_CELL) == 2
    assert re.search(r"<td><p>control.{0,12}<a href=\"#cite-1-1\"", markup)


def test_a_refusal_offers_what_is_covered_once_as_questions_to_select() -> None:
    frame = Sentence(text="Nearest topics that are covered: Captive; Vendor.", citations=[], role="frame")
    answer = said([frame], [], status="abstained", refusal=Refusal(searched="x", covered=["Captive", "Vendor"]))
    markup = render.answer(answer, 1, text_of)
    assert markup.count("Captive") == 1
    assert '<button type="button" class="pill ask">Vendor</button>' in markup


def test_a_completed_follow_up_says_what_was_searched_for() -> None:
    answer = said([], [], question="And its benefits?", standalone_question="What are the benefits of a captive?")
    assert "Searched for: <q>What are the benefits of a captive?</q>" in render.answer(answer, 1, text_of)
    same = said([], [], question="what is  it?", standalone_question="What is it?")
    assert "Searched for" not in render.answer(same, 1, text_of)


def decided(book: RuleBook, **facts: str | list[str]) -> Decision:
    return decide(facts, book)


def test_only_unconditional_and_firm_are_worded_as_a_recommendation(book: RuleBook) -> None:
    worded = {status: words[0] for status, words in render_decision.WORDING.items()}
    assert {status for status, words in worded.items() if words == "Recommendation"} == {
        "unconditional",
        "firm",
    }
    leaning = decided(book, core="non_core", horizon="short")
    assert leaning.status == "leaning"
    assert ">Recommendation<" not in render_decision.result(leaning, book)


def test_a_firm_decision_lights_one_cell_and_opens_the_passage_of_each_rule(book: RuleBook) -> None:
    decision = decided(
        book, core="core", horizon="long", control="high", investment="willing", cost="savings", scale="large"
    )
    markup = render_decision.result(decision, book)
    assert decision.status == "firm"
    assert markup.count('class="lit"') == 1
    assert markup.count("Open the passage") >= 2
    for part in ("What would change it", "Taken for granted", str(escape(decision.location.reason or "-"))):
        assert part in markup
    assert_harmless(markup)


def test_nothing_known_shows_no_outcome_and_offers_the_next_question(book: RuleBook) -> None:
    decision = decided(book)
    markup = render_decision.result(decision, book)
    assert 'class="lit"' not in markup
    assert decision.next_question is not None
    for option in decision.next_question.options:
        assert f'data-fact="{decision.next_question.fact}" data-value="{option}"' in markup


def test_a_conflict_names_both_sides_and_recommends_nothing(book: RuleBook) -> None:
    markup = render_decision.result(decided(book, data="must_stay", place="abroad_only"), book)
    assert "These facts cannot all hold" in markup
    assert "only work abroad is wanted" in markup
    assert 'class="lit"' not in markup


def test_an_answer_s_card_leads_to_the_decide_tab(book: RuleBook) -> None:
    decision = decided(book, core="non_core", horizon="short")
    card = render_decision.recommendation_card(decision, book, 4, ["Understood: Core work: No (“<b>odd</b>”)."])
    assert 'href="#decide-4"' in card
    assert "Understood: Core work: No (“&lt;b&gt;odd&lt;/b&gt;”)." in card
    assert_harmless(card)


def document(text: str, **changes: object) -> Document:
    fields: dict[str, object] = {
        "id": "d", "title": "Title", "text": text, "sha256": "0", "origin": "o", "builtin": True,
        "added": "2026-11-25", "passages": 1,
    }  # fmt: skip
    return Document(**{**fields, **changes})  # type: ignore[arg-type]


def test_the_reader_marks_the_quote_across_lines_and_keeps_headings_and_lists() -> None:
    start = TEXT.index("control")
    shown = render_reader.document(
        document(TEXT, sections=(Section(("Captive centres",), 0, len(TEXT)),)), start, len(TEXT)
    )
    assert "<h3>Captive centres</h3>" in shown
    assert "<li><mark>control</mark></li><li><mark>access to a market</mark></li>" in shown


def test_a_long_document_is_shown_around_the_quote() -> None:
    text = "\n\n".join(f"Paragraph {number} of many in this text." for number in range(5000))
    start = text.index("Paragraph 4000 ")
    shown = render_reader.document(document(text), start, start + 14)
    assert "<mark>Paragraph 4000</mark>" in shown
    assert "Paragraph 1 of" not in shown
    assert len(shown) < 3 * render_reader.WINDOW


def test_only_a_person_s_own_documents_can_be_removed() -> None:
    table = render_library.table([document("x"), document("y", id="mine", title="Mine", builtin=False)])
    assert re.findall(r'data-remove="([^"]+)"', table) == ["mine"]


def test_the_report_gives_each_file_its_result_and_reason() -> None:
    files = (FileOutcome("a.md", "added", "a", 3), FileOutcome("b.txt", "refused", reason="it is empty"))
    seen = assert_harmless(render_library.report(SyncReport(files)))
    assert "a.md added, 3 passages" in seen.text
    assert "b.txt not added: it is empty" in seen.text
