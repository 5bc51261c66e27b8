-- Pages that did not become articles, and why.
CREATE VIEW rejections AS
SELECT page_id, source_id, run_id, final_url AS url, fetched_at, reason, detail
FROM store.pages
WHERE reason IS NOT NULL;
