/** Start the page. */

import { startShell } from "./shell";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");
startShell(root);
