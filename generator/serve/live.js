// Added to pages by `gongkai serve --watch` alone. Reloads when the site was built anew; says what is new, and what failed.
(() => {
  "use strict";
  const version = Number(document.currentScript.dataset.version);
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/.gongkai/live.css";
  document.head.append(style);
  let banner = null;

  function show(kind, text, addresses) {
    if (banner) banner.remove();
    banner = null;
    if (!text) return;
    banner = document.createElement("div");
    banner.className = `gongkai-live gongkai-live-${kind}`;
    banner.setAttribute("role", kind === "error" ? "alert" : "status");
    banner.append(text);
    for (const address of addresses) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = decodeURI(address);
      banner.append(" ", link);
    }
    document.body.append(banner);
  }

  new EventSource("/.gongkai/events").addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    if (told.version !== version) {
      location.reload();
    } else if (told.error) {
      show("error", `没能重新生成网站，显示的仍是上一次的：\n${told.error}`, []);
    } else {
      const lines = [...(told.notes.length ? ["没能读取，或没有读准：", ...told.notes] : []), ...(told.news.length ? ["刚刚更新："] : [])];
      show(told.notes.length ? "note" : "news", lines.join("\n"), told.news);
    }
  });
})();
