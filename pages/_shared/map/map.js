// The interactive map. Paths are made once per geometry; a rerun changes colours and texts only.
// `beside` has the HTML and the CSS that lie beside this file; component_code.py puts it before this text.
// Units are arrays in the geometry's order: an object would list its key "4216" before "0301".
const SMALL_PX = 6; // a unit whose largest part is drawn smaller than this gets a round mark
const REACH_PX = 8; // how far from a mark the pointer may be
const DRAG_PX = 4; // a pointer that moved less has clicked
const NEAR = 0.45; // the finer geometry is used below this share of the country's scale
const DARK = "#16222c";
const OWN = "#8a1c6b"; // of rows that the reader has added
const TEXTURES = {
  not_loaded: ["rotate(-45)", '<path d="M3 0v6" stroke="#6b7680" stroke-width="1.3"/>'],
  too_few: ["", '<circle cx="3" cy="3" r="1.1" fill="#4c5862"/>'],
  estimated: ["rotate(45)", `<path d="M2 0v6" stroke="#fff" stroke-width="1.6"/><path d="M3.3 0v6" stroke="${DARK}" stroke-width="1.2"/>`],
  own: ["", `<path d="M0 .6h6M0 3.6h6" stroke="#fff" stroke-width=".9"/><path d="M0 1.7h6M0 4.7h6" stroke="${OWN}" stroke-width="1.3"/>`],
};
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const geometries = (window.europaprofilGeometries ??= new Map()); // outlives this module and every page of the app
const maps = new WeakMap();

function geometryFrom(url) {
  if (!geometries.has(url)) {
    const coming = fetch(url).then((answer) => {
      const type = answer.headers.get("content-type") ?? "";
      if (!answer.ok || !type.includes("json")) throw new Error(`${url}: ${answer.status} ${type}`);
      return answer.json();
    });
    coming.catch(() => geometries.delete(url));
    geometries.set(url, coming);
  }
  return geometries.get(url);
}

function hashOf(codes) { // FNV-1a, as hash_of in component.py
  let value = 0x811c9dc5;
  for (const letter of codes.join(",")) value = Math.imul(value ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, "0");
}

function lineOn(colour) { // dark lines round pale units and pale round dark ones, so that equal neighbours stay apart
  const [red, green, blue] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.2 ? "#3d4a55" : "#e9eef2";
}

function node(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

class TerritoryMap {
  constructor(root) {
    root.innerHTML = `<style>${beside["map.css"]}</style>${beside["map.html"]}`;
    this.one = (selector) => root.querySelector(selector);
    this.all = (selector) => [...root.querySelectorAll(selector)];
    [this.frame, this.stage, this.svg, this.inset] = [".frame", ".stage", ".map", ".inset svg"].map(this.one);
    for (const [svg, prefix] of [[this.svg, "map"], [this.inset, "inset"]]) {
      for (const [kind, [turn, drawing]] of Object.entries(TEXTURES)) {
        for (const name of svg === this.svg ? [prefix, "legend"] : [prefix]) {
          const pattern = { id: `${name}-${kind}`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: turn };
          svg.querySelector("defs").appendChild(node("pattern", pattern)).innerHTML = drawing;
        }
        svg.querySelector(".textures").append(node("path", { class: kind, fill: `url(#${prefix}-${kind})` }));
      }
      svg.addEventListener("pointermove", (event) => this.pointerMoves(event));
      svg.addEventListener("pointerleave", () => this.point(-1));
      svg.addEventListener("click", (event) => this.pointerClicks(event));
      svg.addEventListener("dblclick", (event) => this.zoomToCounty(this.unitAt(event)));
    }
    const on = (type, does, options) => this.svg.addEventListener(type, does, options);
    on("pointerdown", (event) => Object.assign(this, { dragged: false, drag: { x: event.clientX, y: event.clientY, view: this.view } }));
    on("pointerup", () => this.dragEnds());
    on("pointercancel", () => this.dragEnds());
    on("wheel", (event) => this.wheelTurns(event), { passive: false });
    on("keydown", (event) => this.keyGoesDown(event));
    on("focus", () => this.byKeyboard() && this.focusUnit(Math.max(0, this.focused < 0 ? this.selected : this.focused)));
    on("blur", () => this.point(-1));
    const doing = { zoom_in: () => this.zoomIn(), zoom_out: () => this.scale(1.9), whole_country: () => this.moveTo(this.home) };
    for (const button of this.all("[data-word]")) button.addEventListener("click", doing[button.dataset.word]);
    this.pressed = (event) => this.preview(event.target);
    document.addEventListener("click", this.pressed, true); // before the page acts on it
    this.watch = new ResizeObserver(() => this.country && this.resize());
    this.watch.observe(this.stage);
  }

  // --- what the page sends

  async update(data, send) {
    if (data.geometry_url !== this.data?.geometry_url) this.tell("loading", data.words.loading);
    Object.assign(this, { given: data, data, send, own: new Map(data.own) });
    this.frame.style.setProperty("--height", `${data.height}px`);
    const geometry = await geometryFrom(data.geometry_url).catch(() => null);
    if (this.given !== data) return; // overtaken by the next run
    if (!geometry) return this.tell("failed", data.words.not_fetched);
    if (!this.fits(geometry)) return this.tell("failed", data.words.mismatch);
    if (geometry !== this.country) this.create(geometry);
    this.writeTexts();
    this.colour();
    this.drawBoxes();
    this.select(geometry.codes.indexOf(data.selected));
    this.tell("ready", "");
    this.beginAt(data.focus);
    Object.assign(this.svg.dataset, { ready: "true", units: this.paths.length });
  }

  preview(pressed) { // shows the colours of the option that is pressed; its numbers and texts come with the next run
    const { previewed_by: key, previews } = this.given ?? {};
    const option = key && pressed.closest(`.st-key-${key} [role=radio]`);
    if (!option || option.ariaChecked === "true" || !this.country) return;
    const view = previews[[...option.parentElement.children].indexOf(option)];
    if (view?.classes.length !== this.paths.length) return;
    this.data = { ...this.given, ...view, labels: [], details: [] };
    this.writeTexts();
    this.colour();
  }

  leave() {
    this.watch.disconnect();
    document.removeEventListener("click", this.pressed, true);
  }

  fits(geometry) { return geometry.paths.length === this.data.classes.length && hashOf(geometry.codes) === this.data.codes; }

  tell(state, text) {
    this.frame.dataset.state = state;
    this.one(".message").textContent = text;
    if (state !== "ready") delete this.svg.dataset.ready;
  }

  writeTexts() {
    const { words, legend, legend_title, title, summary, attribution, estimated } = this.data;
    const texts = JSON.stringify([words, legend, legend_title, title, summary, attribution, estimated.length > 0, this.own.size > 0]);
    if (texts === this.texts) return;
    this.texts = texts;
    this.svg.setAttribute("aria-label", title);
    const places = { "#summary": summary, "#keys": words.keys, ".attribution": attribution, figcaption: words.inset, ".legend p": legend_title };
    for (const [selector, text] of Object.entries(places)) this.one(selector).textContent = text;
    for (const button of this.all("[data-word]")) button.title = button.ariaLabel = words[button.dataset.word];
    const { colour: ground } = legend[Math.min(1, legend.length - 1)];
    const hatched = { estimated: estimated.length, own: this.own.size };
    const shown = [...legend, ...Object.keys(hatched).filter((kind) => hatched[kind]).map((kind) => ({ label: words[kind], colour: ground, kind }))];
    this.one(".legend ul").replaceChildren(...shown.map(({ label, colour, kind }) => {
      const [line, swatch] = [document.createElement("li"), node("svg", { "aria-hidden": "true" })];
      for (const fill of [colour, kind in TEXTURES ? `url(#legend-${kind})` : "none"]) {
        swatch.append(node("rect", { x: 0.5, y: 0.5, width: 23, height: 14, fill, stroke: DARK }));
      }
      line.className = kind;
      line.append(swatch, label);
      return line;
    }));
  }

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
  }

  use(geometry) { // draws the same units with this geometry, country or near
    this.shown = geometry;
    this.paths.forEach((path, index) => path.setAttribute("d", geometry.paths[index]));
    for (const line of this.all(".county")) line.setAttribute("d", geometry.county_lines);
    this.texture();
    this.outline("selected", this.selected);
    this.outline("active", this.active);
  }

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
  }

  textsOf(index) {
    const { labels, details, estimated, words } = this.data;
    return [this.country.names[index], labels[index], details[index], estimated.includes(index) && words.estimated, this.own.get(index)].filter(Boolean);
  }

  texture() { // one path for all units of a kind, over their plain colour
    const { classes, legend, estimated } = this.data;
    const beside = { estimated: (index) => estimated.includes(index), own: (index) => this.own.has(index) };
    for (const kind in TEXTURES) {
      const has = beside[kind] ?? ((index) => legend[classes[index]].kind === kind);
      const drawn = this.shown.paths.filter((_, index) => has(index)).join("");
      for (const path of this.all(`.textures .${kind}`)) if (path.getAttribute("d") !== drawn) path.setAttribute("d", drawn);
    }
  }

  drawMarks() { // dots are lines without length: they keep their size on the screen
    if (!this.view) return;
    const { points, codes, inset: [x0, y0, x1, y1] } = this.country;
    const inInset = ([x, y]) => !this.isZoomed() && x > x0 && x < x1 && y > y0 && y < y1;
    this.marked = [...points.keys()].filter((index) => this.sizes[index] < SMALL_PX * this.view.unitsPerPx && !inInset(points[index]));
    for (const [selector, shown] of [[".edge", this.marked], [".own", this.marked.filter((index) => this.own.has(index))]]) {
      this.one(`.marks ${selector}`).setAttribute("d", shown.map((index) => this.dot(index)).join(""));
    }
    this.one(".marks .dots").replaceChildren(...this.marked.map((index) =>
      node("path", { class: "dot", d: this.dot(index), stroke: this.painted[index] ?? "none", "data-mark": codes[index] })));
    this.drawSymbols();
    this.outline("selected", this.selected);
    this.outline("active", this.active);
  }

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
  }

  dot(index) { return `M${this.country.points[index]}h.01`; }

  drawBoxes() {
    const { boxes, legend, selected, boxes_title: title } = this.data;
    this.frame.classList.toggle("below", Boolean(title));
    if (title) this.stage.after(this.one(".boxes"));
    const heading = document.createElement("p");
    heading.textContent = title;
    this.one(".boxes").replaceChildren(...(title && boxes.length ? [heading] : []), ...boxes.map(({ code, name, class_index: number, label, detail }) => {
      const [button, square] = [document.createElement("button"), document.createElement("i")];
      square.style.background = legend[number].colour;
      Object.assign(button.dataset, { code, class: number });
      button.ariaPressed = String(code === selected);
      button.title = button.ariaLabel = [name, label, detail].filter(Boolean).join(", ");
      button.append(square, name);
      button.addEventListener("click", () => this.send("selected", code));
      return button;
    }));
  }

  // --- what is pointed at and what is chosen

  outline(which, index) {
    for (const line of this.all(`#lines .${which}`)) line.setAttribute("d", this.shown.paths[index] ?? "");
    for (const ring of this.all(`.marks .${which}`)) ring.setAttribute("d", this.marked?.includes(index) ? this.dot(index) : "");
  }

  unitAt(event) {
    const matrix = event.currentTarget.getScreenCTM().inverse();
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    if (event.currentTarget === this.svg) {
      const away = (index) => Math.hypot(this.country.points[index][0] - x, this.country.points[index][1] - y);
      const signs = this.symbols.filter(({ index, size }) => away(index) < (size / 2) * matrix.a);
      if (signs.length) return signs.at(-1).index; // the one on top
      const [nearest] = this.marked.filter((index) => away(index) < REACH_PX * matrix.a).sort((one, other) => away(one) - away(other));
      if (nearest !== undefined) return nearest;
    }
    return this.shown.boxes.findIndex(([x0, y0, x1, y1], index) =>
      x >= x0 && x <= x1 && y >= y0 && y <= y1 && this.paths[index].isPointInFill(new DOMPoint(x, y)));
  }

  onStage([x, y]) { return [(x - this.view.x) / this.view.unitsPerPx, (y - this.view.y) / this.view.unitsPerPx]; }

  point(index, place) { // outlines a unit and shows its tip, at a place on the stage or at the unit; -1 is none
    const tip = this.one(".tip");
    if (index !== this.active) this.outline("active", index);
    this.active = index;
    tip.style.display = index < 0 ? "none" : "block";
    if (index < 0) return;
    tip.replaceChildren(...this.textsOf(index).map((text, line) => {
      const made = document.createElement(line ? "span" : "b");
      made.textContent = text;
      return made;
    }));
    const size = [tip.offsetWidth, tip.offsetHeight];
    const space = [this.stage.clientWidth, this.stage.clientHeight];
    const [left, top] = (place ?? this.onStage(this.country.points[index])).map((at, axis) =>
      Math.max(0, at + 14 + size[axis] > space[axis] ? at - 14 - size[axis] : at + 14));
    tip.style.transform = `translate(${left}px, ${top}px)`;
  }

  select(index) {
    this.paths[this.selected]?.removeAttribute("aria-selected");
    this.paths[index]?.setAttribute("aria-selected", "true");
    this.selected = index;
    this.outline("selected", index);
  }

  choose(index) {
    this.focused = index;
    this.select(index); // at once; the run that follows confirms it
    this.send("selected", this.country.codes[index]);
  }

  pointerMoves(event) {
    const { left, top } = this.stage.getBoundingClientRect();
    const moved = this.drag && [event.clientX - this.drag.x, event.clientY - this.drag.y];
    if (moved && this.isZoomed() && (this.dragged || Math.hypot(...moved) > DRAG_PX)) {
      if (!this.dragged) this.svg.setPointerCapture(event.pointerId);
      this.dragged = true;
      this.point(-1);
      const { x, y, unitsPerPx } = this.drag.view;
      return this.show({ x: x - moved[0] * unitsPerPx, y: y - moved[1] * unitsPerPx, unitsPerPx });
    }
    const index = this.unitAt(event);
    event.currentTarget.style.cursor = index < 0 ? "" : "pointer";
    this.point(index, [event.clientX - left, event.clientY - top]);
  }

  pointerClicks(event) {
    const index = this.dragged ? -1 : this.unitAt(event);
    this.dragged = false;
    if (index >= 0 && event.detail < 2) this.choose(index); // the second click of two zooms
  }

  dragEnds() {
    this.drag = null;
    if (this.dragged) this.settle();
  }

  // --- the part shown: its upper left corner in map units, and the scale

  viewOf([x0, y0, x1, y1], margin) {
    const { clientWidth: width, clientHeight: height } = this.stage;
    const unitsPerPx = Math.max((x1 - x0) / (width - 2 * margin), (y1 - y0) / (height - 2 * margin));
    return { x: (x0 + x1 - width * unitsPerPx) / 2, y: (y0 + y1 - height * unitsPerPx) / 2, unitsPerPx };
  }

  isZoomed() { return this.view.unitsPerPx < this.home.unitsPerPx * 0.98; }

  resize() {
    this.width = this.stage.clientWidth; // kept, for asking anew makes the browser lay the page out at once
    if (!this.width) return; // on a part of the page that is hidden
    const zoomed = this.view && this.isZoomed();
    this.home = this.viewOf([0, 0, this.country.width, this.country.height], 4);
    this.show(zoomed ? this.view : this.home);
    this.settle();
  }

  show(view) {
    this.view = view;
    const { clientWidth, clientHeight } = this.stage;
    this.svg.setAttribute("viewBox", [view.x, view.y, clientWidth * view.unitsPerPx, clientHeight * view.unitsPerPx]);
  }

  moveTo(view) {
    const [from, to, begin] = [this.view, view.unitsPerPx < this.home.unitsPerPx ? view : this.home, performance.now()];
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const step = (this.step = (now) => {
      if (this.step !== step) return; // another move has begun
      const share = isStill ? 1 : Math.min(1, Math.max(0, now - begin) / 250);
      const part = (name) => from[name] + (to[name] - from[name]) * share * (2 - share);
      this.show(share < 1 ? { x: part("x"), y: part("y"), unitsPerPx: part("unitsPerPx") } : to);
      if (share < 1) requestAnimationFrame(step);
      else this.settle();
    });
    this.point(-1);
    requestAnimationFrame(step);
  }

  async settle() { // after a move: what depends on the scale
    const { unitsPerPx } = this.view;
    this.frame.classList.toggle("zoomed", this.isZoomed());
    for (const word of ["zoom_out", "whole_country"]) this.one(`[data-word=${word}]`).disabled = !this.isZoomed();
    const insetScale = this.inset.viewBox.baseVal.width / (this.inset.clientWidth || 1);
    for (const [kind, [turn]] of Object.entries(TEXTURES)) {
      this.one(`#map-${kind}`).setAttribute("patternTransform", `scale(${unitsPerPx}) ${turn}`);
      this.one(`#inset-${kind}`).setAttribute("patternTransform", `scale(${insetScale}) ${turn}`);
    }
    this.drawMarks();
    if (this.byKeyboard() && this.focused >= 0) this.point(this.focused);
    const isNear = unitsPerPx < this.home.unitsPerPx * NEAR;
    const wanted = isNear ? await geometryFrom(this.data.near_geometry_url).catch(() => this.country) : this.country;
    if (this.view.unitsPerPx === unitsPerPx && wanted !== this.shown && this.fits(wanted)) this.use(wanted);
  }

  scale(factor, x = this.stage.clientWidth / 2, y = this.stage.clientHeight / 2) {
    const unitsPerPx = Math.max(this.view.unitsPerPx * factor, this.home.unitsPerPx / 60);
    const shift = this.view.unitsPerPx - unitsPerPx;
    this.moveTo({ x: this.view.x + x * shift, y: this.view.y + y * shift, unitsPerPx });
  }

  zoomIn() {
    const unit = this.focused < 0 ? this.selected : this.focused;
    if (unit < 0 || this.isZoomed()) this.scale(1 / 1.9);
    else this.zoomToCounty(unit);
  }

  beginAt(county) { // once for every county that the page asks for; the reader may zoom away
    if (county !== this.begunAt && county) this.zoomToCounty(this.country.parents.indexOf(county));
    this.begunAt = county;
  }

  zoomToCounty(unit) {
    const { boxes, parents } = this.country;
    const inside = boxes.filter((_, index) => parents[index] === parents[unit]);
    const edge = (side, pick) => pick(...inside.map((box) => box[side]));
    if (unit >= 0) this.moveTo(this.viewOf([edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)], 24));
  }

  wheelTurns(event) {
    if (!event.ctrlKey) return; // the wheel alone scrolls the page
    event.preventDefault();
    const { left, top } = this.stage.getBoundingClientRect();
    this.scale(event.deltaY < 0 ? 1 / 1.5 : 1.5, event.clientX - left, event.clientY - top);
  }

  // --- by keyboard: one tab stop; aria-activedescendant names the unit

  byKeyboard() { return this.svg.matches(":focus-visible"); }

  keyGoesDown(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in ARROWS) this.focusUnit(this.neighbour(...ARROWS[event.key]));
    else if (event.key === "Home") this.focusUnit(0);
    else if (event.key === "Enter" || event.key === " ") this.choose(Math.max(0, this.focused));
    else if (event.key === "Escape" && this.isZoomed()) this.moveTo(this.home);
    else if (event.key === "Escape") this.svg.blur();
    else return;
    event.preventDefault();
  }

  focusUnit(index) {
    const { clientWidth: width, clientHeight: height } = this.stage;
    const [x, y] = this.country.points[index];
    const [left, top] = this.onStage([x, y]);
    const { unitsPerPx } = this.view;
    if (left < 0 || top < 0 || left > width || top > height) this.show({ x: x - (width / 2) * unitsPerPx, y: y - (height / 2) * unitsPerPx, unitsPerPx });
    this.focused = index;
    this.svg.setAttribute("aria-activedescendant", `unit-${index}`);
    this.point(index);
  }

  neighbour(right, down) { // the nearest in that direction; straight ahead counts as nearer than askew
    const { points } = this.country;
    const [fromX, fromY] = points[Math.max(0, this.focused)];
    const distances = points.map(([x, y]) => {
      const ahead = (x - fromX) * right + (y - fromY) * down;
      const askew = Math.abs((x - fromX) * down + (y - fromY) * right);
      return ahead > 0 && askew <= 2 * ahead ? ahead + 2 * askew : Infinity;
    });
    const least = Math.min(...distances);
    return least < Infinity ? distances.indexOf(least) : this.focused;
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (!maps.has(parentElement)) maps.set(parentElement, new TerritoryMap(parentElement));
  const map = maps.get(parentElement);
  map.update(data, setTriggerValue);
  return () => {
    if (map.given !== data) return; // Streamlit also calls this for a run overtaken by the next one
    map.leave();
    maps.delete(parentElement);
  };
}
