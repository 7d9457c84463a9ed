"""Who looks after the assets."""

OWNERS = ["team:data-engineering"]
