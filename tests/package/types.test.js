/** The types, as TypeScript reads them from the installed package. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { HERE } from "./support.js";

test("each name of the package has its types", () => {
  const { status, stdout } = spawnSync(process.execPath, [join(HERE, "node_modules", "typescript", "bin", "tsc"), "--project", join(HERE, "types")], { encoding: "utf8" });
  assert.equal(stdout, "");
  assert.equal(status, 0);
});
