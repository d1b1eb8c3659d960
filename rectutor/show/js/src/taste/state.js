// What the reader did, and everything that follows from it. No element of the page is known here.
import { bestLambda, figuresFor, reader } from "./curves.js";
import { nearestStop, solve, staircase, sweep, STOPS } from "./lists.js";
import { Rated } from "../reader/rated.js";
import { Ridge } from "./ridge.js";

export class State extends Rated {
  constructor(spec, films) {
    super(films);
    this.spec = spec;
    this.event = "start";
    this.chosen = null; // the film explained, where the reader picked one
    this.followsBest = true; // λ goes with the best for the number of ratings until the slider is moved
    this.lambda = spec.default;
  }

  rate(row, stars) {
    super.rate(row, stars);
    this.event = "rate";
  }

  remove(row) {
    super.remove(row);
    this.event = "rate";
  }

  forget() {
    this.entries = [];
    this.chosen = null;
    this.followsBest = true;
    this.event = "forget";
  }

  slide(lambda) {
    this.lambda = nearestStop(lambda);
    this.followsBest = false;
    this.event = "lambda";
  }

  followBest() {
    this.followsBest = true;
    this.event = "rate";
  }

  explain(row) {
    this.chosen = row;
    this.event = "explain";
  }

  derive() {
    const { spec, films } = this;
    const rated = this.rated;
    const n = rated.length;
    const best = bestLambda(spec, n);
    if (this.followsBest) this.lambda = nearestStop(best);
    const { ridge, stops } = this.#ofRatings(rated);
    const result = solve(films, rated, this.lambda, ridge);
    const figures = figuresFor(spec.people, n);
    const read = (values) => reader(spec.lambdas, values);
    const explained = this.#explained(result);
    return {
      spec,
      films,
      n,
      rated,
      best,
      result,
      stops,
      figures,
      explained,
      lambda: this.lambda,
      atBest: stops[STOPS.indexOf(nearestStop(best))],
      error: figures && read(figures.error),
      usual: figures && { length: read(figures.length)(this.lambda), shared: read(figures.shared)(this.lambda) },
      stairs: explained === undefined ? null : staircase(result, explained),
    };
  }

  // The film that the reader picked, as long as it is in the ten; else the one for which the vector does most.
  #explained({ films, bias, ten }) {
    if (ten.some(({ row }) => row === this.chosen)) return this.chosen;
    const effect = ({ row, prediction }) => Math.abs(prediction - bias - films.everyone[row]);
    const larger = (most, film) => (most === undefined || effect(film) > effect(most) + 1e-12 ? film : most);
    return ten.reduce(larger, undefined)?.row;
  }

  // Moving the slider leaves the ratings as they are, and with them the curves over all λ.
  #ofRatings(rated) {
    const key = JSON.stringify(rated);
    if (this.cache?.key !== key) {
      const ridge = new Ridge(this.films, rated);
      this.cache = { key, ridge, stops: sweep(this.films, rated, ridge) };
    }
    return this.cache;
  }
}
