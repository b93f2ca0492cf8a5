// Keeps the cache and the last site between builds on Netlify, as one archive: tar keeps the times of files, by which a
// build knows that a page of the last site is unchanged, and the host's own copy of a folder need not. docs/netlify.md.
const { execFileSync } = require("node:child_process");
const { existsSync, mkdirSync, rmSync } = require("node:fs");

const FOLDERS = [".cache/gongkai", "site"];
const SPARE = ".cache/gongkai/spare"; // the site before the last one, which costs more to fetch than it saves
const ARCHIVE = ".cache/kept.tar";

// Whatever goes wrong here costs time, and no build.
const trying = async (what, work) => {
  try {
    await work();
  } catch (error) {
    console.log(`${what}: ${error.message}`);
  }
};

module.exports = {
  onPreBuild: ({ utils }) =>
    trying("nothing of the last build is used", async () => {
      if (await utils.cache.restore(ARCHIVE)) {
        execFileSync("tar", ["-xf", ARCHIVE]);
        console.log("The last build's cache and site are back.");
      }
      rmSync(ARCHIVE, { force: true });
    }),

  onPostBuild: ({ utils }) =>
    trying("nothing is kept for the next build", async () => {
      mkdirSync(".cache", { recursive: true });
      execFileSync("tar", ["-cf", ARCHIVE, `--exclude=${SPARE}`, ...FOLDERS.filter((folder) => existsSync(folder))]);
      await utils.cache.save(ARCHIVE);
      rmSync(ARCHIVE, { force: true });
    }),
};
