(() => {
  const { t, either } = portal.text;
  const { el } = portal.dom;
  const { regionName, shortRegion, regionLink, metricLink, metricName, number } = portal.format;
  const STEPS = [1, 3, 8, 20];

  function grid(core, rows) {
    const told = rows.map((row) => row.y);
    const years = Array.from({ length: rows.length ? Math.max(...told) - Math.min(...told) + 1 : 0 }, (_, i) => Math.min(...told) + i);
    const byRegion = new Map();
    for (const row of rows) byRegion.set(row.r, (byRegion.get(row.r) ?? new Map()).set(row.y, row));
    const narrow = window.innerWidth < 720;
    const shade = (count) => STEPS.filter((step) => count >= step).length;
    return el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": t("coverageTitle") },
      el("table", { class: "coverage-grid" }, el("caption", {}, t("coverageText")),
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("region")), years.map((year) => el("th", { scope: "col" }, year)))),
        el("tbody", {}, [...byRegion].sort((a, b) => a[0] - b[0]).map(([r, cells]) => el("tr", {},
          el("th", { scope: "row" }, regionLink(core.regions[r], narrow ? shortRegion : regionName)),
          years.map((year) => {
            const row = cells.get(year);
            if (!row) return el("td", { class: "shade-none" });
            const told = [t("nMetrics", { n: row.metrics }), t("nBulletins", { n: row.bulletins }), row.missing ? t("missingCore", { n: row.missing }) : null].filter(Boolean).join(" · ");
            return el("td", { class: row.metrics ? `shade-${shade(row.metrics)}` : "shade-none" },
              el("a", { href: `#/region/${encodeURIComponent(core.regions[r].id)}`, title: told, "aria-label": `${regionName(core.regions[r])} ${year}: ${told}` }, row.metrics));
          }))))));
  }

  portal.pages.coverage = async () => {
    const core = portal.data.core();
    const raw = await portal.data.load("coverage");
    const [rows, gaps] = [portal.data.rows(raw.years), portal.data.rows(raw.gaps)];
    return {
      title: t("coverage"),
      content: [
        el("h1", { tabindex: "-1" }, t("coverageTitle")),
        el("p", { class: "lead" }, t("coverageText")),
        grid(core, rows),
        gaps.length > 0 && el("section", {}, el("h2", {}, t("gaps"), el("span", { class: "quiet small" }, ` ${number(gaps.length)}`)), el("p", { class: "quiet" }, t("gapsText")),
          portal.table.table({
            caption: t("gaps"), file: "coverage_gap", rows: gaps, page: 40,
            columns: [
              { title: t("region"), text: (row) => regionName(core.regions[row.r]), cell: (row) => regionLink(core.regions[row.r]), sort: (row) => row.r },
              { title: t("year"), text: (row) => row.y, sort: (row) => row.y },
              { title: t("metrics"), text: (row) => metricName(core.metrics[row.metric]), cell: (row) => metricLink(core.metrics[row.metric]) },
              { title: t("reason"), kind: "minor", text: (row) => either(row.reason_zh, row.reason_en) },
            ],
          })),
      ],
    };
  };
})();
