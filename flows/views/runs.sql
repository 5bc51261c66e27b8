-- One row a run: when, how it ended, and its sums. `late_for`: when the night that it makes up for was due.
CREATE VIEW runs AS
SELECT r.run_id, r.kind, r.started_at, r.finished_at, r.outcome, r.ended, r.late_for, r.crawl_memory,
       CAST(coalesce(sum(t.discovered), 0) AS BIGINT) AS discovered, CAST(coalesce(sum(t.fetched), 0) AS BIGINT) AS fetched,
       CAST(coalesce(sum(t.unchanged), 0) AS BIGINT) AS unchanged, CAST(coalesce(sum(t.skipped), 0) AS BIGINT) AS skipped,
       CAST(coalesce(sum(t.failed), 0) AS BIGINT) AS failed, CAST(coalesce(sum(t.pending), 0) AS BIGINT) AS pending,
       CAST(coalesce(sum(t.articles), 0) AS BIGINT) AS articles, CAST(coalesce(sum(t.rejected), 0) AS BIGINT) AS rejected
FROM store.runs r LEFT JOIN store.run_tallies t USING (run_id)
GROUP BY ALL;
