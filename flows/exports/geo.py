"""Write happenings that have a place for maps: GeoJSON, and GeoParquet with points in WKB."""

import json
import struct
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

POINTS = """
    SELECT event_id, canonical_event_id, day, month, event_date_start, event_date_end, event_type, event_mode,
           quad_class, goldstein, array_to_string(source_names, '; ') AS source_names,
           array_to_string(target_names, '; ') AS target_names, speaker_name, place_name, place_country,
           exactness.precision AS place_precision, geoname_id,
           array_to_string([m.kind || ': ' || m.text FOR m IN magnitudes], '; ') AS counted, evidence, reports,
           round(confidence, 3) AS confidence, latitude, longitude
    FROM happenings LEFT JOIN exactness USING (event_id)
    WHERE latitude IS NOT NULL AND longitude IS NOT NULL ORDER BY day NULLS LAST, event_id
"""
ROWS = 10_000  # at a time in memory
POINT = struct.Struct("<BIdd")  # well-known binary: little-endian, a point, x, y
WGS_84 = "urn:ogc:def:crs:OGC:1.3:CRS84"


def write_geojson(database: duckdb.DuckDBPyConnection, out: Path) -> int:
    """A feature collection, a feature a line; how many there are."""
    count = 0
    with out.open("w", encoding="utf-8") as writing:
        head = {"type": "name", "properties": {"name": WGS_84}}
        writing.write(f'{{"type": "FeatureCollection", "crs": {json.dumps(head)}, "features": [')
        for batch in database.sql(POINTS).to_arrow_reader(ROWS):
            for row in batch.to_pylist():
                writing.write(
                    ("," if count else "") + "\n" + json.dumps(_feature(row), ensure_ascii=False, default=str)
                )
                count += 1
        writing.write("\n]}\n")
    return count


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = [row.pop("longitude"), row.pop("latitude")]
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": point}, "properties": row}


def write_geoparquet(database: duckdb.DuckDBPyConnection, out: Path) -> int:
    """A Parquet file with a column of points as GeoParquet 1.1 has it; how many there are."""
    table = database.sql(POINTS).to_arrow_table()
    points = list(zip(table["longitude"].to_pylist(), table["latitude"].to_pylist(), strict=True))
    geometry = pa.array([POINT.pack(1, 1, x, y) for x, y in points], pa.binary())
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    if points:
        (xs, ys) = zip(*points, strict=True)
        column["bbox"] = [min(xs), min(ys), max(xs), max(ys)]
    told = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    table = table.append_column("geometry", geometry).replace_schema_metadata({"geo": json.dumps(told)})
    pq.write_table(table, out, compression="zstd")
    return int(table.num_rows)
