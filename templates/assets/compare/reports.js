// Addresses of reports, and the reports behind them. Whatever goes wrong is said in words.

const SCHEMA = "gongkai-report-2";
const ADDRESS = /^\/(region\/[\w-]+\/[\w-]+\/\d{4}|region\/[\w-]+\/[\w-]+\/[\w-]+\/versions\/[\w-]+|unplaced\/[\w-]+|region\/[\w-]+\/[\w-]+\/[\w-]+)\/$/;

/** The path of a report by what was pasted; throws an Error that says what is wrong. */
export function pathOf(pasted, site) {
  const given = /^(https?:)?\/\//.test(pasted) || pasted.startsWith("/") ? pasted : `/${pasted}`;
  let url;
  try {
    url = new URL(given, location.origin);
  } catch {
    throw new Error("这不是网址。");
  }
  if (url.origin !== location.origin && url.origin !== site) throw new Error("这不是本站的网址，只能对照本站收存的报告。");
  const path = url.pathname.replace(/(index\.html|report\.json)$/, "").replace(/\/?$/, "/");
  if (!ADDRESS.test(path)) throw new Error("这不是一份报告的网址。报告的网址形如 /region/（区划代码）/（机关）/（年度）/。");
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
  const data = await jsonAt(`${path}report.json`, "这个网址下没有报告。");
  if (data?.schema !== SCHEMA) throw new Error("它的数据不是本页认得的格式，没有并列。请刷新本页再试。");
  return data;
}

/** What a file of data holds; throws an Error in words. */
export async function jsonAt(url, missing) {
  let answer;
  try {
    answer = await fetch(url);
  } catch {
    throw new Error("没有下载成功，可能是网络不通。请再试一次。");
  }
  if (answer.status === 404) throw new Error(missing);
  if (!answer.ok) throw new Error(`没有下载成功（服务器答 ${answer.status}）。请再试一次。`);
  try {
    return await answer.json();
  } catch {
    throw new Error("下载到的数据读不出来。");
  }
}

export const organOf = (report) => report.organ.name ?? report.organ.implied ?? "机关不明";
export const yearOf = (report) => (report.year === null ? "年度不明" : `${report.year} 年`);

export function placeOf(report) {
  const { province, prefecture, county, township } = report.region;
  return [province, prefecture, county, township].filter(Boolean).join(" ") || "地区不明";
}
