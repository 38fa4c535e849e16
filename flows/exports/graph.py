"""Write who acts on whom as a graph: GraphML for Gephi, igraph and networkx, GEXF for Gephi."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as xml

import duckdb

from tidings.flows.storage.database import rows_of

EDGES = """
    SELECT source_id AS source, target_id AS target, count(*) AS weight,
           count(*) FILTER (quad_class LIKE '%conflict') AS conflict,
           count(*) FILTER (quad_class LIKE '%cooperation') AS cooperation, round(avg(goldstein), 3) AS goldstein,
           min(day)::VARCHAR AS first, max(day)::VARCHAR AS last
    FROM (SELECT *, unnest(target_ids) AS target_id FROM (SELECT *, unnest(source_ids) AS source_id FROM happenings))
    WHERE source_id <> target_id GROUP BY ALL ORDER BY source, target
"""
NODES = f"""
    SELECT actor_id AS id, name AS label, actor_kind, country, sector FROM actors
    WHERE actor_id IN (SELECT unnest([source, target]) FROM ({EDGES})) ORDER BY actor_id
"""
KINDS = {int: "long", float: "double", str: "string"}
NODE_FIELDS = {"label": str, "actor_kind": str, "country": str, "sector": str}
EDGE_FIELDS = {"weight": int, "conflict": int, "cooperation": int, "goldstein": float, "first": str, "last": str}
UNFIT = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\ud800-\udfff\ufffe\uffff]")
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"


def write_graphml(database: duckdb.DuckDBPyConnection, out: Path) -> int:
    """A directed graph of actors; how many pairs it has."""
    root = xml.Element("graphml", xmlns=GRAPHML)
    for where, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in fields.items():
            key = {"id": f"{where}-{name}", "for": where, "attr.name": name, "attr.type": KINDS[kind]}
            xml.SubElement(root, "key", key)
    graph = xml.SubElement(root, "graph", edgedefault="directed")
    for row in rows_of(database, NODES):
        _data(xml.SubElement(graph, "node", id=row["id"]), "node", row, NODE_FIELDS)
    edges = rows_of(database, EDGES)
    for row in edges:
        edge = xml.SubElement(graph, "edge", source=row["source"], target=row["target"])
        _data(edge, "edge", row, EDGE_FIELDS)
    _write(root, out)
    return len(edges)


def write_gexf(database: duckdb.DuckDBPyConnection, out: Path) -> int:
    """The same graph as GEXF 1.3; how many pairs it has."""
    root = xml.Element("gexf", xmlns=GEXF, version="1.3")
    graph = xml.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    of_nodes = {name: kind for name, kind in NODE_FIELDS.items() if name != "label"}
    of_edges = {name: kind for name, kind in EDGE_FIELDS.items() if name != "weight"}
    for where, fields in (("node", of_nodes), ("edge", of_edges)):
        declared = xml.SubElement(graph, "attributes", {"class": where})
        for name, kind in fields.items():
            xml.SubElement(declared, "attribute", id=name, title=name, type=KINDS[kind])
    nodes, edges = xml.SubElement(graph, "nodes"), xml.SubElement(graph, "edges")
    for row in rows_of(database, NODES):
        _values(xml.SubElement(nodes, "node", id=row["id"], label=_text(row["label"])), row, of_nodes)
    pairs = rows_of(database, EDGES)
    for number, row in enumerate(pairs, start=1):
        named = {"id": str(number), "source": row["source"], "target": row["target"], "weight": str(row["weight"])}
        _values(xml.SubElement(edges, "edge", named), row, of_edges)
    _write(root, out)
    return len(pairs)


def _data(element: xml.Element, where: str, row: Mapping[str, Any], fields: Iterable[str]) -> None:
    for name in fields:
        if row[name] is not None:
            xml.SubElement(element, "data", key=f"{where}-{name}").text = _text(row[name])


def _values(element: xml.Element, row: Mapping[str, Any], fields: Iterable[str]) -> None:
    holder = xml.SubElement(element, "attvalues")
    for name in fields:
        if row[name] is not None:
            xml.SubElement(holder, "attvalue", {"for": name, "value": _text(row[name])})


def _text(value: object) -> str:
    """The value without characters that XML cannot hold."""
    return UNFIT.sub("", str(value))


def _write(root: xml.Element, out: Path) -> None:
    xml.indent(root)
    xml.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
