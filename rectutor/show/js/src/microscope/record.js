// The recorded updates, and which one comes next: of all ratings, by the same user, or of the same film. A user's and a
// film's ratings are counted over all epochs, so that a gap in the record is noticed and never skipped.

const FOLLOWS = ["every", "user", "film"];

export class Record {
  constructor(spec) {
    this.size = spec.size;
    this.epochs = spec.epochs;
    this.byKey = new Map();
    this.users = {};
    this.films = {};
    this.diverged = false;
    this.add(spec);
  }

  add({ updates, users, films, diverged }) {
    Object.assign(this.users, users);
    Object.assign(this.films, films);
    this.diverged ||= diverged;
    for (const row of updates) for (const follows of FOLLOWS) this.byKey.set(key(row, follows, 0), row);
    return updates.length;
  }

  at(number) {
    return this.byKey.get(`every ${number}`);
  }

  // The recorded update that is `by` steps (1 or −1) from this one, or undefined.
  step(row, follows, by) {
    return this.byKey.get(key(row, follows, by));
  }

  // The first or last update that can be reached step by step.
  end(row, follows, by) {
    let last = row;
    for (let next = row; next; next = this.step(next, follows, by)) last = next;
    return last;
  }

  // Whether training has nothing after this one.
  isLast(row, follows) {
    const [number, user, film, , ofUser, ofFilm] = row;
    if (follows === "every") return number >= this.size * this.epochs;
    return follows === "user"
      ? ofUser >= this.users[user][1] * this.epochs
      : ofFilm >= this.films[film][2] * this.epochs;
  }

  // Epoch and place in it, both from 1.
  place(row) {
    return { epoch: Math.floor((row[0] - 1) / this.size) + 1, place: ((row[0] - 1) % this.size) + 1 };
  }

  user(row) {
    const [name, count] = this.users[row[1]];
    return { name, count };
  }

  film(row) {
    const [label, year, count] = this.films[row[2]];
    return { label, count, title: year ? `${label} (${year})` : label };
  }

  get rows() {
    return [...this.byKey].filter(([name]) => name.startsWith("every")).map(([, row]) => row);
  }
}

function key([number, user, film, , ofUser, ofFilm], follows, by) {
  if (follows === "every") return `every ${number + by}`;
  return follows === "user" ? `user ${user} ${ofUser + by}` : `film ${film} ${ofFilm + by}`;
}
