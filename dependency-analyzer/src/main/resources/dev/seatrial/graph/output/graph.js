'use strict';
(() => {
  const $ = id => document.getElementById(id);
  const map = $('map'), picture = $('picture'), search = $('search'), detail = $('detail');
  const items = [...document.querySelectorAll('#list li')];
  const nodes = [...map.querySelectorAll('.node')], edges = [...map.querySelectorAll('.edge')];
  const chips = [...document.querySelectorAll('#kinds button')];
  let chosen = null; // { item } or { name }

  for (const e of edges) { // an arrow is thin; what takes the click is not
    const wide = e.querySelector('polyline').cloneNode();
    wide.removeAttribute('marker-end');
    wide.setAttribute('class', 'wide');
    e.append(wide);
  }

  const off = () => new Set(chips.filter(c => c.getAttribute('aria-pressed') === 'false').map(c => c.dataset.kind));
  const edgeOf = item => edges.find(e => e.dataset.from === item.dataset.from && e.dataset.to === item.dataset.to && e.dataset.kind === item.dataset.kind);
  const itemOf = edge => items.find(i => i.dataset.from === edge.dataset.from && i.dataset.to === edge.dataset.to && i.dataset.kind === edge.dataset.kind);

  function show() {
    const hidden = off(), words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = t => words.every(w => t.includes(w));
    const lit = new Set();
    let count = 0;
    for (const item of items) {
      const fits = !hidden.has(item.dataset.kind) && found(item.dataset.text)
        && (!chosen || !chosen.name || item.dataset.from === chosen.name || item.dataset.to === chosen.name);
      item.hidden = !fits;
      const edge = edgeOf(item);
      if (edge) {
        edge.classList.toggle('off', hidden.has(item.dataset.kind));
        edge.classList.toggle('dim', !fits || !!(chosen && chosen.item && chosen.item !== item));
        edge.classList.toggle('chosen', !!(chosen && chosen.item === item));
      }
      if (fits) { count++; if (!chosen || !chosen.item || chosen.item === item) { lit.add(item.dataset.from); lit.add(item.dataset.to); } }
      item.firstElementChild.setAttribute('aria-current', String(!!(chosen && chosen.item === item)));
    }
    const narrowed = words.length > 0 || chosen;
    for (const n of nodes) {
      const named = words.length > 0 && !chosen && found(n.dataset.name.toLowerCase());
      n.classList.toggle('dim', !!narrowed && !lit.has(n.dataset.name) && !named && !(chosen && chosen.name === n.dataset.name));
      n.classList.toggle('chosen', !!(chosen && chosen.name === n.dataset.name));
    }
    $('shown').textContent = count + ' of ' + items.length + ' dependencies shown' + (hidden.size ? '; not: ' + [...hidden].join(', ') : '');
  }

  function open(what) {
    chosen = what;
    const template = what && (what.item ? what.item.querySelector('template') : document.querySelector('template[data-name="' + CSS.escape(what.name) + '"]'));
    detail.hidden = !template;
    detail.replaceChildren(...(template ? [template.content.cloneNode(true)] : []));
    show();
    if (template) $('side').scrollTop = 0;
  }

  const full = { x: 0, y: 0, w: +map.dataset.width, h: +map.dataset.height };
  let view = { ...full };
  const draw = () => map.setAttribute('viewBox', [view.x, view.y, view.w, view.h].map(v => v.toFixed(1)).join(' '));
  function fit() { // a small graph is not blown up to fill the window
    const w = Math.max(full.w, map.clientWidth / 1.4), h = Math.max(full.h, map.clientHeight / 1.4);
    view = { x: (full.w - w) / 2, y: (full.h - h) / 2, w, h };
    draw();
  }
  function look(names) { // brings these components into view, large enough to be read
    const boxes = nodes.filter(n => names.includes(n.dataset.name)).map(n => n.querySelector('rect').getBBox());
    if (!boxes.length) return;
    const x = Math.min(...boxes.map(b => b.x)), y = Math.min(...boxes.map(b => b.y));
    const right = Math.max(...boxes.map(b => b.x + b.width)), bottom = Math.max(...boxes.map(b => b.y + b.height));
    const w = Math.max(right - x + 120, Math.min(full.w, 700)), h = Math.max(bottom - y + 120, Math.min(full.h, 450));
    view = { x: (x + right - w) / 2, y: (y + bottom - h) / 2, w, h };
    draw();
  }

  for (const item of items) item.firstElementChild.addEventListener('click', () => {
    open({ item });
    look([item.dataset.from, item.dataset.to]);
  });
  let moved = false;
  map.addEventListener('click', event => {
    if (moved) return;
    const edge = event.target.closest('.edge'), node = event.target.closest('.node');
    if (node) open({ name: node.dataset.name });
    else if (edge) open({ item: itemOf(edge) });
    else open(null);
  });
  for (const chip of chips) chip.addEventListener('click', () => {
    chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') === 'false'));
    show();
  });
  search.addEventListener('input', () => {
    show();
    const names = nodes.filter(n => !n.classList.contains('dim')).map(n => n.dataset.name);
    if (search.value && names.length < nodes.length) look(names); else fit();
  });


  function zoom(factor, x = view.x + view.w / 2, y = view.y + view.h / 2) {
    const w = Math.min(full.w * 3, Math.max(120, view.w * factor)), by = w / view.w;
    view = { x: x - (x - view.x) * by, y: y - (y - view.y) * by, w, h: view.h * by };
    draw();
  }
  const scale = () => Math.max(view.w / map.clientWidth, view.h / map.clientHeight);
  picture.addEventListener('wheel', event => {
    event.preventDefault();
    const box = map.getBoundingClientRect(), s = scale();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15,
      view.x + view.w / 2 + (event.clientX - box.left - box.width / 2) * s, view.y + view.h / 2 + (event.clientY - box.top - box.height / 2) * s);
  }, { passive: false });
  let from = null;
  picture.addEventListener('pointerdown', event => { from = { x: event.clientX, y: event.clientY, view: { ...view } }; moved = false; });
  addEventListener('pointermove', event => {
    if (!from) return;
    const dx = event.clientX - from.x, dy = event.clientY - from.y;
    if (Math.abs(dx) + Math.abs(dy) > 4) { moved = true; picture.classList.add('drag'); }
    if (moved) { view = { ...from.view, x: from.view.x - dx * scale(), y: from.view.y - dy * scale() }; draw(); }
  });
  addEventListener('pointerup', () => { from = null; picture.classList.remove('drag'); });
  $('in').addEventListener('click', () => zoom(1 / 1.4));
  $('out').addEventListener('click', () => zoom(1.4));
  $('fit').addEventListener('click', fit);

  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target === search;
    if (event.key === 'Escape') { search.value = ''; open(null); fit(); search.blur(); return; }
    if (typing) return;
    if (event.key === '/') { event.preventDefault(); search.focus(); return; }
    if (event.key === 'j' || event.key === 'k') {
      const seen = items.filter(i => !i.hidden), at = seen.indexOf(document.activeElement.closest ? document.activeElement.closest('#list li') : null);
      const next = seen[Math.max(0, Math.min(seen.length - 1, at + (event.key === 'j' ? 1 : -1)))];
      if (next) next.firstElementChild.focus();
      return;
    }
    if (event.target === picture) {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (step) { event.preventDefault(); view.x += step[0] * view.w / 10; view.y += step[1] * view.h / 10; draw(); }
      else if (event.key === '+') zoom(1 / 1.4);
      else if (event.key === '-') zoom(1.4);
    }
  });
  show();
  fit();
  addEventListener('resize', fit);
})();
