// Draws the charts whose numbers stand in this page, each as wide as its place.
const charts = JSON.parse(document.getElementById("charts").textContent);
for (const [id, chart] of Object.entries(charts)) {
  const layout = { ...chart.layout, autosize: true };
  Plotly.newPlot(document.getElementById(id), chart.data, layout, { displayModeBar: false, responsive: true });
}
