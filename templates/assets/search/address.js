// What the page shows, in its address and its step of the history: so that Back finds as many results at the same place.

import { chosenIn, written } from "./filters.js";

const MOST_SHOWN = 200;
const SETTLED = 150; // milliseconds without scrolling

/** What an address asks for: {text, chosen, sort, shown}; `sorts` are the orders there are, the first is the usual one. */
export function asked(address, sorts) {
  const sort = address.get("sort");
  return {
    text: address.get("q") ?? "",
    chosen: chosenIn(address),
    sort: sorts.includes(sort) ? sort : sorts[0],
    shown: Math.min(Number.parseInt(address.get("shown"), 10) || 0, MOST_SHOWN),
  };
}

/** The address that asks for it. */
export function addressOf(text, chosen, sort) {
  const address = new URL(location.href);
  address.search = "";
  address.hash = "";
  if (text) address.searchParams.set("q", text);
  written(chosen, address.searchParams);
  if (sort) address.searchParams.set("sort", sort);
  return address;
}

/** So many results are shown: noted where Back looks for it. */
export function noteShown(shown) {
  const address = new URL(location.href);
  address.searchParams.set("shown", shown);
  history.replaceState(history.state, "", address);
}

/** Keeps the place of each step of the history; results come too late for the browser to do it. */
export class Places {
  constructor() {
    history.scrollRestoration = "manual";
    this.timer = 0;
    addEventListener("scroll", () => this.soon(), { passive: true });
    addEventListener("click", () => this.note(), true);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.note(), SETTLED);
  }

  note() {
    this.forget();
    if (Math.abs((history.state?.top ?? 0) - scrollY) > 1) history.replaceState({ top: scrollY }, "");
  }

  /** What has not been noted belongs to a step that was left. */
  forget() {
    clearTimeout(this.timer);
  }

  restore() {
    scrollTo(0, history.state?.top ?? 0);
  }
}
