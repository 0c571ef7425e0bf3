"""How Schemathesis sends what the workbench takes beside JSON."""

import schemathesis


@schemathesis.serializer("application/toml", "application/octet-stream")
def as_it_is(ctx, value):
    """A scenario, or a file that is dropped in: text or bytes as they are."""
    return value if isinstance(value, bytes) else str(value).encode()
