// A sum with its symbols above and its names below. In a wide container it is a line, as in a book; in a narrow one a
// column with a rule above the result, as on squared paper. The same elements in both; theme and layout are in the CSS.
import { h, setText } from "../dom.js";
import { signClass, tokens } from "./symbols.js";

// terms: [{ name, symbol, caption, tokens, colored, signed }]; the first is the result.
export function createSum(terms) {
  const parts = terms.map((term, index) => {
    const [op, value, caption] = ["op", "value", "caption"].map((name) => h("span", { class: name }));
    const part = { ...term, op, value, caption };
    const looks = { class: index === 0 ? "term result" : "term", ...tokens(...term.tokens) };
    part.element = h("span", looks, op, h("span.symbol-cell", term.symbol), value, caption);
    return part;
  });
  const said = h("p.offscreen");
  const element = h("div.sum", said, h("div.terms", { "aria-hidden": "true" }, ...parts.map((part) => part.element)));

  // values: by name, { value: Decimal, minus: whether it is subtracted, caption }
  function update(values) {
    const spoken = parts.map((part, index) => {
      const { value, minus = false, caption } = values[part.name];
      const first = index <= 1; // the result, and what comes right after "=": the sign stays with the number
      const negative = value.sign < 0 !== (minus && value.sign !== 0);
      setText(part.op, index === 0 ? "=" : first ? "" : value.sign === 0 ? (minus ? "−" : "+") : negative ? "−" : "+");
      setText(part.value, first ? (part.signed && value.sign !== 0 ? value.signed : value.text) : value.digits);
      setText(part.caption, caption);
      part.caption.title = caption;
      part.value.className = `value ${part.colored ? signClass(value.sign) : ""}`;
      const [op, number] = [part.op.textContent, part.value.textContent];
      if (index === 0) return `${caption} ${number} =`;
      return `${op ? `${op} ` : ""}${caption} ${number}`;
    });
    setText(said, spoken.join(" "));
  }
  return { element, update };
}
