// Names hidden on this device: for who presents beside somebody that is not to read them.

const BLIND = 'palmares.blind';

/** @param {HTMLInputElement} box */
export function blindMode(box) {
  const draw = () => document.body.toggleAttribute('data-blind', box.checked);
  try {
    box.checked = localStorage.getItem(BLIND) === 'on';
  } catch {
    /* storage forbidden: names are shown, on this page */
  }
  box.addEventListener('change', () => {
    draw();
    try {
      localStorage.setItem(BLIND, box.checked ? 'on' : 'off');
    } catch {
      /* it lasts for this page */
    }
  });
  draw();
}
