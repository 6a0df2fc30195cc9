// The timeline's brush: drag over the bars, or move the two handles by mouse, touch or keyboard;
// then the page narrows to these days.

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

const plural = (count) => `${count.toLocaleString("en")} ${count === 1 ? "document" : "documents"}`;

/** Dragging less than this is a click. Pixels. */
const clickSlack = 4;

class Brush {
  constructor(root, readout) {
    this.root = root;
    this.readout = readout;
    this.idleText = readout.textContent;
    this.links = [...root.querySelectorAll("a[data-first]")];
    this.bars = this.links.map(({ dataset }) => ({
      first: dataset.first,
      last: dataset.last,
      words: dataset.words,
      count: Number(dataset.count),
    }));
    this.chosen = this.everything();
    this.handles = [this.makeHandle("first", "First days"), this.makeHandle("last", "Last days")];
    root.classList.add("live");
    root.append(...this.handles);
    this.listen();
    this.show();
  }

  everything() {
    return { first: 0, last: this.bars.length - 1 };
  }

  isEverything() {
    return this.chosen.first === 0 && this.chosen.last === this.bars.length - 1;
  }

  makeHandle(end, label) {
    const handle = document.createElement("div");
    handle.className = "handle";
    handle.tabIndex = 0;
    handle.dataset.end = end;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-label", label);
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", String(this.bars.length - 1));
    handle.setAttribute("aria-describedby", this.readout.id);
    handle.addEventListener("keydown", (event) => this.onKey(event, end));
    return handle;
  }

  listen() {
    this.root.addEventListener("pointerdown", (event) => this.onDown(event));
    this.root.addEventListener("pointermove", (event) => this.onMove(event));
    this.root.addEventListener("pointerup", (event) => this.onUp(event));
    this.root.addEventListener("pointercancel", () => this.cancel());
    this.root.addEventListener("pointerleave", () => this.show());
    // A drag that began on a bar ends as a click on its link; what it means is decided in onUp.
    this.root.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault();
    });
    this.root.addEventListener("dragstart", (event) => event.preventDefault());
    // A page that comes back by the back button shows what it showed first.
    window.addEventListener("pageshow", () => this.cancel());
  }

  barAt(clientX) {
    const { left, width } = this.root.getBoundingClientRect();
    const place = Math.floor(((clientX - left) / width) * this.bars.length);
    return clamp(place, 0, this.bars.length - 1);
  }

  onDown(event) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { end } = event.target.dataset;
    this.drag = { end, from: this.barAt(event.clientX), x: event.clientX, moved: false };
    this.root.setPointerCapture(event.pointerId);
  }

  onMove(event) {
    const at = this.barAt(event.clientX);
    if (!this.drag) {
      if (event.pointerType !== "touch") this.say(this.bars[at].words, this.bars[at].count);
      return;
    }
    this.drag.moved ||= Math.abs(event.clientX - this.drag.x) > clickSlack;
    if (!this.drag.moved) return;
    if (this.drag.end) this.move(this.drag.end, at);
    else this.choose(Math.min(this.drag.from, at), Math.max(this.drag.from, at));
  }

  onUp() {
    const { drag } = this;
    if (!drag) return;
    this.drag = undefined;
    if (drag.moved) this.apply();
    else if (!drag.end) this.open(drag.from, drag.from);
  }

  cancel() {
    this.drag = undefined;
    this.chosen = this.everything();
    this.show();
  }

  onKey(event, end) {
    const tenth = Math.max(1, Math.round(this.bars.length / 10));
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -tenth, PageUp: tenth };
    const ends = { Home: 0, End: this.bars.length - 1 };
    if (event.key in steps) this.move(end, this.chosen[end] + steps[event.key]);
    else if (event.key in ends) this.move(end, ends[event.key]);
    else if (event.key === "Enter") this.apply();
    else if (event.key === "Escape") this.cancel();
    else return;
    event.preventDefault();
  }

  /** Moves one end; the other one stays where it is. */
  move(end, to) {
    if (end === "first") this.choose(clamp(to, 0, this.chosen.last), this.chosen.last);
    else this.choose(this.chosen.first, clamp(to, this.chosen.first, this.bars.length - 1));
  }

  choose(first, last) {
    this.chosen = { first, last };
    this.show();
  }

  wordsOfChosen() {
    const { first, last } = this.chosen;
    const { words } = this.bars[first];
    return first === last ? words : `${words} – ${this.bars[last].words}`;
  }

  countOfChosen() {
    const { first, last } = this.chosen;
    return this.bars.slice(first, last + 1).reduce((sum, bar) => sum + bar.count, 0);
  }

  say(words, count) {
    this.readout.textContent = `${words}: ${plural(count)}`;
  }

  show() {
    const { first, last } = this.chosen;
    this.links.forEach((link, at) => {
      link.classList.toggle("chosen", !this.isEverything() && at >= first && at <= last);
    });
    if (this.isEverything()) this.readout.textContent = this.idleText;
    else this.say(this.wordsOfChosen(), this.countOfChosen());
    this.placeHandle(this.handles[0], first, first, 0);
    this.placeHandle(this.handles[1], last + 1, last, 1);
  }

  placeHandle(handle, border, bar, edge) {
    handle.style.left = `${(100 * border) / this.bars.length}%`;
    const { first, last } = this.chosen;
    handle.setAttribute("aria-valuenow", String(bar));
    handle.setAttribute("aria-valuemin", String(edge ? first : 0));
    handle.setAttribute("aria-valuemax", String(edge ? this.bars.length - 1 : last));
    handle.setAttribute("aria-valuetext", `${this.bars[bar].words}; ${plural(this.countOfChosen())} chosen`);
  }

  apply() {
    if (!this.isEverything()) this.open(this.chosen.first, this.chosen.last);
  }

  open(first, last) {
    const url = new URL(location.href);
    url.searchParams.set("since", this.bars[first].first);
    url.searchParams.set("until", this.bars[last].last);
    url.searchParams.delete("cursor");
    location.assign(url);
  }
}

export const addBrush = (root, readout) => {
  new Brush(root, readout);
};
