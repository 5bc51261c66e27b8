-- The pages of the articles of `made`, each fetched by the night after it; and one in ten again, that became no article.
CREATE OR REPLACE TEMP TABLE fetched AS
SELECT m.*, p AS try, 'r' || (1 + i // $a_day) AS run_id, 'https://s' || source || '.example/' || i || repeat('/again', p) AS url
FROM made m JOIN range(2) t(p) ON p = 0 OR i % 10 = 0;
INSERT INTO store.pages BY NAME
SELECT CAST(hash(i, 3 + try) >> 1 AS BIGINT) AS page_id, url, url AS final_url, 's' || source AS source_id, run_id, made_at AS fetched_at, 200 AS status,
       'text/html' AS content_type, 'sha1:' || i AS digest, CAST([] AS VARCHAR[]) AS opt_out, run_id || '-0001.warc.gz' AS file, 40000 * i AS "offset",
       40000 AS length, 'bench' AS extractor, CASE WHEN try = 0 THEN article_id END AS article_id, CASE WHEN try = 1 THEN 'too short' END AS reason
FROM fetched;
INSERT INTO store.run_urls BY NAME
SELECT run_id, 's' || source AS source_id, CAST(hash(i, 3 + try) >> 1 AS BIGINT) AS url_id, 'fetched' AS state FROM fetched;
