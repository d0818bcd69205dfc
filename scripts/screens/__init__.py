"""Pictures of every screen: a real server on a clock that stands still, a real browser, one file per picture."""
