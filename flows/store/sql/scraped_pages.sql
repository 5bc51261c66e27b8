-- What became of each URL of one run.
SELECT u.url, a.title, a.word_count, coalesce(p.reason || coalesce(': ' || p.detail, ''), r.reason, r.state) AS reason
FROM store.run_urls r
JOIN store.urls u USING (url_id)
LEFT JOIN store.pages p ON p.run_id = r.run_id AND p.url = u.url
LEFT JOIN store.articles a ON a.article_id = p.article_id
WHERE r.run_id = $run_id
ORDER BY u.url;
