-- Whom those articles name: twenty mentions of about eleven names each, which are drawn by Zipf's law with an offset of ten.
CREATE OR REPLACE TEMP TABLE drawn AS
SELECT article_id, CAST(hash(CAST(10 * pow($entities / 10 + 1, random()) - 10 AS INTEGER), 2) >> 1 AS BIGINT) AS name_id, i
FROM made, range(20);
INSERT INTO store.mentions BY NAME
SELECT article_id, 'text' AS field, 100 AS start_char, 110 AS end_char, 'Name ' || name_id % 100000 AS surface, 'PER' AS type, name_id FROM drawn;
CREATE OR REPLACE TEMP TABLE told AS
SELECT article_id, name_id, CAST(count(*) AS INTEGER) AS mentions, any_value(i) AS i FROM drawn WHERE random() < 0.55 GROUP BY article_id, name_id ORDER BY i;
INSERT INTO store.article_names BY NAME SELECT article_id, name_id, mentions FROM told;
INSERT INTO store.entity_articles (entity_id, article_id, mentions) SELECT name_id, article_id, mentions FROM told;
