// A document with its figures marked, and beside it the record of the figure that was asked for.
(() => {
  const { t, either, label } = portal.text;
  const { el } = portal.dom;
  const { amount, number, regionName, regionLink, metricLink, figureLink, badge, day, documentTitle } = portal.format;

  /** The text as paragraphs; figures are links, the chosen one and its sentence are marked. */
  function marked(core, document, text, figures, chosen) {
    const starts = [...figures].filter((figure) => figure.ne <= text.length).sort((a, b) => a.ns - b.ns);
    const cuts = new Set([0, text.length]);
    if (chosen) cuts.add(chosen.ss).add(chosen.se);
    const body = el("div", { class: "bulletin-text", lang: "zh-CN" });
    let paragraph = el("p");
    let sentence = null;

    function write(node) { (sentence ?? paragraph).append(node); }
    function close() {
      if (paragraph.childNodes.length) body.append(paragraph);
      // Pages often indent by blanks of their own.
      if (/^\s/.test(paragraph.textContent)) paragraph.className = "indented";
      paragraph = el("p");
      if (sentence) paragraph.append((sentence = sentence.cloneNode(false)));
    }
    function plain(from, to) {
      text.slice(from, to).split(/\n+/).forEach((line, i) => {
        if (i) close();
        if (line) write(line);
      });
    }
    function run(from, to) {
      let at = from;
      for (const figure of starts) {
        if (figure.ns < at || figure.ne > to) continue;
        plain(at, figure.ns);
        const own = figure === chosen;
        write(el(own ? "mark" : "a", {
          class: `number${own ? " number-chosen" : ""}${figure.st === "quarantined" ? " number-bad" : ""}`, "data-ordinal": figure.o,
          ...(own ? { id: "chosen-number" } : { href: `#/figure/${document.id}/${figure.o}`, title: core.metrics[figure.metric].zh }),
        }, text.slice(figure.ns, figure.ne)));
        at = figure.ne;
      }
      plain(at, to);
    }
    if (chosen) {
      run(0, chosen.ss);
      sentence = el("span", { class: "sentence-chosen", "data-sentence": "" });
      paragraph.append(sentence);
      run(chosen.ss, chosen.se);
      sentence = null;
      run(chosen.se, text.length);
    } else run(0, text.length);
    close();
    return body;
  }

  function reading(core, figure) {
    const metric = core.metrics[figure.metric];
    return [regionName(core.regions[figure.r]), figure.y && (portal.text.english() ? figure.y : `${figure.y}年`), either(metric.zh, metric.en),
      figure.k && `（${t("target")}）`, figure.m !== "level" && `（${label("measure", figure.m)}）`].filter(Boolean).join(" ");
  }

  function record(core, document, bulletin, figure, failures, figures) {
    const metric = core.metrics[figure.metric];
    const period = figure.from && figure.to ? `${day(figure.from)} – ${day(figure.to)}` : null;
    const at = figures.indexOf(figure);
    const near = (step, label) => figures[at + step] && el("a", { class: "button button-plain", href: `#/figure/${document.id}/${figures[at + step].o}` }, label);
    const states = [
      figure.old ? badge("warn", label("superseded_reason", figure.old)) : badge(figure.st === "accepted" ? "good" : figure.st === "quarantined" ? "bad" : "warn", label("check_status", figure.st)),
      figure.obs && figure.obs !== "A" && badge("note", label("obs_status", figure.obs)),
      figure.review && badge("note", label("review_status", figure.review)),
      figure.other && badge("soft", t("otherSector")),
    ];
    return el("aside", { class: "record" },
      el("div", { class: "record-head" },
        el("p", { class: "eyebrow" }, t("plainRead")),
        el("h1", { tabindex: "-1" }, reading(core, figure)),
        el("p", { class: "record-value" }, amount(figure.v ?? figure.pv, figure.v === null || figure.v === undefined ? figure.pu : figure.u, figure.c)),
        el("p", { class: "record-states" }, states)),
      el("div", { class: "record-body" },
      failures.length > 0 && el("ul", { class: "failures" }, failures.map(([severity, why]) => el("li", { class: severity === "error" ? "failure-error" : "failure-warn" }, either(...split(why))))),
      portal.pages.facts([
        [t("metrics"), metricLink(metric)],
        [t("region"), regionLink(core.regions[figure.r])],
        [t("printed"), el("q", {}, `${figure.printed ?? ""}${figure.pu ?? ""}`)],
        [t("wording"), figure.wording],
        [t("period"), period],
        [t("confidence"), figure.sure === null || figure.sure === undefined ? null : number(figure.sure)],
        [t("inBulletin"), bulletin?.title || documentTitle(document.at)],
        [t("publisher"), document.publisher],
        [t("published"), (bulletin?.published ?? document.published) && day(bulletin?.published ?? document.published)],
        [t("link"), document.url && portal.dom.outside(document.url)],
        [t("file"), el("code", {}, document.source)],
        [t("rule"), figure.rule && el("code", {}, figure.rule)],
      ]),
      el("details", {}, el("summary", {}, t("cite")), el("p", { class: "cite" }, citation(core, document, bulletin, figure))),
      el("p", { class: "record-steps" }, near(-1, `← ${t("prev")}`), near(1, `${t("next")} →`))));
  }

  /** Reasons are written in Chinese and English, parted by a slash between blanks. */
  function split(reason) {
    const at = (reason ?? "").indexOf(" / ");
    return at < 0 ? [reason, reason] : [reason.slice(0, at), reason.slice(at + 3)];
  }

  function citation(core, document, bulletin, figure) {
    const parts = [document.publisher, `《${bulletin?.title || documentTitle(document.at)}》`, bulletin?.published ?? document.published ? day(bulletin?.published ?? document.published) : null,
      `${reading(core, figure)} ${amount(figure.v ?? figure.pv, figure.u ?? figure.pu, figure.c)}`, `${t("title")} ${core.release.id}`, `${document.id}/${figure.o}`];
    return parts.filter(Boolean).join(". ");
  }

  /** What comparing a stated change with the levels of two years gave. */
  async function verdict(core, document, figure) {
    if (figure.m === "level") return null;
    const found = (await portal.data.table("consistency")).find((row) => row.change_d === document.at && row.change_o === figure.o);
    if (!found) return null;
    return el("section", {}, el("h2", {}, t("consistency")),
      el("p", {}, badge({ confirmed: "good", contradicted: "bad" }[found.verdict] ?? "note", either(found.verdict_zh, found.verdict_en)), " ", either(found.reason_zh, found.reason_en)),
      el("p", {}, `${t("levelNow")} `, figureLink(found.level_d, found.level_o, amount(found.value_now, found.unit)), ` · ${t("impliedBefore")} ${amount(found.implied_before, found.unit)} · ${t("levelBefore")} `,
        figureLink(found.before_d, found.before_o, amount(found.value_before, found.unit))));
  }

  async function others(core, document, figure) {
    if (figure.m !== "level" || !figure.y) return null;
    const { statements } = await portal.data.metric(core.metrics[figure.metric]);
    const found = statements.filter((row) => row.r === figure.r && row.y === figure.y && row.k === figure.k && row.m === "level" && !(row.d === document.at && row.o === figure.o));
    if (!found.length) return null;
    return el("section", {}, el("h2", {}, t("sameFigure")), el("ul", { class: "bulletin-list" }, found.map((row) =>
      el("li", {}, figureLink(row.d, row.o, amount(row.v, row.u, row.c)), el("span", { class: "quiet small" }, ` ${documentTitle(row.d)}`), row.st === "quarantined" && badge("bad", label("check_status", row.st))))));
  }

  async function show(core, document, ordinal) {
    const { text, figures, failures } = await portal.data.document(document);
    const figure = ordinal === undefined ? null : figures.find((each) => each.o === Number(ordinal));
    if (ordinal !== undefined && !figure) return null;
    const bulletins = core.bulletins.filter((bulletin) => bulletin.d === document.at);
    const bulletin = bulletins.find((each) => each.number === figure?.b) ?? bulletins[0];
    const title = bulletin?.title || documentTitle(document.at);
    const body = text === null || text === undefined
      ? [el("p", { class: "notice" }, t("noText")), figure && el("blockquote", { class: "sentence-chosen", "data-sentence": "" }, figure.sentence)]
      : marked(core, document, text, figures, figure);
    const paper = el("article", { class: "paper" },
      el("header", { class: "paper-head" },
        el(figure ? "p" : "h1", { class: "paper-title", tabindex: figure ? null : "-1" }, title),
        el("p", { class: "quiet small" }, [document.publisher, document.published && day(document.published), t("nFigures", { n: figures.length })].filter(Boolean).join(" · ")),
        !document.current && el("p", { class: "notice" }, t("superseded"))),
      body);
    return {
      title: figure ? reading(core, figure) : title,
      wide: true,
      content: figure
        ? [el("p", { class: "trail" }, metricLink(core.metrics[figure.metric]), " › ", el("a", { href: `#/document/${document.id}` }, title)),
          el("div", { class: "figure-page" }, record(core, document, bulletin, figure, failures[figure.o] ?? [], figures), el("div", { class: "figure-text" }, paper, await verdict(core, document, figure), await others(core, document, figure)))]
        : [el("div", { class: "document-page" }, paper)],
      drawn: () => window.document.querySelector("[data-sentence]")?.scrollIntoView({ block: "center" }),
    };
  }

  portal.pages.figure = async ({ parts }) => {
    const core = portal.data.core();
    const document = core.byId.documents.get(parts[0]);
    return document && parts[1] !== undefined ? show(core, document, parts[1]) : null;
  };
  portal.pages.document = async ({ parts }) => {
    const core = portal.data.core();
    const document = core.byId.documents.get(parts[0]);
    return document ? show(core, document) : null;
  };
})();
