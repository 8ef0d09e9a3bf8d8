// An HTTP/2 upload server with windows larger than the line holds: node http2_server.mjs HOST PORT FOLDER
import { writeFileSync } from "node:fs";
import { createServer } from "node:http2";
import { basename } from "node:path";

const [host, port, folder] = process.argv.slice(2);
const WINDOW = 4 * 1024 * 1024; // bytes

const server = createServer({ settings: { initialWindowSize: WINDOW } });
server.on("session", (session) => session.setLocalWindowSize(WINDOW));
server.on("stream", (stream, headers) => {
  const pieces = [];
  stream.on("error", () => {});
  stream.on("data", (piece) => pieces.push(piece));
  stream.on("end", () => {
    if (stream.aborted || stream.destroyed) return;
    writeFileSync(`${folder}/${basename(headers[":path"])}`, Buffer.concat(pieces));
    stream.respond({ ":status": 201 });
    stream.end();
  });
});
server.listen({ host, port: Number(port) });
