// The interactive map: what the page sends goes in, the code of the unit that the reader chose comes out.
// A rerun changes colours and texts only. Each part of the map is a file of its own; beside.js holds the other files of
// this folder by name (HTML, CSS, the style), see component_code.py.
// Units are arrays in the geometry's order: an object would list its key "4216" before "0301".
import beside from "./beside.js";
import { drawing } from "./drawing.js";
import { geometryFrom, hashOf } from "./geometry.js";
import { keyboard } from "./keyboard.js";
import { pointing } from "./pointing.js";
import { SIZES, TEXTURES, node, setProperties, shapesOf } from "./style.js";
import { texts } from "./texts.js";
import { view } from "./view.js";

const maps = new WeakMap();

class TerritoryMap {
  constructor(root) {
    root.innerHTML = `<style>${beside["map.css"]}</style>${beside["map.html"]}`;
    this.one = (selector) => root.querySelector(selector);
    this.all = (selector) => [...root.querySelectorAll(selector)];
    [this.frame, this.stage, this.svg, this.inset] = [".frame", ".stage", ".map", ".inset svg"].map(this.one);
    setProperties(this.frame);
    for (const [svg, prefix] of [[this.svg, "map"], [this.inset, "inset"]]) {
      for (const [kind, { turn }] of Object.entries(TEXTURES)) {
        for (const name of svg === this.svg ? [prefix, "legend"] : [prefix]) {
          const pattern = { id: `${name}-${kind}`, width: SIZES.texture, height: SIZES.texture, patternUnits: "userSpaceOnUse", patternTransform: turn };
          svg.querySelector("defs").appendChild(node("pattern", pattern)).append(...shapesOf(kind));
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
}

Object.assign(TerritoryMap.prototype, texts, drawing, pointing, view, keyboard);

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
