"""The tests; they mirror `app/`, then come contracts, browser, faults and stories."""
