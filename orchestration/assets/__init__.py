"""The assets, a module per stage; `build.py` puts them together."""
