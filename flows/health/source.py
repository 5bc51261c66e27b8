"""One source's last day beside its own past: what is wrong, since when, and what to do. The first rule that holds
explains the others.

A day stands out when it lies outside all that the four weeks before it have shown, and by a margin besides: with 28
days that is less than 1 in 28 by chance alone, the margin apart, and asks nothing of how the figures are distributed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from flows.health.volume import Count, Verdict, watch

LOOK_BACK = 120  # days that are judged
COMPARED = timedelta(days=28)
FEWEST_DAYS = 7  # with articles, before a day can stand out
FEW = 5  # articles or addresses of a day, below which nothing is made of their shares
DEAD_AFTER = timedelta(days=60)
KNOWN = 5  # articles that a source has brought before it can be dead


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A day of a source. Of its new articles: medians of `words`, `lines` and `delay` (hours from publication to first
    sight), shares that are `nameless`, `undated` and of blocks that were `cut`, and the most with the `same` text."""

    day: date
    nights: int = 1
    read: bool = True
    articles: int = 0
    asked: int = 0
    pending: int = 0
    robots: int = 0
    refused: int = 0
    captchas: int = 0
    words: float | None = None
    lines: float | None = None
    nameless: float = 0.0
    undated: float = 0.0
    cut: float = 0.0
    same: int = 0
    delay: float | None = None
    known: int = 0
    last_article: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """How a source stands: `rule` is well or what was found; `usual` is None where too little is known."""

    rule: str
    articles: int
    usual: float | None = None
    since: date | None = None
    reason: str | None = None
    next_step: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    rule: str
    since: date
    reason: str
    next_step: str


Rule = Callable[[str, Sequence[SourceFacts], Verdict], Found | None]


def findings(source_id: str, days: Sequence[SourceFacts]) -> Finding:
    """How a source stands on the last of its days, which are in order and without holes."""
    verdict = watch(counts(days))[-1]
    found = next((found for rule in RULES if (found := rule(source_id, days, verdict))), None)
    usual = None if verdict.usual is None else verdict.usual.mean
    if found is None:
        return Finding("well", days[-1].articles, usual)
    return Finding(found.rule, days[-1].articles, usual, found.since, found.reason, found.next_step)


def counts(days: Sequence[SourceFacts]) -> list[Count]:
    """New articles by day. A day is not counted that was the first, came after a gap (it holds what the gap missed),
    was not read to its end, or has not had as many nights yet as are usual."""
    return [Count(day.day, day.articles if _whole(day, days[:number]) else None) for number, day in enumerate(days)]


def _whole(day: SourceFacts, past: Sequence[SourceFacts]) -> bool:
    if not past or not past[-1].read or not day.read or day.pending > day.asked:
        return False
    return day.nights >= median(one.nights for one in past[-7:])


def _blocked(source_id: str, days: Sequence[SourceFacts], verdict: Verdict) -> Found | None:
    last = days[-1]
    shut = last.refused + last.captchas
    if shut < FEW or shut * 2 < last.asked:
        return None
    how = "a captcha" if last.captchas > last.refused else "HTTP 401, 403, 429 or 451"
    return Found(
        *("blocked", _since(days, lambda day: (day.refused + day.captchas) * 2 >= max(1, day.asked))),
        f"blocked: {shut:,} of {last.asked:,} pages were answered with {how}",
        "Set fetch.contact and a longer `delay`, and ask the site; `nightdesk sources pause` spares it until then.",
    )


def _robots(source_id: str, days: Sequence[SourceFacts], verdict: Verdict) -> Found | None:
    last = days[-1]
    past = [day.robots / (day.robots + day.asked) for day in _past(days) if day.robots + day.asked]
    if last.robots < FEW or last.robots < last.asked or not past or median(past) > 0.2:
        return None
    return Found(
        *("robots", _since(days, lambda day: day.robots > 0 and day.robots >= day.asked)),
        f"its robots.txt has changed: it shuts us out of {last.robots:,} of {last.robots + last.asked:,} pages",
        "Read its robots.txt; what it forbids is not fetched. Ask the site, or pause the source.",
    )


def _dead(source_id: str, days: Sequence[SourceFacts], verdict: Verdict) -> Found | None:
    last = days[-1]
    if not last.read or last.last_article is None or last.known < KNOWN or last.day - last.last_article < DEAD_AFTER:
        return None
    return Found(
        "dead",
        last.last_article,
        f"dead for ever? Its last article came on {last.last_article}",
        f"See whether the paper has a new address; else `nightdesk sources pause {source_id}`.",
    )


def _volume(source_id: str, days: Sequence[SourceFacts], verdict: Verdict) -> Found | None:
    if verdict.alarm is None or verdict.since is None:
        return None
    counted = [one for one in counts(days) if one.day >= verdict.since and one.articles is not None]
    came, span = sum(one.articles or 0 for one in counted), len(counted)
    mean = verdict.usual.mean if verdict.usual else None
    usual = "" if mean is None else f"; about {mean:.{1 if mean < 10 else 0}f} are usual on a day like this"
    said = {
        "silent": "no article" if not came else f"almost silent: {_articles(came)}",
        "half": f"far fewer than usual: {_articles(came)}",
        "flood": f"far more than usual: {_articles(came)}",
    }[verdict.alarm]
    step = {
        "flood": f"Look for doubles and traps: `nightdesk sources check {source_id}`; `exclude` keeps addresses out.",
    }.get(verdict.alarm, f"Look at the site, then `nightdesk sources check {source_id}`: its feed may have moved.")
    return Found(verdict.alarm, verdict.since, f"{said} in {span} day{'' if span == 1 else 's'}{usual}", step)


def _layout(source_id: str, days: Sequence[SourceFacts], verdict: Verdict) -> Found | None:
    for what, of in (("words", _words), ("paragraphs", _lines)):
        now, past = of(days[-1]), [value for day in _compared(days) if (value := of(day)) is not None]
        if now is None or len(past) < FEWEST_DAYS:
            continue
        usual = median(past)
        if (now * 2 < usual and now < min(past)) or (now > usual * 3 and now > max(past)):
            reason = f"its layout may have changed: {now:,.0f} {what} in an article, where {usual:,.0f} are usual"
            return Found("layout", days[-1].day, reason, _EXPLAIN)
    return None


_EXPLAIN = "Look at one: `nightdesk clean URL --explain`; `body` and `drop` in sources.toml say where the article is."


def _words(day: SourceFacts) -> float | None:
    return day.words if day.articles >= FEW else None


def _lines(day: SourceFacts) -> float | None:
    return day.lines if day.articles >= FEW else None


def _fields(source_id: str, days: Sequence[SourceFacts], verdict: Verdict) -> Found | None:
    for what, of in (("author", "nameless"), ("date", "undated")):
        past: list[float] = [getattr(day, of) for day in _compared(days)]
        now: float = getattr(days[-1], of)
        if days[-1].articles >= FEW <= len(past) and now >= 0.8 and max(past) <= 0.4:
            reason = (
                f"its layout may have changed: {now:.0%} of its articles have no {what}; {median(past):.0%} is usual"
            )
            return Found("fields", days[-1].day, reason, _EXPLAIN)
    return None


def _cuts(source_id: str, days: Sequence[SourceFacts], verdict: Verdict) -> Found | None:
    past, now = [day.cut for day in _compared(days)], days[-1].cut
    if days[-1].articles < FEW or len(past) < FEWEST_DAYS or now < 0.5 or now <= max(past) or now < median(past) + 0.25:
        return None
    reason = f"{now:.0%} of an article's blocks were cut, where {median(past):.0%} is usual"
    return Found("cuts", days[-1].day, reason, f"See what: `nightdesk furniture list --source {source_id}`. {_EXPLAIN}")


def _same_text(source_id: str, days: Sequence[SourceFacts], verdict: Verdict) -> Found | None:
    last = days[-1]
    if last.same < FEW or last.same * 2 < last.articles:
        return None
    reason = f"{last.same:,} of {last.articles:,} new articles carry the same text: a notice in the article's place?"
    return Found("same text", last.day, reason, _EXPLAIN)


def _late(source_id: str, days: Sequence[SourceFacts], verdict: Verdict) -> Found | None:
    past = [day.delay for day in _compared(days) if day.delay is not None]
    now = days[-1].delay
    if len(days) < 2 or not days[-2].articles:  # the first day, or one after a gap: what was left over is old
        return None
    if now is None or days[-1].articles < FEW or len(past) < FEWEST_DAYS or now < max(past) + 12 or now < 36:
        return None
    reason = f"its dates lag: articles are {now:,.0f} hours old when they are first seen, {median(past):,.0f} are usual"
    return Found("late", days[-1].day, reason, f"`nightdesk sources check {source_id}` shows what its feed lists now.")


RULES: tuple[Rule, ...] = (_blocked, _robots, _dead, _same_text, _volume, _layout, _fields, _cuts, _late)


def _past(days: Sequence[SourceFacts]) -> list[SourceFacts]:
    return [day for day in days[:-1] if day.nights and days[-1].day - COMPARED <= day.day]


def _compared(days: Sequence[SourceFacts]) -> list[SourceFacts]:
    """Days of the four weeks before that have articles enough; the first brings a week at once and is left out."""
    return [day for day in _past(days) if day.articles >= FEW and day is not days[0]]


def _since(days: Sequence[SourceFacts], holds: Callable[[SourceFacts], bool]) -> date:
    """The first of the last days of which it holds without a break."""
    since = days[-1].day
    for day in reversed(days):
        if day.nights and not holds(day):
            break
        since = day.day if day.nights else since
    return since


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"
