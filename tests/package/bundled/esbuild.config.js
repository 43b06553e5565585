// esbuild leaves the addresses of files as they are: what `whosaid` looks for
// beside itself has to stand beside what is built.
export default {
  entryPoints: [
    "main.js",
    "in-worker.js",
    { in: "whosaid/worker", out: "worker" },
    { in: "whosaid/wasm", out: "core_bg" },
    { in: "whosaid/wasm-plain", out: "core_plain_bg" },
    { in: "whosaid/weights", out: "weights" },
  ],
  loader: { ".wasm": "copy", ".bin": "copy" },
  bundle: true,
  minify: true,
  format: "esm",
};
