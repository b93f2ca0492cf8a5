-- The index holds a token for each Han character, word and number, with blanks between: so is the phrase.
WITH RECURSIVE split(rest, phrase) AS (
  SELECT replace(replace(lower(:phrase), '"', ''), '.', 'ꀂ'), ''
  UNION ALL
  SELECT substr(rest, 2),
         phrase || CASE WHEN unicode(rest) > 12287 AND substr(rest, 1, 1) <> 'ꀂ'
                        THEN ' ' || substr(rest, 1, 1) || ' ' ELSE substr(rest, 1, 1) END
  FROM split WHERE rest <> ''
)
SELECT r.organ, r.year, p.heading, p.text, r.url || '#' || p.anchor AS address
FROM passages_fts AS f
JOIN passages AS p ON p.number = f.rowid
JOIN reports AS r ON r.number = p.report
WHERE passages_fts MATCH (SELECT '"' || phrase || '"' FROM split WHERE rest = '')
ORDER BY p.number
LIMIT 100
