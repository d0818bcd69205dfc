// Runs before the first paint, so that a chosen theme never flashes the other one. A projected screen has its
// ground fixed by the page and ignores the choice.
(() => {
  const root = document.documentElement;
  if (root.hasAttribute('data-ground')) return;
  try {
    const theme = localStorage.getItem('palmares.theme');
    if (theme === 'light' || theme === 'dark') root.setAttribute('data-theme', theme);
  } catch {
    /* storage forbidden: the system's theme applies */
  }
})();
