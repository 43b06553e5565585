// whosaid for a page that was not prepared for it: run once it marks the
// page's main text, run again it takes the marks away. One file, written by
// the build from the modules beside it; it loads nothing, except where
// WebAssembly has no vectors: then the core comes from the folder of this file.
(() => {
  /** Runs the module `entry`. `assets`: files, packed; `address`: of this file, if it is known. */
  function whosaid(entry, assets, address) {
    "use strict";
    const modules = {
      /* MODULES */
    };

    const made = new Map();
    const use = (path) => {
      if (!made.has(path)) {
        made.set(path, modules[path]());
      }
      return made.get(path);
    };

    // What a page's modules would find beside themselves: bytes, or the modules
    // again as a worker, which the page hands what else it needs.
    const addresses = [];
    const asset = (path) => {
      if (path in assets) {
        return unpacked(assets[path]);
      }
      if (!(path in modules)) {
        throw new Error(`${path} is not here`);
      }
      const script = new Blob([`(${whosaid})(${JSON.stringify(path)}, {});`], { type: "text/javascript" });
      addresses.push(URL.createObjectURL(script));
      return addresses.at(-1);
    };
    const beside = (path) => {
      if (!address) {
        throw new Error(`${path} is needed here, and the address of embed.js is not known, which it has to lie beside`);
      }
      return new URL(path, address);
    };
    const unpacked = (packed) => {
      const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
      return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    };

    const workers = [];
    const Worker =
      globalThis.Worker &&
      class extends globalThis.Worker {
        constructor(...given) {
          super(...given);
          workers.push(this);
        }
      };

    use(entry).toggle?.(() => {
      workers.forEach((worker) => worker.terminate());
      addresses.forEach((address) => URL.revokeObjectURL(address));
    });
  }

  const assets = {
    /* ASSETS */
  };
  // As `document` itself has it, whatever a page has given that name.
  whosaid("embed/start.js", assets, Reflect.get(Document.prototype, "currentScript", document)?.src);
})();
