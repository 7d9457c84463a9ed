(() => {
  const { t } = portal.text;
  const { el } = portal.dom;
  const { size, day } = portal.format;
  const KINDS = [["duckdb", /^[^/]+\.duckdb$/], ["sqlite", /^[^/]+\.(sqlite|db)$/], ["csv", /\.csv(\.gz|\.zip)?$/], ["parquet", /\.parquet$/], ["other", /^(?!portal\/|dbt_docs\/|quality\/|.*\.html$).*/]];

  const DOCUMENTS = [["connect.html", "connect"], ["data_dictionary.html", "dictionary"], ["dbt_docs/index.html", "lineage"], ["quality/index.html", "fullReport"]];

  const link = ([path, bytes]) => el("li", {}, el("a", { href: `../${path.split("/").map(encodeURIComponent).join("/")}`, download: true }, path), el("span", { class: "quiet small" }, ` ${size(bytes)}`));

  portal.pages.downloads = async () => {
    const { release } = portal.data.core();
    const left = [...release.files];
    const there = new Set(left.map(([path]) => path));
    const groups = KINDS.map(([kind, pattern]) => {
      const files = left.filter(([path]) => pattern.test(path));
      files.forEach((file) => left.splice(left.indexOf(file), 1));
      return [kind, files];
    }).filter(([, files]) => files.length);
    return {
      title: t("downloads"),
      content: [
        el("h1", { tabindex: "-1" }, t("downloadsTitle")),
        el("p", { class: "lead" }, t("downloadsText")),
        el("p", { class: "quiet" }, `${t("release")} ${release.id} · ${day(release.created_at)}`),
        el("div", { class: "downloads" }, groups.map(([kind, files]) => el("section", { class: "download" },
          el("h2", {}, kind === "other" ? t("f_other") : { duckdb: "DuckDB", sqlite: "SQLite", csv: "CSV", parquet: "Parquet" }[kind]),
          kind !== "other" && el("p", {}, t(`f_${kind}`)),
          files.length > 3
            ? el("details", {}, el("summary", {}, `${files.length} × .${kind === "other" ? "*" : kind} · ${size(files.reduce((sum, file) => sum + file[1], 0))}`), el("ul", { class: "files" }, files.map(link)))
            : el("ul", { class: "files" }, files.map(link))))),
        el("section", {}, el("h2", {}, t("documents")), el("ul", { class: "files" }, DOCUMENTS.filter(([path]) => there.has(path)).map(([path, key]) => el("li", {}, el("a", { href: `../${path}` }, t(key)))))),
        el("section", {}, el("h2", {}, t("citeTitle")), el("p", { class: "cite" }, `${t("title")}，${t("release")} ${release.id}，${day(release.created_at)}`)),
      ],
    };
  };
})();
