// Whether this device keeps its screen lit by itself: browsers allow it on secure pages alone.
let held = false;

/** Ask the browser to keep the screen lit; where it may not, the machine's own settings decide. */
export async function keepLit() {
  try {
    const lock = await navigator.wakeLock?.request('screen');
    held = lock !== undefined;
    lock?.addEventListener('release', () => (held = false));
  } catch {
    held = false;
  }
}

/** Whether the screen stays lit now. @returns {boolean} */
export function lit() {
  return held;
}
