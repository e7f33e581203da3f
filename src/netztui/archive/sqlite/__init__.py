"""The archive's database: connection, file, schema, queries, columns."""
