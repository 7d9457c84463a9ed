"use strict";
(() => {
  const sections = [...document.querySelectorAll(".document")];
  if (!sections.length) return;
  document.documentElement.classList.add("js");
  const chooser = document.querySelector(".chooser");
  const select = chooser.querySelector("select");
  const filters = document.querySelector(".filters");
  const form = filters.querySelector("form");
  const sheets = new Map();
  let sheet = null;

  // The elements of one document, gathered when it is first looked at. Mark i and record i are one mention.
  const open = (number) => {
    if (!sheets.has(number)) {
      const section = sections[number];
      const pieces = [...section.querySelectorAll(".block > *")];
      const records = [...section.querySelectorAll(".record")];
      const marks = new Array(records.length);
      for (const piece of pieces) {
        if (piece.classList.contains("mark")) {
          piece.tabIndex = -1;
          marks[indexOf(piece)] = piece;
        }
      }
      const words = records.map((record) => record.querySelector(".metric").textContent.toLowerCase()
        + " " + (record.querySelector(".metric .code").title || "").toLowerCase());
      sheets.set(number, {
        number, section, pieces, marks, records, words, current: -1, picked: -1, lit: [], masked: 0,
        order: pieces.filter((piece) => piece.classList.contains("mark")).map(indexOf),
      });
    }
    return sheets.get(number);
  };
  const indexOf = (element) => Number(element.id.replace(/^d\d+[mr]/, ""));

  const passes = () => {
    const data = new FormData(form);
    const status = new Set(data.getAll("status"));
    const kind = new Set(data.getAll("kind"));
    const words = data.get("metric").trim().toLowerCase().split(/\s+/).filter(Boolean);
    const least = Number(data.get("confidence"));
    const doubtful = data.has("doubtful");
    return (record, metric) => status.has(record.dataset.status) && kind.has(record.dataset.kind)
      && Number(record.dataset.confidence) >= least && (!doubtful || record.classList.contains("doubtful"))
      && words.every((word) => metric.includes(word));
  };

  const filter = () => {
    const pass = passes();
    let shown = 0;
    sheet.records.forEach((record, i) => {
      const visible = pass(record, sheet.words[i]);
      shown += visible;
      if (record.hidden === visible) {
        record.hidden = !visible;
        sheet.marks[i].classList.toggle("off", !visible);
      }
    });
    const total = sheet.records.length;
    const none = sheet.section.querySelector(".none[hidden], .none.filtered");
    if (none) {
      none.classList.add("filtered");
      none.hidden = shown > 0 || total === 0;
    }
    for (const output of document.querySelectorAll(".shown")) output.textContent = `${shown} / ${total}`;
    form.querySelector(".least").textContent = Number(form.elements.confidence.value).toFixed(2);
    document.documentElement.classList.toggle("all-origins", form.elements.origins.checked);
    if (sheet.current < 0 || sheet.records[sheet.current].hidden) stand(sheet.order.find((i) => !sheet.records[i].hidden) ?? -1);
  };

  // One mark and one record can be reached by Tab; the arrow keys move between them.
  const stand = (i) => {
    if (sheet.current >= 0) sheet.marks[sheet.current].tabIndex = sheet.records[sheet.current].tabIndex = -1;
    sheet.current = i;
    if (i >= 0) sheet.marks[i].tabIndex = sheet.records[i].tabIndex = 0;
  };

  const light = (i) => {
    for (const [element, name] of sheet.lit) element.classList.remove(name);
    sheet.lit = [];
    if (i < 0) return;
    for (const place of sheet.records[i].dataset.lit.split(" ").filter(Boolean)) {
      const [name, first, last] = place.split(":");
      for (let p = Number(first); p <= Number(last); p++) {
        sheet.pieces[p].classList.add(`from-${name}`);
        sheet.lit.push([sheet.pieces[p], `from-${name}`]);
      }
    }
  };

  const show = (element) => element.scrollIntoView({ block: "nearest" });
  const middle = (element) => {
    element.scrollIntoView({ block: "center" });
    // Blocks that were not laid out before are only now of their true height.
    if (sheet.section.classList.contains("large")) requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
  };

  const pick = (i, from) => {
    if (sheet.picked >= 0) {
      sheet.marks[sheet.picked].classList.remove("picked");
      sheet.records[sheet.picked].classList.remove("picked");
      sheet.records[sheet.picked].removeAttribute("aria-selected");
    }
    sheet.picked = i;
    stand(i);
    light(i);
    sheet.marks[i].classList.add("picked");
    sheet.records[i].classList.add("picked");
    sheet.records[i].setAttribute("aria-selected", "true");
    if (from !== "mark") middle(sheet.marks[i]);
    if (from !== "record") middle(sheet.records[i]);
    try {
      history.replaceState(null, "", `#d${sheet.number}r${i}`);
    } catch {
      // Some viewers of local files forbid it; the page works without.
    }
  };

  const turn = (number) => {
    sheet = open(number);
    sections.forEach((section, i) => section.classList.toggle("current", i === number));
    select.selectedIndex = number;
    filter();
  };

  const follow = () => {
    const found = /^#d(\d+)(?:([mr])(\d+))?$/.exec(location.hash);
    const number = found && Number(found[1]) < sections.length ? Number(found[1]) : 0;
    turn(number);
    if (found && found[2] && sheet.records[Number(found[3])]) pick(Number(found[3]));
  };

  const mentionOf = (target) => target instanceof Element ? target.closest(".mark:not(.off), .record") : null;

  document.addEventListener("click", (event) => {
    const origin = event.target.closest("button.origin");
    if (origin) {
      pick(indexOf(origin.closest(".record")), "record");
      middle(sheet.pieces[Number(origin.dataset.pieces.split(":")[0])]);
      return;
    }
    const masked = event.target.closest(".next-masked");
    if (masked) {
      const all = sheet.section.querySelectorAll(".masked");
      all[(sheet.masked + all.length - 1) % all.length].classList.remove("picked");
      const next = all[sheet.masked % all.length];
      next.classList.add("picked");
      middle(next);
      sheet.masked = (sheet.masked + 1) % all.length;
      return;
    }
    const step = event.target.closest(".step");
    if (step) {
      turn((sheet.number + Number(step.dataset.step) + sections.length) % sections.length);
      return;
    }
    if (event.target.closest(".mark.off")) event.preventDefault();
    const chosen = mentionOf(event.target);
    if (!chosen || (chosen.classList.contains("record") && String(getSelection()))) return;
    event.preventDefault();
    const isMark = chosen.classList.contains("mark");
    pick(indexOf(chosen), isMark ? "mark" : "record");
    if (event.detail === 0) (isMark ? sheet.records : sheet.marks)[sheet.picked].focus({ preventScroll: true });
  });

  document.addEventListener("keydown", (event) => {
    const chosen = mentionOf(event.target);
    if (!chosen || event.target.closest("button") || event.altKey || event.ctrlKey || event.metaKey) return;
    const isMark = chosen.classList.contains("mark");
    if (event.key === "Enter" && !isMark) {
      event.preventDefault();
      pick(indexOf(chosen), "record");
      sheet.marks[sheet.picked].focus({ preventScroll: true });
      return;
    }
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!by) return;
    event.preventDefault();
    const shown = sheet.order.filter((i) => !sheet.records[i].hidden);
    const at = shown.indexOf(indexOf(chosen));
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
    stand(next);
    const element = (isMark ? sheet.marks : sheet.records)[next];
    element.focus({ preventScroll: true });
    show(element);
  });

  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const chosen = mentionOf(event.target);
      light(chosen ? indexOf(chosen) : sheet.picked);
    });
  }

  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 40);
  };
  form.addEventListener("input", later);
  form.addEventListener("reset", later);
  form.addEventListener("submit", (event) => event.preventDefault());
  select.addEventListener("change", () => turn(select.selectedIndex));
  addEventListener("hashchange", follow);

  sections.forEach((section, i) => {
    const option = document.createElement("option");
    option.textContent = `${i + 1}/${sections.length}  ${section.querySelector("h2").textContent}`;
    select.append(option);
  });
  chooser.hidden = sections.length < 2;
  filters.hidden = false;
  filters.open = !matchMedia("(max-width: 900px)").matches;
  follow();
})();
