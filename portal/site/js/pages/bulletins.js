(() => {
  const { t, label } = portal.text;
  const { el } = portal.dom;
  const { regionName, regionLink, number, day, documentTitle } = portal.format;

  portal.pages.bulletinTable = (core, rows) => portal.table.table({
    caption: t("bulletins"), file: "bulletins", rows,
    columns: [
      { title: t("name"), kind: "wide", text: (row) => row.title || documentTitle(row.d), cell: (row) => el("a", { href: `#/document/${core.documents[row.d].id}` }, row.title || documentTitle(row.d)) },
      { title: t("region"), text: (row) => regionName(core.regions[row.r]), cell: (row) => regionLink(core.regions[row.r]), sort: (row) => row.r },
      { title: t("year"), text: (row) => row.y ?? "—", sort: (row) => row.y },
      { title: t("genre"), kind: "minor", text: (row) => label("genre", row.genre) },
      { title: t("published"), kind: "minor", text: (row) => day(row.published), sort: (row) => row.published },
      { title: t("figures"), kind: "number", text: (row) => row.n, sort: (row) => row.n, cell: (row) => number(row.n) },
    ],
  });

  portal.pages.bulletins = async () => {
    const core = portal.data.core();
    const input = el("input", { type: "search", class: "search-input", placeholder: t("searchShort"), "aria-label": t("searchButton") });
    const place = el("div", {});
    const draw = () => {
      const term = input.value.trim();
      place.replaceChildren(portal.pages.bulletinTable(core, core.bulletins.filter((row) => !term || `${row.title} ${core.regions[row.r].full} ${row.y}`.includes(term))));
    };
    input.addEventListener("input", draw);
    draw();
    return { title: t("bulletins"), content: [el("h1", { tabindex: "-1" }, t("bulletins"), el("span", { class: "quiet small" }, ` ${core.bulletins.length}`)), el("div", { class: "filters" }, input), place] };
  };
})();
