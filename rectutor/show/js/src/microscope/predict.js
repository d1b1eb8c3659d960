// ① Predict: r̂ = μ + b_u + b_i + p·q, and the products that make up p·q.
import { h, setAttributes, setText } from "../dom.js";
import { SHOWN_FACTORS } from "./arithmetic.js";
import { barPlace, beyond } from "./bars.js";
import { createSum } from "./sum.js";
import { SYMBOLS, signClass, tokens } from "./symbols.js";

export function createPredict(rule) {
  const rows = Math.min(rule.factors, SHOWN_FACTORS);
  const of = (name, more) => ({ name, symbol: SYMBOLS[name](), tokens: [name], ...more });
  const biases = rule.biases ? [of("mean"), of("b_u", { colored: true }), of("b_i", { colored: true })] : [];
  const formula = createSum([of("prediction"), ...biases, of("dot", { colored: true })]);
  const products = createProducts(rows, rule.factors > rows);
  const element = h("div.predict", formula.element, products.element);

  function update(u, names, scale) {
    formula.update({
      prediction: { value: u.before.prediction, caption: "prediction" },
      mean: { value: rule.mean, caption: "mean of all" },
      b_u: { value: u.b_u.old, caption: `bias of ${names.who}` },
      b_i: { value: u.b_i.old, caption: `bias of ${names.label}` },
      dot: { value: u.before.dot, caption: "dot product" },
    });
    products.update(u, scale);
  }
  return { element, update };
}

function createProducts(count, withOthers) {
  const lines = Array.from({ length: count }, () => productLine("", h("td.p"), h("td.q")));
  const rest = productLine("rest");
  rest.name.colSpan = 3;
  const heads = [SYMBOLS.p(), SYMBOLS.q(), "product"].map((name) => h("th", { scope: "col" }, name));
  const element = h(
    "table.products",
    { "aria-label": "Products of the factors" },
    h("thead", h("tr", h("td"), heads, h("td.bars"))),
    h("tbody", ...lines.map((line) => line.row), withOthers && rest.row),
  );

  function update(u, scale) {
    u.shown.forEach((f, index) => {
      const line = lines[index];
      setText(line.name, `factor ${f + 1}`);
      fill(line.p, "", u.before.p[f].text, tokens(`p${f}`));
      fill(line.q, "×", u.before.q[f].text, tokens(`q${f}`));
      result(line, u.before.products[f], scale);
    });
    if (!u.others) return;
    setText(rest.name, `the other ${u.others.count} add`);
    result(rest, u.others.before, scale);
  }

  function result(line, product, scale) {
    fill(line.product, "=", product.text);
    line.product.className = `product ${signClass(product.sign)}`;
    line.bar.className = `bar ${signClass(product.sign)}`;
    line.bar.parentNode.dataset.beyond = beyond([product.value], scale);
    Object.assign(line.bar.style, barPlace(0, product.value, scale));
  }
  return { element, update };
}

function productLine(kind, p, q) {
  const line = { name: h("th", { scope: "row" }), p, q, product: h("td.product"), bar: h("i.bar") };
  const bars = h("td.bars", { "aria-hidden": "true" }, h("span.track", line.bar));
  line.row = h("tr", { class: kind }, line.name, p, q, line.product, bars);
  return line;
}

// A cell with the operator that stands before its number, and what closes a parenthesis after it.
export function fill(cell, op, text, attributes = {}, close = "") {
  if (!cell.firstChild) cell.append(op && h("span.op", op), h("span.n"), close && h("span.op.close", close));
  setText(cell.querySelector(".n"), text);
  setAttributes(cell, attributes);
}
