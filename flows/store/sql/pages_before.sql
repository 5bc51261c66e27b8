-- The pages whose articles are of a day before `day`, and those without an article that were fetched before it; those that are gone already
-- are left out.
SELECT p.page_id, p.url, p.article_id, p.file, p."offset", p.length
FROM store.pages p LEFT JOIN store.articles a USING (article_id)
WHERE coalesce(a.day, CAST(p.fetched_at AS DATE)) < $day AND p.reason IS DISTINCT FROM 'taken out of the archive';
