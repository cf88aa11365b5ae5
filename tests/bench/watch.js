// Runs in every measured page before its own scripts: notes when the map is coloured, when the whole page stands, and
// when another measure is on the map. A time counts from the two frames after what it waits for is in the document.
(() => {
  const inDashboard = (selector) => {
    for (const host of document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')) {
      const found = host.shadowRoot?.querySelectorAll(selector);
      if (found?.length) return [...found];
    }
    return [];
  };
  const paths = () => {
    const plain = document.querySelectorAll("#units path, .choroplethlayer path");
    return plain.length ? [...plain] : inDashboard("svg.map[data-ready] #units path");
  };
  const fill = (path) => path.getAttribute("fill") ?? path.style.fill;
  const colours = () => paths().map(fill);
  const coloured = () => {
    const found = colours();
    return found.length === 357 && found.every(Boolean);
  };
  const app = () => document.querySelector('[data-testid="stApp"]');
  const atRest = () => !app() || app().dataset.testScriptState === "notRunning";
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const drawn = (selector, part) => shown(selector).every((one) => one.querySelector(part));
  const whole = () =>
    app() && atRest() &&
    document.querySelector("h1") && document.querySelector(".st-key-footer a") && // the script's last line
    shown('[data-testid="stSkeleton"]').length === 0 && // what is folded away is drawn when it is opened
    drawn('[data-testid="stPlotlyChart"]', "svg.main-svg") && drawn('[data-testid="stDataFrame"]', "canvas") &&
    inDashboard(".frame[data-state=loading]").length === 0;

  const bench = (window.bench = { colours });
  let before = null;
  let pressed = null;
  bench.arm = () => {
    before = colours().join();
    pressed = null;
    for (const what of ["changed", "rest"]) delete noted[what];
    addEventListener("pointerdown", (event) => (pressed = event.timeStamp), { capture: true, once: true });
  };

  const seen = {
    coloured,
    whole,
    changed: () => pressed !== null && colours().join() !== before,
    rest: () => "changed" in noted && atRest(),
  };
  const noted = {};
  const waiting = {};
  const note = (what) => {
    noted[what] = null;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      noted[what] = performance.now() - (pressed ?? 0);
      waiting[what]?.(noted[what]);
    }));
  };
  // Resolves to the time at which it was noted, since the navigation began or since the button was pressed.
  bench.when = (what, longest) =>
    new Promise((resolve, reject) => {
      if (noted[what]) return resolve(noted[what]);
      waiting[what] = resolve;
      setTimeout(() => reject(new Error(`not ${what} within ${longest} ms`)), longest);
    });

  const look = () => {
    for (const what in seen) if (!(what in noted) && seen[what]()) note(what);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
