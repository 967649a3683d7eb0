"""From a plan to its answer: matching, scoring, collecting."""
