// Every kind of webhook that the app takes, raised by people and by the app, read by Wix's own SDK.
import http from 'node:http';
import test from 'node:test';
import assert from 'node:assert/strict';
import { appId, client, instanceId, sandbox } from './wix.mjs';

const seen = [];
const refused = [];
for (const [name, register] of Object.entries({
  pointsUpdated: client.accounts.onAccountPointsUpdated,
  accountCreated: client.accounts.onAccountCreated,
  accountUpdated: client.accounts.onAccountUpdated,
  contactCreated: client.contacts.onContactCreated,
  contactUpdated: client.contacts.onContactUpdated,
  contactDeleted: client.contacts.onContactDeleted,
  contactMerged: client.contacts.onContactMerged,
  memberCreated: client.members.onMemberCreated,
  programUpdated: client.programs.onProgramUpdated,
  appInstalled: client.appInstances.onAppInstanceInstalled,
  appRemoved: client.appInstances.onAppInstanceRemoved,
})) register((event) => { seen.push({ name, event }); });

const server = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    await client.webhooks.process(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    refused.push(error.message);
  }
  response.end();
});

/** Waits for an event; deliveries come in any order. */
async function heard(name, fits = () => true) {
  for (let i = 0; i < 200; i++) {
    const found = seen.find((s) => s.name === name && fits(s.event));
    if (found) return found.event;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No ${name} came that fits. Came: ${seen.map((s) => s.name)}. Refused: ${refused}`);
}

let ada;
let bob;

test.before(async () => {
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  await sandbox('PUT', 'webhook-url', { url: `http://127.0.0.1:${server.address().port}/` });
  await sandbox('PUT', 'behaviour', { accountUpdatedEvents: true, programUpdatedEvents: true });
});
test.after(() => { server.close(); server.closeAllConnections(); });

test('contacts and members', async () => {
  [ada] = (await sandbox('POST', 'contacts', { email: 'ada@example.com', name: 'Ada', member: true })).contacts;
  [bob] = (await sandbox('POST', 'contacts', { email: 'bob@example.com', name: 'Bob' })).contacts;
  assert.equal((await heard('contactCreated', (e) => e.entity._id === ada.id)).entity.primaryInfo.email, 'ada@example.com');
  assert.equal((await heard('memberCreated')).entity.contactId, ada.id);
  await sandbox('POST', 'contacts/change', { contactId: bob.id, email: 'robert@example.com' });
  assert.equal((await heard('contactUpdated')).entity.primaryInfo.email, 'robert@example.com');
});

test('program and accounts', async () => {
  await client.programs.activateLoyaltyProgram();
  assert.equal((await heard('programUpdated')).entity.status, 'ACTIVE');
  ada.accountId = (await client.accounts.createAccount(ada.id)).account._id;
  const created = await heard('accountCreated');
  assert.equal(created.entity._id, ada.accountId);
  assert.equal(created.metadata.instanceId, instanceId);
});

test('points that a person moves', async () => {
  await sandbox('POST', 'earn', { accountId: ada.accountId, points: 15 });
  const { data, metadata } = await heard('pointsUpdated', (e) => e.data.account.revision === '2');
  assert.deepEqual([data.account._id, data.account.points.balance, data.account.points.earned], [ada.accountId, 15, 15]);
  assert.equal(metadata.identity.identityType, 'MEMBER');
  assert.equal((await heard('accountUpdated', (e) => e.entity.revision === '2')).entity.points.balance, 15);
});

test('points that the app moves', async () => {
  const { account } = await client.accounts.adjustPoints(ada.accountId, { amount: -5, revision: '2' });
  const { metadata } = await heard('pointsUpdated', (e) => e.data.account.revision === account.revision);
  assert.deepEqual(metadata.identity, { identityType: 'APP', appId });
  assert.ok(Number(metadata.entityEventSequence) > 1);
});

test('merged and erased contacts', async () => {
  const [carol] = (await sandbox('POST', 'contacts', { name: 'Carol' })).contacts;
  await sandbox('POST', 'contacts/merge', { targetContactId: bob.id, sourceContactIds: [carol.id] });
  const { data } = await heard('contactMerged');
  assert.deepEqual([data.targetContactId, data.sourceContactIds], [bob.id, [carol.id]]);
  assert.equal((await heard('contactDeleted', (e) => e.metadata.entityId === carol.id)).metadata.originatedFrom, 'merge');
  await sandbox('POST', 'contacts/delete', { contactId: ada.id, anonymize: true });
  assert.equal((await heard('contactDeleted', (e) => e.metadata.entityId === ada.id)).metadata.triggeredByAnonymizeRequest, true);
});

test('the app is installed and removed', async () => {
  const other = '11111111-1111-4111-8111-111111111111';
  await sandbox('POST', 'app/install', { instanceId: other });
  await sandbox('POST', 'app/remove', { instanceId: other });
  for (const name of ['appInstalled', 'appRemoved']) assert.equal((await heard(name)).metadata?.instanceId ?? other, other);
});

test('none was refused', () => assert.deepEqual(refused, []));
