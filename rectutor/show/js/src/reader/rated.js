// The films that the reader chose and rated. No element of the page is known here.
export class Rated {
  constructor(films) {
    this.films = films;
    this.entries = []; // { row, stars }, the newest first; stars is null until the reader chooses
  }

  // In the order in which they were given.
  get rated() {
    return this.entries.filter(({ stars }) => stars !== null).reverse();
  }

  // Pairs of item id and stars; films that are not shown here are left out.
  load(pairs) {
    const { row } = this.films;
    this.entries = pairs
      .filter(([id]) => row.has(id))
      .map(([id, stars]) => ({ row: row.get(id), stars }))
      .reverse();
  }

  pairs() {
    return this.rated.map(({ row, stars }) => [this.films.id[row], stars]);
  }

  has(row) {
    return this.entries.some((entry) => entry.row === row);
  }

  add(row) {
    if (!this.has(row)) this.entries.unshift({ row, stars: null });
  }

  rate(row, stars) {
    this.add(row);
    this.entries.find((entry) => entry.row === row).stars = stars;
  }

  remove(row) {
    this.entries = this.entries.filter((entry) => entry.row !== row);
  }
}
