// What the pages need beside Gradio: buttons in rendered text, keys, the address, the look, the source view's focus.
"use strict";
(() => {
  const $ = (css, within = document) => within.querySelector(css);
  let count = 0;

  // Buttons and forms of rendered text: the message goes into the hidden box of their channel.
  const send = (channel, value, fields = {}) => {
    const box = $(`#${CSS.escape(channel)} textarea, #${CSS.escape(channel)} input`);
    if (!box) return;
    const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value").set;
    set.call(box, JSON.stringify({ value, fields, count: ++count }));
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  window.hoibaocao = { send };

  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: text }));
    area.select();
    document.execCommand("copy"); // the only way on plain http
    area.remove();
  };

  const say = (button, words) => {
    const before = button.textContent;
    button.textContent = words;
    setTimeout(() => { button.textContent = before; }, 1500);
  };

  let opener = null; // of the source view: gets the focus back
  document.addEventListener("click", (event) => {
    if (event.target.closest(".skip")) {
      event.preventDefault();
      const content = $("#question textarea") || $(".room");
      content.tabIndex = content.matches(".room") ? -1 : 0;
      return content.focus();
    }
    const button = event.target.closest("[data-send], [data-copy], [data-theme], [data-toggle]");
    if (!button || button.tagName === "FORM") return;
    if (button.dataset.copy !== undefined) copy(button.dataset.copy).then(() => say(button, "Đã chép"));
    else if (button.dataset.theme !== undefined) setTheme(document.body.classList.contains("dark") ? "light" : "dark");
    else if (button.dataset.toggle) button.closest(".room").classList.toggle(button.dataset.toggle);
    else {
      if (button.dataset.send === "send-source" && !button.closest(".source-view")) opener = button;
      send(button.dataset.send, button.dataset.value || "");
      if (button.matches("#history .open, #history .new")) button.closest(".room").classList.remove("history-open");
    }
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-send]");
    if (!form) return;
    event.preventDefault();
    send(form.dataset.send, form.dataset.value || "", Object.fromEntries(new FormData(form)));
    form.closest("details")?.removeAttribute("open");
  });

  // Keys: Esc folds a menu, stops an answer or closes the source view; the arrow up brings the last question back for editing.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = event.target.closest?.("details.menu[open]");
      if (menu) {
        menu.removeAttribute("open");
        return $("summary", menu).focus();
      }
      const stop = $("#ask-page:has(.growing) #stop");
      (stop || $(".source-view .close"))?.click();
    } else if (event.key === "ArrowUp" && event.target.matches?.("#question textarea") && !event.target.value) {
      const asked = document.querySelectorAll(".asked button");
      if (asked.length) { event.preventDefault(); asked[asked.length - 1].click(); }
    }
  });

  // Light or dark: as the system says, unless chosen here.
  const setTheme = (name, keep = true) => {
    document.body.classList.toggle("dark", name === "dark");
    if (keep) localStorage.setItem("giao-dien", name);
  };
  const theme = () => localStorage.getItem("giao-dien")
    || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

  // What rendered text asks of the page: its address, the focus, a question at the top of the view.
  let shownSource = null, shownAddress = null, questions = 0;
  const follow = () => {
    if (document.body.classList.contains("dark") !== (theme() === "dark")) setTheme(theme(), false);
    const mark = $("[data-address]");
    if (mark && mark.dataset.address !== shownAddress) {
      shownAddress = mark.dataset.address;
      history.replaceState(history.state, "", shownAddress);
    }
    const asked = document.querySelectorAll(".asked");
    if (asked.length > questions) asked[asked.length - 1].closest(".message-row, .asked").scrollIntoView({ block: "start" });
    questions = asked.length;
    const view = $(".source-view");
    if (view !== shownSource) {
      if (view) {
        if (!view.contains(document.activeElement)) $(".source-title", view)?.focus({ preventScroll: true });
        const hit = $(".hit, mark", view);
        const image = $("img", view);
        const reveal = () => hit?.scrollIntoView({ block: "center" });
        if (image && !image.complete) image.addEventListener("load", reveal, { once: true });
        reveal();
      } else if (shownSource && opener?.isConnected) opener.focus({ preventScroll: true });
      shownSource = view;
    }
  };
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(); });
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "data-address"] });
})();
