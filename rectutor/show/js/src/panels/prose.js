// Prose: paragraphs with the markup of a sentence.
import { h, nameButton, refill, rich } from "../dom.js";
import { parsed, textOf } from "../format.js";

export function createProse(spec) {
  const element = h("div.picture.prose.rich");
  let drawn = "";

  // A strong word that is a name lights up, and can be pointed at.
  function part(one, names) {
    const isName = one[0] === "strong" && names.includes(one[1]);
    return isName ? nameButton(one[1], one[1], { "data-id": one[1], class: "name strong" }) : rich([one])[0];
  }

  const textsOf = (now) => [...(now.at(spec.text) ?? [])];

  function update(now) {
    const texts = textsOf(now);
    const names = [...(now.at(spec.of) ?? [])];
    const key = JSON.stringify([texts, names]);
    if (key === drawn) return;
    drawn = key;
    refill(element, ...texts.map((text) => h("p", ...parsed(text).map((one) => part(one, names)))));
  }

  return {
    element,
    resize() {},
    update,
    describe: (now) =>
      textsOf(now)
        .map((text) => textOf(parsed(text)))
        .join(" "),
    table: null, // there are no numbers behind it
  };
}
