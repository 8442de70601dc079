"""REST v10: one module a resource, and the way every request takes through `endpoint`."""
