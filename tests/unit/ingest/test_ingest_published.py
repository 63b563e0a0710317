"""Which of the dates that a page shows is that of its publication. All pages are ours."""

from __future__ import annotations

import json

import pytest

from dateline.ingest.page import Page, take
from dateline.schema.report import Report

HEADLINE = "Rockets hit fuel depot near Basra"
BODY = (
    "<p>Three rockets struck a fuel depot near Basra on Sunday night, wounding two guards, the oil ministry said in a "
    "statement that blamed no one for the attack on the site.</p><p>Firefighters put out the blaze by morning, and the "
    "manager of the depot said that deliveries would start again within two days.</p>"
)
TIME = "<time datetime='2021-04-04'>4 April 2021</time>"
CHANGED = {"@type": "NewsArticle", "headline": HEADLINE, "dateModified": "2021-04-09"}
HEADING = f"<h1>{HEADLINE}</h1>"


def report(body: str, head: str = "", title: str = HEADLINE) -> Report:
    markup = f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return take(Page(markup.encode(), "page.html")).report


def article(above: str = "", beside: str = "", below: str = "", around: str = "") -> str:
    return f"<article>{above}{HEADING}{beside}{BODY}{below}</article>{around}"


@pytest.mark.parametrize(
    "body",
    [
        article(beside=TIME),
        article(above=TIME),
        article(beside=f"<div class='meta'><span>By Sara Omar</span> | {TIME}</div>"),
        article(beside=f"<ul><li>Sara Omar</li><li>{TIME}</li></ul>"),
        f"<article><header><h1>{HEADLINE}</h1><p class='byline'>By Sara Omar, {TIME}</p></header>{BODY}</article>",
        article(beside=f"<a href='/2021/x' rel='bookmark'>{TIME}</a>"),
        article(beside=f"<div>Published {TIME} Updated <time>9 April 2021</time></div>"),
        article(beside=f"<p><b>Updated:</b> <time>9 April 2021</time> <b>Published:</b> {TIME}</p>"),
        article(beside="<time class='entry-date published updated' datetime='2021-04-04'>4 April</time>"),
        article(
            beside=f"<span class='posted-on'>{TIME}</span><time class='updated' datetime='2021-04-09'>9 April</time>"
        ),
        article(below=f"<footer>Posted on <a href='/x'><time class='published'>{TIME}</time></a></footer>"),
        article(
            beside="<a href='/x'><time class='published' datetime='2021-04-04'>4 April 2021</time>"
            "<time class='updated' datetime='2021-04-09'>9 April 2021</time></a>"
        ),
    ],
)
def test_a_time_that_stands_with_the_report_is_its_date(body: str) -> None:
    found = report(body)
    assert (found.published, found.published_from) == ("2021-04-04", "time-element")


def test_a_heading_may_be_shorter_than_the_title_of_the_page() -> None:
    page = f"<article><header><h2>{HEADLINE}</h2>{TIME}</header>{BODY}</article>"
    assert report(page, title=f"{HEADLINE} | Gulf").published == "2021-04-04"


@pytest.mark.parametrize(
    "body",
    [
        article(beside="<time itemprop='dateModified' datetime='2021-04-09'>9 April</time>"),
        article(beside="<time class='updated' datetime='2021-04-09'>9 April</time>"),
        article(beside="<span class='last-modified'><time datetime='2021-04-09'>9 April</time></span>"),
        article(beside="<p>Updated: <time>9 April 2021</time></p>"),
        article(beside="<div><span>Updated</span> <span>9 April 2021</span></div>"),
        article(beside="<div class='label'>Last modified</div><div><time>9 April 2021</time></div>"),
        article(beside="<p>Updated: 9 April 2021, 10:32 BST</p>"),
        article(beside="<p>By Sara Omar<br>Updated 9 April 2021</p>"),
        article(below="<p><em>Last modified on 9 April 2021</em></p>"),
    ],
)
def test_the_day_of_a_change_is_no_publication(body: str) -> None:
    assert report(body).published is None


@pytest.mark.parametrize(
    "head",
    [
        f"<script type='application/ld+json'>{json.dumps(CHANGED)}</script>",
        "<meta property='article:modified_time' content='2021-04-09'>",
        "<meta property='og:updated_time' content='2021-04-09'>",
    ],
)
@pytest.mark.parametrize("shown", ["", "<p>Updated: 9 April 2021</p>"])
def test_the_day_of_a_change_is_none_either_where_machines_read_it(head: str, shown: str) -> None:
    assert report(article(beside=shown), head).published is None


@pytest.mark.parametrize(
    "body",
    [
        article(beside=f"<aside>{TIME}</aside>"),
        article(around=f"<aside>{TIME}</aside>"),
        article(beside=f"<nav>{TIME}</nav>"),
        article(beside="<aside><span>Most read</span><span>4 April 2021</span></aside>"),
        article(around=f"<footer>{TIME}</footer>"),
        article(around="<div class='footer'><p>Published: 4 April 2021</p></div>"),
        article(beside=f"<div class='related'><ul><li><a href='x'>Two held</a> {TIME}</li></ul></div>"),
        article(beside=f"<ul><li><a href='x'>Two men held after fire</a> {TIME}</li></ul>"),
        article(around=f"<div><div><a href='x'><h3>Two held</h3></a><span class='published'>{TIME}</span></div></div>"),
        article(around="<div id='comments'><b>Ali</b> <time class='published'>4 April 2021</time><p>Yes</p></div>"),
        article(
            below="<section><article>Ali <time pubdate datetime='2021-04-04'>x</time><p>Yes</p></article></section>"
        ),
        article(beside=f"<figure><img src='a'><figcaption>Basra {TIME}</figcaption></figure>"),
        f"<header><div>{TIME}</div></header>{article()}",
        f"<header><nav><a href='/'>Home</a></nav>{TIME}</header>{article()}",
    ],
)
def test_times_of_something_else_are_not_the_reports(body: str) -> None:
    assert report(body).published is None


@pytest.mark.parametrize(
    "body",
    [
        article(beside="<p>The attack followed one on <time>11 March 2004</time> in the same town.</p>"),
        article(beside="<p>The attack followed one on <b>11 March 2004</b> in the same town.</p>"),
        article(beside="<p>The law was <b>published 11 March 2004</b> by the ministry.</p>"),
        article(beside="<div>It followed one on <time>11 March 2004</time></div>"),
        article(beside="<ul><li>It followed one on <time>11 March 2004</time></li></ul>"),
        article(beside="<h2>It followed one on <time>11 March 2004</time></h2>"),
        article(below="<p>The attack followed one on <time>11 March 2004</time> in the same town.</p>"),
        f"<p>The attack followed one on <time>11 March 2004</time> in the same town.</p>{BODY}",
        f"{HEADING}<p>The attack followed one on <time>11 March 2004</time> in the same town.</p>",
    ],
)
def test_dates_in_sentences_are_not_the_reports(body: str) -> None:
    assert report(body).published is None


@pytest.mark.parametrize(
    "footer",
    [
        "<footer><p>© 2021 Gulf Press, 1 January 2021</p></footer>",
        "<p>© 2021 Gulf Press, 1 January 2021</p>",
        "<div class='copy'>© 2021 Gulf Press, 1 January 2021</div>",
        "<footer><span>© 2021 Gulf Press</span>, <span>1 January 2021</span></footer>",
        "<div>1 January 2021</div>",
    ],
)
def test_the_date_of_a_footer_is_not_the_reports(footer: str) -> None:
    assert report(article(around=footer)).published is None


def test_a_label_says_it_wherever_the_report_ends() -> None:
    found = report(article(below="<p>Published on 4 April 2021</p>"))
    assert (found.published, found.published_from) == ("2021-04-04", "text")


def test_a_heading_may_be_a_cell_or_bold() -> None:
    line = "<br><font>The Gulf Press, April 4, 2021</font>"
    for heading in (f"<font><b>{HEADLINE}</b></font>", f"<span class='title'>{HEADLINE}</span>"):
        found = report(f"<table><tr><td><a href='/'>Home</a></td><td>{heading}{line}{BODY}</td></tr></table>")
        assert (found.published, found.published_from, found.outlet) == ("2021-04-04", "text", "The Gulf Press")


def test_a_date_above_the_headline_within_its_article() -> None:
    found = report(article(above="<span class='date'>4 April 2021</span>"))
    assert (found.published, found.published_from) == ("2021-04-04", "text")


def test_times_that_do_not_agree_leave_the_choice_open_where_nothing_marks_them() -> None:
    posts = "".join(
        f"<div><time datetime='2021-04-0{day}'>10:0{day}</time><p>The town was hit again, they said.</p></div>"
        for day in (1, 2, 3)
    )
    assert report(f"<article>{HEADING}<p>It is read here as it happens.</p>{posts}</article>").published is None
