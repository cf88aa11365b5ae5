// The part shown: its upper left corner in map units, and the scale.
import { geometryFrom } from "./geometry.js";
import { TEXTURES } from "./style.js";

const NEAR = 0.45; // the finer geometry is used below this share of the country's scale

export const view = {
  viewOf([x0, y0, x1, y1], margin) {
    const { clientWidth: width, clientHeight: height } = this.stage;
    const unitsPerPx = Math.max((x1 - x0) / (width - 2 * margin), (y1 - y0) / (height - 2 * margin));
    return { x: (x0 + x1 - width * unitsPerPx) / 2, y: (y0 + y1 - height * unitsPerPx) / 2, unitsPerPx };
  },

  isZoomed() { return this.view.unitsPerPx < this.home.unitsPerPx * 0.98; },

  resize() {
    this.width = this.stage.clientWidth; // kept, for asking anew makes the browser lay the page out at once
    if (!this.width) return; // on a part of the page that is hidden
    const zoomed = this.view && this.isZoomed();
    this.home = this.viewOf([0, 0, this.country.width, this.country.height], 4);
    this.show(zoomed ? this.view : this.home);
    this.settle();
  },

  show(view) {
    this.view = view;
    const { clientWidth, clientHeight } = this.stage;
    this.svg.setAttribute("viewBox", [view.x, view.y, clientWidth * view.unitsPerPx, clientHeight * view.unitsPerPx]);
  },

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
  },

  async settle() { // after a move: what depends on the scale
    const { unitsPerPx } = this.view;
    this.frame.classList.toggle("zoomed", this.isZoomed());
    for (const word of ["zoom_out", "whole_country"]) this.one(`[data-word=${word}]`).disabled = !this.isZoomed();
    const insetScale = this.inset.viewBox.baseVal.width / (this.inset.clientWidth || 1);
    for (const [kind, { turn }] of Object.entries(TEXTURES)) {
      this.one(`#map-${kind}`).setAttribute("patternTransform", `scale(${unitsPerPx}) ${turn}`);
      this.one(`#inset-${kind}`).setAttribute("patternTransform", `scale(${insetScale}) ${turn}`);
    }
    this.drawMarks();
    if (this.byKeyboard() && this.focused >= 0) this.point(this.focused);
    const isNear = unitsPerPx < this.home.unitsPerPx * NEAR;
    const wanted = isNear ? await geometryFrom(this.data.near_geometry_url).catch(() => this.country) : this.country;
    if (this.view.unitsPerPx === unitsPerPx && wanted !== this.shown && this.fits(wanted)) this.use(wanted);
  },

  scale(factor, x = this.stage.clientWidth / 2, y = this.stage.clientHeight / 2) {
    const unitsPerPx = Math.max(this.view.unitsPerPx * factor, this.home.unitsPerPx / 60);
    const shift = this.view.unitsPerPx - unitsPerPx;
    this.moveTo({ x: this.view.x + x * shift, y: this.view.y + y * shift, unitsPerPx });
  },

  zoomIn() {
    const unit = this.focused < 0 ? this.selected : this.focused;
    if (unit < 0 || this.isZoomed()) this.scale(1 / 1.9);
    else this.zoomToCounty(unit);
  },

  beginAt(county) { // once for every county that the page asks for; the reader may zoom away
    if (county !== this.begunAt && county) this.zoomToCounty(this.country.parents.indexOf(county));
    this.begunAt = county;
  },

  zoomToCounty(unit) {
    const { boxes, parents } = this.country;
    const inside = boxes.filter((_, index) => parents[index] === parents[unit]);
    const edge = (side, pick) => pick(...inside.map((box) => box[side]));
    if (unit >= 0) this.moveTo(this.viewOf([edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)], 24));
  },

  wheelTurns(event) {
    if (!event.ctrlKey) return; // the wheel alone scrolls the page
    event.preventDefault();
    const { left, top } = this.stage.getBoundingClientRect();
    this.scale(event.deltaY < 0 ? 1 / 1.5 : 1.5, event.clientX - left, event.clientY - top);
  },
};
