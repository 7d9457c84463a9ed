(() => {
  const { t, either, label } = portal.text;
  const { el } = portal.dom;
  const { amount, regionName, regionLink, metricLink, figureLink, marks } = portal.format;

  /** All values of a region; every script of values is looked into. */
  async function valuesOf(core, region) {
    const chunks = [...new Set(core.metrics.filter((metric) => metric.n).map((metric) => metric.chunk))];
    await Promise.all(chunks.map((chunk) => portal.data.load(`values-${chunk}`)));
    const found = await Promise.all(core.metrics.filter((metric) => metric.n).map(async (metric) => ({ metric, ...(await portal.data.metric(metric)) })));
    return found.map(({ metric, values }) => ({ metric, values: values.filter((value) => value.r === region.at) })).filter(({ values }) => values.length);
  }

  portal.pages.region = async ({ parts }) => {
    const core = portal.data.core();
    const region = core.byId.regions.get(parts[0]);
    if (!region) return null;
    const series = (await valuesOf(core, region)).map(({ metric, values }) => {
      const actual = values.filter((value) => !value.k).sort((a, b) => a.y - b.y);
      const targets = values.filter((value) => value.k).sort((a, b) => a.y - b.y);
      return { metric, actual, last: actual[actual.length - 1], target: targets[targets.length - 1] };
    }).sort((a, b) => b.metric.listed - a.metric.listed || b.actual.length - a.actual.length);
    const bulletins = core.bulletins.filter((bulletin) => bulletin.r === region.at);
    const inside = core.regions.filter((each) => each.parent === region.at);
    const trail = [];
    for (let each = core.regions[region.parent]; each; each = core.regions[each.parent]) trail.unshift(each);
    const history = core.successors.filter((row) => row.r === region.at || row.s === region.at);
    const end = (at, name) => (core.regions[at] ? regionLink(core.regions[at]) : name);
    const span = region.since || region.until ? `${region.since ?? "…"} – ${region.until ?? "…"}` : null;
    return {
      title: regionName(region),
      content: [
        el("header", { class: "page-head" },
          el("p", { class: "eyebrow" }, trail.map((each) => [regionLink(each, portal.format.shortRegion), " › "]), label("region_level", region.level)),
          el("h1", { tabindex: "-1" }, regionName(region)),
          el("p", { class: "quiet" }, [region.code, span, t("nBulletins", { n: bulletins.length })].filter(Boolean).join(" · "))),
        history.length > 0 && el("section", {}, el("h2", {}, t("history")), el("ul", { class: "bulletin-list" }, history.map((row) =>
          el("li", {}, el("span", { class: "quiet" }, `${String(row.on ?? "").slice(0, 7)} `), end(row.r, row.name), ` ${either(row.zh, row.en)} → `, end(row.s, row.successor))))),
        inside.length > 0 && el("p", { class: "chips" }, inside.map((each) => el("a", { class: "chip", href: `#/region/${encodeURIComponent(each.id)}` }, each.name))),
        series.length > 0 && el("section", {}, el("h2", {}, t("regionIndicators"), el("span", { class: "quiet small" }, ` ${series.length}`)),
          portal.table.table({
            caption: `${regionName(region)}：${t("regionIndicators")}`, file: region.id, rows: series, stack: true,
            columns: [
              { title: t("metrics"), text: (row) => either(row.metric.zh, row.metric.en), cell: (row) => metricLink(row.metric) },
              { title: t("category"), kind: "minor", text: (row) => either(row.metric.category_zh, row.metric.category_en) },
              { title: t("trend"), kind: "minor", text: (row) => row.actual.length, sort: (row) => row.actual.length,
                cell: (row) => (row.actual.length > 1 ? portal.charts.spark(row.actual.map((value) => value.y), row.actual.map((value) => value.v), 110, 30) : "") },
              { title: t("actualValue"), kind: "number", text: (row) => row.last?.v, sort: (row) => row.last?.v,
                cell: (row) => (row.last ? [figureLink(row.last.d, row.last.o, amount(row.last.v, row.metric.unit, row.last.c)), el("span", { class: "quiet small" }, ` ${row.last.y}`), marks(row.last)] : "—") },
              { title: t("targetValue"), kind: "number", text: (row) => row.target?.v, sort: (row) => row.target?.v,
                cell: (row) => (row.target ? [figureLink(row.target.d, row.target.o, amount(row.target.v, row.metric.unit, row.target.c)), el("span", { class: "quiet small" }, ` ${row.target.y}`)] : "") },
            ],
          })),
        bulletins.length > 0 && el("section", {}, el("h2", {}, t("bulletins")), portal.pages.bulletinTable(core, bulletins)),
      ],
    };
  };
})();
