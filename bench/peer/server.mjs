// What an integrator would write instead: a Node server that verifies Wix's webhooks with Wix's own SDK and puts them on a storage queue.
//   https://dev.wix.com/docs/sdk/articles/webhooks/handle-events-with-webhooks   client.webhooks.process(body)
//   https://learn.microsoft.com/javascript/api/@azure/storage-queue/queueclient   queueClient.sendMessage(text)
// An Account Created event is only verified, a Points Updated event is put on the queue before it is answered.
import http from 'node:http';
import { AppStrategy, createClient } from '@wix/sdk';
import * as accounts from '@wix/auto_sdk_loyalty_accounts';
import { QueueClient } from '@azure/storage-queue';

const { WIX_APP_ID: appId, WIX_PUBLIC_KEY: publicKey, STORAGE: storage } = process.env;
const client = createClient({ auth: AppStrategy({ appId, publicKey }), modules: { accounts } });
const queue = new QueueClient(storage, 'peer-events');
await queue.createIfNotExists();

client.accounts.onAccountPointsUpdated(async (event) => {
  await queue.sendMessage(JSON.stringify(event));
});
client.accounts.onAccountCreated(() => {});

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    try {
      await client.webhooks.process(Buffer.concat(chunks).toString('ascii'));
      response.writeHead(200).end();
    } catch (error) {
      response.writeHead(500).end(String(error?.message ?? error));
    }
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
// Ends with whoever started it.
process.stdin.resume().on('close', () => process.exit(0));
