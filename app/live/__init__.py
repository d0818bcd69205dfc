"""The socket edge: news comes down, and one question about the time comes up."""
