// Checks drafts beside the page, with the program itself: Python in WebAssembly. It asks for nothing but this site's own
// files, once, and sends nothing anywhere. Its policy is that of its own answer (netlify.toml).

const ENTRY = [
  "import json, sys",
  "sys.path.insert(0, '/gongkai')",
  "from generator.checking.drafts import check_draft",
  "from generator.inspection import load_resources",
  "resources = load_resources()",
  "lambda name, data: json.dumps(check_draft(name, data.to_bytes(), resources))",
].join("\n");

let ready = null;

async function bytesAt(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.arrayBuffer();
}

/** What checks a draft, once all is loaded. */
async function prepared(engine) {
  const [{ loadPyodide }, packages, program] = await Promise.all([
    import(`${engine}pyodide.mjs`),
    bytesAt(`${engine}packages.zip`),
    bytesAt(`${engine}program.zip`),
  ]);
  const python = await loadPyodide({ indexURL: engine, env: { HOME: "/", RAPIDFUZZ_IMPLEMENTATION: "python" } });
  postMessage({ stage: "program" });
  for (const archive of [packages, program]) python.unpackArchive(archive, "zip", { extractDir: "/gongkai" });
  return python.runPython(ENTRY);
}

self.addEventListener("message", async ({ data }) => {
  if (data.engine) {
    ready = prepared(data.engine);
    ready.catch(() => {});
    return;
  }
  try {
    const check = await ready;
    postMessage({ turn: data.turn, stage: "reading" });
    postMessage({ turn: data.turn, draft: check(data.name, data.bytes) });
  } catch (error) {
    console.info(error);
    postMessage({ turn: data.turn, error: true });
  }
});
