// By keyboard: one tab stop; aria-activedescendant names the unit.
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export const keyboard = {
  byKeyboard() { return this.svg.matches(":focus-visible"); },

  keyGoesDown(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in ARROWS) this.focusUnit(this.neighbour(...ARROWS[event.key]));
    else if (event.key === "Home") this.focusUnit(0);
    else if (event.key === "Enter" || event.key === " ") this.choose(Math.max(0, this.focused));
    else if (event.key === "Escape" && this.isZoomed()) this.moveTo(this.home);
    else if (event.key === "Escape") this.svg.blur();
    else return;
    event.preventDefault();
  },

  focusUnit(index) {
    const { clientWidth: width, clientHeight: height } = this.stage;
    const [x, y] = this.country.points[index];
    const [left, top] = this.onStage([x, y]);
    const { unitsPerPx } = this.view;
    if (left < 0 || top < 0 || left > width || top > height) this.show({ x: x - (width / 2) * unitsPerPx, y: y - (height / 2) * unitsPerPx, unitsPerPx });
    this.focused = index;
    this.svg.setAttribute("aria-activedescendant", `unit-${index}`);
    this.point(index);
  },

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
  },
};
