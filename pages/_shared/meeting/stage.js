// Moves through the series by button and by key: arrows, page up and down (remote controls), space, home, end, escape.
const KEYS = {
  ArrowRight: "forth", ArrowDown: "forth", PageDown: "forth", " ": "forth",
  ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Home: "first", End: "last", Escape: "leave", f: "screen", F: "screen",
};

export default function ({ parentElement, data, setTriggerValue }) {
  const bar = parentElement.querySelector("nav");
  parentElement.querySelector("output").textContent = data.place;
  parentElement.querySelector(".spoken").textContent = data.words.keys;
  for (const button of bar.querySelectorAll("button")) {
    button.setAttribute("aria-label", data.words[button.dataset.step]);
    button.title = data.words[button.dataset.step];
    button.onclick = () => step(button.dataset.step);
  }

  function step(name) {
    if (name === "screen") {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen?.().catch(() => {});
      return;
    }
    if (name === "leave" && document.fullscreenElement) document.exitFullscreen();
    setTriggerValue("step", name);
  }

  // The reader may type, choose or open things: then the keys are theirs.
  function hear(event) {
    const inside = event.composedPath()[0];
    const busy = inside.closest?.("input, textarea, select, [role=combobox], [role=listbox], [contenteditable]");
    const name = KEYS[event.key];
    if (!name || busy || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " && inside.closest?.("button, a, summary")) return;
    event.preventDefault();
    step(name);
  }
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}
