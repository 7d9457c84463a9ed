(() => {
  const { t } = portal.text;
  const { el } = portal.dom;

  portal.pages.changes = async () => {
    const core = portal.data.core();
    const [revisions, conflicts, changes] = await Promise.all(["revisions", "conflicts", "consistency"].map(portal.data.table));
    const contradicted = changes.filter((row) => row.verdict === "contradicted");
    return {
      title: t("changes"),
      content: [
        el("h1", { tabindex: "-1" }, t("changesTitle")),
        el("section", {}, el("h2", {}, t("conflicts"), el("span", { class: "quiet small" }, ` ${conflicts.length}`)), portal.events.parts.conflicts(core, conflicts)),
        el("section", {}, el("h2", {}, t("revisions"), el("span", { class: "quiet small" }, ` ${revisions.length}`)), portal.events.parts.revisions(core, revisions)),
        el("section", {}, el("h2", {}, t("consistency"), el("span", { class: "quiet small" }, ` ${contradicted.length}`)), el("p", { class: "quiet" }, t("consistencyText")),
          portal.events.parts.contradictions(core, contradicted)),
      ],
    };
  };
})();
