(() => {
  const { t, either } = portal.text;
  const { el } = portal.dom;
  const { metricName, shortRegion, regionName, amount, number, short, day, documentTitle, figureLink } = portal.format;

  function card(core, one) {
    const metric = core.metrics[one.metric];
    const last = one.v.length - 1;
    return el("article", { class: "card" },
      el("p", { class: "eyebrow" }, shortRegion(core.regions[one.r])),
      el("h3", {}, el("a", { href: `#/metric/${encodeURIComponent(metric.id)}`, class: "card-link" }, metricName(metric))),
      portal.charts.spark(one.y, one.v),
      el("p", { class: "card-value" }, figureLink(one.d, one.o, amount(one.v[last], metric.unit, null, short)), el("span", { class: "quiet" }, ` ${one.y[last]}`)),
      el("p", { class: "quiet small" }, one.y.length > 1 ? `${one.y[0]}: ${amount(one.v[0], metric.unit, null, short)}` : "\u00a0"));
  }

  /** The measured accuracy on the hardest set of texts, in one sentence. */
  function measured(core) {
    const [worst] = core.accuracy.filter((row) => row.field === "strict").sort((a, b) => a.score - b.score);
    return worst ? t("measured", { set: either(worst.set_zh, worst.set_en), score: (worst.score * 100).toFixed(1) }) : "";
  }

  function categories(core) {
    const found = new Map();
    for (const metric of core.metrics) {
      if (!metric.listed || !metric.said) continue;
      const category = found.get(metric.cat) ?? { metric, count: 0, values: 0 };
      category.count += 1;
      category.values += metric.n ?? 0;
      found.set(metric.cat, category);
    }
    return [...found.entries()].sort((a, b) => b[1].values - a[1].values);
  }

  portal.pages = { ...portal.pages };
  portal.pages.home = async () => {
    const core = portal.data.core();
    const counts = [
      [core.meta.indicator_count, t("kpiFigures")],
      [core.metrics.filter((metric) => metric.said).length, t("kpiMetrics")],
      [core.regions.filter((region) => region.told && region.level !== "unknown").length, t("kpiRegions")],
      [core.bulletins.length, t("kpiBulletins")],
    ];
    return {
      title: "",
      content: [
        el("section", { class: "hero" },
          el("h1", { tabindex: "-1" }, t("heroTitle")),
          el("p", { class: "lead" }, t("heroText")),
          portal.search.box({ big: true, id: "search-home" }),
          el("dl", { class: "kpis" }, counts.map(([count, name]) => el("div", {}, el("dt", {}, name), el("dd", {}, number(count)))))),
        el("p", { class: "statement" }, t("extracted"), " ", measured(core), " ", el("a", { href: "#/quality" }, t("qualityTitle"))),
        el("section", {}, el("h2", {}, t("featured")), el("div", { class: "cards" }, core.featured.map((one) => card(core, one)))),
        el("div", { class: "halves" },
          el("section", {}, el("h2", {}, t("browse")),
            el("ul", { class: "category-list" }, categories(core).map(([code, { metric, count }]) =>
              el("li", {}, el("a", { href: `#/metrics?category=${encodeURIComponent(code)}` }, either(metric.category_zh, metric.category_en)),
                el("span", { class: "quiet" }, t("nMetrics", { n: count })))))),
          el("section", {}, el("h2", {}, t("newestBulletins")),
            el("ul", { class: "bulletin-list" }, core.bulletins.filter((each) => core.documents[each.d].current).slice(0, 8).map((bulletin) =>
              el("li", {}, el("a", { href: `#/document/${core.documents[bulletin.d].id}` }, bulletin.title || documentTitle(bulletin.d)),
                el("span", { class: "quiet small" }, [regionName(core.regions[bulletin.r]), bulletin.published && day(bulletin.published), t("nFigures", { n: bulletin.n })].filter(Boolean).join(" · "))))),
            el("p", {}, el("a", { href: "#/bulletins" }, t("allBulletins"))))),
      ],
    };
  };
})();
