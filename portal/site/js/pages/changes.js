(() => {
  const { t } = portal.text;
  const { el } = portal.dom;

  portal.pages.changes = async () => {
    const core = portal.data.core();
    const [revisions, conflicts] = await Promise.all([portal.data.table("revisions"), portal.data.table("conflicts")]);
    return {
      title: t("changes"),
      content: [
        el("h1", { tabindex: "-1" }, t("changesTitle")),
        el("section", {}, el("h2", {}, t("conflicts"), el("span", { class: "quiet small" }, ` ${conflicts.length}`)), portal.events.parts.conflicts(core, conflicts)),
        el("section", {}, el("h2", {}, t("revisions"), el("span", { class: "quiet small" }, ` ${revisions.length}`)), portal.events.parts.revisions(core, revisions)),
      ],
    };
  };
})();
