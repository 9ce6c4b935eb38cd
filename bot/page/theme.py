"""Looks of the page: the theme's fonts and the assets it links to."""

import hashlib
from pathlib import Path

import gradio as gr

ASSETS = Path(__file__).parent / "assets"
ASSET_ROUTE = "/shorewise"
STYLES = ("page.css", "decide.css")
SCRIPTS = ("page.js", "decide.js")


def theme() -> gr.themes.Base:
    """Return a plain theme with a bundled font; its weight 600 lacks the basic Latin letters."""
    return gr.themes.Base(
        font=[gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700)), "system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
    )


def head() -> str:
    """Return the tags that load the page's own style and script; a changed file gets a new address."""
    return (
        '<meta name="color-scheme" content="light dark">'
        + "".join(f'<link rel="stylesheet" href="{_address(name)}">' for name in STYLES)
        + "".join(f'<script src="{_address(name)}" defer></script>' for name in SCRIPTS)
    )


def _address(name: str) -> str:
    digest = hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]
    return f"{ASSET_ROUTE}/{name}?v={digest}"
