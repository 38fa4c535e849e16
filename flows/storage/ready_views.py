"""The views that answer what is asked most, in SQL over the tables; their columns are described in schemas/views.py."""

# The report with the highest confidence stands for all reports of a happening. Its day is the event's own, else that
# of the article: of half of all events no text tells the day.
REPORTED = """
    SELECT e.*, coalesce(e.event_date_start, a.published_date) AS day,
           strftime(coalesce(e.event_date_start, a.published_date), '%Y-%m') AS month,
           coalesce(a.publisher, a.agency) AS outlet, a.title
    FROM events e LEFT JOIN (SELECT article_id, published_date, publisher, agency, title FROM articles) a
      USING (article_id)
"""
HAPPENINGS = f"""(
    SELECT DISTINCT ON (canonical_event_id) * EXCLUDE (outlet, title),
           count(*) OVER told AS reports, list_sort(list_distinct(list(outlet) OVER told)) AS outlets
    FROM ({REPORTED}) WHERE status = 'actual' WINDOW told AS (PARTITION BY canonical_event_id)
    ORDER BY canonical_event_id, confidence DESC, event_id
)"""

# A happening between two countries, once for each pair of them.
PAIRS = """
    SELECT * FROM (
        SELECT *, unnest(target_countries) AS target_country
        FROM (SELECT *, unnest(source_countries) AS source_country FROM happenings)
    ) WHERE source_country <> target_country
"""
DYADS = f"""(
    SELECT source_country, target_country, event_type, quad_class, count(*) AS events,
           round(avg(goldstein), 2) AS goldstein, min(event_date_start) AS first, max(event_date_end) AS last
    FROM ({PAIRS}) GROUP BY ALL ORDER BY events DESC, source_country, target_country, event_type
)"""
DYADS_BY_MONTH = f"""(
    SELECT month, source_country, target_country, count(*) AS events,
           count(*) FILTER (quad_class LIKE '%conflict') AS conflict,
           count(*) FILTER (quad_class LIKE '%cooperation') AS cooperation,
           round(avg(goldstein), 2) AS goldstein
    FROM ({PAIRS}) GROUP BY ALL ORDER BY month NULLS LAST, events DESC, source_country, target_country
)"""
TIMELINE = """(
    SELECT day, CASE WHEN event_date_start IS NULL THEN 'report' ELSE 'event' END AS day_of,
           date_precision, event_type, source_names, target_names, place_name,
           evidence, reports, event_id
    FROM happenings WHERE day IS NOT NULL
    ORDER BY day, event_type, event_id
)"""
BY_COUNTRY = """(
    SELECT country, count(*) AS events,
           count(*) FILTER (role = 'source') AS as_source, count(*) FILTER (role = 'target') AS as_target,
           count(*) FILTER (quad_class LIKE '%conflict') AS conflict,
           count(*) FILTER (quad_class LIKE '%cooperation') AS cooperation,
           round(avg(goldstein), 2) AS goldstein
    FROM (
        SELECT unnest(source_countries) AS country, 'source' AS role, quad_class, goldstein FROM happenings UNION ALL
        SELECT unnest(target_countries), 'target', quad_class, goldstein FROM happenings
    )
    GROUP BY country ORDER BY events DESC, country
)"""
CASUALTIES = """(
    SELECT day, date_precision, place_name, place_country, m.kind AS kind, m.low AS low, m.high AS high,
           m.scope AS scope, m.text AS words,
           source_names, target_names, speaker_name, evidence, event_id
    FROM (SELECT *, unnest(magnitudes) AS m FROM happenings)
    WHERE m.kind IN ('killed', 'wounded', 'arrested', 'abducted', 'displaced')
    ORDER BY day NULLS LAST, event_id, kind
)"""
# Of the reports of one happening the surest stands for all here too; told as planned and as denied it is two rows.
NOT_DONE = f"""(
    SELECT status, day, event_type, source_names, target_names, place_name, speaker_name, evidence, title, reports,
           event_id
    FROM (
        SELECT DISTINCT ON (canonical_event_id, status) *,
               count(*) OVER (PARTITION BY canonical_event_id, status) AS reports
        FROM ({REPORTED}) WHERE status <> 'actual' ORDER BY canonical_event_id, status, confidence DESC, event_id
    ) ORDER BY status, day NULLS LAST, event_id
)"""
BY_ACTOR = f"""(
    SELECT actor_name, role, day, event_type, event_mode, status, source_names, target_names, place_name, evidence,
           reports, confidence, event_id
    FROM (
        SELECT DISTINCT ON (actor_name, role, canonical_event_id, status) *,
               count(*) OVER (PARTITION BY actor_name, role, canonical_event_id, status) AS reports
        FROM (
            SELECT *, unnest(source_names) AS actor_name, 'source' AS role FROM ({REPORTED}) UNION ALL
            SELECT *, unnest(target_names) AS actor_name, 'target' AS role FROM ({REPORTED}) UNION ALL
            SELECT *, speaker_name AS actor_name, 'speaker' AS role FROM ({REPORTED}) WHERE speaker_name IS NOT NULL
        ) ORDER BY actor_name, role, canonical_event_id, status, confidence DESC, event_id
    ) ORDER BY actor_name, day NULLS LAST, event_id, role
)"""
NETWORK = """(
    SELECT source_name, target_name, count(*) AS events,
           count(*) FILTER (quad_class LIKE '%conflict') AS conflict,
           count(*) FILTER (quad_class LIKE '%cooperation') AS cooperation,
           round(avg(goldstein), 2) AS goldstein
    FROM (SELECT *, unnest(target_names) AS target_name FROM
          (SELECT *, unnest(source_names) AS source_name FROM happenings))
    WHERE source_name <> target_name
    GROUP BY ALL ORDER BY events DESC, source_name, target_name
)"""

READY = {
    "happenings": HAPPENINGS,
    "dyads": DYADS,
    "dyads_by_month": DYADS_BY_MONTH,
    "timeline": TIMELINE,
    "by_country": BY_COUNTRY,
    "by_actor": BY_ACTOR,
    "network": NETWORK,
    "casualties": CASUALTIES,
    "not_done": NOT_DONE,
}
