// Suggestions below the search box while a query is typed: the ARIA combobox with a list, of which
// an entry is chosen by arrow keys and Enter, or by a click.

/** So long after the last key a suggestion is asked for. Milliseconds. */
const pauseMs = 80;

/** Completed queries, then documents whose titles fit: what they say, and the page that they lead to. */
const readSuggestions = ({ queries, titles }, form) => [
  ...queries.map(({ text, documents }) => ({
    text,
    note: documents.toLocaleString("en"),
    take: (box) => {
      box.value = text;
      form.requestSubmit();
    },
  })),
  ...titles.map(({ key, title, date }) => ({
    text: title,
    note: date?.slice(0, 10) ?? "undated",
    take: (box) => {
      const fields = new URLSearchParams({ key, q: box.value });
      location.assign(`/document?${fields}`);
    },
  })),
];

const fetchSuggestions = async (box, signal) => {
  const fields = new URLSearchParams({ q: box.value });
  const answer = await fetch(`/api/v1/suggest?${fields}`, { signal });
  return answer.ok ? readSuggestions(await answer.json(), box.form) : [];
};

const makeElement = (name, className, text) => {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
};

class Suggestions {
  constructor(box) {
    this.box = box;
    this.entries = [];
    this.at = -1;
    this.list = makeElement("ul", "suggestions", "");
    this.list.id = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", this.list.id);
    box.setAttribute("aria-expanded", "false");
    box.parentElement.append(this.list);
    box.addEventListener("input", () => this.askSoon());
    box.addEventListener("keydown", (event) => this.onKey(event));
    box.addEventListener("blur", () => this.close());
    // The box keeps the focus while an entry is clicked.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.onClick(event));
  }

  askSoon() {
    clearTimeout(this.timer);
    this.request?.abort();
    if (this.box.value.trim() === "") this.close();
    else this.timer = setTimeout(() => this.ask(), pauseMs);
  }

  async ask() {
    this.request = new AbortController();
    try {
      this.show(await fetchSuggestions(this.box, this.request.signal));
    } catch {
      // Without an answer, or with one that is too late, there is nothing to suggest.
      this.close();
    }
  }

  show(entries) {
    if (entries.length === 0 || document.activeElement !== this.box) {
      this.close();
      return;
    }
    this.entries = entries;
    this.list.replaceChildren(...entries.map((entry, at) => this.makeOption(entry, at)));
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.choose(-1);
  }

  makeOption(entry, at) {
    const option = document.createElement("li");
    option.id = `suggestion-${at}`;
    option.dataset.at = String(at);
    option.setAttribute("role", "option");
    option.append(makeElement("span", "what", entry.text), makeElement("span", "note", entry.note));
    return option;
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.entries = [];
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  /** -1: none of the list, what was typed. */
  choose(at) {
    this.at = at;
    [...this.list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === at));
    });
    const chosen = this.list.children[at];
    if (chosen) {
      this.box.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      this.box.removeAttribute("aria-activedescendant");
    }
  }

  onKey(event) {
    if (this.list.hidden) return;
    const places = this.entries.length + 1;
    if (event.key === "ArrowDown") this.choose(((this.at + 2) % places) - 1);
    else if (event.key === "ArrowUp") this.choose(((this.at + places) % places) - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.at >= 0) this.entries[this.at].take(this.box);
    else return;
    event.preventDefault();
  }

  onClick(event) {
    const option = event.target.closest("li");
    if (option) this.entries[Number(option.dataset.at)].take(this.box);
  }
}

export const addSuggestions = (box) => {
  new Suggestions(box);
};
