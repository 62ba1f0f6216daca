"""Speaks to the sandbox with Python's own HTTP client and a hash made by OpenSSL's command line.

The request lines, headers and field names are those of the providers' documents. Arguments: the two base addresses and the
credentials, as one JSON object on standard input. Prints one JSON object: what each request was answered.
"""

import hashlib
import http.client
import json
import secrets
import subprocess
import sys
from urllib.parse import urlsplit


def call(base, method, path, headers=None, body=None):
    address = urlsplit(base)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    payload = None if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8")
    sent = {"Accept": "application/json", **(headers or {})}
    if payload is not None:
        sent["Content-Type"] = "application/json"
    connection.request(method, address.path.rstrip("/") + path, body=payload, headers=sent)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return {"http": answer.status, "body": json.loads(text)}


def openssl(arguments, data):
    done = subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=True)
    return done.stdout.decode("ascii").strip()


def hash_key(app_secret, fields):
    """AES-256-CBC by OpenSSL: the key is the first 32 characters of a hex digest, taken as bytes."""
    vector = secrets.token_hex(8)
    salt = secrets.token_hex(2)
    password = openssl(["dgst", "-sha1", "-r"], app_secret.encode()).split()[0]
    digest = openssl(["dgst", "-sha256", "-r"], (password + salt).encode()).split()[0]
    encrypted = openssl(
        ["enc", "-aes-256-cbc", "-K", digest[:32].encode().hex(), "-iv", vector.encode().hex(), "-base64", "-A"],
        "|".join(fields).encode("utf-8"),
    )
    # An independent check of the digests, so that a broken OpenSSL is not blamed on the sandbox.
    assert password == hashlib.sha1(app_secret.encode()).hexdigest()
    return f"{vector}:{salt}:{encrypted}".replace("/", "__")


def main():
    given = json.load(sys.stdin)
    payment, card_wall = given["payment"], given["card_wall"]
    key = given["merchant_key"]
    report = {}

    report["token"] = call(payment, "POST", "/api/token", body={"app_id": given["app_id"], "app_secret": given["app_secret"]})
    token = report["token"]["body"]["data"]["token"]
    bearer = {"Authorization": f"Bearer {token}"}

    report["installments"] = call(payment, "POST", "/api/installments", bearer, {"merchant_key": key})

    card = {
        "merchant_key": key,
        "card_holder_name": "AYŞE ÖRNEK",
        "card_number": "4508034508034509",
        "expiry_year": "2026",
        "expiry_month": "12",
        "customer_number": given["customer_number"],
    }
    signed = [card[name] for name in (
        "merchant_key", "customer_number", "card_holder_name", "card_number", "expiry_month", "expiry_year")]
    report["save_card"] = call(payment, "POST", "/api/saveCard", bearer, {**card, "hash_key": hash_key(given["app_secret"], signed)})

    tampered = [*signed[:3], "5406675406675403", *signed[4:]]
    report["tampered"] = call(payment, "POST", "/api/saveCard", bearer, {**card, "hash_key": hash_key(given["app_secret"], tampered)})

    listed = {"merchant_key": key, "customer_number": given["customer_number"]}
    report["list_cards"] = call(payment, "GET", "/api/getCardTokens", bearer, listed)
    report["list_cards_post"] = call(payment, "POST", "/api/getCardTokens", bearer, listed)
    report["no_token"] = call(payment, "POST", "/api/installments", {}, {"merchant_key": key})

    pair = {"apikeyprivate": given["private_key"], "apiclientprivate": given["private_client"]}
    report["insurance"] = call(card_wall, "GET", "/paywall/card/insurance", {**pair, "relationalid1": "customer-1", "includedetails": "TRUE"})
    report["wrong_pair"] = call(card_wall, "GET", "/paywall/card/insurance", {**pair, "apikeyprivate": "wrong", "relationalid1": "customer-1"})

    json.dump(report, sys.stdout)


main()
