"""Files in and out: shapes only, no decision."""
