-- Articles that are gone, say something else now, or were named by another recogniser ($recogniser; null: any will do).
CREATE OR REPLACE TEMP TABLE forgotten AS
SELECT named.article_id
FROM store.named LEFT JOIN store.articles a USING (article_id)
WHERE a.article_id IS NULL OR a.content_hash <> named.content_hash OR named.recogniser <> $recogniser;
