"""The look of the pages: a light and a dark theme with the fonts of the system, nothing from the network."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import gradio as gr

# System fonts with full Vietnamese; plain names, so that Gradio loads none.
FONTS = ("Segoe UI", "Roboto", "Helvetica Neue", "Arial", "Liberation Sans", "sans-serif")
MONO_FONTS = ("Consolas", "Liberation Mono", "monospace")
_SHEETS = ("frame.css", "ask.css", "source.css", "reports.css", "journal.css", "tools.css")
_SCRIPTS = ("session.js", "app.js", "upload.js", "tools.js")

# Gradio's names for colours, by ours of frame.css, which says what they are in the light and in the dark.
_COLOURS = {
    "body_background_fill": "--ground",
    "body_text_color": "--ink",
    "body_text_color_subdued": "--ink-soft",
    "background_fill_primary": "--paper",
    "background_fill_secondary": "--ground",
    "border_color_primary": "--line",
    "border_color_accent": "--teal",
    "block_background_fill": "--paper",
    "block_border_color": "--line",
    "block_label_text_color": "--ink-soft",
    "block_label_background_fill": "--paper",
    "block_title_text_color": "--ink-soft",
    "input_background_fill": "--paper",
    "input_background_fill_focus": "--paper",
    "input_border_color": "--edge",
    "input_border_color_focus": "--teal",
    "input_placeholder_color": "--ink-soft",
    "button_primary_background_fill": "--teal-fill",
    "button_primary_background_fill_hover": "--teal-deep",
    "button_primary_text_color": "--on-teal",
    "button_secondary_background_fill": "--paper",
    "button_secondary_background_fill_hover": "--teal-soft",
    "button_secondary_text_color": "--ink",
    "button_secondary_border_color": "--edge",
    "color_accent": "--teal",
    "color_accent_soft": "--teal-soft",
    "link_text_color": "--teal",
    "link_text_color_hover": "--teal-deep",
}


def theme() -> gr.themes.Base:
    """Plain; the same names of colours in light and dark."""
    look = gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        text_size=gr.themes.sizes.text_md,
        radius_size=gr.themes.sizes.radius_sm,
        font=[gr.themes.Font(name) for name in FONTS],
        font_mono=[gr.themes.Font(name) for name in MONO_FONTS],
    ).set(**{name: f"var({colour})" for name, colour in _COLOURS.items()})
    for name in [name for name in vars(look) if name.endswith("_dark")]:
        setattr(look, name, getattr(look, name.removesuffix("_dark")))
    return look


def css() -> str:
    return "\n".join(resources.files(__package__).joinpath(name).read_text("utf-8") for name in _SHEETS)


def head() -> str:
    """Our scripts, served by ui.pages.routes; and the width of a phone."""
    scripts = "".join(f'<script src="/tinh/{name}" defer></script>' for name in _SCRIPTS)
    return f'<meta name="color-scheme" content="light dark">{scripts}'


def favicon() -> Path:
    return Path(str(resources.files(__package__).joinpath("favicon.png")))


def labels() -> gr.I18n:
    """Gradio's own words in Vietnamese, whatever language the browser asks for."""
    groups = tomllib.loads(resources.files(__package__).joinpath("gradio_vi.toml").read_text("utf-8"))
    # One flat key a word: Gradio merges its own English over nested ones, but looks a flat key up first.
    words = {f"{group}.{name}": text for group, names in groups.items() for name, text in names.items()}
    return gr.I18n(**{locale: words for locale in ("vi", "en")})
