"""One file per screen: what it reads, and its snapshot."""
