// Runs a CloudFront function: a line of JSON in ({code, event}), a line of JSON out.
import { createInterface } from "node:readline";
import vm from "node:vm";

for await (const line of createInterface({ input: process.stdin })) {
  const { code, event } = JSON.parse(line);
  const started = process.hrtime.bigint();
  let out;
  try {
    // A context of its own: the edge has no process, require, fetch or timers.
    const context = vm.createContext({ event });
    out = { value: vm.runInContext(`${code}\nhandler(event);`, context, { timeout: 1000 }) };
  } catch (error) {
    out = { error: String(error) };
  }
  out.milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  process.stdout.write(JSON.stringify(out) + "\n");
}
