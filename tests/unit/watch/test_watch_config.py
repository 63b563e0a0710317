"""``feeds.toml``: what it may say, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.store.queries import Box, Near, Search
from dateline.watch.config import WatchConfig, read_config

WHOLE = """
[watch]
interval = "20m"
host_pause = 5
allow_private = true

[[feeds]]
url = "https://news.example/rss"
outlet = "Northern Wire"

[[feeds]]
url = "https://gulf.example/atom.xml"
interval = "1h"

[[alerts]]
name = "deadly near Mosul"
types = ["bombing", "armed-assault"]
near = [36.34, 43.12, 50]
actor = "Desert Front"
killed = 5
webhook = "https://hooks.example/x"
file = "out/alerts.jsonl"

[[alerts]]
name = "all in the box"
box = [40, 30, 50.5, 40]
atom = "alerts.xml"
"""


def read(text: str, folder: Path) -> WatchConfig:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)


def test_the_whole_of_it(tmp_path: Path) -> None:
    config = read(WHOLE, tmp_path)
    assert (config.watch.interval, config.watch.host_pause, config.watch.timeout) == (1200, 5, 30)
    assert [(feed.outlet, feed.interval) for feed in config.feeds] == [("Northern Wire", None), (None, 3600)]
    near, box = config.alerts
    assert near.search == Search(
        types=("bombing", "armed-assault"), near=Near(36.34, 43.12, 50), actor="Desert Front", killed=5
    )
    assert box.search == Search(box=Box(40, 30, 50.5, 40))
    assert (near.file, box.atom) == (tmp_path / "out" / "alerts.jsonl", tmp_path / "alerts.xml")


FEED = '[[feeds]]\nurl = "https://a.example/"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "feeds.toml: there is nothing to watch: name a feed"),
        ("feeds = []", "feeds.toml: there is nothing to watch: name a feed"),
        ("feeds = 3", "feeds: write each as a table [[feeds]]"),
        ("[feeds]\nurl = 'https://a.example/'", "line 1: feeds: write each as a table [[feeds]]"),
        ("feeds = ['https://a.example/']", "feeds 1: write it as a table with keys"),
        (f"{FEED}[[alerts]]\nname = 'x'\nfile = 'a'\nbox = [1, 2]", "line 6: alerts 1, 'box': has too few numbers"),
        (f"{FEED}[[alerts]]\nname = 'x'\nfile = 'a'\nnear = [1, 2, 3, 4]", "'near': has too many numbers"),
        (f"{FEED}[[alerts]]\nname = 'x'\nfile = 'a'\nbox = [1, 50, 2, 40]", "alerts 1: the south of its 'box'"),
        (f"{FEED}[[alerts]]\nname = 'x'\nfile = 'a'\ntypes = 'bombing'", "line 6: alerts 1, 'types': write a list"),
        ("[[feeds]]\nurl = 'ftp://a.example/'", "line 2: feeds 1, 'url': not an http or https address"),
        (f"{FEED}\n[[feeds]]\nname = 'x'\nurl = 'https://b.example/'", "line 5: feeds 2, 'name': there is no such key"),
        (f"{FEED}\n[[feeds]]\noutlet = 'x'", "line 4: feeds 2, 'url': is missing"),
        (f"{FEED}interval = 'often'", "line 3: feeds 1, 'interval': write a time as \"30s\""),
        (f"{FEED}interval = 0", "line 3: feeds 1, 'interval': Input should be greater"),
        (f"{FEED}[watch]\nhost_pause = -1", "line 4: watch, 'host_pause'"),
        (f"{FEED}[wacht]\ninterval = 1", "line 3: wacht: there is no such key"),
        (f"{FEED}[[alerts]]\nname = 'x'", "line 3: alerts 1: it tells nobody"),
        (f"{FEED}[[alerts]]\nname = 'x'\nfile = 'a'\ntypes = ['bombng']", "line 6: alerts 1, 'types': no event type"),
        (f"{FEED}[[alerts]]\nname = 'x'\nfile = 'a'\nnear = [1, 2]", "line 6: alerts 1, 'near'"),
        (f"{FEED}[[alerts]]\nname = 'x'\nfile = 'a'\nbox = [1, 2, 3, 200]", "line 6: alerts 1, 'box'"),
        (f"{FEED}{FEED}", "the url 'https://a.example/' stands twice"),
        ("[[feeds]\nurl", "not valid TOML: "),
        ("[[feeds]]\nurl = \ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "not valid TOML: "),
    ],
)
def test_mistakes_are_told_by_line_and_key(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read(text, tmp_path)
    assert words in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "feeds.toml"))
    assert "uple" not in str(caught.value)


def test_a_mistake_is_told_once(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read(f"{FEED}[[alerts]]\nname = 'x'\nfile = 'a'\nbox = [1, 2]", tmp_path)
    assert str(caught.value).count("too few numbers") == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_config(tmp_path / "none.toml")
