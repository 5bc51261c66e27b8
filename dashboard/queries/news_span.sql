-- The days that there is news of, and the day that is not over: see the view.
SELECT first_day, last_day, partial_from
FROM news_span
WHERE last_day IS NOT NULL;
