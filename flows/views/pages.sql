-- One row a fetched page: by which run, and what became of it: an article, or a reason why it is none; both null while it waits to be cleaned.
CREATE VIEW pages AS
SELECT page_id, run_id, source_id, url, fetched_at, status, article_id, reason
FROM store.pages;
