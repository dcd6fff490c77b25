/**
 * The script of the frame between the page and the worker. It starts the worker, tells when that
 * has failed, and answers pings; the worker itself speaks with the page. Nobody but the page is heard. A text, since the page's
 * content policy, which the frame inherits, names its hash.
 */
export const KERNEL_FRAME_SCRIPT = `"use strict";
addEventListener("message", function start({ source, data, ports: [alive, port] }) {
  if (source !== parent) return;
  removeEventListener("message", start);
  const rules = { createScriptURL: (url) => url };
  for (const name of ["cells", "default"]) self.trustedTypes?.createPolicy(name);
  const policy = self.trustedTypes?.createPolicy("page", rules) ?? rules;
  const url = URL.createObjectURL(new Blob([data], { type: "text/javascript" }));
  self.worker = new Worker(policy.createScriptURL(url));
  worker.onerror = (event) => {
    event.preventDefault();
    alive.postMessage(event.message || "its script could not be read");
  };
  alive.onmessage = () => alive.postMessage("");
  worker.postMessage(null, [port]);
});
`;

/**
 * The document of the frame. In a sandbox of its own it can't reach what the page's origin has
 * stored, and where browsers give it a process, cells that use up the memory end this process only.
 */
export const KERNEL_FRAME = `<!doctype html><script>${KERNEL_FRAME_SCRIPT}</script>`;
