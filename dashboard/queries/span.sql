-- The first and the last day that there is anything to say about; no row when nothing was ever collected.
SELECT min(day) AS first, max(day) AS last
FROM (SELECT day FROM article_counts UNION ALL SELECT news_day FROM nights)
HAVING count(*) > 0;
