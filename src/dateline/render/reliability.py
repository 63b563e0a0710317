"""A reliability diagram as SVG: calibrated score against the share that is right, with the counts below.

DeGroot and Fienberg, The Comparison and Evaluation of Forecasters (1983). The drawing has its own paper and both
schemes of colour, so that it can be shown on any page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.evaluate.calibration import Bin, Judged, expected_calibration_error, interval, reliability
from dateline.render.safe import html

_SIDE, _LEFT, _TOP, _GAP = 280, 58, 44, 56
_FOOT, _BARS, _END = 46, 56, 22
_STYLE = (
    "svg{--paper:#fbfaf7;--ink:#1f1d1a;--soft:#5f5b54;--line:#d9d3c7;--hue:#1d5c86;--tint:#b9d3e4}"
    "@media (prefers-color-scheme:dark){svg{--paper:#16171a;--ink:#e9e6df;--soft:#aaa59b;--line:#3a3c43;--hue:#86c3ee;"
    "--tint:#2b4d66}}"
    "text{font:12px ui-sans-serif,system-ui,'Segoe UI',Roboto,'Liberation Sans',sans-serif;fill:var(--soft)}"
    ".paper{fill:var(--paper)}.title{font-size:14px;font-weight:600;fill:var(--ink)}"
    ".grid{fill:none;stroke:var(--line)}.even{stroke:var(--soft);stroke-dasharray:4 4}"
    ".way{fill:none;stroke:var(--hue);stroke-width:2}.dot{fill:var(--hue)}.reach{stroke:var(--hue);stroke-width:1.5}"
    ".bar{fill:var(--tint)}.count{font-size:11px}"
)


def draw(panels: Mapping[str, Sequence[Judged]]) -> str:
    """One ``svg`` with a panel for each name; a panel's scores must not be empty.

    Dots are bins of a tenth at their mean score, whiskers Wilson's 95% intervals, the dashed line what a perfect
    calibration would give; the numbers below say how many values each bin holds.
    """
    width = _LEFT + len(panels) * (_SIDE + _GAP) - _GAP + _END
    height = _TOP + _SIDE + _FOOT + _BARS + _END
    told = "; ".join(_told(name, reliability(judged)) for name, judged in panels.items())
    drawn = "".join(
        f'<g transform="translate({_LEFT + place * (_SIDE + _GAP)} {_TOP})">{_panel(name, judged)}</g>'
        for place, (name, judged) in enumerate(panels.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{html(f"Reliability. {told}")}"><style>{_STYLE}</style>'
        f'<rect class="paper" width="{width}" height="{height}"/>{drawn}'
        f'<text transform="translate(16 {_TOP + _SIDE / 2:g}) rotate(-90)" text-anchor="middle">share right</text>'
        "</svg>\n"
    )


def _told(name: str, bins: Sequence[Bin]) -> str:
    each = ", ".join(f"{own.right:.0%} of {own.count} right at {own.score:.0%}" for own in bins)
    return f"{name}: {each}"


def _panel(name: str, judged: Sequence[Judged]) -> str:
    bins = reliability(judged)
    error = expected_calibration_error(judged)
    way = " ".join(f"{_x(own.score)},{_y(own.right)}" for own in bins)
    return (
        f'<text class="title" y="-22">{html(name)}</text>'
        f'<text y="-6">{len(judged):,} values, expected calibration error {error:.1%}</text>'
        f'{_grid()}<path class="even" d="M0 {_SIDE}L{_SIDE} 0"/><polyline class="way" points="{way}"/>'
        f"{''.join(map(_dot, bins))}{_bars(bins)}"
        f'<text x="{_SIDE / 2:g}" y="{_SIDE + 36}" text-anchor="middle">calibrated score</text>'
    )


def _x(share: float) -> str:
    return f"{_SIDE * share:.1f}"


def _y(share: float) -> str:
    return f"{_SIDE * (1 - share):.1f}"


def _grid() -> str:
    """Lines and labels at every fifth."""
    shares = [fifth / 5 for fifth in range(6)]
    lines = "".join(f"M0 {_y(share)}H{_SIDE}M{_x(share)} 0V{_SIDE}" for share in shares)
    below = "".join(
        f'<text x="{_x(share)}" y="{_SIDE + 18}" text-anchor="middle">{share:.0%}</text>' for share in shares
    )
    beside = "".join(f'<text x="-8" y="{_y(share)}" dy="4" text-anchor="end">{share:.0%}</text>' for share in shares)
    return f'<path class="grid" d="{lines}"/>{below}{beside}'


def _dot(own: Bin) -> str:
    low, high = interval(own)
    x = _x(own.score)
    return (
        f'<path class="reach" d="M{x} {_y(low)}V{_y(high)}"/><circle class="dot" cx="{x}" cy="{_y(own.right)}" r="4">'
        f"<title>{html(f'{own.right:.0%} of {own.count} right at a mean score of {own.score:.0%}')}</title></circle>"
    )


def _bars(bins: Sequence[Bin]) -> str:
    """How many values each bin holds, as bars on one foot."""
    foot, most = _SIDE + _FOOT + _BARS, max(own.count for own in bins)
    drawn = []
    for own in bins:
        tall = (_BARS - 14) * own.count / most
        left, middle = _SIDE * own.low + 1, _SIDE * (own.low + own.high) / 2
        drawn.append(
            f'<rect class="bar" x="{left:.1f}" y="{foot - tall:.1f}" width="{_SIDE * (own.high - own.low) - 2:.1f}" '
            f'height="{tall:.1f}"/><text class="count" x="{middle:.1f}" y="{foot - tall - 3:.1f}" text-anchor="middle">'
            f"{own.count}</text>"
        )
    return f'{"".join(drawn)}<path class="grid" d="M0 {foot}H{_SIDE}"/>'
