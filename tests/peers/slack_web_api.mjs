// Slack's Web API for the tests: emulate on loopback, its people and channels given as JSON.
// node slack_web_api.mjs '{"users": [...], "channels": [...]}'
import { createEmulator } from "emulate";

const slack = await createEmulator({
  service: "slack",
  port: 0,
  seed: { slack: JSON.parse(process.argv[2]) },
});
console.log(`listening on ${slack.url}`);
