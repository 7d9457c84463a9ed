// Charts: series over years by ECharts, and the small lines on cards. Every point leads to its figure.
(() => {
  const { t, label } = portal.text;
  const { el, svg } = portal.dom;
  const { amount, number, short, unitName, figureAddress } = portal.format;

  // Told apart by colour-blind readers and in grey print: the symbol and the dash differ too.
  const DOWN = "path://M0 0h10L5 9z";
  const SERIES = [
    { color: "#0b5fa5", symbol: "circle", dash: "solid" },
    { color: "#c2410c", symbol: "rect", dash: [7, 4] },
    { color: "#1b7f5c", symbol: "triangle", dash: [2, 3] },
    { color: "#7b4ea3", symbol: "roundRect", dash: [10, 3, 2, 3] },
    { color: "#a16a00", symbol: DOWN, dash: [4, 2] },
    { color: "#3f8298", symbol: "arrow", dash: [1, 2] },
  ];
  const INK = "#16262e";
  const MUTED = "#5a6a72";
  const FONT = getComputedStyle(document.documentElement).getPropertyValue("--sans") || "sans-serif";

  const available = () => Boolean(window.echarts);
  const style = (i) => SERIES[i % SERIES.length];

  function tip(point) {
    const { value, name, unit } = point;
    return el("div", { class: "chart-tip" },
      el("strong", {}, `${name} · ${value.y}`),
      el("span", { class: "chart-tip-value" }, amount(value.v, unit, value.c)),
      el("span", {}, value.k ? t("target") : t("actual"), value.s && value.s !== "A" ? ` · ${label("obs_status", value.s)}` : "", value.dr ? ` · ${t("derived")}` : ""),
      value.parts?.length && el("span", {}, portal.text.either(value.zh, value.en), value.parts.length > 1 ? `: ${value.parts.map(([, v]) => number(v)).join(" + ")}` : ""),
      value.n > 1 && el("span", {}, t("agreement", { a: value.a, n: value.n })));
  }

  /**
   * Series over years.
   * series: [{ name, unit, values: [{ y, v, k, c, s, n, a, d, o }] }]; targets are diamonds beside the line of actuals.
   */
  function trend(host, { name, series, unit }) {
    const points = series.flatMap((one, i) => one.values.map((value) => ({ value, name: one.name, unit, i })));
    const years = points.map((point) => point.value.y);
    const [first, last] = [Math.min(...years), Math.max(...years)];
    const axis = Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
    const narrow = host.clientWidth < 560;
    const item = (point, i) => ({
      value: [String(point.value.y), point.value.v],
      point,
      symbol: point.value.k ? "diamond" : style(i).symbol,
      symbolSize: point.value.k ? 13 : 9,
      itemStyle: point.value.k || point.value.dr || (point.value.s && point.value.s !== "A")
        ? { color: "#fff", borderColor: style(i).color, borderWidth: 2 } : { color: style(i).color },
    });
    const of = (i, k) => points.filter((point) => point.i === i && point.value.k === k).map((point) => item(point, i));
    const option = {
      animation: false,
      aria: { enabled: false },
      textStyle: { fontFamily: FONT, color: INK },
      grid: { left: 8, right: narrow ? 18 : 96, top: 34, bottom: 8, containLabel: true },
      xAxis: {
        type: "category", data: axis, boundaryGap: axis.length < 4,
        axisLine: { lineStyle: { color: "#9fb0b5" } }, axisTick: { show: false }, axisLabel: { color: MUTED, fontSize: 13, hideOverlap: true },
      },
      yAxis: {
        type: "value", scale: true, name: unitName(unit), nameTextStyle: { color: MUTED, align: "left", fontSize: 13 }, nameGap: 14,
        axisLabel: { color: MUTED, fontSize: 13, formatter: short }, splitLine: { lineStyle: { color: "#e6ebeb" } },
      },
      tooltip: {
        trigger: "item", appendTo: "body", className: "chart-tooltip", backgroundColor: "#fff", borderColor: "#c9d3d5", padding: 10,
        textStyle: { color: INK }, extraCssText: "box-shadow: 0 4px 14px rgba(16,40,48,.14)",
        formatter: (params) => (params.data?.point ? tip(params.data.point) : ""),
      },
      series: series.flatMap((one, i) => [
        {
          type: "line", name: one.name, data: of(i, 0), connectNulls: true, showSymbol: true, showAllSymbol: true,
          lineStyle: { color: style(i).color, width: 2.5, type: style(i).dash }, itemStyle: { color: style(i).color },
          emphasis: { scale: 1.6, focus: "series" }, cursor: "pointer",
          endLabel: { show: !narrow, silent: true, formatter: one.short ?? one.name, color: style(i).color, fontWeight: 600, fontSize: 13, distance: 10, textBorderColor: "#fff", textBorderWidth: 3 },
          labelLayout: { moveOverlap: "shiftY" },
        },
        { type: "scatter", name: one.name, data: of(i, 1), cursor: "pointer", emphasis: { scale: 1.5 } },
      ]),
    };
    const chart = window.echarts.init(host, null, { renderer: "svg" });
    chart.setOption(option);
    chart.on("click", (params) => {
      const value = params.data?.point?.value;
      const address = value && figureAddress(value.d, value.o);
      if (address) location.hash = address;
    });
    walk(host, chart, option, name, points.length);
    const observer = new ResizeObserver(() => {
      if (!host.isConnected) { observer.disconnect(); chart.dispose(); } else chart.resize();
    });
    observer.observe(host);
    return chart;
  }

  /** Arrow keys go through the points of a chart, Enter opens the one that is shown. */
  function walk(host, chart, option, name, count) {
    let [series, at] = [-1, 0];
    const lines = option.series.map((one) => one.data);
    const full = lines.map((line, i) => (line.length ? i : -1)).filter((i) => i >= 0);
    host.setAttribute("tabindex", "0");
    host.setAttribute("role", "application");
    host.setAttribute("aria-label", t("chartOf", { name, n: count, keys: t("trendKeys") }));
    const told = el("span", { class: "only-heard", "aria-live": "polite" });
    host.after(told);
    function show() {
      const { point } = lines[series][at];
      chart.dispatchAction({ type: "downplay" });
      chart.dispatchAction({ type: "highlight", seriesIndex: series, dataIndex: at });
      chart.dispatchAction({ type: "showTip", seriesIndex: series, dataIndex: at });
      told.textContent = `${point.name} ${point.value.y} ${amount(point.value.v, point.unit, point.value.c)}`;
    }
    host.addEventListener("keydown", (event) => {
      const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
      if (step && full.length) {
        event.preventDefault();
        if (series < 0) [series, at] = [full[0], lines[full[0]].length - 1];
        else if (step[0]) at = Math.min(Math.max(at + step[0], 0), lines[series].length - 1);
        else {
          const year = lines[series][at].point.value.y;
          series = full[(full.indexOf(series) + step[1] + full.length) % full.length];
          const distance = (each) => Math.abs(each.point.value.y - year);
          at = lines[series].reduce((best, each, i) => (distance(each) < distance(lines[series][best]) ? i : best), 0);
        }
        show();
      } else if (event.key === "Enter" && series >= 0) {
        const { value } = lines[series][at].point;
        location.hash = figureAddress(value.d, value.o) ?? location.hash;
      } else if (event.key === "Escape") chart.dispatchAction({ type: "hideTip" });
    });
    host.addEventListener("blur", () => chart.dispatchAction({ type: "hideTip" }));
  }

  /** A small line without axes, for cards; decoration only, the card says the value in words. */
  function spark(years, values, width = 220, height = 56) {
    const [lowest, highest] = [Math.min(...values), Math.max(...values)];
    const [first, last] = [years[0], years[years.length - 1]];
    const x = (year) => (last === first ? width / 2 : 5 + ((year - first) / (last - first)) * (width - 10));
    const y = (value) => (highest === lowest ? height / 2 : height - 7 - ((value - lowest) / (highest - lowest)) * (height - 14));
    const spots = years.map((year, i) => [x(year).toFixed(1), y(values[i]).toFixed(1)]);
    return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "spark", "aria-hidden": "true", preserveAspectRatio: "none" },
      svg("polyline", { points: spots.map((spot) => spot.join(",")).join(" "), class: "spark-line" }),
      spots.map(([cx, cy], i) => svg("circle", { cx, cy, r: i === spots.length - 1 ? 4 : 2.2, class: "spark-spot" })));
  }

  /** The sign of a series beside its name: the same shape, colour and dash as in the chart. */
  function swatch({ color, symbol, dash }) {
    const shape = {
      circle: () => svg("circle", { cx: 14, cy: 6, r: 4 }),
      rect: () => svg("rect", { x: 10.5, y: 2.5, width: 7, height: 7 }),
      triangle: () => svg("path", { d: "M14 1.5 18.5 10h-9z" }),
      roundRect: () => svg("rect", { x: 10, y: 2, width: 8, height: 8, rx: 2.5 }),
      [DOWN]: () => svg("path", { d: "M9.5 2h9L14 10.5z" }),
      arrow: () => svg("path", { d: "M14 1 18 11l-4-3-4 3z" }),
    }[symbol]();
    shape.setAttribute("fill", color);
    return svg("svg", { viewBox: "0 0 28 12", class: "swatch", "aria-hidden": "true" },
      svg("line", { x1: 0, y1: 6, x2: 28, y2: 6, stroke: color, "stroke-width": 2.2, "stroke-dasharray": Array.isArray(dash) ? dash.join(" ") : null }), shape);
  }

  portal.charts = { available, trend, spark, style, swatch };
})();
