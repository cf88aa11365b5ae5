// The units: paths that are made once per geometry, their colours and textures, marks on small units, and symbols.
import { SIZES, TEXTURES, lineOn, node } from "./style.js";

export const drawing = {
  create(geometry) {
    Object.assign(this, { country: geometry, painted: [], spoken: [], selected: -1, active: -1, focused: -1 });
    this.paths = geometry.codes.map((code, index) => node("path", { id: `unit-${index}`, role: "option", "data-code": code }));
    const probe = this.svg.appendChild(node("path", { visibility: "hidden" }));
    this.sizes = geometry.paths.map((path) => { // of the largest part: islands far apart are small as well
      probe.setAttribute("d", path.split(/(?=m)/i).reduce((one, other) => (other.length > one.length ? other : one)));
      const { width, height } = probe.getBBox();
      return Math.max(width, height);
    });
    probe.remove();
    this.one("#units").replaceChildren(...this.paths);
    const [x0, y0, x1, y1] = geometry.inset;
    this.inset.setAttribute("viewBox", [x0, y0, x1 - x0, y1 - y0]);
    this.one(".inset").hidden = x1 <= x0; // a map without an area of its own
    this.use(geometry);
    this.resize();
  },

  use(geometry) { // draws the same units with this geometry, country or near
    this.shown = geometry;
    this.paths.forEach((path, index) => path.setAttribute("d", geometry.paths[index]));
    for (const line of this.all(".county")) line.setAttribute("d", geometry.county_lines);
    this.texture();
    this.outline("selected", this.selected);
    this.outline("active", this.active);
  },

  colour() {
    const { classes, legend } = this.data;
    const lines = legend.map((entry) => lineOn(entry.colour));
    this.paths.forEach((path, index) => {
      const { colour } = legend[classes[index]];
      if (this.painted[index] !== colour) {
        path.setAttribute("fill", (this.painted[index] = colour));
        path.setAttribute("stroke", lines[classes[index]]);
      }
      path.dataset.class = classes[index];
      const spoken = this.textsOf(index).join(", ");
      if (this.spoken[index] !== spoken) path.setAttribute("aria-label", (this.spoken[index] = spoken));
    });
    this.texture();
    this.drawMarks();
    if (this.active >= 0) this.point(this.active);
  },

  textsOf(index) {
    const { labels, details, estimated, words } = this.data;
    return [this.country.names[index], labels[index], details[index], estimated.includes(index) && words.estimated, this.own.get(index)].filter(Boolean);
  },

  texture() { // one path for all units of a kind, over their plain colour
    const { classes, legend, estimated } = this.data;
    const beside = { estimated: (index) => estimated.includes(index), own: (index) => this.own.has(index) };
    for (const kind in TEXTURES) {
      const has = beside[kind] ?? ((index) => legend[classes[index]].kind === kind);
      const drawn = this.shown.paths.filter((_, index) => has(index)).join("");
      for (const path of this.all(`.textures .${kind}`)) if (path.getAttribute("d") !== drawn) path.setAttribute("d", drawn);
    }
  },

  drawMarks() { // dots are lines without length: they keep their size on the screen
    if (!this.view) return;
    const { points, codes, inset: [x0, y0, x1, y1] } = this.country;
    const inInset = ([x, y]) => !this.isZoomed() && x > x0 && x < x1 && y > y0 && y < y1;
    this.marked = [...points.keys()].filter((index) => this.sizes[index] < SIZES["small-unit"] * this.view.unitsPerPx && !inInset(points[index]));
    for (const [selector, shown] of [[".edge", this.marked], [".own", this.marked.filter((index) => this.own.has(index))]]) {
      this.one(`.marks ${selector}`).setAttribute("d", shown.map((index) => this.dot(index)).join(""));
    }
    this.one(".marks .dots").replaceChildren(...this.marked.map((index) =>
      node("path", { class: "dot", d: this.dot(index), stroke: this.painted[index] ?? "none", "data-mark": codes[index] })));
    this.drawSymbols();
    this.outline("selected", this.selected);
    this.outline("active", this.active);
  },

  drawSymbols() { // each with the unit it stands on and its size on this screen, for the pointer
    const { unitsPerPx } = this.view;
    const share = Math.min(1, Math.max(0.72, this.width / 620));
    this.symbols = this.data.symbols.map((symbol) => ({ ...symbol, index: this.country.codes.indexOf(symbol.code), size: symbol.size * share }));
    this.one(".symbols").replaceChildren(...this.symbols.flatMap(({ index, size, text }) => {
      const [x, y] = this.country.points[index];
      const label = node("text", { x, y, dy: ".35em", "font-size": 13 * share * unitsPerPx });
      label.textContent = text;
      return [node("path", { d: this.dot(index), class: "edge", "stroke-width": size + 3 }), node("path", { d: this.dot(index), "stroke-width": size }), label];
    }));
  },

  dot(index) { return `M${this.country.points[index]}h.01`; },
};
