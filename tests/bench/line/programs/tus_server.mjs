// @tus/server with files: node tus_server.mjs MODULES HOST PORT FOLDER
import { createRequire } from "node:module";

const [modules, host, port, directory] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { Server } = require("@tus/server");
const { FileStore } = require("@tus/file-store");

new Server({ path: "/files", datastore: new FileStore({ directory }) }).listen({ host, port: Number(port) });
