export function renderQuestion(host, root) { root.append("practice/question"); }
export function questionPanel() { const element = document.createElement("div"); return { element, dispose() {} }; } // stub until written
