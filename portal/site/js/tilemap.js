// Provinces as tiles, each of the same size and roughly where it lies. It shows no boundaries.
(() => {
  const { t } = portal.text;
  const { el } = portal.dom;
  const { amount, short, figureAddress } = portal.format;

  // first two digits of the region code: [name, column, row]
  const TILES = {
    65: ["新疆", 1, 2], 62: ["甘肃", 3, 3], 15: ["内蒙古", 5, 2], 23: ["黑龙江", 9, 1], 22: ["吉林", 9, 2], 21: ["辽宁", 8, 2],
    11: ["北京", 7, 2], 12: ["天津", 7, 3], 13: ["河北", 6, 3], 14: ["山西", 5, 3], 64: ["宁夏", 4, 3], 37: ["山东", 8, 3],
    63: ["青海", 2, 4], 61: ["陕西", 4, 4], 41: ["河南", 5, 4], 34: ["安徽", 6, 4], 32: ["江苏", 7, 4], 31: ["上海", 8, 4],
    54: ["西藏", 2, 5], 51: ["四川", 3, 5], 50: ["重庆", 4, 5], 42: ["湖北", 5, 5], 36: ["江西", 6, 5], 33: ["浙江", 7, 5],
    53: ["云南", 3, 6], 52: ["贵州", 4, 6], 43: ["湖南", 5, 6], 35: ["福建", 7, 6], 71: ["台湾", 8, 7], 45: ["广西", 4, 7],
    44: ["广东", 6, 7], 81: ["香港", 7, 8], 82: ["澳门", 6, 8], 46: ["海南", 4, 8],
  };
  const STEPS = 5;

  /** values: one value per province region { region, v, y, c, d, o }; darker is more. */
  function tilemap({ caption, values, unit }) {
    const byCode = new Map(values.map((value) => [value.region.code.slice(0, 2), value]));
    const numbers = [...new Set(values.map((value) => value.v))].sort((a, b) => a - b);
    // Equal counts per shade, so that one far value does not turn all others pale.
    const shade = (v) => (numbers.length === 1 ? 2 : Math.min(STEPS - 1, Math.floor((numbers.indexOf(v) / (numbers.length - 1)) * (STEPS - 0.01))));
    const tiles = Object.entries(TILES).map(([code, [name, column, row]]) => {
      const value = byCode.get(code);
      const place = { gridColumn: String(column), gridRow: String(row) };
      if (!value) return el("span", { class: "tile tile-none", style: place }, el("span", { class: "tile-name" }, name));
      return el("a", {
        href: figureAddress(value.d, value.o), class: `tile shade-${shade(value.v)}`, style: place,
        "aria-label": `${value.region.name} ${value.y} ${amount(value.v, unit, value.c)}`, title: `${value.region.name} ${value.y}: ${amount(value.v, unit, value.c)}`,
      }, el("span", { class: "tile-name" }, name), el("span", { class: "tile-value" }, short(value.v)));
    });
    return el("figure", { class: "tilemap" }, el("div", { class: "tiles", role: "group", "aria-label": caption }, tiles),
      el("figcaption", {}, t("tileNote")));
  }

  portal.tilemap = { tilemap };
})();
