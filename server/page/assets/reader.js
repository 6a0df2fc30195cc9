// From match to match in a document: two buttons, and n and p while the document has the focus.

class Reader {
  constructor(article, bar) {
    this.marks = [...article.querySelectorAll(".text mark")];
    this.count = document.getElementById("match-count");
    this.at = -1;
    if (this.marks.length === 0) return;
    document.getElementById("first-match").remove();
    bar.append(
      this.makeButton("↑", "Previous match", () => this.go(this.at - 1)),
      this.makeButton("↓", "Next match", () => this.go(this.at + 1)),
    );
    article.tabIndex = -1;
    article.addEventListener("keydown", (event) => this.onKey(event));
    article.focus({ preventScroll: true });
    const linked = this.marks.findIndex((mark) => `#${mark.id}` === location.hash);
    if (linked >= 0) this.go(linked);
  }

  makeButton(text, label, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", action);
    return button;
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") this.go(this.at + 1);
    else if (event.key === "p") this.go(this.at - 1);
    else return;
    event.preventDefault();
  }

  /** After the last match comes the first. */
  go(to) {
    const { length } = this.marks;
    this.marks[this.at]?.classList.remove("now");
    this.at = this.at < 0 && to < 0 ? length - 1 : (to + length) % length;
    const mark = this.marks[this.at];
    mark.classList.add("now");
    mark.scrollIntoView({ block: "center" });
    this.count.textContent = `Match ${this.at + 1} of ${length}`;
    const url = new URL(location.href);
    url.hash = mark.id;
    history.replaceState(null, "", url);
  }
}

export const addReader = (article, bar) => {
  if (bar) new Reader(article, bar);
};
