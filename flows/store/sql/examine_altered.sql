-- The lines of the articles of which the next part consists (staged_part), to be looked at.
CREATE OR REPLACE TEMP TABLE examined AS
FROM store.lines SEMI JOIN staged_part USING (article_id);
