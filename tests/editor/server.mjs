// The YAML language server as a process that is spoken to over its standard streams.

import { spawn } from "node:child_process";
import { join } from "node:path";

const PATIENCE_MS = 20_000;

export class Server {
  #child;
  #waiting = new Map();
  #published = new Map();
  #read = Buffer.alloc(0);
  #ids = 0;

  /** Starts the server that npm installed below a folder. */
  static async start(folder) {
    const program = join(folder, "node_modules/yaml-language-server/bin/yaml-language-server");
    const server = new Server(spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] }));
    await server.request("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        textDocument: {
          completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown", "plaintext"] } },
          hover: { contentFormat: ["markdown", "plaintext"] },
          publishDiagnostics: {},
        },
        workspace: { configuration: false, didChangeConfiguration: {} },
      },
    });
    server.notify("initialized", {});
    server.notify("workspace/didChangeConfiguration", {
      settings: {
        yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false }, format: { enable: false } },
      },
    });
    return server;
  }

  constructor(child) {
    this.#child = child;
    child.stdout.on("data", (bytes) => this.#take(bytes));
  }

  /** Opens a text under an address and gives what the server finds wrong with it. */
  async open(uri, text) {
    const found = new Promise((resolve) => this.#published.set(uri, resolve));
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return this.#inTime(found, `diagnostics of ${uri}`);
  }

  close(uri) {
    this.#published.delete(uri);
    this.notify("textDocument/didClose", { textDocument: { uri } });
  }

  request(method, params) {
    const id = ++this.#ids;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#send({ id, method, params });
    return this.#inTime(answer, method);
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  async stop() {
    await this.request("shutdown", null);
    this.notify("exit", null);
  }

  #inTime(promise, what) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in time: ${what}`)), PATIENCE_MS);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.#child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#child.stdin.write(body);
  }

  #take(bytes) {
    this.#read = Buffer.concat([this.#read, bytes]);
    for (;;) {
      const end = this.#read.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#read.subarray(0, end).toString())[1]);
      const rest = this.#read.subarray(end + 4);
      if (rest.length < length) return;
      this.#read = rest.subarray(length);
      this.#heard(JSON.parse(rest.subarray(0, length).toString()));
    }
  }

  #heard(message) {
    if (message.id !== undefined && message.method === undefined) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result);
    } else if (message.id !== undefined) {
      // The server asks for settings or to register something; there is nothing more to say.
      this.#send({ id: message.id, result: message.method === "workspace/configuration" ? message.params.items.map(() => null) : null });
    } else if (message.method === "textDocument/publishDiagnostics") {
      this.#published.get(message.params.uri)?.(message.params.diagnostics);
    }
  }
}
