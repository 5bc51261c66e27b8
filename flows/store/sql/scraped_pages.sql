-- What became of each URL of one run.
SELECT u.url, a.title, a.word_count, coalesce(p.reason || coalesce(': ' || p.detail, ''), r.reason, r.state) AS reason
FROM desk.run_urls r
JOIN desk.urls u USING (url_id)
LEFT JOIN desk.pages p ON p.run_id = r.run_id AND p.url = u.url
LEFT JOIN desk.articles a ON a.article_id = p.article_id
WHERE r.run_id = $run_id
ORDER BY u.url;
