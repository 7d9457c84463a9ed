// The data: scripts that each hand over one value, loaded when they are first needed.
(() => {
  const arrived = new Map();
  const asked = new Map();
  window.portalData = (name, value) => arrived.set(name, value);

  /** Load `data/<name>.js` once and give its value. */
  function load(name) {
    if (!asked.has(name)) {
      asked.set(name, new Promise((resolve, reject) => {
        if (arrived.has(name)) return resolve(arrived.get(name));
        const script = document.createElement("script");
        script.src = `data/${name}.js`;
        script.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : reject(new Error(name)));
        script.onerror = () => { asked.delete(name); reject(new Error(`data/${name}.js`)); };
        document.head.append(script);
      }));
    }
    return asked.get(name);
  }

  /** Rows out of columns; a column that was left out is empty in every row, one of repeated texts holds each once. */
  function rows(columns) {
    const full = Object.entries(columns ?? {}).map(([name, column]) => [name, Array.isArray(column) ? column : column.at.map((at) => column.of[at])]);
    const count = full.length ? full[0][1].length : 0;
    return Array.from({ length: count }, (_, i) => Object.fromEntries(full.map(([name, column]) => [name, column[i]])));
  }

  function numbered(list) {
    list.forEach((row, i) => { row.at = i; });
    return list;
  }

  let core = null;
  portal.data = {
    load,
    rows,
    /** Metrics, regions, documents and bulletins, each row with its position `at`. */
    core() {
      if (!core) {
        const raw = arrived.get("core");
        if (!raw) throw new Error("data/core.js");
        core = { release: raw.release, meta: raw.meta, featured: raw.featured, labels: raw.labels, accuracy: raw.accuracy };
        for (const name of ["metrics", "regions", "documents", "bulletins", "successors"]) core[name] = numbered(rows(raw[name]));
        core.byId = Object.fromEntries(
          ["metrics", "regions", "documents"].map((name) => [name, new Map(core[name].map((row) => [row.id, row]))]),
        );
      }
      return core;
    },
    /** Values of a metric as reported, those that today's boundaries change, and all statements. */
    async metric(metric) {
      if (metric.chunk === null || metric.chunk === undefined) return { values: [], restated: [], statements: [] };
      const part = (await load(`values-${metric.chunk}`))[metric.at];
      return { values: rows(part.values), restated: rows(part.restated), statements: rows(part.statements) };
    },
    /** Text and figures of a document. */
    async document(document) {
      if (document.chunk === null || document.chunk === undefined) return { text: null, figures: [], failures: {} };
      const part = (await load(`texts-${document.chunk}`))[document.at];
      return { sha256: part.sha256, text: part.text, figures: rows(part.figures), failures: part.failures };
    },
    async table(name) {
      return rows(await load(name));
    },
  };
})();
