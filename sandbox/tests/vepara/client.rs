//! A client of Vepara made of raw bytes.

use sandbox::Sandbox;
use serde_json::{Value, json};
use vezne_runtime::{Secret, SignatureAlgorithm, signature};

use crate::common::{Answer, send_json};

pub const MERCHANT_KEY: &str = "$2y$10$AbCdEfGhIjKlMnOpQrStU.vWxYz/0123456789ABCDEFGHIJKLMNO";
/// Made by three independent programs from the sandbox's credentials and [`card`].
pub const SIX_FIELDS: &str = "00112233445566aa:beef:68w6C41uSYiGzJ76H65EXVjsOANwdbASNBgxwCQOfrq5AFYzmTJQ12d2lKFlxfSekxvxYEyZkCHzp__lf5MqBKXc0er8dH+XXT+imZPl1oiDsJ5T2w9FFmTkY67RggtG+b3KEqtXPyQeoM1+GZeBzTA==";

pub struct Vepara {
    pub sandbox: Sandbox,
    pub address: String,
    pub token: String,
}

impl Vepara {
    pub async fn start() -> Self {
        let sandbox = Sandbox::start()
            .await
            .expect("the repository's spec starts");
        let address = sandbox.address("vepara", "payment").to_owned();
        let mut vepara = Self {
            sandbox,
            address,
            token: String::new(),
        };
        vepara.token = vepara.fetch_token().await;
        vepara
    }

    pub async fn token_answer(&self) -> Answer {
        let body = json!({
            "app_id": self.sandbox.credentials("vepara", "app_id"),
            "app_secret": self.sandbox.credentials("vepara", "app_secret"),
        });
        send_json(&self.address, "POST", "/api/token", &[], &body).await
    }

    pub async fn fetch_token(&self) -> String {
        let answer = self.token_answer().await;
        answer.json()["data"]["token"]
            .as_str()
            .expect("a token")
            .to_owned()
    }

    pub async fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        send_json(
            &self.address,
            method,
            path,
            &[("Authorization", &bearer)],
            body,
        )
        .await
    }

    pub async fn save(&self, changes: Value) -> Answer {
        self.call("POST", "/api/saveCard", &with(card(), changes))
            .await
    }

    pub async fn list(&self, customer: &str) -> Answer {
        let body = json!({ "merchant_key": MERCHANT_KEY, "customer_number": customer });
        self.call("GET", "/api/getCardTokens", &body).await
    }
}

pub fn card() -> Value {
    json!({
        "merchant_key": MERCHANT_KEY,
        "card_holder_name": "AYŞE ÖRNEK",
        "card_number": "4508034508034509",
        "expiry_month": "12",
        "expiry_year": "2026",
        "customer_number": "5070",
        "hash_key": SIX_FIELDS,
    })
}

/// The object with some members replaced; null takes a member away.
pub fn with(mut object: Value, changes: Value) -> Value {
    let (Value::Object(members), Value::Object(changes)) = (&mut object, changes) else {
        panic!("two objects")
    };
    for (name, value) in changes {
        if value.is_null() {
            members.remove(&name)
        } else {
            members.insert(name, value)
        };
    }
    object
}

pub fn signed(fields: &[&str]) -> String {
    let key = Secret::from("0123456789abcdef0123456789abcdef");
    signature::sign(SignatureAlgorithm::AesCbcBundle, &key, fields)
        .expect("signs")
        .to_string()
}
