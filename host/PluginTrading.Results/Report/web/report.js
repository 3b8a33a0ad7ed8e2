// What this report's charts show, and the page around them.
const tone = index => index % 6;
const amount = v => v === undefined ? '–' : v.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const several = data.strategies.length > 1;

function joined(trails) {
  const ranges = trails.map(extent);
  return [Math.min(...ranges.map(range => range[0])), Math.max(...ranges.map(range => range[1]))];
}

function equityChart(box) {
  const own = several ? data.strategyEquity : [];
  if (several) {
    keys(box, [['session', '<path d="M0 6H14" class="line session"/>'],
      ...data.strategies.map((name, index) => [name, `<path d="M0 6H14" class="line s${tone(index)}"/>`])]);
  }
  return {
    box, name: 'Equity over time', height: () => 240,
    range: () => joined([data.equity, ...own]),
    draw(plot) {
      own.forEach((trail, index) => drawSeries(plot, trail, `thin s${tone(index)}`));
      drawSeries(plot, data.equity, 'session');
    },
    read: t => [`equity ${amount(valueAt(data.equity, t))} ${data.currency}`,
      ...own.map((trail, index) => `${data.strategies[index]} ${amount(valueAt(trail, t))}`)].join('\n'),
  };
}

function drawdownChart(box) {
  return {
    box, name: 'Drawdown in percent', height: () => 120, floor: 0, flip: true,
    range: () => extent(data.drawdown),
    draw(plot) {
      const path = pathOf(data.drawdown, plot);
      if (!path) return;
      const [first, end] = inView(data.drawdown);
      const [x0, x1] = [plot.x(timeOf(data.drawdown, first)), plot.x(timeOf(data.drawdown, end - 1))];
      node('path', { class: 'area fallen', d: `${path}L${x1},${plot.top}L${x0},${plot.top}Z` }, plot.inside);
      node('path', { class: 'line fall', d: path }, plot.inside);
    },
    read: t => `drawdown ${amount(valueAt(data.drawdown, t))} %`,
  };
}

/** A triangle that points the way the position gains. */
function entryShape(x, y, side) {
  return side === 'LONG' ? `M${x},${y}l-5,9h10Z` : `M${x},${y}l-5,-9h10Z`;
}

function priceChart(box) {
  const symbol = Number(box.dataset.symbol);
  const trail = data.prices[symbol];
  const fine = data.closeUps.filter(closeUp => closeUp.symbol === symbol).map(closeUp => closeUp.prices);
  const trades = data.trades.filter(trade => trade.symbol === symbol);
  const signals = data.signals.filter(signal => signal.symbol === symbol);
  const priceAt = t => valueAt(fine.find(candidate => t >= candidate.origin && t <= timeOf(candidate, candidate.i.length - 1)) ?? trail, t);
  const visible = trade => trade.t1 >= view.from && trade.t0 <= view.to;
  return {
    box, name: `Price of ${data.symbols[symbol]}`, height: () => innerWidth < 600 ? 220 : 280,
    range() {
      let [low, high] = extent(trail);
      for (const trade of trades.filter(visible)) [low, high] = [Math.min(low, trade.p0, trade.p1), Math.max(high, trade.p0, trade.p1)];
      return [low, high];
    },
    draw(plot) {
      drawSeries(plot, trail, 'price');
      for (const closeUp of fine) {
        const [x0, x1] = [plot.x(timeOf(closeUp, 0)), plot.x(timeOf(closeUp, closeUp.i.length - 1))];
        if (x1 > plot.left && x0 < plot.left + plot.width && x1 - x0 > 20) drawSeries(plot, closeUp, 'fine');
      }
      for (const signal of signals) drawSignal(plot, priceAt(signal.t), signal);
      for (const trade of trades.filter(visible)) drawTrade(plot, trade);
    },
    read: t => `${data.symbols[symbol]} ${priceAt(t) ?? '–'}`,
  };
}

function drawSignal(plot, price, signal) {
  if (price === undefined || signal.t < view.from || signal.t > view.to) return;
  const [x, y] = [plot.x(signal.t), plot.y(price)];
  const shape = signal.status === 'REJECTED' ? 'm-4,-4l8,8m0,-8l-8,8' : 'm0,-5l5,5l-5,5l-5,-5Z';
  const look = signal.status === 'EXECUTED' || signal.status === 'PENDING' ? `signal s${tone(signal.strategy)}` : 'refused';
  node('path', { class: look, d: `M${x},${y}${shape}` }, plot.inside);
  const reason = signal.reason ? ` (${signal.reason})` : '';
  plot.marks.push({ x, y, text: `S1 ${signal.action} ${signal.status}${reason}\n${data.strategies[signal.strategy]}\n${moment(signal.t)} UTC\n${valuesText(signal.values)}` });
}

function valuesText(values) {
  return Object.entries(JSON.parse(values)).map(([name, value]) => `${name} ${value === null ? 'not ready' : Number(value.toPrecision(6))}`).join('\n');
}

function drawTrade(plot, trade) {
  const [x0, y0, x1, y1] = [plot.x(trade.t0), plot.y(trade.p0), plot.x(trade.t1), plot.y(trade.p1)];
  const outcome = trade.won ? 'won' : 'lost';
  node('line', { class: `hold ${outcome}`, x1: x0, y1: y0, x2: x1, y2: y1 }, plot.inside);
  node('path', { class: `entry f${tone(trade.strategy)}`, d: entryShape(x0, y0, trade.side) }, plot.inside);
  node('circle', { class: `exit ${outcome}`, cx: x1, cy: y1, r: 4 }, plot.inside);
  const text = `trade ${trade.id}: ${trade.side} ${data.strategies[trade.strategy]}\nentry ${trade.p0} at ${moment(trade.t0)}\n`
    + `exit ${trade.p1} at ${moment(trade.t1)}\n${trade.reason}, P&L ${trade.pnl} ${data.currency}`;
  plot.marks.push({ x: x0, y: y0, text }, { x: x1, y: y1, text });
}

const states = ['MONITORING', 'SIGNAL_DETECTED', 'SIGNAL_CANCELLED', 'ENTRY_EVALUATION', 'POSITION_ACTIVE', 'CLOSE_ORDER_EVALUATION', 'EMERGENCY_EXIT', 'EXITED'];
/** What is drawn over what where stretches are narrower than a pixel. */
const rank = state => ['INACTIVE', 'MONITORING', 'EXITED', 'SIGNAL_CANCELLED', 'SIGNAL_DETECTED', 'ENTRY_EVALUATION', 'CLOSE_ORDER_EVALUATION', 'POSITION_ACTIVE', 'EMERGENCY_EXIT'].indexOf(state);

function statesChart(box) {
  const rowHeight = 34;
  keys(box, states.map(state => [state, `<rect width="14" height="10" y="1" class="st-${state}"/>`]));
  const rows = data.machines.map(machine => {
    const spans = machine.moves.map(([t, state, reason], k) => ({ t0: t, t1: machine.moves[k + 1]?.[0] ?? data.to, state, reason }));
    if (spans.length && spans[0].t0 > data.from) spans.unshift({ t0: data.from, t1: spans[0].t0, state: machine.before, reason: '' });
    return { name: `${data.strategies[machine.strategy]} · ${data.symbols[machine.symbol]}`, spans };
  });
  return {
    box, name: 'States of each strategy on each symbol', height: () => Math.max(1, rows.length) * rowHeight + 24,
    draw(plot) {
      rows.forEach((row, index) => {
        const y = plot.top + index * rowHeight;
        node('text', { x: plot.left, y: y + 11 }, plot.svg, row.name);
        const shown = row.spans.filter(span => span.t1 >= view.from && span.t0 <= view.to).sort((a, b) => rank(a.state) - rank(b.state) || a.t0 - b.t0);
        for (const span of shown) {
          const [x0, x1] = [plot.x(Math.max(span.t0, view.from)), plot.x(Math.min(span.t1, view.to))];
          node('rect', { class: `st-${span.state}`, x: x0, y: y + 15, width: Math.max(x1 - x0, rank(span.state) > 1 ? 1.2 : 0.2), height: 14 }, plot.inside);
        }
      });
    },
    read(t, y) {
      const row = rows[Math.floor((y - this.plot.top) / rowHeight)];
      const span = row?.spans.findLast(candidate => candidate.t0 <= t);
      return row === undefined ? '' : span === undefined ? row.name : `${row.name}\n${span.state}${span.reason ? `: ${span.reason}` : ''}\nsince ${moment(span.t0)}`;
    },
  };
}

function keys(box, entries) {
  const list = document.createElement('div');
  list.className = 'keys';
  for (const [name, picture] of entries) {
    const entry = document.createElement('span');
    entry.innerHTML = `<svg viewBox="0 0 14 12">${picture}</svg>`;
    entry.append(name);
    list.append(entry);
  }
  box.append(list);
}

const makers = { equity: equityChart, drawdown: drawdownChart, price: priceChart, states: statesChart };
for (const box of document.querySelectorAll('[data-chart]')) charts.push(makers[box.dataset.chart](box));

keys(document.getElementById('legend'), [
  ['entry long', '<path d="M7 1l-5 9h10Z" class="f0"/>'], ['entry short', '<path d="M7 11l-5 -9h10Z" class="f0"/>'],
  ['exit won', '<circle cx="7" cy="6" r="4" class="exit won"/>'], ['exit lost', '<circle cx="7" cy="6" r="4" class="exit lost"/>'],
  ['S1 accepted', '<path d="M7 1l5 5l-5 5l-5 -5Z" class="signal s0"/>'], ['S1 cancelled', '<path d="M7 1l5 5l-5 5l-5 -5Z" class="refused"/>'],
  ['S1 rejected', '<path d="M3 2l8 8m0 -8l-8 8" class="refused"/>'],
]);
document.getElementById('legend').append('Drag over a chart to zoom in, double-click for the whole run; markers and rows tell more under the pointer.');

document.getElementById('bar').hidden = false;
document.getElementById('bar').addEventListener('click', event => {
  const length = view.to - view.from, middle = (view.from + view.to) / 2;
  const ranges = {
    in: [middle - length / 4, middle + length / 4], out: [middle - length, middle + length],
    back: [view.from - length / 2, view.to - length / 2], on: [view.from + length / 2, view.to + length / 2], all: [whole.from, whole.to],
  };
  const range = ranges[event.target.dataset.zoom];
  if (range) show(...range);
});

document.getElementById('trades')?.addEventListener('click', event => {
  const row = event.target.closest('tr[data-trade]');
  const trade = data.trades.find(candidate => String(candidate.id) === row?.dataset.trade);
  if (!trade) return;
  document.querySelector('tr.shown')?.classList.remove('shown');
  row.classList.add('shown');
  const around = Math.max(trade.t1 - trade.t0, 30 * SECOND);
  show(trade.t0 - around, trade.t1 + around);
  document.querySelector(`[data-chart="price"][data-symbol="${trade.symbol}"]`).scrollIntoView({ block: 'center' });
});

document.getElementById('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = getComputedStyle(root).colorScheme === 'dark' || (root.style.colorScheme === '' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.style.colorScheme = dark ? 'light' : 'dark';
});

let resizing;
addEventListener('resize', () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(redraw);
});
redraw();
