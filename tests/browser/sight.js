// What a reader sees of a page, measured: each function answers with sentences, one per fault, or with figures.
() => {
  const say = (element) => {
    const name = element.id ? `#${element.id}` : [...element.classList].map((word) => `.${word}`).join('');
    return `<${element.localName}${name}> “${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}”`;
  };
  const styleOf = (element) => getComputedStyle(element);
  const walls = () => styleOf(document.body).overflow === 'hidden' || styleOf(document.documentElement).overflow === 'hidden';

  /** Words for a screen reader alone, and the skip link while it waits, are not there to be seen. */
  function seen(element) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    for (let at = element; at; at = at.parentElement) {
      if (styleOf(at).clipPath === 'inset(50%)' || at.matches('.skip:not(:focus)')) return false;
    }
    return true;
  }

  /** The ancestors that may cut an element: one that is positioned out of its parents escapes them. */
  function* around(element) {
    let position = styleOf(element).position;
    for (let at = element.parentElement; at && position !== 'fixed'; at = at.parentElement) {
      const style = styleOf(at);
      if (position === 'absolute' && style.position === 'static' && style.transform === 'none') continue;
      yield at;
      position = style.position === 'static' ? (position === 'absolute' ? 'static' : position) : style.position;
      if (position === 'relative' || position === 'sticky') position = 'static';
    }
  }
  const fixed = (element) => {
    for (let at = element; at; at = at.parentElement) if (styleOf(at).position === 'fixed') return true;
    return false;
  };

  /** Each line of each text that is seen: its box, from the top of a capital to the baseline or so. */
  function lines() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest('script, style, noscript, template, svg') || !seen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom, width, height } of range.getClientRects()) {
        if (width < 1) continue;
        const upright = styleOf(element).writingMode === 'horizontal-tb';
        const [x, y] = upright ? [0, height] : [width, 0];
        found.push({ element, left: left + x * 0.22, right: right - x * 0.22, top: top + y * 0.22, bottom: bottom - y * 0.225 });
      }
    }
    return found;
  }

  /** The inside of a box that cuts, wider by what it lets through. */
  function insideOf(element) {
    const rect = element.getBoundingClientRect();
    const style = styleOf(element);
    const margin = style.overflowX === 'clip' ? Number.parseFloat(style.overflowClipMargin) || 0 : 0;
    return {
      left: rect.left + element.clientLeft - margin,
      right: rect.left + element.clientLeft + element.clientWidth + margin,
      top: rect.top + element.clientTop - margin,
      bottom: rect.top + element.clientTop + element.clientHeight + margin,
    };
  }

  /** What cuts a box, if anything does; what can be scrolled into view is not cut. */
  function cutter(element, box, own) {
    let [across, down] = [true, true];
    for (const at of own ? [element, ...around(element)] : around(element)) {
      if (at === document.body || at === document.documentElement) break;
      const style = styleOf(at);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      if (at.clientWidth === 0 && at.clientHeight === 0) continue; // inline: it cuts nothing
      const inside = insideOf(at);
      if (/auto|scroll/.test(style.overflowX)) across = false;
      if (/auto|scroll/.test(style.overflowY)) down = false;
      if (across && style.overflowX !== 'visible' && (box.left < inside.left - 1 || box.right > inside.right + 1)) return at;
      if (down && style.overflowY !== 'visible' && (box.top < inside.top - 1 || box.bottom > inside.bottom + 1)) return at;
    }
    const still = walls() || fixed(element);
    if (across && (box.left + (still ? 0 : scrollX) < -1 || (still && box.right > innerWidth + 1))) return document.documentElement;
    if (down && still && (box.top < -1 || box.bottom > innerHeight + 1)) return document.documentElement;
    return null;
  }

  /** Whether a point of the page stands where its scrollers show it. */
  function shown(element, box) {
    for (const at of [element, ...around(element)]) {
      if (at === document.body || at === document.documentElement) break;
      const style = styleOf(at);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const inside = insideOf(at);
      if (box.right < inside.left || box.left > inside.right || box.bottom < inside.top || box.top > inside.bottom) return false;
    }
    return true;
  }

  const once = (faults) => [...new Set(faults)];

  /** Text that an edge takes away: a box that hides what overflows, the left of the page, the edge of a screen that does not scroll. */
  function cut(all) {
    const faults = all
      .map((line) => [line, cutter(line.element, line, true)])
      .filter(([, by]) => by)
      .map(([line, by]) => `cut: ${say(line.element)} by ${by === document.documentElement ? 'the edge of the screen' : say(by)}`);
    for (const field of document.querySelectorAll('textarea, input:not([type=radio], [type=checkbox], [type=hidden])')) {
      if (seen(field) && field.localName === 'textarea' && styleOf(field).overflowY === 'hidden' && field.scrollHeight > field.clientHeight + 1)
        faults.push(`cut: the text of ${say(field)}`);
    }
    return once(faults);
  }

  const opaque = (color) => !/^rgba\(.*, 0\)$|^transparent$/.test(color);
  function edged(element) {
    const style = styleOf(element);
    if (style.display === 'inline' || element === document.body || element === document.documentElement) return false;
    const borders = ['Top', 'Right', 'Bottom', 'Left'].filter(
      (side) => Number.parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== 'none' && opaque(style[`border${side}Color`]),
    );
    return borders.length > 2 || opaque(style.backgroundColor) || style.backgroundImage !== 'none';
  }

  /** Text that leaves the frame or the field it is written on. */
  function spilled(all) {
    const faults = [];
    for (const line of all) {
      for (const at of [line.element, ...around(line.element)]) {
        if (/auto|scroll/.test(styleOf(at).overflowX + styleOf(at).overflowY)) break;
        if (!edged(at)) continue;
        const rect = at.getBoundingClientRect();
        if (line.left < rect.left - 1 || line.right > rect.right + 1 || line.top < rect.top - 1 || line.bottom > rect.bottom + 1)
          faults.push(`spilled: ${say(line.element)} out of ${say(at)}`);
        break;
      }
    }
    return once(faults);
  }

  const layer = (element) => {
    for (let at = element; at; at = at.parentElement) if (/fixed|sticky/.test(styleOf(at).position)) return at;
    return null;
  };

  /** Lines of text that lie on each other, inside one layer of the page. */
  function overlapping(all) {
    const laid = all
      .filter((line) => shown(line.element, line))
      .map((line) => ({ ...line, layer: layer(line.element) }))
      .sort((a, b) => a.top - b.top);
    const faults = [];
    laid.forEach((a, index) => {
      for (let other = index + 1; other < laid.length && laid[other].top < a.bottom; other++) {
        const b = laid[other];
        if (a.layer !== b.layer) continue;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - b.top;
        const lower = Math.min(a.bottom - a.top, b.bottom - b.top);
        if (across > 2 && down > Math.max(1, lower * 0.2)) faults.push(`overlapping: ${say(a.element)} and ${say(b.element)}`);
      }
    });
    return once(faults);
  }

  function scroller(element) {
    for (const at of around(element)) if (at !== document.body && /auto|scroll/.test(styleOf(at).overflowX)) return at;
    return null;
  }

  /** What makes the page scroll sideways; a table may scroll in a region of its own that the keyboard reaches. */
  function sideways() {
    const faults = [];
    const across = document.scrollingElement.scrollWidth;
    if (across > innerWidth) {
      const far = [...document.body.querySelectorAll('*')].filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        return width > 0 && right + scrollX > innerWidth + 0.5 && seen(element) && !scroller(element) && !cutter(element, element.getBoundingClientRect());
      });
      const first = far.filter((element) => !far.some((other) => other !== element && element.contains(other))).slice(0, 3);
      faults.push(`sideways: ${across} px in ${innerWidth}: ${first.map(say).join(', ')}`);
    }
    for (const element of document.body.querySelectorAll('*')) {
      if (!/auto|scroll/.test(styleOf(element).overflowX) || element.scrollWidth <= element.clientWidth + 1 || !seen(element)) continue;
      if (element.tabIndex < 0 || !element.querySelector('table')) faults.push(`sideways: inside ${say(element)}`);
    }
    return faults;
  }

  /** The share of the window under what is stuck over the page, at the top, the middle and the bottom of it. */
  function covered() {
    const page = document.scrollingElement;
    const deep = page.scrollHeight - innerHeight;
    if (deep <= 0 || walls()) return { share: 0, by: '' };
    const over = [...document.body.querySelectorAll('*')].filter((element) => /fixed|sticky/.test(styleOf(element).position) && seen(element));
    let worst = { share: 0, by: '' };
    for (const part of [0, 0.5, 1]) {
      scrollTo({ top: deep * part, behavior: 'instant' });
      const stuck = over.filter((element) => {
        if (styleOf(element).position === 'fixed') return true;
        const now = element.getBoundingClientRect().top;
        const own = element.style.position;
        element.style.setProperty('position', 'static', 'important');
        const free = element.getBoundingClientRect().top;
        element.style.removeProperty('position');
        element.style.position = own;
        return Math.abs(now - free) > 1;
      });
      let hit = 0;
      for (let x = 0.5; x < 20; x++)
        for (let y = 0.5; y < 20; y++) {
          const top = document.elementFromPoint((x / 20) * innerWidth, (y / 20) * innerHeight);
          if (top && stuck.some((element) => element.contains(top))) hit++;
        }
      if (hit / 400 > worst.share) worst = { share: hit / 400, by: stuck.map(say).join(', ') };
    }
    scrollTo({ top: 0, behavior: 'instant' });
    return worst;
  }

  /** A colour as the browser writes it. */
  function plain(color) {
    const canvas = document.createElement('canvas').getContext('2d');
    canvas.fillStyle = color.trim();
    return canvas.fillStyle;
  }

  /** What is wrong with how the focused element shows that it has the focus; its name, to know where one is. */
  function focus() {
    const element = document.activeElement;
    if (!element || element === document.body) return { at: '', faults: [] };
    element.dataset.probe ??= String(++marked);
    const bearer = Number(styleOf(element).opacity) < 0.1 && element.nextElementSibling ? element.nextElementSibling : element;
    const style = styleOf(bearer);
    const faults = [];
    const [width, gap] = [Number.parseFloat(style.outlineWidth), Number.parseFloat(style.outlineOffset)];
    const ink = plain(style.getPropertyValue('--ink'));
    if (!element.matches(':focus-visible') || style.outlineStyle === 'none' || width < 3)
      faults.push(`no ring of 3 px: ${say(element)} has ${style.outlineWidth} ${style.outlineStyle}`);
    // Flush with an edge of the screen a ring is drawn inside.
    else if (gap < 2 && gap > -(width + 2)) faults.push(`no gap of 2 px: ${say(element)} has ${gap}`);
    else if (!matchMedia('(forced-colors: active)').matches && plain(style.outlineColor) !== ink)
      faults.push(`a ring that is not ink: ${say(element)} has ${style.outlineColor}, ink is ${ink}`);
    const rect = bearer.getBoundingClientRect();
    const ring = width + gap;
    const wide = { left: rect.left - ring, right: rect.right + ring, top: rect.top - ring, bottom: rect.bottom + ring };
    const by = bearer.getClientRects().length === 1 && cutter(bearer, wide, false);
    if (by) faults.push(`a ring cut: ${say(element)} by ${by === document.documentElement ? 'the edge' : say(by)}`);
    const [left, right] = [Math.max(rect.left, 0), Math.min(rect.right, innerWidth)];
    const [top, bottom] = [Math.max(rect.top, 0), Math.min(rect.bottom, innerHeight)];
    if (right - left < 1 || bottom - top < 1) faults.push(`out of sight: ${say(element)}`);
    else
      for (const [x, y] of [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]]) {
        const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
        const over = hit && layer(hit);
        if (over && !over.contains(element)) {
          faults.push(`under something stuck: ${say(element)} under ${say(over)}`);
          break;
        }
      }
    return { at: element.dataset.probe, faults };
  }
  let marked = document.querySelectorAll('[data-probe]').length;

  /** Red, green, blue and opacity of a colour, however it is written. */
  function parts(color) {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1, 1];
    const brush = canvas.getContext('2d');
    brush.fillStyle = color;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    return { rgb: a ? [r, g, b] : [0, 0, 0], opacity: a / 255 };
  }
  function light([r, g, b]) {
    const [x, y, z] = [r, g, b].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  }
  function contrast(one, other) {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }
  /** The colour behind an element: the nearest field that lets little through. */
  function behind(element) {
    for (let at = element; at; at = at.parentElement) {
      const { rgb, opacity } = parts(styleOf(at).backgroundColor);
      if (opacity > 0.5) return rgb;
    }
    return parts('Canvas').rgb;
  }

  /** Words and marks too close to the colour behind them; what cannot be pressed may be pale. */
  function pale() {
    const able = (element) => !element.closest(':disabled, [aria-disabled="true"]');
    const words = [...new Set(lines().map((line) => line.element))].filter(able).map((element) => [element, styleOf(element).color, 4.5]);
    const marks = [...document.querySelectorAll('svg.icon')]
      .filter((icon) => able(icon) && seen(icon) && icon.getBoundingClientRect().width > 0)
      .map((icon) => [icon, styleOf(icon).fill, 3]);
    return once(
      [...words, ...marks]
        .filter(([element, color, least]) => contrast(parts(color).rgb, behind(element)) < least)
        .map(([element, color]) => `pale: ${say(element)} ${color} on ${behind(element)}`),
    );
  }

  /** All that is wrong with the page as it stands, in sentences. */
  function faults() {
    const all = lines();
    return [...sideways(), ...cut(all), ...spilled(all), ...overlapping(all)];
  }

  return { faults, covered, focus, pale };
}
