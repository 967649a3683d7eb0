// Suggestions under the search box, ranges of years, open filters on wide screens, ways through a long report. Pages work without it.
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

/** Give the bar of a report's highlights buttons that lead from one to the next, from wherever the reader is. */
function attachMatches(bar) {
  const marks = [...document.querySelectorAll("mark[id]")];
  const position = bar.querySelector("[data-match-position]");
  let current = -1;

  function go(index) {
    marks[current]?.classList.remove("current");
    current = (index + marks.length) % marks.length;
    const mark = marks[current];
    mark.closest("details")?.setAttribute("open", "");
    mark.classList.add("current");
    mark.scrollIntoView({ block: "center" });
    position.textContent = `第 ${current + 1}／${marks.length} 处`;
    stick();
  }

  /** Keep the bar in sight, unless large text in a small window makes it take more than a quarter of that. */
  function stick() {
    bar.classList.toggle("sticky", bar.offsetHeight <= innerHeight / 4);
  }

  function button(label, index) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-quiet";
    made.textContent = label;
    made.addEventListener("click", () => go(index()));
    return made;
  }

  /** The number of highlights above the middle of the window, when the reader has scrolled since the last step. */
  function above() {
    const middle = innerHeight / 2;
    const next = marks.findIndex((mark) => mark.getBoundingClientRect().top > middle);
    return next < 0 ? marks.length : next;
  }

  function isInView(index) {
    const box = marks[index]?.getBoundingClientRect();
    return box !== undefined && box.bottom > 0 && box.top < innerHeight;
  }

  if (marks.length < 2) return; // the link to the only one is enough
  position.setAttribute("role", "status");
  const steps = document.createElement("span");
  steps.append(
    button("上一处", () => (isInView(current) ? current : above()) - 1),
    button("下一处", () => (isInView(current) ? current + 1 : above())),
  );
  bar.querySelector("a").replaceWith(steps);
  stick();
}

/** Let a range of years be chosen in their histogram: drag over them with a mouse or pen, or hold Shift and use the arrow keys. */
function attachYears(section) {
  const form = section.querySelector("form");
  const links = [...section.querySelectorAll(".facet-list a")];
  const values = [...form.elements.year_from.options].slice(1).map((option) => option.value); // latest first, like the links
  const status = document.createElement("p");
  status.className = "muted";
  status.setAttribute("role", "status");
  form.before(status);
  const isPhone = !matchMedia("(any-pointer: fine)").matches;
  const hint = isPhone ? "" : "按住鼠标拖过几个年份，或按住 Shift 用上下键，可选一段";
  let start = -1;
  let end = -1;
  let pressed = false;

  function show() {
    const [first, last] = [Math.min(start, end), Math.max(start, end)];
    const isRange = start >= 0 && first < last;
    links.forEach((link, index) => link.classList.toggle("in-range", isRange && first <= index && index <= last));
    status.textContent = isRange ? `${values[last]}年至${values[first]}年${pressed ? "" : "，按回车筛选"}` : hint;
    return isRange;
  }

  function clear() {
    [start, end, pressed] = [-1, -1, false];
    show();
  }

  function apply() {
    form.elements.year_from.value = values[Math.max(start, end)];
    form.elements.year_to.value = values[Math.min(start, end)];
    form.requestSubmit();
  }

  const indexOf = (element) => links.indexOf(element?.closest?.(".facet-list a"));

  section.addEventListener("pointerdown", (event) => {
    const index = indexOf(event.target);
    if (event.button !== 0 || event.pointerType === "touch" || index < 0) return; // a finger scrolls
    [start, end, pressed] = [index, index, true];
  });
  section.addEventListener("dragstart", (event) => { if (pressed) event.preventDefault(); });
  document.addEventListener("pointermove", (event) => {
    const index = pressed ? indexOf(document.elementFromPoint(event.clientX, event.clientY)) : -1;
    if (index < 0 || index === end) return;
    end = index;
    show();
  });
  document.addEventListener("pointerup", (event) => {
    if (!pressed) return;
    pressed = false;
    if (show() && indexOf(event.target) >= 0) apply();
    else clear();
  });
  document.addEventListener("pointercancel", clear);

  section.addEventListener("keydown", (event) => {
    const index = indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    if (event.key === "Escape") return clear();
    if (event.key === "Enter" && index >= 0 && show()) apply();
    else if (event.shiftKey && step && index >= 0) {
      const next = links[index + step];
      if (start < 0) [start, end] = [index, index];
      if (next) {
        next.closest("details")?.setAttribute("open", "");
        next.focus();
        end = index + step;
        show();
      }
    } else return;
    event.preventDefault();
  });
  section.addEventListener("focusout", (event) => { if (!pressed && indexOf(event.relatedTarget) < 0) clear(); });
  show();
}

/** Show a button that copies the text of what its `data-copy` selects. */
function attachCopying(button) {
  button.hidden = !navigator.clipboard;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
    button.textContent = "已复制";
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}

/** Show a button that reads aloud what its `data-read` selects, and stops when it is pressed again. */
function attachReading(button) {
  const speech = window.speechSynthesis;
  button.hidden = !speech;
  const label = button.textContent;
  let reading = false;

  function stop() {
    reading = false;
    speech.cancel();
    button.textContent = label;
  }

  function start() {
    reading = true;
    button.textContent = "停止朗读";
    // One paragraph at a time: browsers give up on long texts.
    const texts = [...document.querySelectorAll(button.dataset.read)].map((each) => {
      const said = new SpeechSynthesisUtterance(each.textContent);
      said.lang = "zh-CN";
      return said;
    });
    texts.at(-1)?.addEventListener("end", stop);
    for (const each of texts) speech.speak(each);
  }

  button.addEventListener("click", () => (reading ? stop() : start()));
  addEventListener("pagehide", stop);
}

for (const button of document.querySelectorAll("[data-read]")) attachReading(button);
for (const bar of document.querySelectorAll("[data-matches]")) attachMatches(bar);
for (const form of document.querySelectorAll(".facet form[data-years]")) attachYears(form.closest(".facet"));
for (const span of document.querySelectorAll("[data-origin]")) span.textContent = location.origin;
for (const button of document.querySelectorAll("[data-copy]")) attachCopying(button);
for (const span of document.querySelectorAll("[data-today]")) span.textContent = new Date().toLocaleDateString("zh-CN", { dateStyle: "long" });

for (const input of document.querySelectorAll("input[data-suggest]")) attachSuggestions(input);

// The stylesheet shows closed details on wide screens where browsers let it; the others get them opened.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60em)").matches) {
  for (const details of document.querySelectorAll("details[data-open-when-wide]")) details.open = true;
}
