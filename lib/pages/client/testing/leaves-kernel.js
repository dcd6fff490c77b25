// Starts the fake kernel, prints its process id, and ends without care in the way that it is told.
import { fileURLToPath } from "node:url";
import { startKernel } from "dropout-lab-pages/client";

const fake = fileURLToPath(new URL("./fake-kernel.js", import.meta.url));
const kernel = await startKernel({
  argv: [process.execPath, fake, "{connection_file}", "stubborn"],
  display_name: "Fake",
  language: "typescript",
});
console.log(kernel.pid);
switch (process.argv[2]) {
  case "exits":
    process.exit(5);
    break;
  case "throws":
    setTimeout(() => {
      throw new Error("a fault");
    });
    break;
  case "listens":
    // Its kernel still answers then.
    process.on("SIGINT", async () => {
      const { status } = await kernel.execute("print 1");
      process.exit(status === "ok" ? 6 : 7);
    });
}
