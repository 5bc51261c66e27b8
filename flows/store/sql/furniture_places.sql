-- The places of the lines that are to be cut from the examined texts.
SELECT article_id, place
FROM edged
WHERE decision = 'cut' AND (at_edge OR decided_by = 'user');
