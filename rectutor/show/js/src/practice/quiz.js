export function renderQuiz(host, root) { root.append("practice/quiz"); }
