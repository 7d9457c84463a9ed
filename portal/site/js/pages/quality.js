(() => {
  const { t, either } = portal.text;
  const { el } = portal.dom;
  const { number, figureLink, badge } = portal.format;

  function accuracy(rows) {
    if (!rows.length) return el("p", { class: "notice" }, t("noAccuracy"));
    const names = Object.keys(rows[0]);
    return portal.table.table({
      caption: t("accuracyTitle"), file: "accuracy", rows,
      columns: names.map((name) => ({ title: name, kind: typeof rows[0][name] === "number" ? "number" : undefined, text: (row) => row[name], cell: (row) => (typeof row[name] === "number" ? number(row[name]) : row[name] ?? "—") })),
    });
  }

  portal.pages.quality = async () => {
    const core = portal.data.core();
    const raw = await portal.data.load("quality");
    const failures = portal.data.rows(raw.failures);
    const meta = core.meta;
    const shares = [["accepted", meta.accepted_count, "good"], ["warned", meta.warned_count, "warn"], ["quarantined", meta.quarantined_count, "bad"]];
    const whole = shares.reduce((sum, [, count]) => sum + (count ?? 0), 0) || 1;
    const status = { extracted: "extractedStatus" };
    return {
      title: t("quality"),
      content: [
        el("h1", { tabindex: "-1" }, t("qualityTitle")),
        el("p", { class: "statement statement-big" }, t("extracted")),
        el("section", {}, el("h2", {}, t("accuracyTitle")), el("p", { class: "quiet" }, t("accuracyText")), accuracy(raw.accuracy)),
        el("section", {}, el("h2", {}, t("checksTitle")),
          el("div", { class: "share-bar", "aria-hidden": "true" }, shares.map(([, count, kind]) => el("span", { class: `share share-${kind}`, style: { width: `${((count ?? 0) / whole) * 100}%` } }))),
          el("ul", { class: "share-legend" }, shares.map(([name, count, kind]) => el("li", {}, badge(kind, t(name)), ` ${number(count ?? 0)} (${number(Math.round(((count ?? 0) / whole) * 1000) / 10)}%)`))),
          portal.table.table({
            caption: t("checksTitle"), file: "checks", rows: failures, page: 25,
            columns: [
              { title: t("check"), text: (row) => either(row.zh, row.en) },
              { title: t("status"), text: (row) => row.severity, cell: (row) => badge(row.severity === "error" ? "bad" : "warn", row.severity === "error" ? t("quarantined") : t("warned")) },
              { title: t("reason"), kind: "wide", text: (row) => row.reason, cell: (row) => figureLink(row.d, row.o, either(...[row.reason.split(" / ")[0], row.reason.split(" / ").slice(1).join(" / ")])) },
            ],
          }),
          el("p", {}, el("a", { href: "../quality/index.html" }, t("fullReport")))),
        el("section", {}, el("h2", {}, t("documentsTitle")), el("p", { class: "quiet" }, t("masked")),
          portal.table.table({
            caption: t("documentsTitle"), file: "documents", rows: core.documents, page: 25,
            columns: [
              { title: t("file"), kind: "wide", text: (row) => row.source, cell: (row) => (row.chunk === null ? row.source : el("a", { href: `#/document/${row.id}` }, row.source)) },
              { title: t("status"), kind: "short", text: (row) => t(status[row.status] ?? row.status) },
              { title: t("figures"), kind: "number", text: (row) => row.figures, sort: (row) => row.figures },
              { title: t("message"), kind: "wide minor", text: (row) => row.message ?? "" },
            ],
          })),
      ],
    };
  };
})();
