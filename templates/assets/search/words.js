// The words of the search page, in the language of the page; in Chinese with an English gloss where English is on.

import { element } from "./dom.js";

const grouped = (count) => count.toLocaleString("en");

const ZH = {
  loading: "正在检索……",
  found: (count) => `找到 ${grouped(count)} 份报告`,
  listed: (count) => `符合筛选条件的报告 ${grouped(count)} 份`,
  slow: (seconds) => `，用时 ${seconds} 秒`,
  none: (query) => `没有找到${query ? `“${query}”` : ""}。可以减少字词、去掉筛选条件，或按地区、年份浏览。`,
  outside: (count) => `所选范围内没有；不限范围有 ${grouped(count)} 份报告。`,
  named: "报告正文里没有这些字；名称与之相符的见下。",
  printed: "报告正文里没有这些字；表格标签里有，见下。",
  scripts: "繁体、简体，全角、半角，大写、小写，都已一并查过。",
  excluding: (count) => `只有排除的词，没有要找的词；不含它们的报告有 ${grouped(count)} 份。`,
  numbers: "表格里的数字不在检索之内：可以按表中数字筛选，或在数据文件里找。",
  data: "数据",
  uncollected: "没有收录的报告，在这里找不到；没有收录不表示没有公布。",
  coverage: "收录情况",
  versions: "同一年度的其他文件和版本也不在检索之内；它们列在该年度报告的页面上。",
  fewer: (word, count) => `只查“${word}”：${grouped(count)} 份`,
  unfiltered: (count) => `去掉筛选条件：${grouped(count)} 份`,
  nothingAsked: "请输入汉字、字母或数字。",
  failed: "检索没有成功：有一部分索引没有取到，所以不能说有没有。请检查网络后重试。",
  again: "重试",
  more: (count) => `再显示 ${count} 份`,
  go: (name) => `前往 ${name}`,
  term: (name) => `名词：${name}`,
  report: (name, year) => `${name} ${year} 年度报告`,
  label: (word, forms) => `“${word}”是表格标签，照 ${forms.join("、")} 年表式写的每份报告都有。检索只查正文，不查表格。`,
  labels: "表格标签里也有这几个字：",
  meaning: "它是什么意思",
  facets: {
    province: "省份", prefecture: "地市", county: "县区", year: "年度", form: "表式", kind: "机关类别",
    requests: "本年新收申请", denied: "不予公开", appeals: "行政复议、诉讼", overturned: "复议、诉讼结果纠正",
    consistency: "勾稽一致性", completeness: "完整性", timeliness: "及时性", originality: "文本雷同", check: "核对中的发现",
  },
  unknown: { province: "地区未定", year: "年度不明", form: "表式不明" },
  filters: "筛选",
  figures: "按表中数字筛选",
  otherFilters: "更多筛选",
  count: (count) => `${grouped(count)} 份`,
  year: (year) => `${year} 年度`,
  recognised: "识别文字",
  sort: "排序",
  sorts: { relevance: "相关程度", year: "年度由近及远" },
  clear: "清除筛选",
  remove: (word) => `去掉“${word}”`,
};

const root = typeof document === "undefined" ? null : document.documentElement;
const isEnglish = root?.lang.startsWith("en");
let english = null;

/** Loads the English words where they are wanted. */
export async function listenFor(wanted = isEnglish || root.classList.contains("english")) {
  if (wanted) english ??= (await import("./english.js")).EN;
}

const gloss = (words) => element("i", { lang: "en" }, words);

/** What `pick` takes of the words, for an element's children. */
export function told(pick) {
  if (isEnglish) return [pick(english)];
  return english ? [pick(ZH), gloss(pick(english))] : [pick(ZH)];
}

/** The same without a gloss: for titles and attributes. */
export const plainly = (pick) => pick(isEnglish ? english : ZH);

/** A pair [Chinese, English] of the guide, for an element's children. */
export function said([chinese, other]) {
  if (isEnglish) return [other];
  return english && other && other !== chinese ? [chinese, gloss(other)] : [chinese];
}
