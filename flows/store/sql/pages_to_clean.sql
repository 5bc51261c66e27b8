-- Pages that are in the archive and were not cleaned yet, oldest first.
SELECT p.page_id, p.source_id, p.fetched_at, u.published AS listed_on, p.file, p."offset", p.length, p.final_url
FROM store.pages p LEFT JOIN store.urls u ON u.url = p.url
WHERE p.extractor IS NULL
ORDER BY p.fetched_at, p.page_id;
