// The drafting tools: suggestions as one types, forms that answer at once, a draft that is checked while edited,
// and a file that is dropped to be checked.
"use strict";
(() => {
  const later = (wait, work) => {
    let timer = 0;
    return (...given) => { clearTimeout(timer); timer = setTimeout(() => work(...given), wait); };
  };

  // Names that the server suggests for what is typed.
  const suggest = later(180, async (box) => {
    const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(box.value)}`);
    if (!answer.ok || !box.list) return;
    const names = await answer.json();
    box.list.replaceChildren(...names.map((value) => Object.assign(document.createElement("option"), { value })));
  });

  const live = later(700, (area) => window.hoibaocao.send(area.dataset.live, area.value));
  const keep = (area) => { try { sessionStorage.setItem(area.dataset.keep, area.value); } catch { /* full */ } };
  document.addEventListener("input", (event) => {
    const box = event.target;
    if (box.dataset?.suggest) suggest(box);
    else if (box.dataset?.live) { keep(box); live(box); }
  });

  // A draft that was edited before a reload comes back.
  let seen = null;
  new MutationObserver(() => {
    const area = document.querySelector("textarea[data-keep]");
    if (area === seen) return;
    seen = area;
    const kept = area && sessionStorage.getItem(area.dataset.keep);
    if (kept && kept !== area.value) {
      area.value = kept;
      window.hoibaocao.send(area.dataset.live, kept);
    }
  }).observe(document, { childList: true, subtree: true });

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.dataset?.check) {
      if (box.files.length) check(box, box.files[0]);
      box.value = "";
    } else if (box.closest?.("form[data-auto]") && (box.tagName === "SELECT" || box.value === "" || chosen(box))) {
      box.form.requestSubmit();
    }
  });
  const chosen = (box) => [...(box.list?.options || [])].some((option) => option.value === box.value);
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-clear]");
    if (form) setTimeout(() => form.reset());
  });

  // A file made of a form: what is wrong is said beside it, and nobody leaves the page.
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-download]");
    if (!form) return;
    event.preventDefault();
    const told = form.querySelector(".downloaded");
    told.className = "downloaded";
    told.textContent = "Đang làm tệp…";
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter) }).catch(() => null);
    if (!answer?.ok) {
      told.classList.add("notice");
      told.textContent = (answer && (await answer.text())) || "Không làm được tệp; hãy kiểm tra kết nối rồi thử lại.";
      return;
    }
    const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"))?.[1] || "du-thao";
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(await answer.blob()), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    told.textContent = `Đã tải ${name}.`;
  });

  const check = (box, file) => {
    const state = document.getElementById("check-state");
    const request = new XMLHttpRequest();
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", `Đang kiểm tra ${file.name}`);
    state.className = "";
    state.replaceChildren(`Đang đọc và kiểm tra ${file.name}… `, bar);
    request.open("POST", box.dataset.check);
    request.setRequestHeader("x-name", encodeURIComponent(file.name));
    request.addEventListener("loadend", () => {
      let said = {};
      try { said = JSON.parse(request.responseText); } catch { /* no answer of ours */ }
      state.replaceChildren();
      if (request.status === 200) return window.hoibaocao.send("send-check", `open:${said.draft}`);
      state.className = "notice";
      state.textContent = said.error || "Không gửi được tệp; hãy kiểm tra kết nối rồi gửi lại.";
    });
    request.send(file);
  };
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const zone = document.querySelector("[data-check-drop]");
      if (!zone || ![...(event.dataTransfer?.types || [])].includes("Files")) return;
      event.preventDefault(); // else the browser leaves the page for the file
      zone.classList.toggle("over", name === "dragenter" || name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) check(zone.querySelector("[data-check]"), event.dataTransfer.files[0]);
    });
  }
})();
