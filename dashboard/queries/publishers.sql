-- The publishers of the articles that the filters leave: a family of publishers is one, as trends count it.
SELECT family AS publisher, count(*) AS articles
FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR), CAST($run AS VARCHAR), CAST($entity AS BIGINT))
GROUP BY family
ORDER BY articles DESC, family;
