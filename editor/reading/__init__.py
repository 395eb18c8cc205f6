"""Raw text to proposal: pure, deterministic, each decision with its evidence. `engine.propose` is the way in."""
