-- The pages that are the given articles. The ids alone are looked through: most articles are new.
WITH met AS MATERIALIZED (
    SELECT rowid AS place FROM store.pages WHERE article_id IN (SELECT unnest($article_ids::BIGINT[])))
SELECT page_id, article_id, url, fetched_at FROM store.pages WHERE rowid IN (SELECT place FROM met);
