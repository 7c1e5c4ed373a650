// Requests to the server: a session that has ended leads to the login and back to this page afterwards; what takes
// long says that it is under way.
"use strict";
(() => {
  const AFTER = 500; // milliseconds
  const asked = window.fetch;
  let pending = 0;

  const tell = () => {
    document.body.classList.toggle("waiting", pending > 0);
    let line = document.getElementById("under-way");
    if (!line) {
      line = Object.assign(document.createElement("p"), { id: "under-way" });
      line.setAttribute("role", "status");
      document.body.append(line);
    }
    line.textContent = pending > 0 ? "Đang xử lý…" : "";
  };

  // An event of the pages that goes past the queue: its answer comes with the request.
  const watched = async (request) => {
    let late = false;
    const timer = setTimeout(() => { late = true; pending += 1; tell(); }, AFTER);
    try {
      return await request;
    } finally {
      clearTimeout(timer);
      if (late) { pending -= 1; tell(); }
    }
  };

  window.fetch = async (...request) => {
    const url = String(request[0]?.url || request[0]);
    const answer = await (url.includes("/run/predict") ? watched(asked(...request)) : asked(...request));
    if (answer.status === 401 && answer.url.startsWith(location.origin)) {
      location.assign(`/dang-nhap?tiep=${encodeURIComponent(location.pathname + location.search)}`);
    }
    return answer;
  };
})();
