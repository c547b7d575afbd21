(() => {
  const results = [...document.querySelectorAll('.result')];
  const chips = [...document.querySelectorAll('.chip')];
  const search = document.getElementById('search');
  const shown = document.getElementById('shown');
  const fold = document.getElementById('fold');
  const words = new Map(results.map(r => [r, r.textContent.toLowerCase()]));

  const apply = () => {
    const kinds = new Set(chips.filter(c => c.getAttribute('aria-pressed') === 'true').map(c => c.dataset.kind));
    const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const r of results) {
      r.hidden = !kinds.has(r.dataset.kind) || !terms.every(t => words.get(r).includes(t));
      if (!r.hidden) count++;
    }
    shown.textContent = count === results.length ? '' : `${count} of ${results.length} shown`;
  };
  for (const chip of chips) chip.addEventListener('click', () => {
    chip.setAttribute('aria-pressed', chip.getAttribute('aria-pressed') !== 'true');
    apply();
  });
  search.addEventListener('input', apply);
  fold.addEventListener('click', () => {
    const open = results.some(r => r.open);
    for (const r of results) r.open = !open;
    fold.textContent = open ? 'Unfold all' : 'Fold all';
  });
  for (const button of document.querySelectorAll('.copy')) button.addEventListener('click', async () => {
    const code = button.parentElement.querySelector('code');
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = 'Selected';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
  document.addEventListener('keydown', e => {
    const typing = e.target.matches('input, textarea');
    if (e.key === '/' && !typing) { e.preventDefault(); search.focus(); }
    if (e.key === 'Escape' && e.target === search) { search.value = ''; apply(); search.blur(); }
    if (!typing && (e.key === 'j' || e.key === 'k')) {
      const visible = results.filter(r => !r.hidden).map(r => r.querySelector('summary'));
      const at = visible.indexOf(document.activeElement);
      const next = visible[at < 0 ? 0 : Math.min(visible.length - 1, Math.max(0, at + (e.key === 'j' ? 1 : -1)))];
      if (next) next.focus();
    }
  });
  let unfolded = [];
  addEventListener('beforeprint', () => { unfolded = results.filter(r => !r.open && r.dataset.kind !== 'satisfied' && r.dataset.kind !== 'inapplicable'); for (const r of unfolded) r.open = true; });
  addEventListener('afterprint', () => { for (const r of unfolded) r.open = false; });
  apply();
})();
