// The staff console's start: everything is wired here.
import { render } from "preact";
import { recallSingleKeys, watchKeys } from "./base/keys.js";
import { watchAddress } from "./base/route.js";
import { resumeSession } from "./base/session.js";
import { html } from "./parts/html.js";
import { App } from "./shell/app.js";
import { recallTheme } from "./shell/theme.js";

const RETRY_MS = 3_000;

recallTheme();
recallSingleKeys();
watchAddress(window);
watchKeys(document);
render(html`<${App} />`, document.getElementById("app"));
resumeSession(() => new Promise((resolve) => setTimeout(resolve, RETRY_MS)));
