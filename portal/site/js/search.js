// Finding metrics and regions by name, alias, definition or code; and the box that does it.
(() => {
  const { t, either, label } = portal.text;
  const { el } = portal.dom;
  const { metricName, regionName } = portal.format;
  const plain = (text) => (text ?? "").normalize("NFKC").toLowerCase();
  const OPTIONS = 8;

  let index = null;
  function indexed() {
    index ??= portal.data.core().metrics.map((metric) => ({
      metric,
      names: [plain(metric.zh), plain(metric.en)],
      aliases: (metric.alias ?? "").split("|").filter(Boolean),
      code: plain(metric.id).replaceAll("_", " "),
      definition: plain(metric.def),
      category: `${plain(metric.category_zh)} ${plain(metric.category_en)}`,
    }));
    return index;
  }

  function within(text, term) {
    if (!text) return 0;
    if (text === term) return 4;
    const at = text.indexOf(term);
    if (at < 0) return 0;
    return at === 0 ? 3 : text[at - 1] === " " ? 2 : 1;
  }

  /** How well a metric fits one term, and the alias by which it does. */
  function fit(entry, term) {
    const name = Math.max(...entry.names.map((text) => within(text, term)));
    if (name) return { score: 40 + name * 10 };
    let best = { score: 0 };
    for (const alias of entry.aliases) {
      const found = within(plain(alias), term);
      if (found && 25 + found * 9 > best.score) best = { score: 25 + found * 9, alias };
    }
    if (best.score) return best;
    if (within(entry.code, term)) return { score: 24 };
    if (entry.definition.includes(term)) return { score: 12, definition: true };
    if (entry.category.includes(term)) return { score: 8 };
    const characters = [...term];
    return { score: characters.length > 2 && characters.every((c) => entry.names[0].includes(c)) ? 4 : 0 };
  }

  /** Metrics that every term fits, best first; each with the alias or definition that was met. */
  function metrics(query) {
    const terms = plain(query).split(/\s+/).filter(Boolean);
    if (!terms.length) return [];
    const found = [];
    for (const entry of indexed()) {
      const fits = terms.map((term) => fit(entry, term));
      if (fits.some((each) => !each.score)) continue;
      const score = fits.reduce((sum, each) => sum + each.score, 0) / fits.length + Math.log2(1 + (entry.metric.n ?? 0)) + (entry.metric.listed ? 5 : 0);
      found.push({ metric: entry.metric, score, alias: fits.find((each) => each.alias)?.alias, definition: fits.some((each) => each.definition) });
    }
    return found.sort((a, b) => b.score - a.score);
  }

  function regions(query) {
    const term = plain(query).trim();
    if (!term) return [];
    return portal.data.core().regions.filter((region) => region.level !== "unknown" && (plain(region.full).includes(term) || region.code === term));
  }

  let boxes = 0;
  /** A combobox: choices while typing, arrow keys, Enter for the chosen one or for the page of all results. */
  function box({ placeholder = t("search"), id = `search-${(boxes += 1)}`, big = false } = {}) {
    let chosen = -1;
    let options = [];
    const list = el("ul", { id: `${id}-list`, role: "listbox", class: "options", hidden: true });
    const input = el("input", {
      id, type: "search", class: "search-input", placeholder, autocomplete: "off", spellcheck: "false", role: "combobox",
      "aria-label": t("search"), "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list",
    });

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function choose(next) {
      chosen = next;
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
      if (chosen >= 0) {
        input.setAttribute("aria-activedescendant", options[chosen].id);
        options[chosen].scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }
    const go = (address) => { close(); input.blur(); location.hash = address; };
    function option(address, name, note, kind) {
      const i = options.length;
      options.push(el("li", {
        id: `${id}-${i}`, role: "option", class: "option", "aria-selected": "false", "data-address": address,
        onmousedown: (event) => { event.preventDefault(); go(address); },
      }, el("span", { class: "option-name" }, name), el("span", { class: "option-note" }, note), el("span", { class: "option-kind" }, kind)));
    }
    function refresh() {
      options = [];
      for (const found of metrics(input.value).slice(0, OPTIONS)) {
        const { metric } = found;
        const note = found.alias ? `${t("alias")} ${found.alias}` : found.definition ? metric.def : either(metric.category_zh, metric.category_en);
        option(`#/metric/${encodeURIComponent(metric.id)}`, metricName(metric), note, metric.n ? String(metric.n) : "");
      }
      for (const region of regions(input.value).slice(0, 3)) option(`#/region/${encodeURIComponent(region.id)}`, regionName(region), label("region_level", region.level), "");
      list.replaceChildren(...options);
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(options.length > 0));
      choose(-1);
    }
    input.addEventListener("input", refresh);
    input.addEventListener("focus", () => { if (input.value) refresh(); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!options.length) return;
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose((chosen + step + options.length + (chosen < 0 && step < 0 ? 1 : 0)) % options.length);
      } else if (event.key === "Escape") close();
      else if (event.key === "Enter") {
        event.preventDefault();
        go(chosen >= 0 ? options[chosen].dataset.address : `#/metrics?q=${encodeURIComponent(input.value.trim())}`);
      }
    });
    return el("div", { class: big ? "search search-big" : "search", role: "search" }, input, list);
  }

  portal.search = { metrics, regions, box };
})();
