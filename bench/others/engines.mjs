// Fills templates as asked on standard input, one JSON line a turn, and answers with the time it took.
// Arguments: folder of the installed packages, name of the engine, template, data, folder to write into.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const [packages, engine, templatePath, dataPath, target] = process.argv.slice(2);
const load = createRequire(join(packages, "package.json"));
const template = readFileSync(templatePath);
const contexts = JSON.parse(readFileSync(dataPath, "utf-8"));

const engines = {
  docxtemplater() {
    const PizZip = load("pizzip");
    const Docxtemplater = load("docxtemplater");
    return async (context) => {
      const paper = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
      paper.render(context);
      return paper.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x"() {
    const { TemplateHandler } = load("easy-template-x");
    const handler = new TemplateHandler();
    return async (context) => handler.process(template, context);
  },
};

const make = engines[engine]();
const { version } = JSON.parse(readFileSync(join(packages, "node_modules", engine, "package.json"), "utf-8"));
console.log(JSON.stringify({ version, node: process.version }));

for await (const line of createInterface({ input: process.stdin })) {
  const { seconds, least } = JSON.parse(line);
  const before = process.cpuUsage();
  const started = performance.now();
  let made = 0;
  while (performance.now() - started < seconds * 1000 || made < least) {
    writeFileSync(join(target, `${made % 100}.docx`), await make(contexts[made % contexts.length]));
    made += 1;
  }
  const spent = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ made, spent, cpu: (user + system) / 1e6 }));
}
