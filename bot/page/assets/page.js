// Behaviour of the page: light and dark, citations, the reader, pills, copying, and signals to the server.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const narrow = () => matchMedia("(max-width: 860px)").matches;
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  let stamps = 0;

  // A hidden field carries a signal to the server; the stamp makes every signal differ from the last.
  function signal(name, words) {
    write(one(`#bridge-${name} :is(textarea, input)`), `${words} ${++stamps}`);
  }

  function write(field, words) {
    if (!field) return;
    const owner = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(owner.prototype, "value").set.call(field, words);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Light and dark -------------------------------------------------------------------------------------------------
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => { try { return localStorage.getItem("shade"); } catch { return null; } };
  const wantsDark = () => (chosen() ? chosen() === "dark" : system.matches);

  function shade() {
    if (!document.body) return;
    const dark = wantsDark();
    if (document.body.classList.contains("dark") !== dark) document.body.classList.toggle("dark", dark);
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
  }

  function turnShade() {
    try { localStorage.setItem("shade", wantsDark() ? "light" : "dark"); } catch { /* private mode: not kept */ }
    shade();
  }

  // Citations ------------------------------------------------------------------------------------------------------
  let awaited = null;
  let raiser = null;

  function cite(mark) {
    const id = mark.getAttribute("href").slice(1);
    all(".cite.on").forEach((other) => other.classList.remove("on"));
    mark.classList.add("on");
    if (mark.closest("#chat")) raiser = mark;
    if (select(id)) return;
    awaited = id;
    signal("turn", id.split("-")[1]);
  }

  // Why an answer came out as it did takes the place of the sources.
  function explain(button) {
    const turn = button.closest(".turn").id.split("-")[1];
    raiser = button;
    if (select(`why-${turn}`)) return;
    awaited = `why-${turn}`;
    signal("why", turn);
  }

  function sourcesOf(turn) {
    awaited = one(`#turn-${turn} a.cite`) ? `cite-${turn}-1` : null;
    signal("turn", turn);
  }

  function select(id) {
    const card = document.getElementById(id);
    if (!card) return false;
    awaited = null;
    all(".card.on").forEach((other) => other.classList.remove("on"));
    card.classList.add("on");
    one("#side")?.classList.add("up");
    card.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
    focusSoon(card, 10);
    return true;
  }

  // The sheet on narrow screens can hold the focus only once it has been drawn.
  function focusSoon(element, tries) {
    element.focus({ preventScroll: true });
    if (document.activeElement !== element && tries > 0) setTimeout(focusSoon, 30, element, tries - 1);
  }

  function lower() {
    one("#side")?.classList.remove("up");
    (raiser?.isConnected ? raiser : one("#chat .cite.on"))?.focus();
  }

  // The reader -----------------------------------------------------------------------------------------------------
  let opener = null;

  function showReader() {
    const dialog = one("#reader dialog");
    if (!dialog || dialog.open || dialog.dataset.seen) return;
    dialog.dataset.seen = "yes";
    dialog.showModal();
    dialog.addEventListener("close", () => opener?.focus?.());
    const mark = one("mark", dialog);
    if (mark) mark.scrollIntoView({ block: "center" });
    else dialog.scrollTop = 0;
    (one("h2", dialog) ?? dialog).focus({ preventScroll: true });
  }

  // Removing asks first --------------------------------------------------------------------------------------------
  function confirmRemoval(button) {
    const dialog = document.createElement("dialog");
    dialog.className = "confirm";
    const words = document.createElement("p");
    words.textContent = `Remove “${button.dataset.title}” from the library? Questions will no longer find it.`;
    const keep = made("button", "Keep it", "plain");
    const remove = made("button", "Remove", "danger");
    keep.onclick = () => dialog.close();
    remove.onclick = () => { signal("remove", button.dataset.remove); dialog.close(); };
    const bar = made("div", "", "bar");
    bar.append(keep, remove);
    dialog.append(words, bar);
    dialog.addEventListener("close", () => { dialog.remove(); button.focus?.(); });
    one(".gradio-container").append(dialog);
    dialog.showModal();
    keep.focus();
  }

  function made(name, words, className) {
    const element = document.createElement(name);
    element.textContent = words;
    element.className = className;
    return element;
  }

  // Asking ---------------------------------------------------------------------------------------------------------
  const tab = (name) => one(`#tab-${name}-button`)?.click();

  const MOST_QUEUED = 5;
  const PATIENCE_MS = 15_000;
  const queued = [];
  let sent = null;

  // Questions go by a signal of their own, so that what is typed meanwhile stays as it is.
  function ask(words) {
    if (busy()) return queue(words);
    sent = { at: Date.now(), answers: answers() };
    setTimeout(soon, PATIENCE_MS + 100);
    signal("ask", words);
    return true;
  }

  const answers = () => all('#chat [data-testid="bot"]').length;

  // From the moment a question leaves until its answer stands; the server takes one question of a conversation at a time.
  function busy() {
    if (one("#chat .waiting")) { sent = null; return true; }
    if (sent && (sent.answers !== answers() || Date.now() - sent.at > PATIENCE_MS)) sent = null;
    return Boolean(sent);
  }

  // A question sent meanwhile waits for its turn.
  function queue(words) {
    if (queued.length >= MOST_QUEUED) return false;
    queued.push(words);
    soon();
    return true;
  }

  function askTyped(event) {
    const field = one("#question textarea");
    if (!field?.value.trim()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (ask(field.value)) write(field, "");
  }

  function showQueue() {
    let shown = one("#queued");
    if (!shown && queued.length) {
      shown = made("p", "", "quiet");
      shown.id = "queued";
      shown.setAttribute("role", "status");
      one("#ask-bar")?.before(shown);
    }
    const words = queued.length ? `Asked next: ${queued.map((each) => `“${each.trim().slice(0, 80)}”`).join(", ")}` : "";
    if (shown && shown.textContent !== words) shown.textContent = words;
    if (queued.length && !busy()) ask(queued.shift());
  }

  async function copy(words, button) {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const field = made("textarea", "", "unseen");
      field.value = words;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    told(button, "Copied");
  }

  function told(button, words) {
    const before = button.textContent;
    if (before === words) return;
    button.textContent = words;
    setTimeout(() => { button.textContent = before; }, 1500);
  }

  function answerFact(button) {
    const group = one(`#fact-${button.dataset.fact}`);
    const choice = all("input", group ?? document.createElement("div")).find((input) => input.value === button.dataset.value);
    if (choice?.closest("#more-facts")) fold(one(".fold"), true);
    choice?.click();
  }

  function fold(button, open) {
    button?.setAttribute("aria-expanded", String(open));
  }

  // Before the framework sees them.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.closest?.("#question")) askTyped(event);
  }, true);
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("#send, #stop, #clear") : null;
    if (button?.matches("#stop, #clear")) { queued.length = 0; sent = null; soon(); }
    else if (button) askTyped(event);
  }, true);

  // One handler for every click ------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const hit = (selector) => target?.closest(selector);
    let found;
    if ((found = hit("a.cite"))) { event.preventDefault(); cite(found); }
    else if ((found = hit("a.use-facts"))) { event.preventDefault(); signal("facts", found.getAttribute("href").split("-")[1]); tab("decide"); }
    else if ((found = hit("button.open"))) { opener = found; signal("open", found.dataset.open); }
    else if ((found = hit("button.ask"))) ask(found.textContent);
    else if ((found = hit("button.copyquote"))) copy(one("mark", found.closest(".card")).textContent, found);
    else if ((found = hit("button.copy"))) copy(one(".copytext", found.closest(".turn")).textContent, found);
    else if ((found = hit("button.explain"))) explain(found);
    else if ((found = hit("button.back"))) sourcesOf(found.dataset.turn);
    else if ((found = hit("button.receipt"))) { signal("receipt", found.closest(".turn").id.split("-")[1]); told(found, "Saved"); }
    else if ((found = hit("button.again"))) signal("again", found.closest(".turn").id.split("-")[1]);
    else if ((found = hit("button.answer"))) answerFact(found);
    else if ((found = hit("button.remove"))) confirmRemoval(found);
    else if (hit("dialog .close") || target?.matches("dialog.reader[open]")) target.closest("dialog").close();
    else if ((found = hit(".fold"))) fold(found, found.getAttribute("aria-expanded") !== "true");
    else if (hit("#shade")) turnShade();
    else if (hit(".lower")) lower();
    else if (narrow() && one("#side.up") && !hit("#side") && !hit("dialog")) lower();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && one("#side.up") && narrow() && !one("dialog[open]")) lower();
  });

  // After every change of the page ---------------------------------------------------------------------------------
  function settle() {
    shade();
    showReader();
    if (awaited) select(awaited);
    all('#chat [data-testid="bot"], #chat [data-testid="user"]').forEach((message) => {
      const words = message.dataset.testid === "bot" ? "Answer" : "Your question";
      if (message.getAttribute("aria-label") !== words) message.setAttribute("aria-label", words);
    });
    const side = one("#side");
    if (side && !one(".lower", side)) {
      const close = made("button", "Close", "lower");
      close.type = "button";
      close.setAttribute("aria-label", "Close the sources");
      side.prepend(close);
    }
    all(".fact").forEach(showOrigin);
    peek();
    const waiting = Boolean(one("#chat .waiting"));
    if (document.body.classList.contains("asking") !== waiting) document.body.classList.toggle("asking", waiting);
    showQueue();
  }

  // On narrow screens the result stands below the form; its headline stays in sight and leads there.
  function peek() {
    const result = one("#result .result");
    const form = one("#form");
    if (!result || !form) return;
    let shown = one(".peek", form);
    if (!shown) {
      form.append((shown = made("button", "", "peek")));
      shown.type = "button";
      new IntersectionObserver(([seen]) => shown.classList.toggle("away", seen.isIntersecting)).observe(one("#result"));
      shown.onclick = () => one("#result .result")?.scrollIntoView({ behavior: calm() ? "auto" : "smooth" });
    }
    const status = one(".status", result).textContent;
    const headline = one("h2", result).textContent;
    if (shown.dataset.status !== status) shown.dataset.status = status;
    if (shown.textContent !== headline) shown.textContent = headline;
  }

  // Below each fact stand the words it was read from, as long as its choice has not been changed by hand.
  function showOrigin(group) {
    if (group.getAttribute("role") !== "radiogroup") group.setAttribute("role", "radiogroup");
    const read = one(`.read [data-fact="${group.id.slice(5)}"]`);
    const chosen = one("input:checked", group)?.value ?? "";
    const words = read && read.dataset.value === chosen ? `Read from: “${one("q", read).textContent}”` : "";
    let shown = one(".from", group);
    if (!shown && words) group.append((shown = made("span", "", "from")));
    if (shown && shown.textContent !== words) shown.textContent = words;
  }

  let due = false;
  function soon() {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; settle(); });
  }

  system.addEventListener("change", shade);
  new MutationObserver(soon).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "aria-label"] });
  soon();
})();
