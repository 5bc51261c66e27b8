-- The articles that read otherwise in the snapshot (before) and in the store (after), or that only one of them has.
WITH was AS (
    SELECT article_id, source_id, url, title, authors, published_at, concat_ws(chr(10) || chr(10), lead, text) AS text
    FROM before.store.articles JOIN before.store.article_texts USING (article_id)
), now AS (
    SELECT article_id, source_id, url, title, authors, published_at, concat_ws(chr(10) || chr(10), lead, text) AS text
    FROM after.store.articles JOIN after.store.article_texts USING (article_id)
)
SELECT coalesce(now.source_id, was.source_id) AS source, coalesce(now.url, was.url) AS address, was.article_id IS NOT NULL,
       was.title, was.authors, was.published_at, was.text, now.title, now.authors, now.published_at, now.text, now.article_id IS NOT NULL
FROM was FULL JOIN now ON was.article_id = now.article_id
WHERE (was.title, was.authors, was.published_at, was.text) IS DISTINCT FROM (now.title, now.authors, now.published_at, now.text)
ORDER BY source, address;
