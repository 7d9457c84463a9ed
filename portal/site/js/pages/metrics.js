(() => {
  const { t, either } = portal.text;
  const { el } = portal.dom;
  const { metricName, number, unitName } = portal.format;

  const years = (metric) => (metric.first ? (metric.first === metric.last ? `${metric.first}` : `${metric.first}–${metric.last}`) : "");

  function entry({ metric, alias }) {
    return el("li", { class: "metric-entry" },
      el("div", { class: "metric-entry-main" },
        el("a", { href: `#/metric/${encodeURIComponent(metric.id)}`, class: "metric-entry-name" }, metricName(metric)),
        el("span", { class: "quiet" }, unitName(metric.unit)),
        alias && el("span", { class: "badge badge-soft" }, `${t("alias")} ${alias}`)),
      metric.def && el("p", { class: "metric-entry-definition" }, metric.def),
      el("p", { class: "quiet small" },
        metric.said ? [t("nValues", { n: number(metric.n ?? 0) }), t("nRegions", { n: metric.regions }), years(metric)].filter(Boolean).join(" · ") : t("noFigures")));
  }

  portal.pages.metrics = async ({ query }) => {
    const core = portal.data.core();
    const state = { q: query.get("q") ?? "", category: query.get("category") ?? "", empty: query.get("empty") === "1", unlisted: query.get("unlisted") === "1" || Boolean(query.get("q")) };
    const categories = new Map(core.metrics.filter((metric) => metric.listed).map((metric) => [metric.cat, either(metric.category_zh, metric.category_en)]));
    const list = el("div", { class: "metric-groups" });
    const count = el("p", { class: "quiet", "aria-live": "polite" });

    function draw() {
      const all = state.q ? portal.search.metrics(state.q) : core.metrics.map((metric) => ({ metric }));
      const found = all.filter(({ metric }) =>
        (state.empty || metric.said) && (!state.category || metric.cat === state.category) && (metric.listed || state.unlisted));
      count.textContent = t("results", { n: number(found.length) });
      if (!found.length) list.replaceChildren(el("p", { class: "notice" }, t("noResult", { q: state.q || "…" })));
      else if (state.q) list.replaceChildren(el("ul", { class: "metric-list" }, found.slice(0, 200).map(entry)));
      else {
        const groups = new Map();
        for (const each of found) groups.set(each.metric.cat, [...(groups.get(each.metric.cat) ?? []), each]);
        const told = (group) => group.reduce((sum, { metric }) => sum + metric.listed * (metric.n ?? 0), 0);
        list.replaceChildren(...[...groups.values()].sort((a, b) => told(b) - told(a)).map((group) => el("section", {},
          el("h2", {}, either(group[0].metric.category_zh, group[0].metric.category_en), el("span", { class: "quiet small" }, ` ${group.length}`)),
          el("ul", { class: "metric-list" }, group.sort((a, b) => (b.metric.n ?? 0) - (a.metric.n ?? 0)).map(entry)))));
      }
    }
    const input = el("input", { type: "search", class: "search-input", value: state.q, placeholder: t("search"), "aria-label": t("search"), id: "metrics-search" });
    input.addEventListener("input", () => { state.q = input.value.trim(); draw(); });
    const category = el("select", { "aria-label": t("category") }, el("option", { value: "" }, t("allCategories")),
      [...categories].map(([code, name]) => el("option", { value: code, selected: code === state.category }, name)));
    category.addEventListener("change", () => { state.category = category.value; draw(); });
    const box = (name, label, turned) => {
      const input_ = el("input", { type: "checkbox", checked: turned ? !state[name] : state[name] });
      input_.addEventListener("change", () => { state[name] = turned ? !input_.checked : input_.checked; draw(); });
      return el("label", { class: "check" }, input_, label);
    };
    draw();
    const matching = state.q ? portal.search.regions(state.q).slice(0, 6) : [];
    return {
      title: t("metrics"),
      content: [
        el("h1", { tabindex: "-1" }, t("metrics")),
        el("div", { class: "filters" }, input, category, box("empty", t("withFigures"), true), box("unlisted", t("withUnlisted"))),
        matching.length > 0 && el("p", {}, `${t("regions")}: `, matching.map((region, i) => [i ? "、" : "", portal.format.regionLink(region)])),
        count, list,
      ],
    };
  };
})();
