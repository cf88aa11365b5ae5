// What the map says: its words, its legend, and the boxes of units outside the drawn area.
import { COLOURS, TEXTURES, node } from "./style.js";

export const texts = {
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
        swatch.append(node("rect", { x: 0.5, y: 0.5, width: 23, height: 14, fill, stroke: COLOURS.ink }));
      }
      line.className = kind;
      line.append(swatch, label);
      return line;
    }));
  },

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
  },
};
