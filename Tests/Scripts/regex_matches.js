// Lists how often expressions of the format regex-js are found in lines: one number for each expression.
//
//     node regex_matches.js RULES.regex-js WORDS
const { readFileSync } = require("node:fs");
const [rules, lines] = process.argv.slice(2, 4)
  .map((path) => readFileSync(path, "utf8").replace(/\n$/, "").split("\n"));
for (const rule of rules) {
  const expression = new RegExp(rule, "gu");
  let count = 0;
  for (const line of lines) {
    expression.lastIndex = 0;
    for (let match; (match = expression.exec(line)); count += 1) {
      expression.lastIndex = match.index + 1;
    }
  }
  console.log(count);
}
