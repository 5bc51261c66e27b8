-- Which of the staged articles the store knows (`known`), which are new or other than it knows them (`changed`), and
-- which take the place of what it knows (`replaced`). The store is looked through once, by ids alone (a fifth of what is
-- read otherwise): most articles are new.
CREATE OR REPLACE TEMP TABLE known AS
WITH met AS MATERIALIZED (SELECT rowid AS place FROM store.articles SEMI JOIN staged_articles USING (article_id))
SELECT article_id, page_id, story_id, content_hash FROM store.articles WHERE rowid IN (SELECT place FROM met);

CREATE OR REPLACE TEMP TABLE changed AS
SELECT article_id FROM staged_articles ANTI JOIN known USING (article_id, content_hash);

CREATE OR REPLACE TEMP TABLE replaced AS FROM known SEMI JOIN changed USING (article_id);
