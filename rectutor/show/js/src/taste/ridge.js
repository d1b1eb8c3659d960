// A new user's bias b and vector p by ridge regression, the films' vectors fixed:
//   min over b, p of  Σ_j (r_j − μ − b_j − b − p·q_j)² + λ (b² + |p|²)
// With X the rows [1, q_j] (0 for 1 where the formula has no biases) and e_j = r_j − μ − b_j, the answer is
// (XᵀX + λI)⁻¹ Xᵀe = Xᵀ (XXᵀ + λI)⁻¹ e.
// Few ratings: the second form, a system as large as there are ratings. The package's twin is FactorModel.fold_in.

export class Ridge {
  // rated: [{ row, stars }], rows of `films` (see films.js)
  constructor(films, rated) {
    this.films = films;
    this.rated = rated;
    this.size = films.k + 1;
    this.residuals = rated.map(({ row, stars }) => stars - films.everyone[row]);
    this.byRating = rated.length <= this.size;
    this.system = this.byRating ? products(rated, (a, b) => films.one + dot(films, a.row, b.row)) : this.#normal();
    this.right = this.byRating ? this.residuals : this.#transposed(this.residuals);
  }

  // Float64Array [b, p_1, …, p_k]
  solve(lambda) {
    const solution = solveSymmetric(this.system, lambda, this.right);
    return this.byRating ? this.#transposed(solution) : solution;
  }

  // Why film i is predicted as it is: w_j = q_iᵀ (QᵀQ + λI)⁻¹ q_j for each rating j, so that p·q_i = Σ_j w_j (e_j − b).
  weights(i, lambda) {
    const { films, rated } = this;
    const similar = Float64Array.from(rated, ({ row }) => dot(films, i, row));
    if (this.byRating)
      return solveSymmetric(
        products(rated, (a, b) => dot(films, a.row, b.row)),
        lambda,
        similar,
      );
    const inverse = solveSymmetric(withoutFirst(this.system), lambda, films.vector(i));
    return Float64Array.from(rated, ({ row }) => films.product(row, inverse));
  }

  #transposed(column) {
    const { films, size } = this;
    const sum = new Float64Array(size);
    this.rated.forEach(({ row }, j) => {
      sum[0] += films.one * column[j];
      for (let f = 1; f < size; f++) sum[f] += column[j] * films.vectors[row * films.k + f - 1];
    });
    return sum;
  }

  #normal() {
    const { films, size } = this;
    const matrix = Array.from({ length: size }, () => new Float64Array(size));
    const x = new Float64Array(size).fill(films.one);
    for (const { row } of this.rated) {
      x.set(films.vector(row), 1);
      for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) matrix[a][b] += x[a] * x[b];
    }
    return matrix;
  }
}

// Predictions for all films, in stars, not clipped.
export function predict(films, solution) {
  const [bias, p] = [solution[0], solution.subarray(1)];
  return films.everyone.map((everyone, i) => everyone + bias + films.product(i, p));
}

// |p|
export function length(solution) {
  return Math.sqrt(solution.subarray(1).reduce((sum, value) => sum + value * value, 0));
}

function dot(films, i, j) {
  return films.product(i, films.vector(j));
}

function products(rated, product) {
  return rated.map((a) => Float64Array.from(rated, (b) => product(a, b)));
}

function withoutFirst(matrix) {
  return matrix.slice(1).map((row) => row.subarray(1));
}

// Solves (A + λI) x = y for symmetric A by Cholesky's factors A + λI = L Lᵀ; λ above 0 keeps the roots real.
export function solveSymmetric(A, lambda, y) {
  const n = A.length;
  const L = A.map((row) => Float64Array.from(row));
  const x = Float64Array.from(y);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = L[i][j] + (i === j ? lambda : 0);
      for (let m = 0; m < j; m++) sum -= L[i][m] * L[j][m];
      L[i][j] = i === j ? Math.sqrt(sum) : sum / L[j][j];
    }
    for (let m = 0; m < i; m++) x[i] -= L[i][m] * x[m];
    x[i] /= L[i][i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let m = i + 1; m < n; m++) x[i] -= L[m][i] * x[m];
    x[i] /= L[i][i];
  }
  return x;
}
