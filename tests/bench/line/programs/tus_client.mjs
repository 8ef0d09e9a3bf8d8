// tus-js-client, N uploads at once, data in the creating request: node tus_client.mjs MODULES HOST PORT FOLDER N
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, host, port, folder, number] = process.argv.slice(2);
const { Upload } = createRequire(`${modules}/`)("tus-js-client");
const names = readdirSync(folder).sort();

const send = (name) =>
  new Promise((resolve, reject) => {
    new Upload(readFileSync(`${folder}/${name}`), {
      endpoint: `http://${host}:${port}/files`,
      uploadDataDuringCreation: true,
      retryDelays: [0, 1000, 3000, 5000],
      metadata: { filename: name },
      onSuccess: resolve,
      onError: reject,
    }).start();
  });

const worker = async () => {
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    for (let done = false; !done; ) {
      done = await send(name).then(
        () => true,
        () => false,
      );
    }
  }
};

await Promise.all(Array.from({ length: Number(number) }, worker));
