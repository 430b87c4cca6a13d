// `trousseau lsp`, asked by the library with which VS Code speaks to language servers.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import rpc from 'vscode-jsonrpc/node';
import protocol from 'vscode-languageserver-protocol/node';

const program = process.env.PROGRAM;
const home = mkdtempSync(join(tmpdir(), 'trousseau-lsp-'));
const root = join(home, 'kit');
const told = new Map();
const waiting = [];
let server;
let client;

/** Resolves with the diagnostics of a file, once `fits` accepts them. */
const diagnostics = (uri, fits) => new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error(`not told in time: ${JSON.stringify(told.get(uri))}`)), 20_000);
  const look = () => {
    if (!told.has(uri) || !fits(told.get(uri))) return;
    clearTimeout(late);
    resolve(told.get(uri));
  };
  waiting.push(look);
  look();
});

before(async () => {
  assert.ok(program, 'PROGRAM names the program');
  assert.equal(spawnSync(program, ['new', root, '--lang', 'en']).status, 0);
  server = spawn(program, ['lsp', '--lang', 'en'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  client = protocol.createProtocolConnection(
    new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
  client.onNotification(protocol.PublishDiagnosticsNotification.type, ({ uri, diagnostics: list }) => {
    told.set(uri, list);
    waiting.forEach((look) => look());
  });
  client.listen();
  const { capabilities } = await client.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid, rootUri: pathToFileURL(root).href, capabilities: {}, workspaceFolders: null,
  });
  assert.equal(capabilities.hoverProvider, true);
  await client.sendNotification(protocol.InitializedNotification.type, {});
});

after(async () => {
  await client.sendRequest(protocol.ShutdownRequest.type);
  const ended = new Promise((resolve) => { server.once('exit', resolve); });
  await client.sendNotification(protocol.ExitNotification.type);
  assert.equal(await ended, 0);
  rmSync(home, { recursive: true });
});

/** The place behind some words of a text. */
const behind = (text, words) => {
  const lines = text.slice(0, text.indexOf(words) + words.length).split('\n');
  return { line: lines.length - 1, character: lines.at(-1).length };
};

test('a text is checked while one types, names are said, completed and followed, and slips are mended', async () => {
  const uri = pathToFileURL(join(root, 'content/guides/demander/fr.md')).href;
  const before = readFileSync(new URL(uri), 'utf8');
  const text = `${before}\nAppelez [le SIAO](contact:siao) ou [l’aide](contact:si.\n\n• passeport\n• bail\n`;
  client.sendNotification(protocol.DidOpenTextDocumentNotification.type,
    { textDocument: { uri, languageId: 'markdown', version: 1, text } });
  // A notification is worked upon when something is asked, or when nothing else comes.
  const at = { textDocument: { uri }, position: behind(text, '(contact:si') };
  const hover = await client.sendRequest(protocol.HoverRequest.type,
    { textDocument: { uri }, position: behind(text, '(contact:siao') });
  assert.match(JSON.stringify(hover.contents), /115/);
  const { items = null, ...list } = await client.sendRequest(protocol.CompletionRequest.type,
    { ...at, position: behind(text, '[l’aide](contact:si') });
  assert.ok((items ?? Object.values(list)).some((one) => one.label === 'siao'), 'a contact is proposed');
  const target = await client.sendRequest(protocol.DefinitionRequest.type,
    { textDocument: { uri }, position: behind(text, '(contact:siao') });
  assert.match([target].flat()[0].uri, /contacts\.yaml$/);

  const notes = await diagnostics(uri, (found) => found.some((one) => one.code === 'markdown/mended'));
  const bullets = notes.find((one) => one.code === 'markdown/mended');
  assert.equal(bullets.range.start.line, behind(text, '• passeport').line);
  const actions = await client.sendRequest(protocol.CodeActionRequest.type,
    { textDocument: { uri }, range: bullets.range, context: { diagnostics: [bullets] } });
  const edits = Object.values(actions[0].edit.changes).flat();
  assert.ok(edits.some((edit) => edit.newText.includes('- ')), JSON.stringify(edits));

  client.sendNotification(protocol.DidChangeTextDocumentNotification.type,
    { textDocument: { uri, version: 2 }, contentChanges: [{ text: before }] });
  await client.sendRequest(protocol.HoverRequest.type, { textDocument: { uri }, position: { line: 0, character: 0 } });
  await diagnostics(uri, (found) => !found.some((one) => one.code === 'markdown/mended'));
});
