// Files chosen or dropped go to the server one by one, each with its own bar; what was received is shown by the page.
"use strict";
(() => {
  const AT_ONCE = 2;
  const waiting = [];
  let sending = 0;

  const line = (name) => {
    const item = document.createElement("p");
    item.className = "sent-file";
    const label = Object.assign(document.createElement("span"), { className: "name", textContent: name });
    const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
    bar.setAttribute("aria-label", `Đang gửi ${name}`);
    item.append(label, bar);
    document.getElementById("sending")?.append(item);
    return { item, bar };
  };

  const failed = ({ item, bar }, words) => {
    bar.remove();
    item.classList.add("failed");
    const reason = Object.assign(document.createElement("span"), { className: "reason", textContent: words });
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Bỏ" });
    close.addEventListener("click", () => item.remove());
    item.append(reason, close);
  };

  const next = () => {
    while (sending < AT_ONCE && waiting.length) transfer(waiting.shift());
  };

  const transfer = ({ file, replaces, shown }) => {
    sending += 1;
    const request = new XMLHttpRequest();
    request.open("POST", "/kho/tep");
    request.setRequestHeader("x-name", encodeURIComponent(file.name));
    if (replaces) request.setRequestHeader("x-replaces", encodeURIComponent(replaces));
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) shown.bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      sending -= 1;
      let said = {};
      try { said = JSON.parse(request.responseText); } catch { /* no answer of ours */ }
      if (request.status === 200) shown.item.remove();
      else failed(shown, said.error || "Không gửi được tệp; hãy kiểm tra kết nối rồi thêm lại.");
      window.hoibaocao.send("send-intake", "received");
      next();
    });
    request.send(file);
  };

  const take = (files, replaces) => {
    for (const file of files) waiting.push({ file, replaces, shown: line(file.name) });
    next();
  };

  document.addEventListener("change", (event) => {
    const input = event.target.closest?.("input[data-upload]");
    if (!input) return;
    take([...input.files], input.dataset.replaces);
    input.value = "";
  });
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const zone = document.querySelector("[data-drop]");
      if (!zone || ![...(event.dataTransfer?.types || [])].includes("Files")) return;
      event.preventDefault(); // else the browser leaves the page for the file
      zone.classList.toggle("over", name === "dragenter" || name === "dragover");
      if (name === "drop") take([...event.dataTransfer.files]);
    });
  }
})();
