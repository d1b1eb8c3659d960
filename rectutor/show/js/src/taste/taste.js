export function renderTaste(host, root) { root.append("taste/taste"); }
