"""Snapshot -> answer: the pages that one opens in the morning.

    launch.py       the command that starts the server, with every option it runs with; `python -m dashboard`
    exposure.py     which addresses it may listen on, and who is let in from elsewhere
    app.py          what all screens share: the snapshot, the filters, the navigation
    snapshot.py     the pointer, the snapshot behind it, the user's corrections; the only module that opens a database
    lending.py      open connections, kept ready for the next question
    answers.py      one typed question a function: the rows of queries/*.sql
    rows.py         what each answer is made of
    queries/*.sql   the SQL of each question; queries/shared/*.sql what several of them share;
                    queries/older/*.sql what a snapshot from before lacks
    selection.py    what is being looked at (days, sources, words, ...), as the address bar has it
    filters.py      the sidebar that changes the selection
    neighbours.py   what stands before and after an article in its list
    daily.py        articles by day, as several screens show them
    charts.py       answers as Altair charts, each with a sentence that says the same
    trends.py trend_options.py trend_chart.py trend_articles.py   trends: what is asked, how it is shown, the
                    chart, the articles behind a point
    rising.py       what rises: the week that is looked at, the stories behind a name
    entities.py entity.py network.py   what is asked of entities; the screen of one; who appears with it, drawn
    correcting.py   the user's word on an entity: what it would change, the command that makes it so, its undo
    picker.py       type-ahead over the names and aliases of all entities
    wording.py      numbers, days, times and hostile text as they stand on screen
    markup.py       small pieces of escaped HTML: tables, figures, notices
    article_markup.py   the same of an article: its text with marks and cuts, its versions; lists of articles
    commands.py     what a click does: the command that a person could type
    download.py     what is shown as CSV
    screens/*.py    one screen a file; reader.py shows one article

It reads only the snapshot and imports neither of the other packages: its contract is the snapshot's views.
"""
