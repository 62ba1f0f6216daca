// Speaks to the sandbox with Node's own HTTP client and crypto. Input and output as in client.py.

import { request } from "node:http";
import { createCipheriv, createHash, randomBytes } from "node:crypto";

const given = JSON.parse(await text(process.stdin));
const { payment, card_wall: cardWall, merchant_key: key } = given;
const report = {};

report.token = await call(payment, "POST", "/api/token", {}, { app_id: given.app_id, app_secret: given.app_secret });
const bearer = { Authorization: `Bearer ${report.token.body.data.token}` };

report.installments = await call(payment, "POST", "/api/installments", bearer, { merchant_key: key });

const card = {
  merchant_key: key,
  card_holder_name: "AYŞE ÖRNEK",
  card_number: "4508034508034509",
  expiry_year: "2026",
  expiry_month: "12",
  customer_number: given.customer_number,
};
const names = ["merchant_key", "customer_number", "card_holder_name", "card_number", "expiry_month", "expiry_year"];
const signed = names.map((name) => card[name]);
report.save_card = await call(payment, "POST", "/api/saveCard", bearer, { ...card, hash_key: hashKey(given.app_secret, signed) });

const tampered = signed.with(3, "5406675406675403");
report.tampered = await call(payment, "POST", "/api/saveCard", bearer, { ...card, hash_key: hashKey(given.app_secret, tampered) });

const listed = { merchant_key: key, customer_number: given.customer_number };
report.list_cards = await call(payment, "GET", "/api/getCardTokens", bearer, listed);
report.list_cards_post = await call(payment, "POST", "/api/getCardTokens", bearer, listed);
report.no_token = await call(payment, "POST", "/api/installments", {}, { merchant_key: key });

const pair = { apikeyprivate: given.private_key, apiclientprivate: given.private_client };
report.insurance = await call(cardWall, "GET", "/paywall/card/insurance", { ...pair, relationalid1: "customer-1", includedetails: "TRUE" });
report.wrong_pair = await call(cardWall, "GET", "/paywall/card/insurance", { ...pair, apikeyprivate: "wrong", relationalid1: "customer-1" });

process.stdout.write(JSON.stringify(report));

function hashKey(appSecret, fields) {
  const vector = randomBytes(8).toString("hex");
  const salt = randomBytes(2).toString("hex");
  const password = createHash("sha1").update(appSecret).digest("hex");
  const digest = createHash("sha256").update(password + salt).digest("hex");
  const cipher = createCipheriv("aes-256-cbc", digest.slice(0, 32), vector);
  const encrypted = cipher.update(fields.join("|"), "utf8", "base64") + cipher.final("base64");
  return `${vector}:${salt}:${encrypted}`.replaceAll("/", "__");
}

function call(base, method, path, headers, body) {
  const address = new URL(base);
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body), "utf8");
  const sent = { Accept: "application/json", ...headers };
  if (payload !== undefined) {
    sent["Content-Type"] = "application/json";
    sent["Content-Length"] = payload.length;
  }
  return new Promise((resolve, reject) => {
    const sending = request(
      { host: address.hostname, port: address.port, path: address.pathname.replace(/\/$/, "") + path, method, headers: sent, timeout: 20_000 },
      async (answer) => resolve({ http: answer.statusCode, body: JSON.parse(await text(answer)) }),
    );
    sending.on("error", reject);
    sending.on("timeout", () => sending.destroy(new Error("no answer in 20 seconds")));
    sending.end(payload);
  });
}

async function text(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
