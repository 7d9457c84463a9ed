(() => {
  const { t, either, label } = portal.text;
  const { el } = portal.dom;
  const { number, figureLink, badge, day } = portal.format;

  const FIELDS = ["found", "strict", "value", "unit", "metric", "region_code", "year", "kind", "measure", "comparator"];

  /** Per set of texts the share of figures for which each field is right, as bars with their numbers. */
  function accuracy(rows) {
    if (!rows.length) return el("p", { class: "notice" }, t("noAccuracy"));
    // The hardest texts first: those that no rule was written from.
    const sets = rows.filter((row) => row.field === "strict").sort((a, b) => a.score - b.score).map((row) => row.set_zh);
    return el("div", { class: "score-sets" }, sets.map((set) => {
      const own = rows.filter((row) => row.set_zh === set).sort((a, b) => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field));
      return el("section", {}, el("h3", {}, either(own[0].set_zh, own[0].set_en), el("span", { class: "quiet small" }, ` ${t("nFigures", { n: Math.max(...own.map((row) => row.n)) })}`)),
        el("ul", { class: "scores" }, own.map((row) => el("li", { class: row.field === "strict" ? "score-strict" : null },
          el("span", {}, either(row.zh, row.en)),
          el("span", { class: "bar-track", "aria-hidden": "true" }, el("span", { class: "bar", style: { width: `${row.score * 100}%` } })),
          el("strong", {}, `${(row.score * 100).toFixed(1)}%`)))));
    }));
  }

  function review(core, queue, decisions) {
    return el("section", { id: "review" }, el("h2", {}, t("reviewTitle")), el("p", { class: "quiet" }, t("reviewText")),
      el("h3", {}, t("waiting"), el("span", { class: "quiet small" }, ` ${number(queue.length)}`)),
      portal.table.table({
        caption: t("waiting"), file: "review_queue", rows: queue, page: 15, empty: t("nothingWaits"),
        columns: [
          { title: t("reason"), text: (row) => either(row.reason_zh, row.reason_en) },
          { title: t("message"), kind: "wide", text: (row) => either(row.reasons_zh, row.reasons_en), cell: (row) => figureLink(row.d, row.o, either(row.reasons_zh, row.reasons_en)) },
          { title: t("file"), kind: "minor", text: (row) => row.source },
        ],
      }),
      el("h3", {}, t("decisions"), el("span", { class: "quiet small" }, ` ${number(decisions.length)}`)),
      portal.table.table({
        caption: t("decisions"), file: "review_decision", rows: decisions, page: 15, empty: t("noDecisions"),
        columns: [
          { title: t("action"), kind: "short", text: (row) => either(row.action_zh, row.action_en) },
          { title: t("reason"), kind: "wide", text: (row) => row.reason ?? row.decision_id, cell: (row) => [figureLink(row.d, row.o, row.reason ?? row.decision_id), row.correction && el("div", { class: "small" }, el("code", {}, row.correction))] },
          { title: t("reviewer"), kind: "minor short", text: (row) => [row.reviewer, day(row.decided_on)].filter(Boolean).join(" · ") },
          { title: t("status"), text: (row) => either(row.status_zh, row.status_en), cell: (row) => [badge(row.status === "applied" ? "good" : "bad", either(row.status_zh, row.status_en)), row.message_zh && el("div", { class: "small" }, either(row.message_zh, row.message_en))] },
        ],
      }));
  }

  portal.pages.quality = async () => {
    const core = portal.data.core();
    const raw = await portal.data.load("quality");
    const reviews = await portal.data.load("review");
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
        el("section", {}, el("h2", {}, t("accuracyTitle")), el("p", { class: "quiet" }, t("accuracyText")), accuracy(core.accuracy)),
        el("section", {}, el("h2", {}, t("checksTitle")),
          el("div", { class: "share-bar", "aria-hidden": "true" }, shares.map(([, count, kind]) => el("span", { class: `share share-${kind}`, style: { width: `${((count ?? 0) / whole) * 100}%` } }))),
          el("ul", { class: "share-legend" }, shares.map(([name, count, kind]) => el("li", {}, badge(kind, label("check_status", name)), ` ${number(count ?? 0)} (${number(Math.round(((count ?? 0) / whole) * 1000) / 10)}%)`))),
          portal.table.table({
            caption: t("checksTitle"), file: "checks", rows: failures, page: 25,
            columns: [
              { title: t("check"), text: (row) => either(row.zh, row.en) },
              { title: t("status"), text: (row) => row.severity, cell: (row) => badge(row.severity === "error" ? "bad" : "warn", label("check_status", row.severity === "error" ? "quarantined" : "warned")) },
              { title: t("reason"), kind: "wide", text: (row) => row.reason, cell: (row) => figureLink(row.d, row.o, either(...[row.reason.split(" / ")[0], row.reason.split(" / ").slice(1).join(" / ")])) },
            ],
          }),
          el("p", {}, el("a", { href: "../quality/index.html" }, t("fullReport")))),
        review(core, portal.data.rows(reviews.queue), portal.data.rows(reviews.decisions)),
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
