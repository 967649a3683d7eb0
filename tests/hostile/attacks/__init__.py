"""The parts of the attack, a module each: what is done to the program at full size, and the figures of what came of it."""
