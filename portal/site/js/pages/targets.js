// Targets, revisions and conflicts as tables, on the pages of a metric and on pages of their own.
(() => {
  const { t, either, label } = portal.text;
  const { el } = portal.dom;
  const { amount, number, regionName, regionLink, metricLink, metricName, figureLink, documentTitle, badge, day } = portal.format;
  const SIGNS = { ">=": "≥", "<=": "≤", "~": "≈" };
  const STATUS = { reached: "good", missed: "bad", open: "note", unknown: "soft" };

  const about = (core, metric) => [
    ...(metric ? [] : [{ title: t("metrics"), text: (row) => metricName(core.metrics[row.metric]), cell: (row) => metricLink(core.metrics[row.metric]) }]),
    { title: t("region"), text: (row) => regionName(core.regions[row.r]), cell: (row) => regionLink(core.regions[row.r]), sort: (row) => row.r },
  ];
  const unitOf = (core, row) => row.unit ?? core.metrics[row.metric].unit;
  const percent = (share) => (share === null || share === undefined ? "" : `${share > 0 ? "+" : ""}${number(Math.round(share * 1000) / 10)}%`);
  const signed = (value) => (value === null || value === undefined ? "—" : `${value > 0 ? "+" : ""}${number(value)}`);

  const judgedBy = (row) => `${SIGNS[row.comparator_used] ?? row.comparator_used ?? ""} ${either(row.comparator_source_zh, row.comparator_source_en)}`;

  /** What was judged first, then what has a value so far; the catalogue's metrics before others; later years first. */
  const byInterest = (core) => {
    const rank = (row) => ["missed", "reached", "open", "unknown"].indexOf(row.attainment_status) * 2 + (row.latest_value === null || row.latest_value === undefined ? 1 : 0);
    return (a, b) => rank(a) - rank(b) || core.metrics[b.metric].listed - core.metrics[a.metric].listed || (b.due_year ?? 0) - (a.due_year ?? 0) || a.metric - b.metric || a.r - b.r;
  };

  const statusName = (row) => either(row.attainment_status_zh, row.attainment_status_en);

  /** The outcome of the due year, or of an open target the latest value so far. */
  function outcome(core, row) {
    const [value, year, d, o] = row.actual_value === null || row.actual_value === undefined
      ? [row.latest_value, row.latest_year, row.latest_d, row.latest_o]
      : [row.actual_value, row.actual_year, row.actual_d, row.actual_o];
    if (value === null || value === undefined) return "—";
    return [figureLink(d, o, amount(value, unitOf(core, row), row.actual_comparator)), el("span", { class: "quiet small" }, ` ${year}`)];
  }

  /** The sentences of two figures, side by side, fetched when they are asked for. */
  function bothSentences(core, ...figures) {
    const place = el("div", { class: "both" });
    const draw = async () => {
      const parts = await Promise.all(figures.filter(([d]) => d !== null && d !== undefined).map(async ([d, o]) => {
        const { text, figures: said } = await portal.data.document(core.documents[d]);
        const figure = said.find((each) => each.o === o);
        const sentence = text === null || text === undefined ? [figure.sentence]
          : [text.slice(figure.ss, figure.ns), el("mark", {}, text.slice(figure.ns, figure.ne)), text.slice(figure.ne, figure.se)];
        return el("blockquote", { lang: "zh-CN" }, el("p", {}, sentence), el("footer", { class: "quiet small" }, figureLink(d, o, documentTitle(d))));
      }));
      place.replaceChildren(...parts);
    };
    return el("details", { class: "small", ontoggle: (event) => { if (event.target.open && !place.childNodes.length) draw(); } }, el("summary", {}, t("bothSentences")), place);
  }

  function targets(core, rows, metric) {
    return portal.table.table({
      caption: t("targetsAndActuals"), file: "targets", rows: [...rows].sort(byInterest(core)), stack: true, empty: t("noTargets"),
      columns: [
        ...about(core, metric),
        { title: t("dueYear"), text: (row) => row.due_year ?? "—", sort: (row) => row.due_year },
        { title: t("targetValue"), kind: "number", text: (row) => row.target_value, sort: (row) => row.target_value,
          cell: (row) => figureLink(row.target_d, row.target_o, amount(row.target_value, unitOf(core, row), row.target_comparator)) },
        { title: t("actualValue"), kind: "number", text: (row) => row.actual_value, sort: (row) => row.actual_value,
          cell: (row) => outcome(core, row) },
        { title: t("gap"), kind: "number computed minor", text: (row) => row.gap, sort: (row) => row.gap, cell: (row) => signed(row.gap) },
        { title: t("status"), text: (row) => statusName(row), cell: (row) => [badge(STATUS[row.attainment_status] ?? "soft", statusName(row)), row.attainment_status === "unknown" && el("div", { class: "quiet small" }, either(row.reason_zh, row.reason_en))] },
        { title: t("targetRule"), kind: "minor", text: (row) => judgedBy(row), cell: (row) => el("span", { class: "quiet small" }, judgedBy(row)) },
      ],
    });
  }

  function revisions(core, rows, metric) {
    return portal.table.table({
      caption: t("revisions"), file: "revisions", rows, stack: true, empty: t("noRevisions"),
      columns: [
        ...about(core, metric),
        { title: t("year"), text: (row) => row.year ?? "—", sort: (row) => row.year },
        { title: t("oldValue"), kind: "number", text: (row) => row.old_value, sort: (row) => row.old_value,
          cell: (row) => figureLink(row.old_d, row.old_o, amount(row.old_value, unitOf(core, row), row.old_comparator)) },
        { title: t("newValue"), kind: "number", text: (row) => row.new_value, sort: (row) => row.new_value,
          cell: (row) => figureLink(row.new_d, row.new_o, amount(row.new_value, unitOf(core, row), row.new_comparator)) },
        { title: t("difference"), kind: "number computed", text: (row) => row.difference, sort: (row) => row.difference,
          cell: (row) => [signed(row.difference), el("span", { class: "quiet small" }, ` ${percent(row.relative_difference)}`)] },
        { title: t("knownOn"), text: (row) => day(row.known_on), sort: (row) => row.known_on,
          cell: (row) => [day(row.known_on), el("div", { class: "quiet small" }, either(row.revision_type_zh, row.revision_type_en)), bothSentences(core, [row.old_d, row.old_o], [row.new_d, row.new_o])] },
      ],
    });
  }

  function conflicts(core, rows, metric) {
    return portal.table.table({
      caption: t("conflicts"), file: "conflicts", rows, stack: true, empty: t("noConflicts"),
      columns: [
        ...about(core, metric),
        { title: t("year"), text: (row) => row.year ?? "—", sort: (row) => row.year },
        { title: t("chosenValue"), kind: "number", text: (row) => row.chosen_value, sort: (row) => row.chosen_value,
          cell: (row) => figureLink(row.chosen_d, row.chosen_o, amount(row.chosen_value, unitOf(core, row), row.chosen_comparator)) },
        { title: t("otherValue"), kind: "number", text: (row) => row.other_value, sort: (row) => row.other_value,
          cell: (row) => figureLink(row.other_d, row.other_o, amount(row.other_value, unitOf(core, row), row.other_comparator)) },
        { title: t("difference"), kind: "number computed", text: (row) => row.difference, sort: (row) => row.difference,
          cell: (row) => [signed(row.difference), el("span", { class: "quiet small" }, ` ${percent(row.relative_difference)}`)] },
        { title: t("likelyReason"), text: (row) => either(row.likely_reason_zh, row.likely_reason_en), cell: (row) => [either(row.likely_reason_zh, row.likely_reason_en), row.chosen_because_zh && el("div", { class: "quiet small" }, `${t("because")}：${either(row.chosen_because_zh, row.chosen_because_en)}`),
          bothSentences(core, [row.chosen_d, row.chosen_o], [row.other_d, row.other_o])] },
      ],
    });
  }

  function contradictions(core, rows, metric) {
    return portal.table.table({
      caption: t("consistency"), file: "contradicted_changes", rows, stack: true, empty: t("noContradictions"),
      columns: [
        ...about(core, metric),
        { title: t("year"), text: (row) => row.year ?? "—", sort: (row) => row.year },
        { title: t("statedChange"), kind: "number", text: (row) => row.change_value, sort: (row) => row.change_value,
          cell: (row) => figureLink(row.change_d, row.change_o, `${signed(row.change_value)}${row.change_unit ?? ""}`) },
        { title: t("levelNow"), kind: "number", text: (row) => row.value_now, sort: (row) => row.value_now,
          cell: (row) => figureLink(row.level_d, row.level_o, amount(row.value_now, unitOf(core, row))) },
        { title: t("impliedBefore"), kind: "number computed minor", text: (row) => row.implied_before, sort: (row) => row.implied_before, cell: (row) => amount(row.implied_before, unitOf(core, row)) },
        { title: t("levelBefore"), kind: "number", text: (row) => row.value_before, sort: (row) => row.value_before,
          cell: (row) => [figureLink(row.before_d, row.before_o, amount(row.value_before, unitOf(core, row))), el("span", { class: "quiet small" }, ` ${row.base_year ?? ""}`)] },
        { title: t("verdict"), text: (row) => either(row.verdict_zh, row.verdict_en), cell: (row) => badge("bad", either(row.verdict_zh, row.verdict_en), either(row.reason_zh, row.reason_en)) },
      ],
    });
  }

  portal.events = { parts: { targets, revisions, conflicts, contradictions } };

  portal.pages.targets = async () => {
    const core = portal.data.core();
    const rows = await portal.data.table("targets");
    const counts = Object.keys(STATUS).map((status) => [status, rows.filter((row) => row.attainment_status === status).length]).filter(([, count]) => count);
    const place = el("div", {});
    const draw = (status) => place.replaceChildren(targets(core, status ? rows.filter((row) => row.attainment_status === status) : rows));
    const buttons = [["", rows.length], ...counts].map(([status, count]) => el("button", {
      type: "button", class: "chip", "aria-pressed": String(!status),
      onclick: (event) => { buttons.forEach((each) => each.setAttribute("aria-pressed", String(each === event.currentTarget))); draw(status); },
    }, `${status ? statusName(rows.find((row) => row.attainment_status === status)) : t("allFilter")} ${count}`));
    draw("");
    return { title: t("targets"), content: [el("h1", { tabindex: "-1" }, t("targetsTitle")), rows.length > 0 && el("div", { class: "chips" }, buttons), place] };
  };
})();
