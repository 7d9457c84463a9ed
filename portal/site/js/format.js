// Numbers, names and marks as people read them.
(() => {
  const { t, either, label } = portal.text;
  const { el } = portal.dom;
  const BOUNDS = { ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ " };

  function number(value) {
    if (value === null || value === undefined) return "—";
    const size = Math.abs(value);
    return new Intl.NumberFormat("en-US", { maximumFractionDigits: size >= 1000 ? 1 : size >= 1 ? 3 : 6 }).format(value);
  }

  /** A number in little room: large ones in 万 and 亿, or thousands and millions. */
  function short(value) {
    const size = Math.abs(value);
    const steps = portal.text.english() ? [[1e9, "bn"], [1e6, "m"], [1e4, "k", 1e3]] : [[1e8, "亿"], [1e4, "万"]];
    for (const [from, sign, by = from] of steps) if (size >= from) return `${number(Number((value / by).toPrecision(4)))}${sign}`;
    return number(value);
  }

  // Units that readers of English would not know; all others are shown as they are.
  const UNITS = {
    "/10万": "per 100,000", "/万": "per 10,000", 岁: "years", 人: "people", 人次: "visits", 张: "beds", 元: "yuan", 万元: "10,000 yuan", 亿元: "100 million yuan",
    例: "cases", 天: "days", 日: "days", 次: "times", 户: "households", 所: "facilities", 家: "facilities", 个: "", 辆: "vehicles", 对: "couples", 份: "copies",
  };
  const unitName = (unit) => (portal.text.english() && unit in UNITS ? UNITS[unit] : unit ?? "");

  /** A number with a bound before it and its unit behind it. */
  function amount(value, unit, comparator, written = number) {
    if (value === null || value === undefined) return "—";
    const shown = unitName(unit);
    return `${BOUNDS[comparator] ?? ""}${written(value)}${!shown || /^[%‰/]/.test(shown) ? "" : "\u00a0"}${shown}`;
  }

  const metricName = (metric) => either(metric.zh, metric.en);
  const regionName = (region) => (region ? (portal.text.english() && region.level === "country" ? t("wholeCountry") : region.full || region.name) : "—");
  const shortRegion = (region) => (region ? (portal.text.english() && region.level === "country" ? t("wholeCountry") : region.name) : "—");
  /** What a document is called: by itself, by its first bulletin, or by its file. */
  function documentTitle(d) {
    const core = portal.data.core();
    const document = core.documents[d];
    return document.title || core.bulletins.find((bulletin) => bulletin.d === d && bulletin.title)?.title || document.source.split("/").pop();
  }
  const figureAddress = (d, o) =>
    d === null || d === undefined ? null : `#/figure/${portal.data.core().documents[d].id}/${o}`;

  /** A number that leads to its sentence; plain where its document is not in the release. */
  function figureLink(d, o, label, properties = {}) {
    const href = figureAddress(d, o);
    return href ? el("a", { href, class: "figure-link", ...properties }, label) : el("span", properties, label);
  }

  const metricLink = (metric) => el("a", { href: `#/metric/${encodeURIComponent(metric.id)}` }, metricName(metric));
  const regionLink = (region, name = regionName) =>
    region && region.level !== "unknown" ? el("a", { href: `#/region/${encodeURIComponent(region.id)}` }, name(region)) : name(region);

  const badge = (kind, label, title) => el("span", { class: `badge badge-${kind}`, title }, label);

  /** What a reader must know of a value before relying on it. */
  function marks(value) {
    const found = [];
    if (value.s && value.s !== "A") found.push(badge("note", label("obs_status", value.s)));
    if (value.dr) found.push(badge("note", t("derived")));
    if (value.cf) found.push(badge("warn", t("conflicting")));
    if (value.st === "warned") found.push(badge("warn", label("check_status", "warned")));
    return found;
  }

  function size(bytes) {
    if (bytes < 1024) return `${bytes} B`;
    return bytes < 1048576 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
  }

  portal.format = {
    documentTitle, unitName, number, short, amount, metricName, regionName, shortRegion, figureAddress, figureLink, metricLink, regionLink, badge, marks, size,
    day: (date) => (date ? String(date).slice(0, 10) : "—"),
  };
})();
