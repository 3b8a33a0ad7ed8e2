'use strict';
// Charts over one shared stretch of time: each is told to draw itself and what is under the pointer. No library, no network.
const data = JSON.parse(document.getElementById('data').textContent);
const whole = { from: data.from, to: Math.max(data.to, data.from + 1000) };
const view = { ...whole };
const charts = [];
const tip = document.getElementById('tip');
const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

function node(tag, attributes, parent, text) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  parent?.append(element);
  return element;
}

const utc = t => new Date(t).toISOString();
function moment(t) {
  const text = utc(t);
  return `${text.slice(0, 10)} ${view.to - view.from < 10 * MINUTE ? text.slice(11, 23) : text.slice(11, 19)}`;
}

function timeTicks(width) {
  const steps = [SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR,
    DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY, 365 * DAY];
  const least = (view.to - view.from) / Math.max(2, width / 90);
  const step = steps.find(candidate => candidate >= least) ?? Math.ceil(least / (365 * DAY)) * 365 * DAY;
  const ticks = [];
  for (let t = Math.ceil(view.from / step) * step; t <= view.to; t += step) {
    const text = utc(t);
    const label = step >= DAY || t % DAY === 0 ? (step >= 30 * DAY ? text.slice(0, 10) : text.slice(5, 10)) : text.slice(11, step < MINUTE ? 19 : 16);
    ticks.push([t, label]);
  }
  return ticks;
}

function valueTicks(low, high, count) {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= raw);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) ticks.push([k * step, (k * step).toFixed(decimals)]);
  return ticks;
}

/** Indexes [first, end) of the stretches in view and those beside them, so that lines, drawn from middle to middle, reach the edges. */
function inView(trail) {
  const at = t => {
    const stretch = (t - trail.origin) / trail.width;
    let low = 0, high = trail.i.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (trail.i[middle] < stretch) low = middle + 1; else high = middle;
    }
    return low;
  };
  return [Math.max(0, at(view.from) - 2), Math.min(trail.i.length, at(view.to) + 1)];
}

/** When a stretch is drawn: its middle, but never outside the run. */
const timeOf = (trail, k) => Math.min(Math.max(trail.origin + (trail.i[k] + 0.5) * trail.width, data.from), data.to);

function extent(trail) {
  const [first, end] = inView(trail);
  let low = Infinity, high = -Infinity;
  for (let k = first; k < end; k++) {
    if (trail.l[k] < low) low = trail.l[k];
    if (trail.h[k] > high) high = trail.h[k];
  }
  return [low, high];
}

function valueAt(trail, t) {
  const stretch = (t - trail.origin) / trail.width;
  let low = 0, high = trail.i.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (trail.i[middle] <= stretch) low = middle + 1; else high = middle;
  }
  return low === 0 ? undefined : trail.c[low - 1];
}

/** The series as a line through the last value of each stretch. */
function pathOf(trail, plot) {
  const [first, end] = inView(trail);
  const points = [];
  for (let k = first; k < end; k++) points.push(`${plot.x(timeOf(trail, k)).toFixed(1)},${plot.y(trail.c[k]).toFixed(1)}`);
  return points.length ? `M${points.join('L')}` : '';
}

/** What lies between the lowest and highest value of each stretch. */
function bandOf(trail, plot) {
  const [first, end] = inView(trail);
  const above = [], below = [];
  for (let k = first; k < end; k++) {
    const x = plot.x(timeOf(trail, k)).toFixed(1);
    above.push(`${x},${plot.y(trail.h[k]).toFixed(1)}`);
    below.push(`${x},${plot.y(trail.l[k]).toFixed(1)}`);
  }
  return above.length ? `M${above.join('L')}L${below.reverse().join('L')}Z` : '';
}

/** A series: the band of all its values and the line over it. */
function drawSeries(plot, trail, look) {
  node('path', { class: `band ${look}`, d: bandOf(trail, plot) }, plot.inside);
  node('path', { class: `line ${look}`, d: pathOf(trail, plot) }, plot.inside);
}

/** Lays out a chart: grid, labels and the functions that place a time and a value. */
function layout(chart) {
  const width = chart.box.clientWidth, height = chart.height();
  const left = 4, right = 62, top = 6, bottom = 18;
  chart.box.querySelector(':scope > svg')?.remove();
  const svg = node('svg', { viewBox: `0 0 ${width} ${height}`, height, role: 'img', 'aria-label': chart.name }, chart.box);
  const plot = { svg, left, top, width: width - left - right, height: height - top - bottom };
  plot.x = t => left + (t - view.from) / (view.to - view.from) * plot.width;
  plot.time = x => view.from + (x - left) / plot.width * (view.to - view.from);
  for (const [t, label] of timeTicks(plot.width)) {
    node('line', { class: 'grid', x1: plot.x(t), x2: plot.x(t), y1: top, y2: top + plot.height }, svg);
    const anchor = plot.x(t) < 20 ? 'start' : plot.x(t) > plot.width - 14 ? 'end' : 'middle';
    node('text', { x: plot.x(t), y: height - 4, 'text-anchor': anchor }, svg, label);
  }
  if (chart.range) {
    let [low, high] = chart.range();
    if (!(low <= high)) [low, high] = [0, 1];
    const pad = (high - low) * 0.06 || Math.abs(high) * 0.01 || 1;
    [low, high] = [chart.floor === undefined ? low - pad : chart.floor, high + pad];
    plot.y = v => top + (chart.flip ? (v - low) : (high - v)) / (high - low) * plot.height;
    for (const [v, label] of valueTicks(low, high, Math.max(2, plot.height / 45))) {
      node('line', { class: 'grid', x1: left, x2: left + plot.width, y1: plot.y(v), y2: plot.y(v) }, svg);
      node('text', { x: left + plot.width + 6, y: plot.y(v) + 4 }, svg, label);
    }
  }
  const id = `clip${charts.indexOf(chart)}`;
  node('rect', { x: left, y: top, width: plot.width, height: plot.height }, node('clipPath', { id }, svg));
  plot.inside = node('g', { 'clip-path': `url(#${id})` }, svg);
  plot.marks = [];
  return plot;
}

function redraw() {
  for (const chart of charts) {
    chart.plot = layout(chart);
    chart.draw(chart.plot);
    chart.cross = node('line', { class: 'cross', y1: chart.plot.top, y2: chart.plot.top + chart.plot.height, visibility: 'hidden' }, chart.plot.svg);
    listen(chart);
  }
  document.getElementById('range').textContent = `${moment(view.from)} – ${moment(view.to)} UTC`;
}

function show(from, to) {
  const length = Math.min(Math.max(to - from, 2 * SECOND), whole.to - whole.from);
  view.from = Math.min(Math.max((from + to - length) / 2, whole.from), whole.to - length);
  view.to = view.from + length;
  tip.hidden = true;
  redraw();
}

function point(chart, event) {
  const box = chart.plot.svg.getBoundingClientRect();
  const x = Math.min(Math.max(event.clientX - box.left, chart.plot.left), chart.plot.left + chart.plot.width);
  return { x, y: event.clientY - box.top, t: chart.plot.time(x) };
}

function hover(chart, event) {
  const { x, y, t } = point(chart, event);
  for (const each of charts) {
    each.cross.setAttribute('x1', each.plot.x(t));
    each.cross.setAttribute('x2', each.plot.x(t));
    each.cross.setAttribute('visibility', 'visible');
  }
  let nearest, distance = 14;
  for (const mark of chart.plot.marks) {
    const away = Math.hypot(mark.x - x, mark.y - y);
    if (away < distance) [nearest, distance] = [mark, away];
  }
  tip.textContent = nearest ? nearest.text : `${moment(t)} UTC\n${chart.read(t, y)}`;
  tip.hidden = false;
  const width = tip.offsetWidth, height = tip.offsetHeight;
  tip.style.left = `${Math.max(4, event.clientX + 14 + width > innerWidth ? event.clientX - width - 14 : event.clientX + 14)}px`;
  tip.style.top = `${Math.max(4, event.clientY + 14 + height > innerHeight ? event.clientY - height - 14 : event.clientY + 14)}px`;
}

function leave() {
  tip.hidden = true;
  for (const each of charts) each.cross.setAttribute('visibility', 'hidden');
}

function listen(chart) {
  const { svg, top, height } = chart.plot;
  let start, chosen;
  svg.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    start = point(chart, event).x;
    chosen = node('rect', { class: 'chosen', x: start, y: top, width: 0, height }, svg);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener('pointermove', event => {
    hover(chart, event);
    if (start === undefined) return;
    const { x } = point(chart, event);
    chosen.setAttribute('x', Math.min(start, x));
    chosen.setAttribute('width', Math.abs(x - start));
  });
  const end = event => {
    if (start === undefined) return;
    const [a, b] = [start, point(chart, event).x].sort((p, q) => p - q);
    start = undefined;
    chosen.remove();
    if (event.type === 'pointerup' && b - a > 6) show(chart.plot.time(a), chart.plot.time(b));
  };
  svg.addEventListener('pointerup', end);
  svg.addEventListener('pointercancel', end);
  svg.addEventListener('pointerleave', leave);
  svg.addEventListener('dblclick', () => show(whole.from, whole.to));
}
