"""The only writers: verbs, one file per noun. Each takes the acting identity and works through `changes`."""
