import { createKernelspec } from "dropout-lab-kernel";
import { startKernel } from "dropout-lab-pages/client";

const spec = createKernelspec();
spec.argv.splice(1, 0, "--cpu-prof", "--cpu-prof-dir=/tmp/kp");
const kernel = await startKernel(spec, {
  directory: process.cwd() + "/notebooks",
  env: { DROPOUT_LAB_HISTORY: "off" },
});
for (const code of [`import * as T from "dropout-lab/tensor"; 1`]) {
  const t = performance.now();
  await kernel.execute(code, {});
  console.log((performance.now() - t).toFixed(0), code.slice(0, 60));
}
await kernel.shutdown();
