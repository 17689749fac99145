// A chart is one tab stop: arrows, Home and End go from figure to figure, and each is read out.
// Without this script the pointer still shows the figures, and the table beside the chart holds them all.

const steps = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: (at, last) => last,
};

function enter(chart) {
  // Both sides of a figure stand in one row of the day they were measured on.
  const points = Array.from(chart.querySelectorAll(".pt")).sort(
    (a, b) => a.querySelector("circle").cx.baseVal.value - b.querySelector("circle").cx.baseVal.value,
  );
  if (!points.length) return;
  // A plan reaches into the future: what was measured last is read first.
  let at = Math.max(points.findLastIndex((point) => !point.closest(".planned")), 0);
  chart.tabIndex = 0;
  const told = document.createElement("output");
  told.className = "visually-hidden";
  chart.after(told);
  chart.setAttribute("aria-roledescription", "biểu đồ, dùng phím mũi tên để đọc từng số liệu");

  const say = (shown) => {
    for (const point of points) point.classList.toggle("is-on", point === shown);
    told.textContent = shown ? shown.querySelector(".tip").textContent : "";
    // What is drawn last lies on top, so that its words are never covered.
    if (shown) shown.parentNode.append(shown);
  };

  const isRead = () => points[at].classList.contains("is-on");

  chart.addEventListener("focus", () => say(points[at]));
  chart.addEventListener("blur", () => say(null));
  chart.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (event.key === "Escape" && isRead()) {
      event.stopPropagation(); // a second Esc closes what the chart stands in
      say(null);
    }
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    at = Math.min(Math.max(step(at, points.length - 1), 0), points.length - 1);
    say(points[at]);
  });
}

export function enterCharts(root) {
  for (const chart of root.querySelectorAll("svg[data-points]")) enter(chart);
}

enterCharts(document);
