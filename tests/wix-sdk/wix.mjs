// Wix's own SDK, with everything that it would send to Wix sent to a simulated one.
import { createClient, AppStrategy } from '@wix/sdk';
import * as accounts from '@wix/auto_sdk_loyalty_accounts';
import * as appInstances from '@wix/auto_sdk_app-management_app-instances';
import * as contacts from '@wix/auto_sdk_crm_contacts';
import * as conversations from '@wix/auto_sdk_inbox_conversations';
import * as members from '@wix/auto_sdk_members_members';
import * as messages from '@wix/auto_sdk_inbox_messages';
import * as programs from '@wix/auto_sdk_loyalty_programs';
import * as transactions from '@wix/auto_sdk_loyalty_transactions';

const { WIX_BASE: base, WIX_APP_ID: appId, WIX_APP_SECRET: appSecret, WIX_INSTANCE_ID: instanceId, WIX_PUBLIC_KEY: publicKey } = process.env;
for (const [name, value] of Object.entries({ base, appId, appSecret, instanceId, publicKey })) {
  if (!value) throw new Error(`${name} is not set`);
}

export { appId, instanceId };
export const statuses = [];

// The SDK always calls https://www.wixapis.com through the global fetch.
const realFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url);
  if (url.hostname !== 'www.wixapis.com') return realFetch(input, init);
  const answer = await realFetch(new URL(url.pathname + url.search, base), init);
  statuses.push(answer.status);
  return answer;
};

export const modules = { accounts, appInstances, contacts, conversations, members, messages, programs, transactions };
export const client = createClient({ auth: AppStrategy({ appId, appSecret, instanceId, publicKey }), modules });
export const clientWithSecret = (secret) => createClient({ auth: AppStrategy({ appId, appSecret: secret, instanceId, publicKey }), modules });

/** The simulator's control API. */
export async function sandbox(method, path, body) {
  const answer = await realFetch(new URL(`/_sandbox/${path}`, base), { method, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Runs a call that must be refused; returns the status and Wix's application code. */
export async function refusal(call) {
  try {
    await call();
  } catch (error) {
    return { status: statuses.at(-1), code: error.details?.applicationError?.code };
  }
  throw new Error('The call was accepted.');
}
