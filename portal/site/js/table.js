// Tables: sortable, shown a page at a time, and downloadable as CSV.
(() => {
  const { t } = portal.text;
  const { el } = portal.dom;
  const PAGE = 60;

  const classes = ({ kind }) => kind?.split(" ").map((each) => `cell-${each}`).join(" ");

  function csvOf(columns, rows) {
    const quoted = (value) => `"${String(value ?? "").replaceAll('"', '""')}"`;
    const lines = [columns.map((column) => quoted(column.title)).join(",")];
    for (const row of rows) lines.push(columns.map((column) => quoted(column.text(row))).join(","));
    return `\ufeff${lines.join("\r\n")}\r\n`;
  }

  function save(name, text) {
    const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" })), download: `${name}.csv` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /**
   * A table. With `stack` each row becomes a block of its own on narrow screens, the first column its heading.
   * columns: { title, text(row): plain text, cell(row): what is shown (default: text), sort(row): key (default: text),
   *            kind: of "number", "computed" (here or in a mart, so in no bulletin), "wide", "short",
   *            "minor" (left out on narrow screens), several parted by a blank }
   */
  function table({ caption, columns, rows, file, page = PAGE, empty = "—", stack = false }) {
    if (!rows.length) return el("p", { class: "quiet" }, empty);
    let order = null;
    let shown = Math.min(page, rows.length);
    const body = el("tbody");
    const more = el("button", { type: "button", class: "button button-plain", onclick: () => { shown = rows.length; draw(); } });
    const heads = columns.map((column, i) => {
      const head = el("th", { scope: "col", class: classes(column) },
        el("button", { type: "button", class: "sort", onclick: () => sort(i) }, column.title));
      return head;
    });

    function sort(i) {
      order = order && order.i === i ? { i, up: !order.up } : { i, up: true };
      heads.forEach((head, at) => {
        if (at === i) head.setAttribute("aria-sort", order.up ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      draw();
    }
    function ordered() {
      if (!order) return rows;
      const key = columns[order.i].sort ?? columns[order.i].text;
      const sign = order.up ? 1 : -1;
      return [...rows].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (x === y) return 0;
        if (x === null || x === undefined) return 1;
        if (y === null || y === undefined) return -1;
        return sign * (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "zh"));
      });
    }
    function draw() {
      body.replaceChildren(...ordered().slice(0, shown).map((row) => el("tr", {},
        columns.map((column) => el("td", { class: classes(column), "data-title": column.title },
          (column.cell ?? column.text)(row))))));
      more.hidden = shown >= rows.length;
      more.textContent = t("showAll", { n: rows.length });
    }
    draw();
    return el("div", { class: "table-block" },
      el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": caption },
        el("table", { class: stack && "stack" }, el("caption", {}, caption), el("thead", {}, el("tr", {}, heads)), body)),
      el("div", { class: "table-foot" }, more,
        file && el("button", { type: "button", class: "button button-plain", onclick: () => save(file, csvOf(columns, rows)) }, t("csv"))));
  }

  portal.table = { table, csvOf };
})();
