// The small choices of a device: a theme, shortcuts, names hidden. Where storage is forbidden they last for the page.

/** What was chosen here before. @param {string} key @returns {string | null} */
export function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keep a choice; '' forgets it. @param {string} key @param {string} choice */
export function remember(key, choice) {
  try {
    if (choice) localStorage.setItem(key, choice);
    else localStorage.removeItem(key);
  } catch {
    /* it lasts for this page */
  }
}
