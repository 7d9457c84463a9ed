// Building the page. Text only ever comes in as text nodes and attributes by name: nothing a bulletin holds is markup.
(() => {
  const SVG = "http://www.w3.org/2000/svg";

  function fill(element, properties, children) {
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name === "style") Object.assign(element.style, value);
      else if (name === "value") element.value = value;
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  portal.dom = {
    el: (tag, properties, ...children) => fill(document.createElement(tag), properties, children),
    svg: (tag, properties, ...children) => fill(document.createElementNS(SVG, tag), properties, children),
    /** A link to a web page that a bulletin names; anything but http(s) is shown as text. */
    outside(address) {
      return /^https?:\/\//i.test(address)
        ? portal.dom.el("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, address)
        : address;
    },
  };
})();
