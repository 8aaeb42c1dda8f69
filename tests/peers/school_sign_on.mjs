// A school's single sign-on for the tests: oidc-provider on loopback, its people given as JSON.
// node school_sign_on.mjs '{"client": {...}, "people": {"login": {claims}}, "behind_s": 0}'
import { createServer } from "node:http";

const given = JSON.parse(process.argv[2]);
const now = Date.now.bind(Date);
let behind_s = 0;
Date.now = () => now() - behind_s * 1000;
const { Provider } = await import("oidc-provider");

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [given.client],
    cookies: { keys: ["only for tests"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: given.claims_apart ?? true,
    pkce: { required: () => true },
    ttl: { IdToken: 3600, AccessToken: 3600, AuthorizationCode: 60, Session: 3600, Interaction: 3600, Grant: 3600 },
    findAccount: (_context, id) =>
      given.people[id] && { accountId: id, claims: () => ({ sub: id, ...given.people[id] }) },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    behind_s = request.url.startsWith("/token") ? (given.behind_s ?? 0) : 0; // what it signs is that old
    answer(request, response);
  });
  console.log(`listening on ${issuer}`);
});
