// A page that answered a form becomes an ordinary address: going back or reloading never sends the form again.
history.replaceState(null, '', location.pathname + location.search + location.hash);
