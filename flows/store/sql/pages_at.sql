-- The pages in the archive of some addresses (ids of URLs or articles) or sources, whatever became of them.
SELECT p.page_id, p.url, p.article_id, p.file, p."offset", p.length
FROM store.pages p
WHERE p.source_id IN (SELECT unnest(CAST($source_ids AS VARCHAR[])))
   OR p.article_id IN (SELECT unnest(CAST($ids AS BIGINT[])))
   OR p.article_id IN (
        SELECT article_id FROM store.pages JOIN store.urls USING (url)
        WHERE url_id IN (SELECT unnest(CAST($ids AS BIGINT[]))) AND article_id IS NOT NULL)
   OR p.url IN (SELECT url FROM store.urls WHERE url_id IN (SELECT unnest(CAST($ids AS BIGINT[]))));
