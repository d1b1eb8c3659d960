// What is pointed at in one panel lights up in all: marks carry the name of a film, a user or a word as `data-id`, and
// those with the name under the pointer, or with the focus, get `data-focus`. A click keeps it. A canvas asks for `id`.

export class Pointer {
  constructor(changed) {
    Object.assign(this, { changed, looked: null, pinned: null, lit: null });
  }

  // A run can decide what is lit, also where nothing is pointed at.
  get id() {
    return this.lit ?? this.looked ?? this.pinned;
  }

  look(id) {
    if (id === this.looked) return;
    this.looked = id;
    this.changed();
  }

  pin(id) {
    this.pinned = id === this.pinned ? null : id;
    this.changed();
  }

  clear() {
    this.looked = this.pinned = null;
    this.changed();
  }

  follow(element) {
    this.element = element;
    const idOf = (event) => event.target.closest?.("[data-id]")?.dataset.id ?? null;
    element.addEventListener("pointerover", (event) => this.look(idOf(event)));
    element.addEventListener("pointerleave", () => this.look(null));
    element.addEventListener("focusin", (event) => idOf(event) !== null && this.look(idOf(event)));
    element.addEventListener("click", (event) => idOf(event) !== null && this.pin(idOf(event)));
  }

  // After the panels are drawn.
  mark() {
    if (this.id === null && !this.marked) return;
    for (const mark of this.element.querySelectorAll("[data-id]")) {
      mark.toggleAttribute("data-focus", mark.dataset.id === this.id);
    }
    this.marked = this.id !== null;
  }
}
