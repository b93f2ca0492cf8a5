SELECT r.province_code, r.province, r.year,
       COUNT(*) AS reports,
       SUM(c.value) FILTER (WHERE c.reading <> 'recognised') AS received,
       COUNT(*) FILTER (WHERE c.reading IN ('blank', 'slash', 'dash', 'text')) AS blank,
       COUNT(*) FILTER (WHERE c.reading IN ('illegible', 'unread', 'absent')) AS unread,
       COUNT(*) FILTER (WHERE c.report IS NULL) AS without_table,
       COUNT(*) FILTER (WHERE c.reading = 'solved') AS solved,
       COUNT(*) FILTER (WHERE c.reading = 'recognised') AS recognised
FROM reports AS r
LEFT JOIN cells AS c
       ON c.report = r.report AND c."table" = 'requests'
      AND c."row" = 'new_requests' AND c."column" = 'total'
WHERE r.scope = 'own' AND r.province_code IS NOT NULL AND r.year IS NOT NULL
GROUP BY r.province_code, r.province, r.year
ORDER BY r.province_code, r.year
