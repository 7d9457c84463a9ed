// The frame around the pages, and which page an address means.
(() => {
  const { t, turn, tag } = portal.text;
  const { el } = portal.dom;
  const SECTIONS = ["metrics", "bulletins", "targets", "changes", "coverage", "quality", "downloads"];
  const app = document.getElementById("app");
  let turnNumber = 0;

  function frame() {
    const { release, meta } = portal.data.core();
    document.documentElement.lang = tag();
    app.replaceChildren(
      el("a", { class: "skip", href: "#content", onclick: (event) => { event.preventDefault(); document.querySelector("h1")?.focus(); } }, t("skip")),
      el("header", { class: "site-head" }, el("div", { class: "site-head-inner" },
        el("a", { class: "brand", href: "#/" }, el("img", { src: "icon.svg", alt: "", width: "34", height: "34" }), el("span", {}, t("title"))),
        portal.search.box({ placeholder: t("searchShort"), id: "search-head" }),
        el("button", { type: "button", class: "language", lang: tag() === "en" ? "zh-CN" : "en", onclick: () => { turn(); frame(); show(false); } }, t("language")),
        el("nav", { class: "site-nav", "aria-label": t("menu") }, SECTIONS.map((name) => el("a", { href: `#/${name}`, "data-section": name }, t(name)))))),
      el("main", { id: "content" }),
      el("footer", { class: "site-foot" }, el("div", { class: "site-foot-inner" },
        el("p", {}, t("extracted")),
        el("p", { class: "quiet small" }, `${t("release")} ${release.id}${meta.newest_bulletin_on ? ` · ${t("newestBulletins")} ${String(meta.newest_bulletin_on).slice(0, 10)}` : ""}`))));
  }

  function address() {
    const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
    const [name, ...parts] = path.split("/");
    const decoded = (part) => { try { return decodeURIComponent(part); } catch { return part; } };
    return { name: name || "home", parts: parts.map(decoded), query: new URLSearchParams(query) };
  }

  function notFound() {
    return { title: t("notFound"), content: [el("h1", { tabindex: "-1" }, t("notFound")), el("p", { class: "lead" }, t("notFoundHint")), portal.search.box({ big: true, id: "search-lost" })] };
  }

  async function show(moved = true) {
    const mine = (turnNumber += 1);
    const { name, parts, query } = address();
    const main = document.getElementById("content");
    main.setAttribute("aria-busy", "true");
    let page;
    try {
      page = (Object.hasOwn(portal.routes, name) && (await portal.routes[name]({ parts, query }))) || notFound();
    } catch (error) {
      page = { title: "", content: [el("h1", { tabindex: "-1" }, t("loadFailed", { name: error.message }))] };
      console.error(error);
    }
    if (mine !== turnNumber) return;
    document.querySelectorAll(".chart-tooltip").forEach((each) => each.remove());
    document.title = page.title ? `${page.title} · ${t("title")}` : t("title");
    main.className = page.wide ? "wide" : "";
    document.body.dataset.page = name;
    main.replaceChildren(...[page.content].flat(Infinity).filter(Boolean));
    main.removeAttribute("aria-busy");
    document.querySelectorAll("[data-section]").forEach((link) => {
      if (link.dataset.section === name || (name === "metric" && link.dataset.section === "metrics") || (["figure", "document"].includes(name) && link.dataset.section === "bulletins")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    if (moved) {
      window.scrollTo(0, 0);
      main.querySelector("h1")?.focus({ preventScroll: true });
    }
    page.drawn?.();
    main.dataset.shown = location.hash || "#/";
  }

  portal.routes = Object.fromEntries(["home", "metric", "region", "figure", "document", ...SECTIONS].map((name) => [name, portal.pages[name]]));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      (document.getElementById("search-home") ?? document.getElementById("search-head")).focus();
    }
  });
  window.addEventListener("hashchange", () => show());
  frame();
  show();
})();
