// What scripts add to pages that work without them. No text ever becomes markup here: elements are
// made by createElement, text is set by textContent.
import { addBrush } from "./brush.js";
import { addReader } from "./reader.js";
import { addSuggestions } from "./suggest.js";

const byteToUtf16 = (text, offset) => {
  let bytes = 0;
  let at = 0;
  for (const character of text) {
    if (bytes >= offset) break;
    const code = character.codePointAt(0);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    at += character.length;
  }
  return at;
};

/** Empty fields stay out of the URL. */
const leaveOutEmptyFields = (form) => {
  const set = (disabled) => {
    for (const field of form.elements) {
      if (field.name && field.value === "" && field.name !== "q") field.disabled = disabled;
    }
  };
  form.addEventListener("submit", () => {
    set(true);
    setTimeout(() => set(false));
  });
};

/** The cursor stands where the query cannot be understood. */
const showFault = (box) => {
  const fault = document.getElementById("fault");
  if (!fault || box.getAttribute("aria-invalid") !== "true") return;
  const at = byteToUtf16(box.value, Number(fault.dataset.offset ?? 0));
  box.focus();
  box.setSelectionRange(at, at);
};

const box = document.getElementById("q");
leaveOutEmptyFields(box.form);
addSuggestions(box);
showFault(box);

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

const brush = document.querySelector(".brush");
if (brush) addBrush(brush, document.getElementById("readout"));

const article = document.getElementById("document");
if (article) addReader(article, document.querySelector(".matches"));
