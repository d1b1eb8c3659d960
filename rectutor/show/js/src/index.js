// The one component: every host calls render({ model, el }); what is drawn depends on the model's `kind`.
import { Host } from "./host.js";
import { mount } from "./mount.js";
import { renderArrival } from "./arrival/arrival.js";
import { renderNeighbors } from "./neighbors/neighbors.js";
import { renderRanking } from "./ranking/ranking.js";
import { renderPlayer } from "./playback/player.js";
import { renderMicroscope } from "./microscope/microscope.js";
import { renderTaste } from "./taste/taste.js";
import { renderQuestion } from "./practice/question.js";
import { renderQuiz } from "./practice/quiz.js";

const KINDS = {
  arrival: renderArrival,
  neighbors: renderNeighbors,
  ranking: renderRanking,
  training: renderPlayer,
  stages: renderPlayer,
  explore: renderPlayer,
  microscope: renderMicroscope,
  taste: renderTaste,
  question: renderQuestion,
  quiz: renderQuiz,
};

function render({ model, el }) {
  const host = new Host(model);
  const root = mount(el, host);
  const cleanUp = KINDS[model.get("kind")](host, root);
  return () => {
    cleanUp?.();
    host.dispose();
    root.dispose();
  };
}

export default { render };
