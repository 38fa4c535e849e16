"use strict";
(() => {
  const read = id => JSON.parse(document.getElementById(id).textContent);
  const data = read("data"), world = read("world");
  const QUADS = ["material_conflict", "verbal_conflict", "verbal_cooperation", "material_cooperation"];
  const STATUSES = ["actual", "planned", "hypothetical", "denied"];
  const PAGE = 40, words = code => code.replaceAll("_", " ");
  const colour = quad => `var(--${quad})`;
  const column = data.events;
  // One object for each event: the columns come apart for size, and are put together once.
  const events = column.id.map((id, i) => ({
    id, type: data.types[column.type[i]], mode: column.mode[i], quad: QUADS[column.quad[i]],
    status: STATUSES[column.status[i]], sure: column.sure[i] / 100, partySure: column.party_sure[i] / 100,
    day: column.day[i], last: column.last[i] || column.day[i], reported: column.reported[i],
    sources: column.sources[i].map(n => data.actors[n]), targets: column.targets[i].map(n => data.actors[n]),
    sourceCountries: column.source_countries[i], targetCountries: column.target_countries[i],
    place: column.place[i] < 0 ? null : data.places[column.place[i]], placeNumber: column.place[i],
    article: data.articles[column.article[i]], sentence: data.sentences[column.sentence[i]], marks: column.marks[i],
    happening: column.happening[i], counted: column.counted[i], speaker: column.speaker[i],
  }));
  for (const e of events) {
    e.when = e.day || e.reported;
    e.isApart = e.status !== "actual" || e.type === "THREATEN";
    e.said = [e.sentence, e.article.title, e.place && e.place.name, e.type, e.mode, e.speaker, ...e.sources, ...e.targets]
      .join(" ").toLowerCase();
  }
  const chosen = { quads: new Set(QUADS), statuses: new Set(STATUSES), types: new Set(), sure: 0, find: "",
    period: null, place: null, who: null };
  const byId = id => document.getElementById(id);
  const make = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick") made.addEventListener("click", value); else if (value !== null) made.setAttribute(key, value);
    }
    made.append(...inside.filter(part => part !== null && part !== undefined && part !== ""));
    return made;
  };
  const name = text => make("bdi", {}, text);
  const names = list => list.flatMap((one, i) => i ? [", ", name(one)] : [name(one)]);
  const country = code => data.countries[code] || code;
  const plural = (n, one, many = one + "s") => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
  const dot = quad => { const made = make("span", { class: "dot" }); made.style.background = colour(quad); return made; };

  const passes = (e, but) =>
    chosen.quads.has(e.quad) && chosen.statuses.has(e.status) && e.sure >= chosen.sure &&
    (but === "types" || !chosen.types.size || chosen.types.has(e.type)) &&
    (but === "period" || !chosen.period || (e.when && e.when >= chosen.period.from && e.when <= chosen.period.to)) &&
    (but === "place" || chosen.place === null || e.placeNumber === chosen.place) &&
    (but === "who" || !chosen.who || chosen.who.holds(e)) && (!chosen.find || e.said.includes(chosen.find));
  // Several reports of one happening: the surest stands for all. What did not happen is folded apart from what did.
  const fold = list => {
    const folded = d3.group(list, e => `${e.happening}:${e.isApart}`);
    return Array.from(folded.values(), reports => {
      const lead = d3.greatest(reports, e => e.sure);
      return { lead, others: reports.filter(e => e !== lead) };
    });
  };
  const leads = but => fold(events.filter(e => passes(e, but))).map(h => h.lead);
  const button = (element, label, act) => {
    element.attr("role", "button").attr("tabindex", 0).attr("aria-label", label).on("click", act)
      .on("keydown", pressed => { if (pressed.key === "Enter" || pressed.key === " ") { pressed.preventDefault(); act(); } });
    element.append("title").text(label);
  };
  const svg = (holder, width, height, label) => {
    holder.replaceChildren();
    return d3.select(holder).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group").attr("aria-label", label);
  };
  const nothing = (holder, text) => holder.replaceChildren(make("p", { class: "none" }, text));
  const wide = holder => Math.max(320, holder.clientWidth || 900);

  // ---- when
  const unitOf = days => {
    const span = (new Date(days.at(-1)) - new Date(days[0])) / 864e5;
    return span <= 92 ? ["day", d3.utcDay] : span <= 365 * 6 ? ["month", d3.utcMonth] : ["year", d3.utcYear];
  };
  const iso = moment => moment.toISOString().slice(0, 10);
  function drawTime() {
    const holder = byId("time"), list = leads("period"), dated = list.filter(e => e.when);
    const reported = dated.filter(e => !e.day).length, undated = list.length - dated.length;
    byId("time-note").textContent = [
      "Choose a bar to see only its events.",
      reported ? `Pale: the day of the report, where the text tells no day of its own (${reported}).` : "",
      undated ? `${plural(undated, "happening has", "happenings have")} no day at all and no bar.` : ""].join(" ");
    if (!dated.length) return nothing(holder, "No day is known.");
    const days = dated.map(e => e.when).sort();
    // Years that only a few tell of would press the others together: they share the first bar.
    const span = (new Date(days.at(-1)) - new Date(days[0])) / 864e5;
    const early = span > 365 * 40 ? d3.quantileSorted(days.map(d => +new Date(d)), 0.05) : null;
    const [unit, every] = unitOf(early ? days.filter(d => +new Date(d) >= early) : days);
    const first = every.floor(new Date(early || days[0])), end = every.offset(every.floor(new Date(days.at(-1))), 1);
    const starts = every.range(first, end), index = new Map(starts.map((s, i) => [+s, i]));
    const bins = starts.map((start, i) => ({ start, from: i || !early ? iso(start) : "0000", to: iso(d3.utcDay.offset(every.offset(start, 1), -1)), n: {} }));
    for (const e of dated) {
      const bin = bins[Math.max(0, index.get(+every.floor(new Date(e.when))) ?? 0)], key = `${e.quad}:${e.day ? 1 : 0}`;
      bin.n[key] = (bin.n[key] || 0) + 1;
    }
    const width = wide(holder), height = 190, left = 34, bottom = 22;
    const drawn = svg(holder, width, height, "Happenings over time");
    const x = d3.scaleBand(d3.range(bins.length), [left, width - 4]).paddingInner(bins.length > 200 ? 0 : 0.12);
    const total = bin => d3.sum(Object.values(bin.n));
    const y = d3.scaleLinear([0, d3.max(bins, total)], [height - bottom, 8]).nice();
    drawn.append("g").attr("transform", `translate(${left},0)`).call(d3.axisLeft(y).ticks(4, "d")).call(g => g.select(".domain").remove());
    const form = d3.utcFormat({ day: "%-d %b", month: "%b %Y", year: "%Y" }[unit]);
    const step = Math.ceil(bins.length / Math.max(2, Math.floor(width / 80)));
    drawn.append("g").attr("transform", `translate(0,${height - bottom})`)
      .call(d3.axisBottom(x).tickValues(d3.range(0, bins.length, step)).tickFormat(i => form(bins[i].start)).tickSizeOuter(0));
    bins.forEach((bin, i) => {
      const count = total(bin);
      if (!count) return;
      const group = drawn.append("g"), label = `${early && !i ? "until " : ""}${form(bin.start)}: ${plural(count, "happening")}`;
      const isOn = !chosen.period || chosen.period.from === bin.from;
      group.attr("opacity", isOn ? 1 : 0.35);
      group.append("rect").attr("x", x(i)).attr("width", x.bandwidth()).attr("y", 8).attr("height", height - bottom - 8).attr("fill", "transparent");
      let under = 0;
      for (const quad of QUADS) for (const own of [1, 0]) {
        const n = bin.n[`${quad}:${own}`] || 0;
        if (!n) continue;
        group.append("rect").attr("x", x(i)).attr("width", Math.max(1, x.bandwidth())).attr("y", y(under + n)).attr("height", y(under) - y(under + n))
          .style("fill", colour(quad)).attr("fill-opacity", own ? 1 : 0.4);
        under += n;
      }
      button(group, label, () => { chosen.period = chosen.period?.from === bin.from ? null : { from: bin.from, to: bin.to, label }; draw(); });
    });
  }

  // ---- what
  function drawTypes() {
    const counts = d3.rollups(leads("types"), list => d3.rollup(list, l => l.length, e => e.quad), e => e.type)
      .map(([type, quads]) => ({ type, quads, n: d3.sum(quads.values()) })).sort((a, b) => d3.descending(a.n, b.n));
    const most = d3.max(counts, c => c.n) || 1;
    byId("types").replaceChildren(...counts.map(({ type, quads, n }) => {
      const bar = make("span", { class: "bar" });
      for (const quad of QUADS) {
        const piece = make("span");
        piece.style.cssText = `width:${100 * (quads.get(quad) || 0) / most}%;background:${colour(quad)}`;
        bar.append(piece);
      }
      const isOn = chosen.types.has(type);
      return make("button", { type: "button", class: isOn ? "type on" : "type", "aria-pressed": isOn ? "true" : null,
        onclick: () => { isOn ? chosen.types.delete(type) : chosen.types.add(type); draw(); } },
        make("span", {}, words(type.toLowerCase())), bar, make("span", { class: "n" }, n.toLocaleString("en")));
    }));
  }

  // ---- who
  let isOfCountries = data.is_of_countries;
  const MOST_PAIRS = 50;
  function drawNet() {
    const sides = e => isOfCountries ? [e.sourceCountries, e.targetCountries] : [e.sources, e.targets];
    const label = one => isOfCountries ? country(one) : one;
    byId("net-kind").textContent = isOfCountries ? "Show actors" : "Show countries";
    const pairs = new Map();
    for (const e of leads("who").filter(e => !e.isApart)) {
      const [sources, targets] = sides(e);
      for (const s of sources) for (const t of targets) if (s !== t) {
        const key = JSON.stringify([s, t]), pair = pairs.get(key) || { source: s, target: t, n: 0, quads: {} };
        pair.n += 1; pair.quads[e.quad] = (pair.quads[e.quad] || 0) + 1; pairs.set(key, pair);
      }
    }
    const all = [...pairs.values()].sort((a, b) => d3.descending(a.n, b.n) || d3.ascending(a.source, b.source));
    const links = all.slice(0, MOST_PAIRS).map(pair => ({ ...pair, main: d3.greatest(QUADS, q => pair.quads[q] || 0), a: pair.source, b: pair.target }));
    byId("net-note").textContent = links.length < all.length
      ? `The ${MOST_PAIRS} of ${all.length.toLocaleString("en")} pairs with most happenings. Choose a name or a line.` : "Choose a name or a line. What happened only.";
    const holder = byId("net");
    const choosePair = link => { chosen.who = { label: `${label(link.a)} → ${label(link.b)}`, holds: e => sides(e)[0].includes(link.a) && sides(e)[1].includes(link.b) }; draw(); };
    byId("pairs").replaceChildren(...links.slice(0, 10).map(link => make("li", {}, make("button", { type: "button", onclick: () => choosePair(link) },
      dot(link.main), name(label(link.a)), " → ", name(label(link.b)), ` ${link.n}`))));
    if (!links.length) return nothing(holder, "No event names both sides.");
    const nodes = [...new Set(links.flatMap(l => [l.a, l.b]))].map(id => ({ id, n: d3.sum(links.filter(l => l.a === id || l.b === id), l => l.n) }));
    const width = wide(holder), height = Math.min(520, 240 + nodes.length * 9), most = d3.max(nodes, n => n.n);
    const radius = node => 4 + 10 * Math.sqrt(node.n / most);
    const simulation = d3.forceSimulation(nodes).force("link", d3.forceLink(links).id(n => n.id).distance(70).strength(0.25))
      .force("charge", d3.forceManyBody().strength(-160)).force("x", d3.forceX(width / 2).strength(0.06)).force("y", d3.forceY(height / 2).strength(0.13))
      .force("collide", d3.forceCollide(n => radius(n) + 12)).stop();
    simulation.tick(300);
    // Spread over the whole frame, with room for the names at its edges.
    const spread = (axis, least, most) => {
      const scale = d3.scaleLinear(d3.extent(nodes, n => n[axis]), [least, most]);
      for (const node of nodes) node[axis] = nodes.length > 2 ? scale(node[axis]) : (least + most) / 2 + (node[axis] - d3.mean(nodes, n => n[axis]));
    };
    const room = Math.min(70, width / 6);
    spread("x", room, width - room); spread("y", 20, height - 30);
    const drawn = svg(holder, width, height, "Network of who acts on whom");
    const heads = drawn.append("defs");
    for (const quad of QUADS) heads.append("marker").attr("id", `head-${quad}`).attr("viewBox", "0 0 8 8").attr("refX", 7).attr("refY", 4)
      .attr("markerWidth", 7).attr("markerHeight", 7).attr("markerUnits", "userSpaceOnUse").attr("orient", "auto")
      .append("path").attr("d", "M0,0L8,4L0,8Z").style("fill", colour(quad));
    const thick = d3.scaleSqrt([0, d3.max(links, l => l.n)], [0.6, 6]);
    for (const link of links) {
      const dx = link.target.x - link.source.x, dy = link.target.y - link.source.y, far = Math.hypot(dx, dy) || 1;
      const end = [link.target.x - dx / far * (radius(link.target) + 4), link.target.y - dy / far * (radius(link.target) + 4)];
      const bend = [(link.source.x + end[0]) / 2 - dy * 0.12, (link.source.y + end[1]) / 2 + dx * 0.12];
      const line = drawn.append("path").attr("d", `M${link.source.x},${link.source.y}Q${bend}, ${end}`).attr("fill", "none")
        .style("stroke", colour(link.main)).attr("stroke-width", thick(link.n)).attr("stroke-opacity", 0.65).attr("marker-end", `url(#head-${link.main})`);
      button(line, `${label(link.a)} to ${label(link.b)}: ${plural(link.n, "happening")}, most of them ${words(link.main)}`, () => choosePair(link));
    }
    for (const node of nodes) {
      const group = drawn.append("g").attr("transform", `translate(${node.x},${node.y})`);
      group.append("circle").attr("r", radius(node)).attr("fill", "#fff").style("stroke", "var(--ink)").attr("stroke-width", 1.5);
      group.append("text").attr("text-anchor", "middle").attr("y", radius(node) + 11).attr("paint-order", "stroke").attr("stroke", "#fff").attr("stroke-width", 3)
        .text(label(node.id).length > 26 ? label(node.id).slice(0, 25) + "…" : label(node.id));
      button(group, `${label(node.id)}: in ${plural(node.n, "happening")}`, () => {
        chosen.who = { label: label(node.id), holds: e => sides(e).some(side => side.includes(node.id)) }; draw();
      });
    }
  }
  byId("net-kind").addEventListener("click", () => { isOfCountries = !isOfCountries; drawNet(); });

  // ---- where
  let isWholeWorld = false;
  function drawMap() {
    const holder = byId("map"), list = leads("place"), placed = list.filter(e => e.place);
    const dots = Array.from(d3.group(placed, e => e.placeNumber), ([number, at]) => ({ ...data.places[number], number, at }))
      .sort((a, b) => d3.descending(a.at.length, b.at.length));
    const broad = d3.sum(dots.filter(d => d.precision === "country"), d => d.at.length);
    byId("map-note").textContent = `${placed.length.toLocaleString("en")} of ${plural(list.length, "happening")} have a place. Choose a dot to read its sentences.` +
      (broad ? ` Dashed: only the country is told (${broad}), drawn at its middle.` : "");
    byId("map-kind").textContent = isWholeWorld ? "Near the events" : "Whole world";
    if (!dots.length) return nothing(holder, "No place is told.");
    const width = wide(holder), height = Math.round(Math.max(260, Math.min(width * 0.5, 560)));
    const points = { type: "MultiPoint", coordinates: dots.map(d => [d.longitude, d.latitude]) };
    const shape = isWholeWorld || dots.length < 2 ? { type: "Sphere" } : points;
    const projection = d3.geoNaturalEarth1().fitExtent([[24, 24], [width - 24, height - 24]], shape);
    if (projection.scale() > width * 2) projection.scale(width * 2).translate([width / 2, height / 2]).center(d3.geoCentroid(points));
    const path = d3.geoPath(projection);
    const drawn = svg(holder, width, height, "Map of happenings");
    drawn.append("clipPath").attr("id", "frame").append("rect").attr("width", width).attr("height", height);
    const ground = drawn.append("g").attr("clip-path", "url(#frame)");
    ground.append("rect").attr("width", width).attr("height", height).style("fill", "var(--wash)");
    ground.append("g").selectAll("path").data(topojson.feature(world, world.objects.countries).features).join("path").attr("class", "land").attr("d", path);
    const size = d3.scaleSqrt([0, d3.max(dots, d => d.at.length) || 1], [2.5, 18]);
    for (const d of dots) {
      const at = projection([d.longitude, d.latitude]);
      if (!at) continue;
      const quad = d3.greatest(d3.rollup(d.at, l => l.length, e => e.quad), ([, n]) => n)[0], isBroad = d.precision === "country";
      const isOn = chosen.place === null || chosen.place === d.number;
      const circle = ground.append("circle").attr("cx", at[0]).attr("cy", at[1]).attr("r", size(d.at.length)).style("stroke", colour(quad)).style("fill", colour(quad))
        .attr("fill-opacity", isBroad ? 0.12 : 0.55).attr("stroke-dasharray", isBroad ? "3 2" : null).attr("opacity", isOn ? 1 : 0.3);
      button(circle, `${d.name}${d.country && country(d.country) !== d.name ? ", " + country(d.country) : ""}: ${plural(d.at.length, "happening")}`, () => {
        chosen.place = chosen.place === d.number ? null : d.number; draw();
        if (chosen.place !== null) toSentences(d.at.every(e => e.isApart) ? "apart" : "happened");
      });
    }
  }
  // To the list that has them, its heading below the filters that stay on top.
  function toSentences(id) {
    const bar = byId("filters"), room = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    byId(id).style.scrollMarginTop = `${room}px`;
    byId(id).scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
  byId("map-kind").addEventListener("click", () => { isWholeWorld = !isWholeWorld; drawMap(); });

  // ---- the sentences
  const marked = e => {
    const said = make("p", { class: "sentence", dir: "auto" });
    let at = 0;
    for (const [start, end, kind] of e.marks) {
      said.append(e.sentence.slice(at, start), make("mark", { class: kind, title: { trigger: "what is done", source: "who", target: "to whom", speaker: "says who" }[kind] }, e.sentence.slice(start, end)));
      at = end;
    }
    said.append(e.sentence.slice(at));
    return said;
  };
  const from = e => {
    const title = make("bdi", {}, e.article.title || "(no title)");
    const link = e.article.url ? make("a", { href: e.article.url, rel: "noopener noreferrer" }, title) : title;
    return make("p", { class: "meta" }, link, e.article.publisher ? " · " : "", e.article.publisher ? name(e.article.publisher) : "",
      e.article.day ? ` · ${e.article.day}` : "", " · ", name(e.article.file), " · ", make("code", {}, e.id));
  };
  const days = e => e.day ? (e.last !== e.day ? `${e.day} to ${e.last}` : e.day) : e.reported ? `reported ${e.reported}` : "no day known";
  const row = ({ lead: e, others }) => {
    const who = [...names(e.sources), e.targets.length ? " → " : "", ...names(e.targets)];
    const sure = `confidence ${e.sure.toFixed(2)}, of its parties ${e.partySure.toFixed(2)}`;
    return make("article", { class: "happening" },
      make("div", {}, days(e), e.place ? make("span", { class: "sub" }, name(e.place.name), e.place.country && country(e.place.country) !== e.place.name ? `, ${country(e.place.country)}` : "") : ""),
      make("div", { class: "what" }, dot(e.quad), words(e.type.toLowerCase()), e.mode ? `: ${words(e.mode)}` : "",
        e.status !== "actual" ? make("span", { class: "sub" }, e.status) : "", make("span", { class: "sub" }, sure)),
      make("div", {}, make("strong", {}, ...who), e.speaker ? make("span", { class: "meta" }, " says ", name(e.speaker)) : "", marked(e),
        e.counted ? make("p", { class: "meta" }, name(e.counted)) : "", from(e),
        others.length ? make("details", {}, make("summary", {}, `${plural(others.length, "further report")}`), ...others.flatMap(o => [marked(o), from(o)])) : ""));
  };
  const shown = { happened: PAGE, apart: PAGE };
  function drawList(id, list, said) {
    const holder = document.querySelector(`#${id} .list`);
    byId(`${id}-note`).textContent = said;
    const sorted = list.sort((a, b) => d3.descending(a.lead.when || "", b.lead.when || "") || d3.ascending(a.lead.id, b.lead.id));
    holder.replaceChildren(...(sorted.length ? sorted.slice(0, shown[id]).map(row) : [make("p", { class: "none" }, "None.")]));
    const rest = sorted.length - shown[id];
    if (rest > 0) holder.append(make("button", { type: "button", class: "more", onclick: () => { shown[id] += PAGE; draw(); } }, `Show ${Math.min(PAGE, rest)} more of ${rest.toLocaleString("en")}`));
  }
  function drawLists() {
    const list = events.filter(e => passes(e)), happenings = fold(list);
    const happened = happenings.filter(h => !h.lead.isApart), apart = happenings.filter(h => h.lead.isApart);
    const reports = h => d3.sum(h, one => 1 + one.others.length);
    drawList("happened", happened, `${plural(happened.length, "happening")} in ${plural(reports(happened), "report")}, the latest first.`);
    drawList("apart", apart, `${plural(apart.length, "happening")} in ${plural(reports(apart), "report")}. None of these is told as done; a threat was made, what it threatens was not.`);
    byId("count").textContent = `${list.length.toLocaleString("en")} of ${plural(events.length, "event")}`;
  }

  // ---- filters
  function drawFilters() {
    const toggle = (set, value, ...inside) => make("button", { type: "button", "aria-pressed": String(set.has(value)),
      onclick: () => { set.has(value) ? set.delete(value) : set.add(value); draw(); } }, ...inside);
    const statusCounts = d3.rollup(events, l => l.length, e => e.status);
    byId("quads").replaceChildren(...QUADS.map(q => toggle(chosen.quads, q, dot(q), words(q))));
    byId("statuses").replaceChildren(...STATUSES.map(s => toggle(chosen.statuses, s, `${s} (${(statusCounts.get(s) || 0).toLocaleString("en")})`)));
    const off = (label, act) => make("button", { type: "button", "aria-label": `Remove the filter ${label}`, onclick: () => { act(); draw(); } }, name(label), " ×");
    const set = [
      ...[...chosen.types].map(t => off(words(t.toLowerCase()), () => chosen.types.delete(t))),
      chosen.period && off(chosen.period.label, () => { chosen.period = null; }),
      chosen.place !== null && off(data.places[chosen.place].name, () => { chosen.place = null; }),
      chosen.who && off(chosen.who.label, () => { chosen.who = null; })].filter(Boolean);
    byId("chosen").replaceChildren(...set);
  }
  byId("sure").addEventListener("input", e => { chosen.sure = +e.target.value; byId("sure-said").textContent = e.target.value; draw(); });
  byId("find").addEventListener("input", e => { chosen.find = e.target.value.trim().toLowerCase(); draw(); });
  function draw() {
    // A button that is drawn anew would lose the keyboard's place.
    const at = document.activeElement, place = at && at !== document.body ? [at.parentElement?.id, [...(at.parentElement?.children || [])].indexOf(at)] : null;
    drawFilters(); drawTime(); drawTypes(); drawNet(); drawMap(); drawLists();
    if (place && place[0] && !document.contains(at)) byId(place[0])?.children[place[1]]?.focus({ preventScroll: true });
  }
  let resized;
  addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(() => { drawTime(); drawNet(); drawMap(); }, 200); });
  addEventListener("beforeprint", () => {
    shown.happened = shown.apart = 400; drawLists();
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });
  draw();
  document.documentElement.dataset.drawn = "true";
})();
