// Addresses of reports, and the reports behind them. Whatever goes wrong is said in words.

import { Failure } from "./dom.js";

const SCHEMA = "gongkai-report-2";
const ADDRESS = /^\/(region\/[\w-]+\/[\w-]+\/\d{4}|region\/[\w-]+\/[\w-]+\/[\w-]+\/versions\/[\w-]+|unplaced\/[\w-]+|region\/[\w-]+\/[\w-]+\/[\w-]+)\/$/;

/** The path of a report by what was pasted; throws an Error that says what is wrong. */
export function pathOf(pasted, site) {
  const given = /^(https?:)?\/\//.test(pasted) || pasted.startsWith("/") ? pasted : `/${pasted}`;
  let url;
  try {
    url = new URL(given, location.origin);
  } catch {
    throw new Failure("这不是网址。", "This is no address.");
  }
  if (url.origin !== location.origin && url.origin !== site) {
    throw new Failure("这不是本站的网址，只能对照本站收存的报告。", "This address is of another site; only reports of this archive can be compared.");
  }
  const path = url.pathname.replace(/(index\.html|report\.json)$/, "").replace(/\/?$/, "/");
  if (!ADDRESS.test(path)) {
    throw new Failure(
      "这不是一份报告的网址。报告的网址形如 /region/（区划代码）/（机关）/（年度）/。",
      "This is no report's address. They look like /region/(division code)/(organ)/(year)/.",
    );
  }
  return path;
}

const fetched = new Map();

/** The report at `path`, asked for once; a failure is not remembered. */
export function reportAt(path) {
  if (!fetched.has(path)) {
    const asked = download(path);
    fetched.set(path, asked);
    asked.catch(() => fetched.delete(path));
  }
  return fetched.get(path);
}

async function download(path) {
  const data = await jsonAt(`${path}report.json`, new Failure("这个网址下没有报告。", "There is no report at this address."));
  if (data?.schema !== SCHEMA) {
    throw new Failure("它的数据不是本页认得的格式，没有并列。请刷新本页再试。", "Its data are of a format that this page does not know. Please reload the page.");
  }
  return data;
}

/** What a file of data holds; throws `missing` where there is none, else a Failure. */
export async function jsonAt(url, missing) {
  const answer = await answerOf(url, missing);
  try {
    return await answer.json();
  } catch {
    throw new Failure("下载到的数据读不出来。", "What was downloaded cannot be read.");
  }
}

/** The server's answer where it is good; throws `missing`, if given, where nothing stands there, else a Failure. */
export async function answerOf(url, missing = null) {
  let answer;
  try {
    answer = await fetch(url);
  } catch {
    throw new Failure("没有下载成功，可能是网络不通。请再试一次。", "The download failed, perhaps for lack of a connection. Please try again.");
  }
  if (missing && answer.status === 404) throw missing;
  if (!answer.ok) {
    throw new Failure(`没有下载成功（服务器答 ${answer.status}）。请再试一次。`, `The download failed (the server answered ${answer.status}). Please try again.`);
  }
  return answer;
}

export const organOf = (report) => report.organ.name ?? report.organ.implied ?? "机关不明";
export const yearOf = (report) => (report.year === null ? "年度不明" : `${report.year} 年`);

export function placeOf(report) {
  const { province, prefecture, county, township } = report.region;
  return [province, prefecture, county, township].filter(Boolean).join(" ") || "地区不明";
}
