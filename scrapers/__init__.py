"""Web -> Article: all that concerns one page. No database, no Prefect, no Streamlit.

    sources.py tables.py       what the user wrote in sources.toml, checked
    urls.py                    when two URLs are the same page
    page.py article.py         what crosses a stage: frozen values
    errors.py                  broken assumptions, as exceptions
    crawl.py                   one crawl in a child process: a plan in, a report out
    spiders/                   the spider, and its engines for feeds, sitemaps, sections and sites
    politeness.py robots.py addresses.py decoding.py   how often, whether, whom it may ask, and how much it takes
    tdmrep.py                  what a site reserves from text and data mining
    archive/ journal.py        what is on disk before anything reads it
    clean/                     page -> article, or the reason why it is none
    sample/                    a made-up press on loopback with known answers

Pages go one way: discover -> fetch -> archive -> clean. Each arrow is a file or a frozen value.
"""
