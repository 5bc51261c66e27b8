-- The views and functions of the snapshot, each with what it says of itself and its columns (none for functions).
SELECT m.name, m.kind, m.meaning, coalesce(c.columns, []) AS columns
FROM model m LEFT JOIN (
    SELECT table_name AS name, list(column_name || ' ' || data_type ORDER BY column_index) AS columns
    FROM duckdb_columns()
    WHERE schema_name = 'main'
    GROUP BY table_name
) c USING (name)
ORDER BY m.kind DESC, m.name;
