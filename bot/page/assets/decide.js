// Behaviour of the Decide tab: announcing results, keeping the focus, marking corrections; saving memos and receipts.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  let refocus = null;

  // A region that stays in the page speaks the result; one that is replaced with it would stay silent.
  function announce() {
    const live = one("#decide-live");
    const result = one("#result .result");
    if (!live || !result) return;
    const question = one(".next b", result)?.textContent ?? "";
    const moved = one("#moves .moved")?.textContent ?? "";
    const words = [one(".status", result).textContent, one("h2", result).textContent, moved, question].filter(Boolean).join(". ");
    if (live.textContent !== words) live.textContent = words;
  }

  // An answer replaces the button that had the focus: the same value takes it again, the next question, or the result.
  function keepFocus() {
    if (!refocus || (document.activeElement && document.activeElement !== document.body && document.activeElement.type !== "radio")) return;
    const same = one(`#result .try[data-fact="${refocus.fact}"][data-value="${refocus.value}"]`);
    const next = refocus.tried ? same : one("#result .next .answer");
    refocus = null;
    (next ?? one("#result h2"))?.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const hit = event.target instanceof Element ? event.target.closest("#result .answer") : null;
    if (hit) refocus = { ...hit.dataset, tried: hit.matches(".try") };
  });

  // Below the words that were read, a fact that has been corrected is struck out.
  function markCorrected(item) {
    const chosen = one(`#fact-${item.dataset.fact} input:checked`)?.value ?? "";
    const changed = chosen !== item.dataset.value;
    if (item.classList.contains("corrected") !== changed) item.classList.toggle("corrected", changed);
    all(".answer", item).forEach((button) => {
      const pressed = String(button.dataset.value === chosen);
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    });
  }

  function saveFile(holder) {
    const bytes = Uint8Array.from(atob(holder.dataset.bytes), (char) => char.charCodeAt(0));
    holder.remove();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    link.download = holder.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  let due = false;
  function soon() {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      announce();
      keepFocus();
      all(".read li").forEach(markCorrected);
      all(":is(#memo-file, #receipt-file) .file").forEach(saveFile);
    });
  }

  document.addEventListener("change", soon);
  new MutationObserver(soon).observe(document.documentElement, { childList: true, subtree: true });
  soon();
})();
