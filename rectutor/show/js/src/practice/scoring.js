// What a quiz says of an answer, as data; nothing here touches the page.

// Returns { right, remarks: [{ right, option, words }], missing }: one remark for each thing that is said.
export function judge(question, answer) {
  if (question.kind === "number") return judgeNumber(question, answer);
  const { options } = question;
  const remarks = answer.map((place) => ({
    right: options[place].right,
    option: place,
    words: options[place].feedback,
  }));
  const missing =
    question.kind === "multiple"
      ? options.filter((option, place) => option.right && !answer.includes(place)).length
      : 0;
  return { right: answer.length > 0 && missing === 0 && remarks.every((remark) => remark.right), remarks, missing };
}

function judgeNumber(question, text) {
  const value = parseNumber(text);
  const right = value !== null && within(value, question.right);
  const slip = right || value === null ? null : question.slips.find((range) => within(value, range));
  const words = right ? question.right.feedback : slip ? slip.feedback : question.otherwise;
  return { right, remarks: [{ right, option: null, words }], missing: 0 };
}

function within(value, { low, high }) {
  return low <= value && value <= high;
}

// "0.5", "0,5", "−0.5", "1/2": as people write numbers; null for what is none.
export function parseNumber(text) {
  const plain = String(text ?? "")
    .trim()
    .replace(/[−–]/g, "-")
    .replace(/\s/g, "")
    .replace(",", ".");
  const fraction = plain.match(/^(-?\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/);
  if (fraction) return Number(fraction[2]) === 0 ? null : Number(fraction[1]) / Number(fraction[2]);
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

export function emptyAnswer() {
  return { tries: 0, solved: false, chosen: [], text: "" };
}

// The record of a question after one more try; what was solved once stays solved.
export function afterTry(record, question, answer) {
  const { right } = judge(question, answer);
  const given = question.kind === "number" ? { text: answer, chosen: [] } : { chosen: answer, text: "" };
  if (record.solved) return { ...record, ...given };
  return { ...given, tries: record.tries + 1, solved: right };
}

// The closing line: nothing until all are solved, then how many at the first try.
export function closingLine(records, total) {
  const solved = records.filter((record) => record.solved).length;
  if (solved < total) return "";
  const first = records.filter((record) => record.solved && record.tries === 1).length;
  return `${first} of ${total} at the first try.`;
}

export function progressLine(records, total) {
  return `${records.filter((record) => record.solved).length} of ${total} answered`;
}
