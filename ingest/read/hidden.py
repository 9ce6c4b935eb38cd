"""Tells what of a web page nobody reads: scripts, hidden elements, and the menus around the text."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNREAD = (
    "script style noscript template head meta link svg math canvas iframe object embed audio video map select textarea "
    "datalist button dialog"
)
_NEVER = frozenset(_UNREAD.split())
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_NAME = re.compile(r"[.#][\w-]+")
_AROUND = frozenset(("nav", "footer", "aside", "form", "search"))
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alert")
)
_MENU_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|cookie\w*|consent|share|sharing|social|pagination"
    r"|skip-link|related-posts|newsletter|advert\w*|toc|navbox|mw-editsection|noprint|screen-reader-text|sr-only"
    r"|visually-hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
# A list of so many links with hardly a word between them is a menu.
_FEWEST_LINKS, _LINK_SHARE = 3, 0.85


def hidden_names(tree: LexborHTMLParser) -> frozenset[str]:
    """Give the classes (`.x`) and ids (`#x`) that the page's own style sheets hide."""
    names: set[str] = set()
    for sheet in tree.css("style"):
        for selectors, body in _RULE.findall(sheet.text()[:500_000]):
            if _UNSEEN.search(body):
                names |= {part.strip() for part in selectors.split(",") if _NAME.fullmatch(part.strip())}
    return frozenset(names)


def is_hidden(node: LexborNode, names: frozenset[str]) -> bool:
    """Whether a browser shows nothing of an element."""
    if node.tag in _NEVER:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    if (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _UNSEEN.search(attributes.get("style") or "")
    ):
        return True
    own = {f".{name}" for name in (attributes.get("class") or "").split()} | {f"#{attributes.get('id')}"}
    return not names.isdisjoint(own)


def is_menu(node: LexborNode, whole: bool) -> bool:
    """Whether an element leads elsewhere and says nothing itself.

    `whole` means that the page marks its main text, so that lists of links in it are content.
    """
    tag, attributes = node.tag, node.attributes
    if tag in _AROUND or attributes.get("role") in _ROLES:
        return True
    if tag == "header":
        return not whole and node.css_first("h1") is None
    if tag in ("div", "ul", "ol", "section", "span", "p", "table"):
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if _MENU_NAME.search(named) and len(node.text()) < 3000:
            return True
    return tag in ("ul", "ol", "p") and not whole and _all_links(node)


def _all_links(node: LexborNode) -> bool:
    links = node.css("a")
    if len(links) < _FEWEST_LINKS:
        return False
    total = len("".join(node.text().split()))
    linked = sum(len("".join(link.text().split())) for link in links)
    return linked >= _LINK_SHARE * total and linked < 40 * len(links)
