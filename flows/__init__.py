"""Articles -> Snapshot, night after night: all that concerns one run.

    discover -> fetch -> archive -> clean -> group -> name -> store -> publish

    cli.py cli_*.py            the command line; each command delegates
    nightly.py                 the Prefect flows, in the words of the pipeline
    lifecycle.py run.py        a run from its lock to its end, mending what a killed one left; what is kept of it
    plans.py stages.py         what a crawl is to ask for; each stage as a plain function of the run
    alerts.py digest.py        a word when something is wrong; the morning in a few lines
    takedown.py                text that has to go, by request or by age
    foreign.py progress.py     pages out of other people's WARC files; how far a stage is
    articles.py versions.py    pure functions: which page counts, what is another version of it
    furniture.py stories/ health/     pure functions: what is no article, what is one story, what is healthy
    entities/                  who and what an article names; which names are one entity over all articles
    corrections.py entity_corrections.py   what the user said, and what of it stands; what it says of entities
    store/                     the only place that opens the write database
    views/*.sql publish.py     the read model, and how a snapshot comes to be
    desk.py settings.py        the folder of the user's state, its lock, its settings
    sources_file.py starter.toml   changes to sources.toml by command; the list that a new desk begins with
    search.py                  the search index
    schedule.py parts.py       by itself: `nightdesk up` and the processes that it keeps running
    by_schedule.py server.py prefect_env.py   the nights that are due, Prefect's server, what Prefect has to be told
    commands.py furniture_commands.py entity_commands.py reports.py changes.py doctor.py trial.py one_page.py demo.py
    export.py bundle.py   the commands

A run may be killed anywhere. The archive and the journals are written first and never changed; the database follows
from them, in transactions of one journal or one batch; the snapshot follows from the database, under a new name; the
pointer moves last. Each start takes in what the last one left.
"""
