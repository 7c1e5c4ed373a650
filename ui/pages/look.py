"""The look of the page: one light theme with the fonts of the system, nothing from the network."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import gradio as gr

# System fonts with full Vietnamese; plain names, so that Gradio loads none.
FONTS = ("Segoe UI", "Roboto", "Helvetica Neue", "Arial", "Liberation Sans", "sans-serif")
MONO_FONTS = ("Consolas", "Liberation Mono", "monospace")


def theme() -> gr.themes.Base:
    """Plain and light; dark mode is the same, since documents are read here as on paper."""
    look = gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        text_size=gr.themes.sizes.text_md,
        radius_size=gr.themes.sizes.radius_sm,
        font=[gr.themes.Font(name) for name in FONTS],
        font_mono=[gr.themes.Font(name) for name in MONO_FONTS],
    ).set(
        body_background_fill="#f4f6f8",
        body_text_color="#1b2733",
        body_text_color_subdued="#51606e",
        block_background_fill="#ffffff",
        block_border_color="#d5dce3",
        block_label_text_color="#3a4856",
        block_title_text_color="#3a4856",
        input_background_fill="#ffffff",
        input_border_color="#aab6c1",
        button_primary_background_fill="#0b6470",
        button_primary_background_fill_hover="#084e58",
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="#e9f1f2",
        button_secondary_text_color="#1b2733",
        button_secondary_border_color="#c3ccd5",
        color_accent="#0b6470",
    )
    for name in [name for name in vars(look) if name.endswith("_dark")]:
        setattr(look, name, getattr(look, name.removesuffix("_dark")))
    return look


def css() -> str:
    return resources.files(__package__).joinpath("style.css").read_text("utf-8")


def favicon() -> Path:
    return Path(str(resources.files(__package__).joinpath("favicon.png")))


def labels() -> gr.I18n:
    """Gradio's own words in Vietnamese, whatever language the browser asks for."""
    groups = tomllib.loads(resources.files(__package__).joinpath("gradio_vi.toml").read_text("utf-8"))
    # One flat key a word: Gradio merges its own English over nested ones, but looks a flat key up first.
    words = {f"{group}.{name}": text for group, names in groups.items() for name, text in names.items()}
    return gr.I18n(**{locale: words for locale in ("vi", "en")})
