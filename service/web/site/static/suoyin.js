// Suggestions under the search box, and open filters on wide screens. Pages work without it.
"use strict";

const DEBOUNCE_MS = 150; // long enough to wait out a keystroke, short enough to seem immediate
const MIN_CHARACTERS = 1; // one Chinese character already says much

/** Make `input` an ARIA combobox with a listbox of suggestions (WAI-ARIA APG, list autocomplete, manual selection). */
function attachSuggestions(input) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "建议");
  list.hidden = true;
  const status = document.createElement("div");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
    ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }

  let active = -1;
  let timer = 0;
  let pending = null;

  function close() {
    clearTimeout(timer);
    pending?.abort();
    list.hidden = true;
    activate(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function activate(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(suggestions) {
    activate(-1);
    list.replaceChildren(...suggestions.map(optionOf));
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(suggestions.length > 0));
    status.textContent = suggestions.length ? `有 ${suggestions.length} 条建议，用上下键选择` : "";
  }

  function optionOf(suggestion, index) {
    const option = document.createElement("li");
    option.id = `suggestion-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = suggestion.url;
    const text = document.createElement("span");
    text.textContent = suggestion.text;
    const kind = document.createElement("span");
    kind.className = "suggestion-kind";
    kind.textContent = { word: "词语", issuer: "发布机构", number: "编号", title: "标题" }[suggestion.kind];
    option.append(text, kind);
    return option;
  }

  function choose(option) {
    // Only within this site: an address of another would be a mistake in the archive's data.
    const target = new URL(option.dataset.url, location.href);
    if (target.origin === location.origin) location.assign(target);
  }

  async function fetchSuggestions() {
    const typed = input.value.trim();
    pending?.abort();
    if (typed.length < MIN_CHARACTERS) return close();
    const request = new AbortController();
    pending = request;
    try {
      const response = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: request.signal });
      if (!response.ok) return close();
      const answer = await response.json();
      if (pending === request && document.activeElement === input) show(answer.suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", (event) => {
    if (event.isComposing) return; // pinyin on its way to becoming characters
    clearTimeout(timer);
    timer = setTimeout(fetchSuggestions, DEBOUNCE_MS);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(fetchSuggestions, DEBOUNCE_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") activate(active < last ? active + 1 : 0);
    else if (event.key === "ArrowUp") activate(active > 0 ? active - 1 : last);
    else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus, or blur closes the list
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.form.addEventListener("submit", close);
}

for (const input of document.querySelectorAll("input[data-suggest]")) attachSuggestions(input);

// The stylesheet shows closed details on wide screens where browsers let it; the others get them opened.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60em)").matches) {
  for (const details of document.querySelectorAll("details[data-open-when-wide]")) details.open = true;
}
