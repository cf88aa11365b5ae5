// What is pointed at and what is chosen.
const REACH_PX = 8; // how far from a mark the pointer may be
const DRAG_PX = 4; // a pointer that moved less has clicked

export const pointing = {
  outline(which, index) {
    for (const line of this.all(`#lines .${which}`)) line.setAttribute("d", this.shown.paths[index] ?? "");
    for (const ring of this.all(`.marks .${which}`)) ring.setAttribute("d", this.marked?.includes(index) ? this.dot(index) : "");
  },

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
  },

  onStage([x, y]) { return [(x - this.view.x) / this.view.unitsPerPx, (y - this.view.y) / this.view.unitsPerPx]; },

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
  },

  select(index) {
    this.paths[this.selected]?.removeAttribute("aria-selected");
    this.paths[index]?.setAttribute("aria-selected", "true");
    this.selected = index;
    this.outline("selected", index);
  },

  choose(index) {
    this.focused = index;
    this.select(index); // at once; the run that follows confirms it
    this.send("selected", this.country.codes[index]);
  },

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
  },

  pointerClicks(event) {
    const index = this.dragged ? -1 : this.unitAt(event);
    this.dragged = false;
    if (index >= 0 && event.detail < 2) this.choose(index); // the second click of two zooms
  },

  dragEnds() {
    this.drag = null;
    if (this.dragged) this.settle();
  },
};
