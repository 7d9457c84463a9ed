(() => {
  const { t, either, english, label } = portal.text;
  const { el } = portal.dom;
  const { amount, number, regionName, shortRegion, figureLink, regionLink, documentTitle, unitName, marks, badge } = portal.format;
  const LINES = 6;
  const CHIPS = 14;
  const LEVELS = ["country", "province", "prefecture", "county"];

  const facts = (pairs) => el("dl", { class: "facts" }, pairs.filter(([, value]) => value).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));

  portal.pages.facts = facts;

  function header(metric) {
    return el("header", { class: "page-head" },
      el("p", { class: "eyebrow" }, el("a", { href: `#/metrics?category=${encodeURIComponent(metric.cat)}` }, either(metric.category_zh, metric.category_en))),
      el("h1", { tabindex: "-1" }, either(metric.zh, metric.en)),
      metric.en && el("p", { class: "subtitle" }, english() ? metric.zh : metric.en),
      el("p", { class: "lead" }, metric.def ?? t("noDefinition")),
      facts([
        [t("unit"), unitName(metric.unit)],
        [t("direction"), t(metric.dir)],
        [t("source"), metric.src],
        [t("alias"), metric.alias?.split("|").join("、")],
      ]));
  }

  /** Regions in the order in which they are offered: the country, then who has most years. */
  function offered(core, values) {
    const counts = new Map();
    for (const value of values) counts.set(value.r, (counts.get(value.r) ?? 0) + (value.k ? 0.4 : 1));
    return [...counts].map(([r, count]) => ({ region: core.regions[r], count }))
      .sort((a, b) => (b.region.level === "country") - (a.region.level === "country") || b.count - a.count || LEVELS.indexOf(a.region.level) - LEVELS.indexOf(b.region.level) || a.region.at - b.region.at);
  }

  /** Of sums the country stands alone, for beside it all parts would lie flat on the axis. */
  function firstShown(metric, choices) {
    const [country, others] = [true, false].map((is) => choices.filter(({ region }) => (region.level === "country") === is));
    if (metric.agg === "sum" && country.length && others.length) return country[0].count >= 2 ? country : others.slice(0, LINES - 1);
    return choices.slice(0, LINES - 1);
  }

  function valueTable(core, metric, values) {
    return portal.table.table({
      caption: `${either(metric.zh, metric.en)}：${t("asTable")}`,
      file: metric.id,
      rows: [...values].sort((a, b) => a.r - b.r || a.y - b.y || a.k - b.k),
      columns: [
        { title: t("region"), text: (row) => regionName(core.regions[row.r]), cell: (row) => regionLink(core.regions[row.r]), sort: (row) => row.r },
        { title: t("year"), text: (row) => row.y, sort: (row) => row.y },
        { title: t("kind"), text: (row) => (row.k ? t("target") : t("actual")) },
        { title: `${t("value")}${metric.unit ? ` (${unitName(metric.unit)})` : ""}`, kind: "number", text: (row) => row.v, sort: (row) => row.v,
          cell: (row) => (row.parts?.length > 1 ? [amount(row.v, null), " = ", row.parts.map(([, v, d, o], i) => [i ? " + " : "", figureLink(d, o, number(v))])] : figureLink(row.d, row.o, amount(row.v, null, row.c))) },
        { title: t("status"), text: (row) => marks(row).map((mark) => mark.textContent).join(" "), cell: (row) => [marks(row), row.zh && el("span", { class: "quiet small" }, either(row.zh, row.en))] },
        { title: t("because"), kind: "minor", text: (row) => label("chosen_because", row.why), cell: (row) => el("span", { class: "quiet small" }, label("chosen_because", row.why)) },
        { title: t("bulletinCount"), kind: "minor", text: (row) => (row.zh ? "" : row.n > 1 ? t("agreement", { a: row.a, n: row.n }) : t("oneBulletin")), sort: (row) => row.n },
      ],
    });
  }

  /** Values as reported, with those of former regions put where they belong today. */
  function inTodaysBoundaries(reported, restated) {
    const key = (r, row) => `${r}/${row.y}/${row.k}`;
    const gone = new Set(restated.flatMap((row) => [key(row.r, row), ...row.parts.map(([r]) => key(r, row))]));
    return [...reported.filter((row) => !gone.has(key(row.r, row))), ...restated];
  }

  /** The section of lines; `draw` must be called once it has its place on the page, for a chart needs its width. */
  function trend(core, metric, reported, restated) {
    let values = reported;
    let choices = offered(core, values);
    let chosen = firstShown(metric, choices).map(({ region }) => region.at);
    const table = el("div", {}, valueTable(core, metric, values));
    const frame = el("div", { class: "chart-frame", hidden: !portal.charts.available() });
    const chips = el("div", { class: "chips", role: "group", "aria-label": t("regions") });
    let all = choices.length <= CHIPS + 2;

    const turn = (today) => {
      values = today ? inTodaysBoundaries(reported, restated) : reported;
      choices = offered(core, values);
      const fresh = new Set(restated.map((row) => row.r));
      // What the change is about is shown first.
      chosen = (today ? [...choices].sort((a, b) => fresh.has(b.region.at) - fresh.has(a.region.at)) : firstShown(metric, choices)).slice(0, LINES - 1).map(({ region }) => region.at);
      table.replaceChildren(valueTable(core, metric, values));
      draw();
    };
    const boundaries = el("label", { class: "check", hidden: !restated.length }, el("input", { type: "checkbox", onchange: (event) => turn(event.target.checked) }), t("todaysBoundaries"));

    function chip({ region }) {
      const i = chosen.indexOf(region.at);
      const style = i >= 0 ? portal.charts.style(i) : null;
      return el("button", {
        type: "button", class: "chip", "aria-pressed": String(i >= 0), "data-region": region.id,
        onclick: () => {
          if (i >= 0) chosen.splice(i, 1);
          else {
            if (chosen.length >= LINES) chosen.shift();
            chosen.push(region.at);
          }
          draw();
          [...chips.children].find((each) => each.dataset.region === region.id)?.focus();
        },
      }, style && portal.charts.swatch(style), regionName(region));
    }
    function draw() {
      const more = el("button", { type: "button", class: "chip chip-more", onclick: () => { all = !all; draw(); } },
        all ? t("fewerRegions") : t("moreRegions", { n: choices.length - CHIPS }));
      chips.replaceChildren(...choices.filter((choice, i) => all || i < CHIPS || chosen.includes(choice.region.at)).map(chip),
        ...(choices.length > CHIPS + 2 ? [more] : []));
      const host = el("div", { class: "chart" });
      frame.replaceChildren(host);
      if (!chosen.length || !portal.charts.available()) return;
      portal.charts.trend(host, {
        name: either(metric.zh, metric.en), unit: metric.unit,
        series: chosen.map((r) => ({ name: regionName(core.regions[r]), short: shortRegion(core.regions[r]), values: values.filter((value) => value.r === r) })),
      });
    }
    const section = el("section", { id: "trend" }, el("h2", {}, t("trend")),
      portal.charts.available() ? el("p", { class: "quiet" }, t("trendHint")) : el("p", { class: "notice" }, t("noCharts")),
      boundaries, chips, frame,
      el("details", { open: !portal.charts.available() }, el("summary", {}, t("asTable")), table));
    return { section, draw };
  }

  /** Regions of one level beside each other, in one year or each in its latest. */
  function ranking(core, metric, values) {
    const actual = values.filter((value) => !value.k && core.regions[value.r].level !== "country");
    if (!actual.length) return null;
    const levels = LEVELS.filter((level) => actual.some((value) => core.regions[value.r].level === level));
    const widest = levels.map((level) => new Set(actual.filter((value) => core.regions[value.r].level === level).map((value) => value.r)).size);
    const years = [...new Set(actual.map((value) => value.y))].sort((a, b) => b - a);
    const state = { level: levels[widest.indexOf(Math.max(...widest))], year: "latest" };
    const place = el("div", { class: "ranking" });

    function rows() {
      const latest = new Map();
      for (const value of actual) {
        if (core.regions[value.r].level !== state.level) continue;
        if (state.year !== "latest" && value.y !== Number(state.year)) continue;
        if (!latest.has(value.r) || latest.get(value.r).y < value.y) latest.set(value.r, value);
      }
      const sign = metric.dir === "lower_better" ? 1 : -1;
      return [...latest.values()].sort((a, b) => sign * (a.v - b.v) || a.r - b.r);
    }
    function draw() {
      const found = rows();
      const most = Math.max(...found.map((value) => Math.abs(value.v)), 0) || 1;
      const bars = el("ol", { class: "bars" }, found.map((value) => el("li", {},
        el("a", { class: "bar-row", href: portal.format.figureAddress(value.d, value.o) },
          el("span", { class: "bar-name" }, shortRegion(core.regions[value.r]), el("span", { class: "quiet small" }, ` ${value.y}`)),
          el("span", { class: "bar-track", "aria-hidden": "true" }, el("span", { class: "bar", style: { width: `${(Math.abs(value.v) / most) * 100}%` } })),
          el("span", { class: "bar-value" }, amount(value.v, null, value.c), marks(value))))));
      const tiles = state.level === "province" && found.length > 1
        ? portal.tilemap.tilemap({ caption: `${either(metric.zh, metric.en)} ${state.year === "latest" ? t("latest") : state.year}`, unit: metric.unit, values: found.map((value) => ({ ...value, region: core.regions[value.r] })) })
        : null;
      place.replaceChildren(...[bars, tiles].filter(Boolean));
      place.classList.toggle("ranking-with-map", Boolean(tiles));
    }
    const select = (name, label, options) => {
      const input = el("select", { "aria-label": label }, options.map(([value, text]) => el("option", { value, selected: value === state[name] }, text)));
      input.addEventListener("change", () => { state[name] = input.value; draw(); });
      return el("label", { class: "field" }, el("span", {}, label), input);
    };
    draw();
    return el("section", { id: "ranking" }, el("h2", {}, t("ranking"), metric.unit && el("span", { class: "quiet small" }, ` ${unitName(metric.unit)}`)),
      el("div", { class: "filters" },
        select("year", t("year"), [["latest", t("latest")], ...years.map((year) => [String(year), String(year)])]),
        select("level", t("level"), levels.map((level) => [level, label("region_level", level)]))),
      place);
  }

  function statements(core, metric, rows) {
    return el("section", { id: "statements" }, el("h2", {}, t("statements"), el("span", { class: "quiet small" }, ` ${rows.length}`)),
      el("p", { class: "quiet" }, t("statementsHint")),
      portal.table.table({
        caption: `${either(metric.zh, metric.en)}：${t("statements")}`, file: `${metric.id}_statements`, page: 20,
        rows: [...rows].sort((a, b) => a.r - b.r || (a.y ?? 0) - (b.y ?? 0)),
        columns: [
          { title: t("region"), text: (row) => regionName(core.regions[row.r]), cell: (row) => regionLink(core.regions[row.r]), sort: (row) => row.r },
          { title: t("year"), text: (row) => row.y ?? "—", sort: (row) => row.y },
          { title: t("kind"), text: (row) => (row.k ? t("target") : t("actual")) },
          { title: t("measure"), kind: "minor", text: (row) => label("measure", row.m) },
          { title: t("value"), kind: "number", text: (row) => row.v, sort: (row) => row.v, cell: (row) => figureLink(row.d, row.o, amount(row.v, row.u, row.c)) },
          { title: t("checks"), text: (row) => label("check_status", row.st), cell: (row) => (row.old ? badge("soft", t("olderVersion")) : row.st === "accepted" ? label("check_status", row.st) : badge(row.st === "quarantined" ? "bad" : "warn", label("check_status", row.st))) },
          { title: t("inBulletin"), kind: "wide minor", text: (row) => documentTitle(row.d) },
        ],
      }));
  }

  portal.pages.metric = async ({ parts }) => {
    const core = portal.data.core();
    const metric = core.byId.metrics.get(parts[0]);
    if (!metric) return null;
    const [{ values, restated, statements: said }, targets, revisions, conflicts, changes] = await Promise.all([
      portal.data.metric(metric), ...["targets", "revisions", "conflicts", "consistency"].map(portal.data.table),
    ]);
    const mine = (rows) => rows.filter((row) => row.metric === metric.at);
    const lines = values.length ? trend(core, metric, values, restated) : null;
    const { parts: events } = portal.events;
    const contradicted = mine(changes).filter((row) => row.verdict === "contradicted");
    const sections = [
      lines?.section,
      ranking(core, metric, values),
      mine(targets).length > 0 && el("section", { id: "targets" }, el("h2", {}, t("targetsAndActuals")), events.targets(core, mine(targets), metric)),
      mine(revisions).length > 0 && el("section", { id: "revisions" }, el("h2", {}, t("revisions")), events.revisions(core, mine(revisions), metric)),
      mine(conflicts).length > 0 && el("section", { id: "conflicts" }, el("h2", {}, t("conflicts")), events.conflicts(core, mine(conflicts), metric)),
      contradicted.length > 0 && el("section", { id: "consistency" }, el("h2", {}, t("consistency")), events.contradictions(core, contradicted, metric)),
      said.length > 0 && statements(core, metric, said),
    ];
    return {
      title: either(metric.zh, metric.en),
      content: [header(metric), !values.length && el("p", { class: "notice" }, said.length ? t("noValues") : t("noFigures")), sections],
      drawn: () => lines?.draw(),
    };
  };
})();
