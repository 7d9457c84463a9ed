// Targets, revisions and conflicts as tables, on the pages of a metric and on pages of their own.
(() => {
  const { t } = portal.text;
  const { el } = portal.dom;
  const { amount, number, regionName, regionLink, metricLink, metricName, figureLink, badge, day } = portal.format;
  const STATUS = { reached: "good", missed: "bad", open: "note", unknown: "soft" };

  const about = (core, metric) => [
    ...(metric ? [] : [{ title: t("metrics"), text: (row) => metricName(core.metrics[row.metric]), cell: (row) => metricLink(core.metrics[row.metric]) }]),
    { title: t("region"), text: (row) => regionName(core.regions[row.r]), cell: (row) => regionLink(core.regions[row.r]), sort: (row) => row.r },
  ];
  const unitOf = (core, row) => row.unit ?? core.metrics[row.metric].unit;
  const percent = (share) => (share === null || share === undefined ? "" : `${share > 0 ? "+" : ""}${number(share * 100)}%`);
  const signed = (value) => (value === null || value === undefined ? "—" : `${value > 0 ? "+" : ""}${number(value)}`);
  const reason = (code) => (code ? t(portal.text.has(`${code}_reason`) ? `${code}_reason` : code) : "");

  function targets(core, rows, metric) {
    return portal.table.table({
      caption: t("targetsAndActuals"), file: "targets", rows, empty: t("noTargets"),
      columns: [
        ...about(core, metric),
        { title: t("dueYear"), text: (row) => row.due_year ?? "—", sort: (row) => row.due_year },
        { title: t("targetValue"), kind: "number", text: (row) => row.target_value, sort: (row) => row.target_value,
          cell: (row) => figureLink(row.target_d, row.target_o, amount(row.target_value, unitOf(core, row), row.target_comparator)) },
        { title: t("actualValue"), kind: "number", text: (row) => row.actual_value, sort: (row) => row.actual_value,
          cell: (row) => (row.actual_value === null || row.actual_value === undefined ? "—" : [figureLink(row.actual_d, row.actual_o, amount(row.actual_value, unitOf(core, row))), el("span", { class: "quiet small" }, ` ${row.actual_year}`)]) },
        { title: t("gap"), kind: "number minor", text: (row) => row.gap, sort: (row) => row.gap, cell: (row) => signed(row.gap) },
        { title: t("status"), text: (row) => t(row.attainment_status), cell: (row) => badge(STATUS[row.attainment_status] ?? "soft", t(row.attainment_status)) },
      ],
    });
  }

  function revisions(core, rows, metric) {
    return portal.table.table({
      caption: t("revisions"), file: "revisions", rows, empty: t("noRevisions"),
      columns: [
        ...about(core, metric),
        { title: t("year"), text: (row) => row.year ?? "—", sort: (row) => row.year },
        { title: t("oldValue"), kind: "number", text: (row) => row.old_value, sort: (row) => row.old_value,
          cell: (row) => figureLink(row.old_d, row.old_o, amount(row.old_value, unitOf(core, row))) },
        { title: t("newValue"), kind: "number", text: (row) => row.new_value, sort: (row) => row.new_value,
          cell: (row) => figureLink(row.new_d, row.new_o, amount(row.new_value, unitOf(core, row))) },
        { title: t("difference"), kind: "number", text: (row) => row.difference, sort: (row) => row.difference,
          cell: (row) => [signed(row.difference), el("span", { class: "quiet small" }, ` ${percent(row.relative_difference)}`)] },
        { title: t("knownOn"), text: (row) => day(row.known_on), sort: (row) => row.known_on },
      ],
    });
  }

  function conflicts(core, rows, metric) {
    return portal.table.table({
      caption: t("conflicts"), file: "conflicts", rows, empty: t("noConflicts"),
      columns: [
        ...about(core, metric),
        { title: t("year"), text: (row) => row.year ?? "—", sort: (row) => row.year },
        { title: t("chosenValue"), kind: "number", text: (row) => row.chosen_value, sort: (row) => row.chosen_value,
          cell: (row) => figureLink(row.chosen_d, row.chosen_o, amount(row.chosen_value, unitOf(core, row))) },
        { title: t("otherValue"), kind: "number", text: (row) => row.other_value, sort: (row) => row.other_value,
          cell: (row) => figureLink(row.other_d, row.other_o, amount(row.other_value, unitOf(core, row))) },
        { title: t("difference"), kind: "number", text: (row) => row.difference, sort: (row) => row.difference,
          cell: (row) => [signed(row.difference), el("span", { class: "quiet small" }, ` ${percent(row.relative_difference)}`)] },
        { title: t("likelyReason"), text: (row) => reason(row.likely_reason) },
      ],
    });
  }

  portal.events = { parts: { targets, revisions, conflicts } };

  portal.pages.targets = async () => {
    const core = portal.data.core();
    const rows = await portal.data.table("targets");
    const counts = Object.keys(STATUS).map((status) => [status, rows.filter((row) => row.attainment_status === status).length]);
    const place = el("div", {});
    const draw = (status) => place.replaceChildren(targets(core, status ? rows.filter((row) => row.attainment_status === status) : rows));
    const buttons = [["", rows.length], ...counts].map(([status, count]) => el("button", {
      type: "button", class: "chip", "aria-pressed": String(!status),
      onclick: (event) => { buttons.forEach((each) => each.setAttribute("aria-pressed", String(each === event.currentTarget))); draw(status); },
    }, `${t(status || "allFilter")} ${count}`));
    draw("");
    return { title: t("targets"), content: [el("h1", { tabindex: "-1" }, t("targetsTitle")), rows.length > 0 && el("div", { class: "chips" }, buttons), place] };
  };
})();
