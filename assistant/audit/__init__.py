"""Where reports do not agree: with themselves, with each other, and a draft with what was sent before."""
