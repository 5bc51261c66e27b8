-- Texts of $words words for the articles of `made`, the words w1 to w200000 drawn by Zipf's law.
CREATE OR REPLACE TEMP TABLE written AS
SELECT article_id, string_agg('w' || CAST(pow(200000, random()) AS INTEGER), ' ') AS text
FROM made, range($words) GROUP BY article_id;
UPDATE store.article_texts SET text = written.text FROM written WHERE article_texts.article_id = written.article_id;
