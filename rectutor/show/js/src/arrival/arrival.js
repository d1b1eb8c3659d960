// How the table filled: a player of one run, which the page counts together from the ratings themselves.
import { renderPlayer } from "../playback/player.js";
import { readRatings } from "./data.js";
import { runOf } from "./run.js";

export function renderArrival(host, root) {
  let run = null;
  const spec = host.get("spec");
  const ready = readRatings(host.get("runs"), spec).then((data) => (run = runOf(data, spec)));
  return renderPlayer(host, root, () => ({ ready, run: () => run }));
}
