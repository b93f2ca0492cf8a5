// Before the first paint, so that nothing moves: a reader who turned English on keeps it from page to page.
try {
  if (localStorage.getItem("english")) document.documentElement.classList.add("english");
} catch {
  // Nothing is kept where the browser keeps nothing; the switch works without.
}
