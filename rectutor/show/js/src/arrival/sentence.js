// The sentence: which month it is, what came, what the table is like by now. At most 40 words.
import { count, inWords, percent, plural } from "../format.js";

export function sentenceFor(step, data, spec) {
  const { found, upTo, firstHalf } = data;
  if (step === 0) {
    return (
      `**The table is empty.** ${count(spec.users)} rows wait for users, ${count(spec.items)} columns for films. ` +
      "Press play."
    );
  }
  const name = `**${spec.names[step]}.** `;
  const fresh = upTo[step] - upTo[step - 1];
  if (step === data.steps) return name + atTheEnd(data, spec);
  if (fresh === 0) return `${name}Nobody rates anything. ${soFar(step, data, spec)}`;
  if (step === firstHalf && step > 1) {
    return (
      `${name}The first half stars: **${percent(found.halves[step] / fresh)}** of ${count(fresh)} ratings. ` +
      `In the ${count(upTo[step - 1])} before there was none: until now only whole stars could be given.`
    );
  }
  const arrived = found.users[step] - found.users[step - 1];
  const who =
    arrived === 0
      ? "all by users who were there before. "
      : `${percent(found.newcomers[step] / fresh)} of them by the ${inWords(arrived)} ` +
        `${arrived === 1 ? "user" : "users"} who ${arrived === 1 ? "arrives" : "arrive"} this ${spec.unit}. `;
  return `${name}**${plural(fresh, "new rating")}**, ${who}${soFar(step, data, spec)}`;
}

const soFar = (step, { found, upTo }, spec) =>
  `So far ${plural(upTo[step], "rating")} of ${count(found.items[step])} films: ` +
  `${cells(upTo[step], spec)} of the table.`;

function atTheEnd({ found, upTo, steps }, spec) {
  const newcomers = found.newcomers.reduce((a, b) => a + b, 0) / upTo[steps];
  return (
    `The table is as full as it gets: ${cells(upTo[steps], spec)} of its cells. **${percent(newcomers)}** of all ` +
    `ratings were given in the ${spec.unit} in which their user arrived.`
  );
}

export function cells(ratings, spec) {
  return `${((100 * ratings) / spec.part / (spec.users * spec.items)).toFixed(2)}\u00a0%`;
}
