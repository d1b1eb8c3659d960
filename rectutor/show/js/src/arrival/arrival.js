// How the table filled: a player of one run, which the page counts together from the ratings themselves.
import { renderPlayer } from "../playback/player.js";
import { readRatings } from "./data.js";
import { runOf } from "./run.js";

export const renderArrival = (host, root) =>
  renderPlayer(host, root, async (text, spec) => [runOf(await readRatings(text, spec), spec)]);
