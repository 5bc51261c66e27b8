"""The spider of the night: four engines that read listings, and what carries their requests out.

    base       what engines share: Entry, Listing, dates, bounded XML
    feed       RSS 2.0, RSS 1.0, Atom, JSON Feed          sitemap   urlset, index, Google News, plain text
    section    links of a page that look like articles    site      a front page -> its feeds and sitemaps

    asks       what is asked for, and why (`Ask`), as a Scrapy request carries it
    night      the one Scrapy spider: sources -> listings -> article URLs -> pages
    hosts      one request at a time per host: gap, robots.txt, holds      scheduler   `hosts` as Scrapy's scheduler
    middleware what happens to each request and answer on its way          faults      what an error or status means
    download   connections: TLS by host, bounded heads
    register   each URL's state, once and only once                        commit      archive and journal, in groups
    site_files robots.txt and tdmrep.json: asked for before pages, read for `hosts`
    __main__   `python -m scrapers.spiders`: the process of one crawl

There is never a spider per publisher. The engines are pure functions of bytes; all that touches the network goes
through `night`.
"""
