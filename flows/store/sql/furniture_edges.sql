-- Which of the examined lines stand at an edge of their text (`edged`): only blocks of store.furniture lie between them
-- and its first line, no heading among them, or its last. `examined` has the lines of whole texts (article_id: whose), at least
-- those that store.furniture has. A line with a date is a dateline when it is near the top: it may follow the lead.
-- A text that has no line of its own has no edge.
CREATE OR REPLACE TEMP TABLE edged AS
SELECT e.article_id, e.source_id, e.block_id, e.place, f.decision, f.decided_by,
       count(*) OVER whole < e.place + e.from_end - 1
       AND (count(*) OVER from_last = e.from_end
            OR count(*) FILTER (NOT e.heading) OVER from_first = e.place
            OR (e.dated AND e.place <= n.dateline_place)) AS at_edge
FROM examined e JOIN store.furniture f USING (source_id, block_id) CROSS JOIN needed n
WINDOW whole AS (PARTITION BY e.article_id), from_first AS (PARTITION BY e.article_id ORDER BY e.place), from_last AS (PARTITION BY e.article_id ORDER BY e.from_end);
