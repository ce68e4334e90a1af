// The calls of a loyalty sync, made by Wix's own SDK, in the order in which a site meets them.
import test from 'node:test';
import assert from 'node:assert/strict';
import { appId, client, clientWithSecret, instanceId, refusal, sandbox } from './wix.mjs';

const nobody = '00000000-0000-4000-8000-0000000000ff';
let people;

test('people come to the site', async () => {
  people = [
    (await sandbox('POST', 'contacts', { email: 'Ada@Example.com', name: 'Ada Lovelace', member: true, phone: '+441234567890' })).contacts[0],
    (await sandbox('POST', 'contacts', { email: 'bob@example.com', name: 'Bob' })).contacts[0],
    (await sandbox('POST', 'contacts', { name: 'Nobody Home', member: true })).contacts[0],
  ];
});

test('a token is given for the secret alone', async () => {
  const { headers } = await client.auth.getAuthHeaders();
  assert.ok(headers.Authorization);
  await assert.rejects(clientWithSecret('wrong').auth.getAuthHeaders(), /Unexpected status code/);
});

test('the installation is known', async () => {
  const { instance, site } = await client.appInstances.getAppInstance();
  assert.equal(instance.instanceId, instanceId);
  assert.ok(site.siteId);
});

test('accounts wait for an active program', async () => {
  assert.equal((await client.programs.getLoyaltyProgram()).loyaltyProgram.status, 'DRAFT');
  assert.equal((await refusal(() => client.accounts.createAccount(people[0].id))).status, 428);
  const renamed = await client.programs.updateLoyaltyProgram({ name: 'Stars', pointDefinition: { customName: 'Stars' } });
  assert.equal((renamed.loyaltyProgram ?? renamed).pointDefinition.customName, 'Stars');
  assert.equal((await client.programs.activateLoyaltyProgram()).loyaltyProgram.status, 'ACTIVE');
});

test('contacts come in pages, oldest first, and by address', async () => {
  const first = await client.contacts.queryContacts().ascending('_createdDate').limit(2).find();
  const second = await first.next();
  assert.deepEqual([...first.items, ...second.items].map((c) => c._id), people.map((p) => p.id));
  assert.equal(second.hasNext(), false);
  const listed = await client.contacts.listContacts({ paging: { limit: 1, offset: 1 }, sort: { fieldName: 'createdDate', order: 'ASC' } });
  assert.deepEqual([listed.contacts[0]._id, listed.pagingMetadata.total], [people[1].id, 3]);
  const byAddress = await client.contacts.queryContacts().eq('info.emails.email', 'ada@example.com').find();
  assert.deepEqual(byAddress.items.map((c) => c._id), [people[0].id]);
  const ada = await client.contacts.getContact(people[0].id);
  assert.equal(ada.info.phones.items[0].e164Phone, '+441234567890');
  assert.equal((await refusal(() => client.contacts.getContact(nobody))).code, 'CONTACT_NOT_FOUND');
  assert.equal((await refusal(() => client.contacts.listContacts({ paging: { limit: 1001 } }))).code, 'ILLEGAL_LIMIT');
});

test('a contact has one account', async () => {
  for (const person of people) {
    const { account } = await client.accounts.createAccount(person.id);
    assert.equal(account.revision, '1');
    assert.equal(account.memberId, person.memberId);
    assert.ok(account._createdDate instanceof Date);
    person.accountId = account._id;
  }
  assert.equal((await refusal(() => client.accounts.createAccount(people[0].id))).status, 409);
  assert.equal((await refusal(() => client.accounts.createAccount(nobody))).status, 404);
  assert.equal((await client.accounts.getAccountBySecondaryId({ contactId: people[1].id })).account._id, people[1].accountId);
  assert.equal((await client.accounts.getAccountBySecondaryId({ memberId: people[0].memberId })).account._id, people[0].accountId);
  assert.equal((await refusal(() => client.accounts.getAccountBySecondaryId({ contactId: nobody }))).status, 404);
});

test('accounts of members come in pages by cursor', async () => {
  const first = await client.accounts.queryLoyaltyAccounts().exists('memberId', true).ascending('_createdDate').limit(1).find();
  const second = await first.next();
  assert.deepEqual([first.items[0]._id, second.items[0]._id], [people[0].accountId, people[2].accountId]);
  assert.equal(second.hasNext(), false);
  const found = await client.accounts.searchAccounts({ filter: { 'contact.email': { $eq: 'bob@example.com' } } });
  assert.deepEqual(found.accounts.map((a) => a._id), [people[1].accountId]);
  assert.equal((await client.accounts.countAccounts()).count, 3);
  assert.equal((await refusal(() => client.accounts.queryLoyaltyAccounts({ cursorPaging: { limit: 101 } }))).status, 400);
});

test('points move by the current revision only', async () => {
  const id = people[0].accountId;
  const up = await client.accounts.adjustPoints(id, { amount: 7, description: 'sdk +7', revision: '1' });
  assert.deepEqual([up.account.points.balance, up.account.revision], [7, '2']);
  const stale = await refusal(() => client.accounts.adjustPoints(id, { amount: 1, revision: '1' }));
  assert.deepEqual(stale, { status: 409, code: 'INVALID_REVISION' });
  const set = await client.accounts.adjustPoints(id, { balance: 3, revision: '2' });
  assert.equal(set.account.points.balance, 3);
  assert.equal((await refusal(() => client.accounts.adjustPoints(id, { amount: -4, revision: '3' }))).status, 400);
  assert.equal((await client.accounts.getAccount(id)).points.balance, 3);

  const { loyaltyTransaction } = await client.transactions.getLoyaltyTransaction(up.transactionId).then((t) => ({ loyaltyTransaction: t.loyaltyTransaction ?? t }));
  assert.deepEqual(
    [loyaltyTransaction.amount, loyaltyTransaction.description, loyaltyTransaction.adjustInfo.amountBefore, loyaltyTransaction.adjustInfo.amountAfter],
    [7, 'sdk +7', 0, 7]);
});

test('earned points are given once for a key', async () => {
  const id = people[1].accountId;
  const earn = () => client.accounts.earnPoints(id, { amount: 2, appId, idempotencyKey: 'key-1', description: 'sdk earn' });
  assert.equal((await earn()).account.points.earned, 2);
  assert.equal((await refusal(earn)).code, 'TRANSACTION_ALREADY_EXISTS');
  assert.equal((await client.accounts.getAccount(id)).points.balance, 2);
});

test('transactions are found by account and description', async () => {
  const accountId = people[0].accountId;
  const all = await client.transactions.queryLoyaltyTransactions().eq('accountId', accountId).ascending('_createdDate').limit(1).find();
  const next = await all.next();
  assert.deepEqual([all.items[0].amount, next.items[0].amount, next.hasNext()], [7, -4, false]);
  const marked = await client.transactions.queryLoyaltyTransactions({ filter: { accountId, description: { $startsWith: 'SDK +' } }, cursorPaging: { limit: 5 } });
  assert.deepEqual(marked.loyaltyTransactions.map((t) => t.amount), [7]);
});

test('a member reads messages in one conversation', async () => {
  const { memberId } = people[0];
  const opened = await client.conversations.getOrCreateConversation({ memberId });
  const again = await client.conversations.getOrCreateConversation({ memberId });
  assert.deepEqual([opened.newConversation, again.newConversation, again.conversation._id], [true, false, opened.conversation._id]);
  const message = (text) => ({ content: { previewText: text, basic: { items: [{ text }] } }, visibility: 'BUSINESS_AND_PARTICIPANT', direction: 'BUSINESS_TO_PARTICIPANT' });
  const sent = [];
  for (const text of ['You have 3 Stars', 'You have 4 Stars']) {
    sent.unshift((await client.messages.sendMessage(opened.conversation._id, message(text), { sendNotifications: true })).message._id);
  }
  const newest = await client.messages.listMessages(opened.conversation._id, 'BUSINESS_AND_PARTICIPANT', { paging: { limit: 1 } });
  assert.deepEqual(newest.messages.map((m) => m._id), [sent[0]]);
  const older = await client.messages.listMessages(opened.conversation._id, 'BUSINESS_AND_PARTICIPANT', { paging: { limit: 5, cursor: newest.pagingMetadata.cursors.next } });
  assert.deepEqual(older.messages.map((m) => m._id), [sent[1]]);
  assert.equal((await refusal(() => client.messages.sendMessage(opened.conversation._id, message('')))).status, 400);
  assert.equal((await refusal(() => client.conversations.getOrCreateConversation({ memberId: nobody }))).status, 404);
});

test('members are found', async () => {
  const found = await client.members.queryMembers().find();
  assert.equal(found.items.length, 2);
  assert.equal((await client.members.getMember(people[0].memberId)).contactId, people[0].id);
});
