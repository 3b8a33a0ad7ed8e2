// Puts SQL files through QuestDB's own grammar: node check.mjs FILE…
import { readFileSync } from "node:fs";
import { parseToAst } from "@questdb/sql-parser";

let failed = false;
for (const file of process.argv.slice(2)) {
  const { ast, errors } = parseToAst(readFileSync(file, "utf8"));
  for (const error of errors) {
    failed = true;
    console.error(`${file}: ${error.message}`);
  }
  console.log(`${file}: ${ast.length} statements`);
}
process.exit(failed ? 1 : 0);
