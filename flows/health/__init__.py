"""Is all well? Pure functions of what is in the store; a finding is an `Issue` with its reason and the next step.

night.py    one run: ok, amber or red
volume.py   one source over the days: how many articles are usual, and when too few or too many are no chance
source.py   one source's last day against its own past: silence, walls, robots.txt, layout, dates
"""

from flows.health.night import OUT, RunFacts, judge
from flows.health.source import Finding, SourceFacts, findings

__all__ = ["OUT", "Finding", "RunFacts", "SourceFacts", "findings", "judge"]
