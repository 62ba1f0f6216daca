//! TLS, against OpenSSL's own server: certificates are checked, and the settings reach the handshake.
//!
//! Where there is no `openssl` command, these tests say so and pass.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use vezne_runtime::{Error, NotSentReason, Transport};

use crate::support::mini::{Api, Client, builder};

/// What the server sends for `/ping`: OpenSSL sends a file as it is.
const ANSWER: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 31\r\n\
                      connection: close\r\n\r\n{\"status_code\": 100, \"data\": 1}";

/// A folder with a key and a certificate for `localhost`, which nobody vouches for but itself.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Option<Self> {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "vezne-tls-{}-{}",
            std::process::id(),
            NUMBER.fetch_add(1, Ordering::Relaxed)
        );
        let folder = Self(std::env::temp_dir().join(name));
        std::fs::create_dir(folder.path()).expect("a folder");
        std::fs::write(folder.path().join("ping"), ANSWER).expect("a file");
        let made = Command::new("openssl")
            .args(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
                    .split(' '),
            )
            .args("-keyout key.pem -out cert.pem -subj /CN=localhost".split(' '))
            .args(["-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .current_dir(folder.path())
            .output();
        match made {
            Ok(made) => {
                assert!(
                    made.status.success(),
                    "{}",
                    String::from_utf8_lossy(&made.stderr)
                );
                Some(folder)
            }
            Err(_) => {
                println!("skipped: there is no `openssl` command");
                None
            }
        }
    }

    fn path(&self) -> &Path {
        &self.0
    }

    fn pem(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).expect("a file")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// OpenSSL's server on a free port.
struct Server {
    process: Child,
    port: String,
}

impl Server {
    fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut process = Command::new("openssl")
            .args("s_server -accept 127.0.0.1:0 -cert cert.pem -key key.pem -HTTP".split(' '))
            .args(arguments)
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let lines = BufReader::new(process.stdout.take().expect("piped")).lines();
        let port = lines
            .map(|line| line.expect("text"))
            .find_map(|line| line.strip_prefix("ACCEPT 127.0.0.1:").map(str::to_owned))
            .expect("a port");
        Self { process, port }
    }

    fn client(&self, host: &str, transport: Transport) -> Client {
        let address = format!("https://{host}:{}", self.port);
        builder("http://127.0.0.1:1")
            .base_address(Api::Other, &address)
            .transport(transport)
            .build()
            .expect("a client")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_means_not_sent() {
    let (Some(folder), Some(other)) = (Folder::new(), Folder::new()) else {
        return;
    };
    let server = Server::start(&folder, &[]);
    let client = server.client(
        "localhost",
        Transport::new().only_roots(other.pem("cert.pem")),
    );
    let error = client.ping().retries(0).await.expect_err("no trust");
    assert!(
        error.to_string().contains("invalid peer certificate"),
        "{error}"
    );
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(not_sent.reason(), NotSentReason::Unreachable(_)),
        "{error}"
    );
    let error = client.update().await.expect_err("no trust");
    assert!(matches!(error, Error::NotSent(_)), "{error}");
}

#[tokio::test]
async fn a_root_of_the_callers_own_is_trusted_for_its_names_only() {
    let Some(folder) = Folder::new() else { return };
    let server = Server::start(&folder, &[]);
    let transport = || Transport::new().only_roots(folder.pem("cert.pem"));
    assert_eq!(
        server
            .client("localhost", transport())
            .ping()
            .await
            .expect("done"),
        1
    );
    let error = server
        .client("127.0.0.1", transport())
        .ping()
        .retries(0)
        .await
        .expect_err("another name");
    assert!(
        error.to_string().contains("invalid peer certificate"),
        "{error}"
    );
    assert!(matches!(error, Error::NotSent(_)), "{error}");
}

#[tokio::test]
async fn a_server_that_asks_for_a_certificate_gets_the_identity() {
    let Some(folder) = Folder::new() else { return };
    let server = Server::start(
        &folder,
        &[
            "-Verify",
            "1",
            "-verify_return_error",
            "-CAfile",
            "cert.pem",
        ],
    );
    let transport = || Transport::new().only_roots(folder.pem("cert.pem"));
    server
        .client("localhost", transport())
        .ping()
        .retries(0)
        .await
        .expect_err("nobody");
    let identity = folder.pem("key.pem") + &folder.pem("cert.pem");
    let client = server.client("localhost", transport().identity(identity));
    assert_eq!(client.ping().retries(0).await.expect("done"), 1);
}
