// Runs before the first paint: a chosen theme never flashes the other one, and names hidden on this device are not
// painted first. A projected screen has its ground fixed by the page and ignores the theme.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('palmares.theme');
    const chosen = theme === 'light' || theme === 'dark';
    if (chosen && !root.hasAttribute('data-ground')) root.setAttribute('data-theme', theme);
    root.toggleAttribute('data-blind', localStorage.getItem('palmares.blind') === 'on');
  } catch {
    /* storage forbidden: the system's theme applies, and names are shown */
  }
})();
