// What is known about other people who gave as many ratings: errors, lengths and shared films at each λ that was tried.

// The figures for the number of ratings nearest to n (the smaller of two); null where nothing was held out.
export function figuresFor(people, n) {
  const distance = (figures) => Math.abs(figures.n - Math.max(n, 1));
  return people.reduce((best, figures) => (best === null || distance(figures) < distance(best) ? figures : best), null);
}

export function bestLambda(spec, n) {
  const figures = figuresFor(spec.people, n);
  return figures ? spec.lambdas[figures.error.indexOf(Math.min(...figures.error))] : spec.default;
}

// Reads a curve that is known at `lambdas` in between: piecewise cubic in log λ, with slopes that make no new peaks
// (Steffen, Astronomy & Astrophysics 239, 1990), so that the lowest point drawn is one that was tried.
export function reader(lambdas, values) {
  const x = lambdas.map(Math.log);
  const last = x.length - 1;
  const secant = (i) => (values[i + 1] - values[i]) / (x[i + 1] - x[i]);
  const slope = (i) => {
    if (i === 0 || i === last) return secant(i === 0 ? 0 : last - 1);
    const [left, right, a, b] = [x[i] - x[i - 1], x[i + 1] - x[i], secant(i - 1), secant(i)];
    const mean = (a * right + b * left) / (left + right);
    return (Math.sign(a) + Math.sign(b)) * Math.min(Math.abs(a), Math.abs(b), 0.5 * Math.abs(mean));
  };
  return (lambda) => {
    const at = Math.log(lambda);
    if (at <= x[0]) return values[0];
    if (at >= x[last]) return values[last];
    const i = x.findLastIndex((knot) => knot <= at);
    const width = x[i + 1] - x[i];
    const t = (at - x[i]) / width;
    const [a, b, s] = [slope(i), slope(i + 1), secant(i)];
    return values[i] + width * t * (a + t * (3 * s - 2 * a - b + t * (a + b - 2 * s)));
  };
}
