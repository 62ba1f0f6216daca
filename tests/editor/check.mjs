// Proves that an editor helps with the real spec: the YAML language server completes, explains and underlines from the
// schema that the first line of each file names.
//
// It is not part of CI, which has no network. To run it, anywhere:
//   npm install --prefix DIR yaml-language-server@1.25.0 && node tests/editor/check.mjs DIR

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { Server } from "./server.mjs";

const spec = join(dirname(fileURLToPath(import.meta.url)), "../../spec");
const folder = process.argv[2];
if (folder === undefined) {
  console.error("name the folder that npm installed yaml-language-server into");
  process.exit(2);
}

let failed = 0;

function check(what, holds, seen) {
  console.log(`${holds ? "ok    " : "FAILED"} ${what}${seen === undefined ? "" : `: ${seen}`}`);
  failed += holds ? 0 : 1;
}

const server = await Server.start(folder);

for (const name of readdirSync(spec, { recursive: true }).filter((name) => name.endsWith(".yaml")).sort()) {
  const path = join(spec, name);
  const found = await server.open(pathToFileURL(path).href, readFileSync(path, "utf8"));
  check(`${name} has nothing underlined`, found.length === 0, found.map((one) => one.message).join("; ") || undefined);
}

const cards = readFileSync(join(spec, "vepara/cards.yaml"), "utf8");
let edits = 0;

/** The real file with one text changed, as it would be typed; `¦` is the cursor. */
async function typed(from, to) {
  if (!cards.includes(from)) throw new Error(`the spec has no ${JSON.stringify(from)}`);
  const marked = cards.replace(from, to);
  const before = marked.slice(0, marked.indexOf("¦")).split("\n");
  const text = marked.replace("¦", "");
  const uri = pathToFileURL(join(spec, `vepara/typed_${++edits}.yaml`)).href;
  const position = { line: before.length - 1, character: before.at(-1).length };
  const found = await server.open(uri, text);
  const at = { textDocument: { uri }, position };
  return {
    /** What is underlined, with what is said of it. */
    underlined: found.map(({ range, message }) => {
      const line = text.split("\n")[range.start.line];
      return `\`${line.slice(range.start.character, range.end.line > range.start.line ? undefined : range.end.character)}\` ${message}`;
    }),
    offered: async () => {
      const answer = await server.request("textDocument/completion", at);
      return answer.items ?? answer;
    },
    shown: async () => (await server.request("textDocument/hover", at))?.contents?.value ?? "",
  };
}

async function underlines(what, from, to, wanted) {
  const { underlined } = await typed(from, to);
  check(`underlines ${what}`, underlined.some((one) => one.includes(wanted)), underlined.join("; "));
}

async function offers(what, from, to, wanted) {
  const items = await (await typed(from, to)).offered();
  const labels = items.map((item) => item.label);
  check(`completes ${what}`, wanted.every((label) => labels.includes(label)), labels.join(" "));
  return items;
}

const keys = await offers("the keys of a new operation", "operations:\n", "operations:\n  pay:\n    ¦\n", ["summary", "evidence", "request", "effect", "outcomes"]);
const effect = keys.find((item) => item.label === "effect");
check("says what a key is for beside it", effect?.documentation === "What sending it twice does.", effect?.documentation);
const summary = keys.find((item) => item.label === "summary");
check("writes the colon after a key", summary?.insertText.startsWith("summary: "), JSON.stringify(summary?.insertText));
await offers("the words of an effect", "    effect: read\n", "    effect: ¦\n", ["read", "repeatable"]);
await offers("the types", "type: card_number", "type: ¦", ["text", "card_number", "portion"]);
await offers("the kinds of evidence", "evidence: { documented: 001_0401c7bd4049c07c.txt }", "evidence:\n      ¦", ["documented", "vendor_code", "family", "inferred"]);
await offers("a step of a flow", "flow:\n", "flow:\n  - ¦\n", ["operation", "callback", "example", "take"]);
await offers("what an identifier is made of", "\ntypes:\n", "\ntypes:\n  PayerId:\n    summary: Who pays.\n    identifier: ¦\n", ["text", "integer", "secret", "rotating_secret"]);
await offers("how a callback arrives", "\ntypes:\n", "\ncallbacks:\n  told:\n    carriers: [¦]\n\ntypes:\n", ["query", "form", "json"]);
await offers("the keys of a callback", "\ntypes:\n", "\ncallbacks:\n  told:\n    ¦\n\ntypes:\n", ["carriers", "fields", "confirm", "unconfirmed"]);
await offers("a rule", "    outcomes:\n", "    outcomes:\n      - ¦\n", ["done", "refused", "when"]);

const shown = await (await typed("    effect: read\n", "    eff¦ect: read\n")).shown();
check("shows what a key means", shown.includes("What sending it twice does.") && shown.includes("`repeatable`: The same as sending it once."), JSON.stringify(shown));
const word = await (await typed("type: card_number", "type: card_¦number")).shown();
check("shows what a word means", word.includes("A card number: digits, Luhn."));

await underlines("an unknown key", "    effect: read\n", "    efect: read\n", "`efect` Property efect is not allowed.");
await underlines("a missing key", "    effect: read\n", "", 'Missing property "effect".');
await underlines("a wrong word", "    effect: read\n", "    effect: reads\n", "`reads` expected `read`, `repeatable` or `once");
await underlines("a wrong type", "type: card_number", "type: card_nmber", "`card_nmber`");
await underlines("a name in another spelling", "      card_holder_name:\n", "      cardHolderName:\n", "`cardHolderName` names here are written `in_lower_case`");
await underlines("a second outcome", "      - done: SavedCard\n", "      - done: SavedCard\n        open: SavedCard\n", "`open` Property open is not allowed.");
await underlines("a rule without an outcome", "      - done: SavedCard\n", "      - at: data\n", "this needs `done`, `accepted`, `open` or `refused`");
await underlines("two ways to tell of a callback", "\ntypes:\n", "\ncallbacks:\n  told:\n    confirm: { operation: list_cards, match: {} }\n    unconfirmed: nothing tells\n\ntypes:\n", "unconfirmed");
await underlines("an identifier of another kind", "\ntypes:\n", "\ntypes:\n  PayerId:\n    summary: Who pays.\n    identifier: decimal\n", "`decimal`");
await underlines("a bad request", "POST /api/saveCard", "SEND /api/saveCard", "expected a method and a path");

await server.stop();
console.log(failed === 0 ? "all is well" : `${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
