// The map's look, as the maps in files have it (analysis/figures/map_style.json and map_style.py).
import beside from "./beside.js";

const { colours, sizes, textures, pale_from: paleFrom } = JSON.parse(beside["map_style.json"]);
export const [COLOURS, SIZES, TEXTURES] = [colours, sizes, textures];

export function lineOn(colour) { // dark lines round pale units and pale round dark ones, so that equal neighbours stay apart
  const [red, green, blue] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > paleFrom ? colours["line-on-pale"] : colours["line-on-dark"];
}

export function node(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export function shapesOf(kind) { // the shapes of a texture; a colour may be one of the style's, by name
  return textures[kind].shapes.map(([name, { stroke, ...others }]) =>
    node(name, { ...others, ...(stroke && { stroke: colours[stroke] ?? stroke }) }));
}

export function setProperties(element) { // for map.css: --own and the like
  for (const [name, colour] of Object.entries(colours)) element.style.setProperty(`--${name}`, colour);
  for (const [name, size] of Object.entries(sizes)) element.style.setProperty(`--${name}`, `${size}px`);
}
