-- The blocks that recur over the articles of each source, or of which the user has spoken: cut as furniture or kept, and who decided
-- it (evidence, user). `block_id` is what `nightdesk furniture` calls it; `article_id` the latest article that has it; `share` is of the
-- source's articles between the two days (UTC); a block kept by the evidence stands inside of texts, or on too few of them.
CREATE VIEW furniture AS
SELECT source_id, left(format('{:016x}', block_id), 8) AS block_id, text, articles, stories, share, first_day, last_day, article_id, decision, decided_by
FROM store.furniture;
