// Runs before the first paint, so that a chosen theme never flashes the other one. A projected screen has its
// ground fixed by the page and ignores the choice.
(function () {
  var root = document.documentElement;
  if (root.hasAttribute('data-ground')) return;
  try {
    var theme = localStorage.getItem('palmares.theme');
    if (theme === 'light' || theme === 'dark') root.setAttribute('data-theme', theme);
  } catch (refused) { /* storage forbidden: the system's theme applies */ }
})();
