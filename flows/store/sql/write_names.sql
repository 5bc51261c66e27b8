-- What a batch of articles names, into every count: staged_named has a row an article, staged_mentions one a mention, staged_names one a
-- name, staged_surfaces one a name and spelling.
CREATE OR REPLACE TEMP TABLE gained AS
SELECT article_id, name_id, CAST(count(*) AS INTEGER) AS mentions FROM staged_mentions GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE gained_names AS
SELECT staged_names.*, CAST(count(*) AS INTEGER) AS articles, min(a.first_seen_at) AS first_seen_at
FROM gained JOIN store.articles a USING (article_id) JOIN staged_names USING (name_id)
GROUP BY ALL;

INSERT INTO store.unfolded
SELECT unnest([name_id, alone_id]), false FROM staged_surfaces
UNION ALL SELECT DISTINCT surname_id, true FROM gained_names ANTI JOIN store.names USING (name_id) WHERE surname_id IS NOT NULL;

INSERT INTO store.named BY NAME SELECT * FROM staged_named;
INSERT INTO store.mentions BY NAME SELECT * FROM staged_mentions;
INSERT INTO store.article_names BY NAME SELECT * FROM gained;

MERGE INTO store.names AS kept
USING (SELECT *, name_id AS entity_id FROM gained_names) AS new
ON kept.name_id = new.name_id
WHEN MATCHED AND new.first_seen_at < kept.first_seen_at THEN UPDATE SET articles = kept.articles + new.articles, first_seen_at = new.first_seen_at
WHEN MATCHED THEN UPDATE SET articles = kept.articles + new.articles
WHEN NOT MATCHED THEN INSERT BY NAME;

MERGE INTO store.name_surfaces AS kept
USING (SELECT name_id, surface, alone_id, CAST(count(DISTINCT article_id) AS INTEGER) AS articles
       FROM staged_mentions JOIN staged_surfaces USING (name_id, surface) GROUP BY ALL) AS new
ON kept.name_id = new.name_id AND kept.surface = new.surface
WHEN MATCHED THEN UPDATE SET articles = kept.articles + new.articles
WHEN NOT MATCHED THEN INSERT BY NAME;

INSERT INTO store.entity_articles (entity_id, article_id, mentions)
SELECT n.entity_id, g.article_id, CAST(sum(g.mentions) AS INTEGER) FROM gained g JOIN store.names n USING (name_id) GROUP BY ALL;
