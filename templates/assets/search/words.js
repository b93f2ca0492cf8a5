// The words of the search page, in the language of the page.

const ZH = {
  loading: "正在检索……",
  found: (count) => `找到 ${count.toLocaleString("en")} 份报告`,
  listed: (count) => `符合筛选条件的报告 ${count.toLocaleString("en")} 份`,
  slow: (seconds) => `，用时 ${seconds} 秒`,
  none: (query) => `没有找到${query ? `“${query}”` : ""}。可以减少字词、去掉筛选条件，或按地区、年份浏览。`,
  scripts: "繁体、简体，全角、半角，大写、小写，都已一并查过。",
  fewer: (word, count) => `只查“${word}”：${count} 份`,
  unfiltered: (count) => `去掉筛选条件：${count} 份`,
  nothingAsked: "请输入汉字、字母或数字。",
  failed: "检索没有成功：有一部分索引没有取到，所以不能说有没有。请检查网络后重试。",
  again: "重试",
  more: (count) => `再显示 ${count} 份`,
  go: (name) => `前往 ${name}`,
  term: (name) => `名词：${name}`,
  facets: {
    province: "省份", prefecture: "地市", county: "县区", year: "年度", form: "表式", kind: "机关类别",
    consistency: "勾稽一致性", completeness: "完整性", timeliness: "及时性", originality: "文本雷同", check: "核对中的发现",
  },
  unknown: { province: "地区未定", year: "年度不明", form: "表式不明" },
  otherFilters: "更多筛选",
  count: (count) => `${count} 份`,
  year: (year) => `${year} 年度`,
  sort: "排序",
  sorts: { relevance: "相关程度", year: "年度由近及远" },
  clear: "清除筛选",
  remove: (word) => `去掉“${word}”`,
};

const isEnglish = typeof document !== "undefined" && document.documentElement.lang.startsWith("en");

export const TEXT = isEnglish ? (await import("./english.js")).EN : ZH;
/** Of a pair [Chinese, English] the one that fits the page. */
export const said = (pair) => pair?.[isEnglish ? 1 : 0];
