// A session that has ended: to the login, and back to this page afterwards.
"use strict";
(() => {
  const asked = window.fetch;
  window.fetch = async (...request) => {
    const answer = await asked(...request);
    if (answer.status === 401 && answer.url.startsWith(location.origin)) {
      location.assign(`/dang-nhap?tiep=${encodeURIComponent(location.pathname + location.search)}`);
    }
    return answer;
  };
})();
