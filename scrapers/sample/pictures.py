"""A small landscape for every picture: drawn from its number, so that the sample press needs no image files."""

from __future__ import annotations

from random import Random

_SKIES = (
    ("#f7d9a8", "#e98a6d"),
    ("#cfe3ef", "#8fb4cc"),
    ("#f2e6ef", "#b69ac0"),
    ("#dfe8d8", "#9fb79a"),
    ("#ece3d0", "#c9a66b"),
)
_HILLS = ("#5b7065", "#3f5560", "#7a5c4e", "#4f4a63", "#6d6a3f")


def landscape(number: int) -> str:
    """An SVG image of 720 by 400: sky, a sun, three ranges of hills, sometimes the sea."""
    rng = Random(number)
    top, bottom = rng.choice(_SKIES)
    colour = rng.choice(_HILLS)
    ranges = "".join(_range(rng, 200 + 50 * depth, colour, 0.45 + 0.25 * depth) for depth in range(3))
    sea = '<rect y="340" width="720" height="60" fill="#5f8ea3" opacity=".85"/>' if rng.random() < 0.5 else ""
    x, y, radius = rng.randint(80, 640), rng.randint(60, 170), rng.randint(22, 44)
    sun = f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#fff" opacity=".8"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 400" width="720" height="400"><defs>'
        f'<linearGradient id="s" x2="0" y2="1"><stop stop-color="{bottom}"/>'
        f'<stop offset="1" stop-color="{top}"/></linearGradient>'
        f'</defs><rect width="720" height="400" fill="url(#s)"/>{sun}{ranges}{sea}</svg>'
    )


def _range(rng: Random, height: int, colour: str, opacity: float) -> str:
    points = " ".join(f"{x},{height + rng.randint(-45, 45)}" for x in range(0, 721, 60))
    return f'<polygon points="0,400 {points} 720,400" fill="{colour}" opacity="{opacity:.2f}"/>'
