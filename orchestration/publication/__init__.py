"""From the build file to what readers open: one release folder, verified, then swapped in as a whole."""
