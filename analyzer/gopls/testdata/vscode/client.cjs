// Opens a file in a gopls as VS Code does, with its protocol library and with the
// capabilities that its client announces, applies the first quick fix of each finding
// until none is left, and prints what it has seen as JSON.
//
//	node client.cjs GOPLS FOLDER FILE
"use strict";

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const lsp = require("vscode-languageserver-protocol/node");

const rounds = 5; // more than there are findings
const [gopls, folder, file] = process.argv.slice(2);

// What vscode-languageclient announces of diagnostics and code actions: edits are left out
// of actions, and asked for when one is chosen.
const capabilities = {
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"], normalizesLineEndings: true },
  },
  textDocument: {
    synchronization: { dynamicRegistration: true, willSave: true, willSaveWaitUntil: true, didSave: true },
    publishDiagnostics: {
      relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false },
    codeAction: {
      dynamicRegistration: true, isPreferredSupport: true, disabledSupport: true, dataSupport: true,
      resolveSupport: { properties: ["edit"] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["", "quickfix", "refactor", "source", "source.organizeImports"] } },
    },
  },
};

async function main() {
  const child = spawn(gopls, ["serve"], { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(child.stdout), new lsp.StreamMessageWriter(child.stdin));
  connection.onRequest(lsp.ConfigurationRequest.type, (params) => params.items.map(() => ({})));
  connection.onRequest(lsp.RegistrationRequest.type, () => {});
  connection.onRequest(lsp.WorkDoneProgressCreateRequest.type, () => {});

  const uri = pathToFileURL(path.join(folder, file)).href;
  let version = 1, published = () => {};
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
    if (params.uri === uri && params.version === version) published(params.diagnostics);
  });
  connection.listen();
  const root = { uri: pathToFileURL(folder).href, name: path.basename(folder) };
  await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid, clientInfo: { name: "Visual Studio Code" }, rootUri: root.uri, workspaceFolders: [root], capabilities,
  });
  await connection.sendNotification(lsp.InitializedNotification.type, {});

  // Gopls publishes what its parser has found first, and what the rules have found in the
  // next message: the last one within a while counts.
  const settle = (wanted) => new Promise((resolve) => {
    let last = [], timer;
    const wait = (ms) => { clearTimeout(timer); timer = setTimeout(() => resolve(last), ms); };
    published = (list) => { last = list; wait(list.length === 0 && wanted ? 60000 : 5000); };
    wait(60000);
  });

  let text = fs.readFileSync(path.join(folder, file), "utf8");
  const seen = [];
  let pending = settle(true);
  await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: "go", version, text } });
  for (let round = 0; round < rounds; round++) {
    const found = await pending;
    seen.push(found);
    if (found.length === 0) break;
    const diagnostic = found[0];
    const actions = await connection.sendRequest(lsp.CodeActionRequest.type, {
      textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic], only: ["quickfix"] },
    });
    if (!actions || actions.length === 0) throw new Error("no quick fix for " + diagnostic.message);
    const chosen = actions[0].edit ? actions[0] : await connection.sendRequest(lsp.CodeActionResolveRequest.type, actions[0]);
    for (const change of chosen.edit.documentChanges) {
      if (change.textDocument.uri !== uri) throw new Error("an edit of " + change.textDocument.uri);
      text = lsp.TextDocument.applyEdits(lsp.TextDocument.create(uri, "go", version, text), change.edits);
    }
    version++;
    pending = settle(false);
    await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [{ text }] });
  }
  await connection.sendRequest(lsp.ShutdownRequest.type);
  await connection.sendNotification(lsp.ExitNotification.type);
  connection.dispose();
  process.stdout.write(JSON.stringify({ rounds: seen, text }));
}

main().then(() => process.exit(0), (err) => { console.error(err); process.exit(1); });
