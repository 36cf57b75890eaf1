"use strict";
const columns = DATA.columns;
const isNumber = text => text !== "" && !Number.isNaN(Number(text));
const column = name => columns.indexOf(name);
const values = name => DATA.rows.map(row => row[column(name)]);
const varied = columns.filter(name => name !== "row" && name !== "refused" && new Set(values(name)).size > 1);
const numeric = varied.filter(name => values(name).every(cell => cell === "" || isNumber(cell)));
const element = id => document.getElementById(id);

function fill(id, names, wanted) {
  const select = element(id);
  for (const name of names) select.add(new Option(name, name, false, name === wanted));
  return select;
}
const preferred = (names, ...order) => order.find(name => names.includes(name)) || names[0] || "";
const ran = DATA.rows.filter(row => row[column("refused")] === "");
const tooBig = ran.filter(row => row[column("fits")] === "false").length;
element("fitting").hidden = tooBig === 0 || tooBig === ran.length;
element("fits").checked = !element("fitting").hidden;
const shown = () => element("fits").checked ? ran.filter(row => row[column("fits")] !== "false") : ran;
element("lead").textContent = `${DATA.all.toLocaleString("en")} rows` +
  (DATA.rows.length < DATA.all ? `, of which every ${Math.round(DATA.all / DATA.rows.length)}th is shown` : "") +
  `; ${(DATA.rows.length - ran.length).toLocaleString("en")} of those shown were refused` +
  (tooBig ? `, ${tooBig.toLocaleString("en")} do not fit into memory.` : ".");

const x = fill("x", numeric, DATA.chosen.x || preferred(numeric, "iterationTimeMs", "makespanMs"));
const y = fill("y", numeric, DATA.chosen.y || preferred(numeric.filter(n => n !== x.value), "peakMemoryBytes", "costUsd", "bubbleFraction"));
const colour = fill("colour", ["", ...varied], DATA.chosen.colour || preferred(varied.filter(n => !numeric.includes(n))));
const few = varied.filter(name => new Set(values(name)).size <= 200);
const hx = fill("hx", few, few[0]);
const hy = fill("hy", few, few[1]);
const hv = fill("hv", numeric, preferred(numeric, "iterationTimeMs", "makespanMs"));

const dark = () => matchMedia("(prefers-color-scheme: dark)").matches && !matchMedia("print").matches;
const ink = () => dark() ? "#e6e9ee" : "#1d2430";
const line = () => dark() ? "#333c49" : "#d5dae1";
const charts = {};
function chart(id) {
  if (charts[id]) charts[id].dispose();
  return charts[id] = echarts.init(element(id), dark() ? "dark" : null, { renderer: "svg" });
}
const prefixes = [[1e15, "P"], [1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"], [1, ""]];
function compact(number) {
  const [size, prefix] = prefixes.find(one => Math.abs(number) >= one[0]) || [1, ""];
  return Number((number / size).toPrecision(4)) + (prefix ? " " + prefix : "");
}
const axis = (name, kind, more) => ({ name, nameLocation: "middle", nameGap: 34, type: kind, scale: true,
  axisLine: { lineStyle: { color: ink() } }, axisLabel: { color: ink(), ...(kind === "value" ? { formatter: compact } : {}) }, splitLine: { lineStyle: { color: line() } }, ...more });
const order = (a, b) => isNumber(a) && isNumber(b) ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
const told = row => columns.filter(name => row[column(name)] !== "").map(name => `${short(name)} ${short(row[column(name)])}`).join("<br>");

/** Rows that no other beats in one figure without losing in the other. */
function front(rows) {
  const less = element("better").value;
  const across = less[0] === "l" ? 1 : -1, up = less[1] === "l" ? 1 : -1;
  const sorted = [...rows].sort((a, b) => across * (a.value[0] - b.value[0]) || up * (a.value[1] - b.value[1]));
  let best = Infinity;
  return sorted.filter(row => { const keep = up * row.value[1] < best; if (keep) best = up * row.value[1]; return keep; });
}

function drawPoints() {
  const rows = shown().filter(row => isNumber(row[column(x.value)]) && isNumber(row[column(y.value)]));
  const groups = new Map();
  for (const row of rows) {
    const name = colour.value ? row[column(colour.value)] : "rows";
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push({ value: [Number(row[column(x.value)]), Number(row[column(y.value)])], row });
  }
  const pareto = front([...groups.values()].flat());
  const series = [...groups].sort((a, b) => order(a[0], b[0])).map(([name, data]) =>
    ({ name, type: "scatter", symbolSize: 7, data, large: data.length > 5000, itemStyle: { opacity: .75 } }));
  series.push({ name: "Pareto front", type: "line", step: "end", data: pareto, symbolSize: 10, symbol: "diamond", lineStyle: { width: 1.5, color: ink() }, itemStyle: { color: ink() } });
  chart("points").setOption({ backgroundColor: "transparent", animation: false, legend: { type: "scroll", textStyle: { color: ink() } },
    grid: { left: 90, right: 30, top: 50, bottom: 60 }, tooltip: { confine: true, formatter: point => told(point.data.row) },
    xAxis: axis(x.value, "value"), yAxis: axis(y.value, "value", { nameGap: 70 }), series });
  element("front").textContent = `On the front, from left to right: rows ${pareto.slice(0, 40).map(p => p.row[0]).join(", ")}${pareto.length > 40 ? " and more" : ""}.`;
}

function drawHeat() {
  const across = [...new Set(shown().map(row => row[column(hx.value)]))].sort(order);
  const up = [...new Set(shown().map(row => row[column(hy.value)]))].sort(order);
  const cells = new Map();
  for (const row of shown()) {
    if (!isNumber(row[column(hv.value)])) continue;
    const key = across.indexOf(row[column(hx.value)]) + " " + up.indexOf(row[column(hy.value)]);
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(Number(row[column(hv.value)]));
  }
  const widest = 7 * Math.max(...up.map(name => name.length));
  const how = element("how").value;
  const one = all => how === "least" ? Math.min(...all) : how === "most" ? Math.max(...all) : all.reduce((a, b) => a + b) / all.length;
  const data = [...cells].map(([key, all]) => [...key.split(" ").map(Number), one(all)]);
  const range = data.map(cell => cell[2]);
  chart("heat").setOption({ backgroundColor: "transparent", animation: false, grid: { left: 60 + widest, right: 120, top: 20, bottom: 60 },
    tooltip: { confine: true, formatter: cell => `${hx.value} ${across[cell.data[0]]}<br>${hy.value} ${up[cell.data[1]]}<br>${how} ${hv.value} ${cell.data[2]}` },
    xAxis: axis(hx.value, "category", { data: across }), yAxis: axis(hy.value, "category", { data: up, nameGap: 30 + widest }),
    visualMap: { min: Math.min(...range), max: Math.max(...range), calculable: true, orient: "vertical", right: 0, top: "middle", textStyle: { color: ink() }, inRange: { color: ["#0d3b66", "#2a9d8f", "#f4d35e", "#ee6c4d"] } },
    series: [{ type: "heatmap", data }] });
}

function draw() {
  if (numeric.length > 1) drawPoints();
  if (few.length > 1 && hv.value) drawHeat();
}
for (const id of ["x", "y", "colour", "better"]) element(id).onchange = drawPoints;
for (const id of ["hx", "hy", "how", "hv"]) element(id).onchange = drawHeat;
element("fits").onchange = draw;
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
addEventListener("resize", () => Object.values(charts).forEach(one => one.resize()));
addEventListener("beforeprint", draw);
addEventListener("afterprint", draw);

/** Words that a cell has, or a comparison that it fulfils. */
function matches(wanted, cell) {
  const comparison = /^\s*(<=|>=|<|>|=)\s*(-?[\d.]+(?:e[-+]?\d+)?)\s*$/i.exec(wanted);
  if (!comparison) return String(cell).toLowerCase().includes(String(wanted).toLowerCase());
  const bound = Number(comparison[2]), value = Number(cell);
  if (cell === "") return false;
  return { "<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound, "=": value === bound }[comparison[1]];
}
/** Six digits of what has more behind its point; the text itself, without its markup, of others. */
function short(cell) {
  if (isNumber(cell) && cell.includes(".")) return String(Number(Number(cell).toPrecision(6)));
  return cell.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
const table = new Tabulator("#table", {
  data: DATA.rows.map(row => Object.fromEntries(row.map((cell, i) => ["c" + i, cell]))),
  columns: columns.map((title, i) => ({ title, field: "c" + i, headerFilter: "input", headerFilterFunc: matches,
    sorter: (a, b) => order(a, b), hozAlign: numeric.includes(title) || title === "row" ? "right" : "left", formatter: cell => short(cell.getValue()) })),
  height: "520px", layout: "fitDataFill", renderHorizontal: "virtual",
  printAsHtml: true, printStyled: false, printRowRange: () => table.getRows("active").slice(0, 500)
});
draw();
