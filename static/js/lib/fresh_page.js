// This page as the server would draw it now: for what the server draws alone.

/** The page drawn anew; null where nobody answered, or an error did. @param {number[]} [also] other statuses whose page is wanted @returns {Promise<Document | null>} */
export async function freshPage(also = []) {
  try {
    const response = await fetch(location.pathname + location.search, { cache: 'no-store' });
    if (!response.ok && !also.includes(response.status)) return null;
    return new DOMParser().parseFromString(await response.text(), 'text/html');
  } catch {
    return null; // offline: the badge says so, and the next change asks again
  }
}
