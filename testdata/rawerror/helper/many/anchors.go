package many

// Anchors are what a ship has; the file answers nothing.
const Anchors = 2
