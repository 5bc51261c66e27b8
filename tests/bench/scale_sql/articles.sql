-- Articles $start to $stop - 1, five thousand a day or whatever $a_day says, one in five of them a copy of one just before.
CREATE OR REPLACE TEMP TABLE made AS
SELECT i, CAST(hash(i, 1) >> 1 AS BIGINT) AS article_id, CAST(hash(CASE WHEN random() < 0.2 THEN i - CAST(30 * random() AS INTEGER) ELSE i END, 1) >> 1 AS BIGINT) AS story_id,
       CAST(200 * pow(random(), 2) AS INTEGER) AS source, random() AS chance,
       CAST($first AS TIMESTAMPTZ) + to_seconds(CAST(i / $a_day * 86400 AS BIGINT)) AS made_at
FROM range($start, $stop) r(i);
INSERT INTO store.articles BY NAME
SELECT article_id, article_id AS page_id, 's' || source AS source_id, 'Publisher ' || source // 2 AS publisher, 'https://s' || source || '.example/' || i AS url, url AS canonical_url,
       'The headline of article ' || i AS title, CAST([] AS VARCHAR[]) AS authors, made_at AS published_at, made_at AS first_seen_at,
       CASE WHEN chance < 0.7 THEN 'en' WHEN chance < 0.9 THEN 'de' ELSE 'es' END AS language, 'Section ' || source % 12 AS section,
       false AS paywalled, 400 AS word_count, 1 AS version, article_id AS text_hash, article_id AS content_hash, story_id
FROM made;
INSERT INTO store.article_texts BY NAME SELECT article_id, 'text' AS text, [] AS captions FROM made;
INSERT INTO store.named BY NAME SELECT article_id, article_id AS content_hash, 'bench' AS recogniser FROM made;
