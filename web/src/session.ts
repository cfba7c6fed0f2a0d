// Who is signed in: authorisation code with PKCE through the user pool's hosted pages. Tokens live
// in this page's memory alone; what must outlive the way there and back is in sessionStorage.

import { InMemoryWebStorage, UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';

const settings = document.querySelector<HTMLMetaElement>('meta[name="sign-in"]');
const host = settings?.content ?? '';
const client = settings?.dataset.client ?? '';
const here = location.origin + location.pathname.replace(/\/?$/, '/');
const SIGNED_OUT = 'signed-out';

// Written out: the pool's discovery document lives at another host than its hosted pages.
const manager = new UserManager({
  authority: host,
  client_id: client,
  redirect_uri: here,
  scope: 'openid email',
  metadata: {
    issuer: host,
    authorization_endpoint: `${host}/oauth2/authorize`,
    token_endpoint: `${host}/oauth2/token`,
    revocation_endpoint: `${host}/oauth2/revoke`,
  },
  userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  stateStore: new WebStorageStateStore({ prefix: 'sign-in.', store: sessionStorage }),
  loadUserInfo: false,
  monitorSession: false,
  automaticSilentRenew: true,
});

let user: User | null = null;
manager.events.addUserLoaded((renewed) => void (user = renewed));

/**
 * Make sure that someone is signed in. Returns false when they first have to leave for the hosted
 * pages, or asked to be signed out; throws what the hosted pages answered when they refuse.
 */
export async function enter(): Promise<boolean> {
  const answer = new URLSearchParams(location.search);
  if (answer.has('code') || answer.has('error')) {
    const wanted = await manager.signinRedirectCallback().then(
      (found) => ((user = found), String(found.state ?? '')),
      (error: Error) => {
        history.replaceState(null, '', here);
        throw new Error(`Signing in did not work (${error.message.toLowerCase()}). Try once more.`);
      },
    );
    history.replaceState(null, '', here + wanted);
    return true;
  }
  if (sessionStorage.getItem(SIGNED_OUT)) return false;
  await leave();
  return false;
}

/** Go to the hosted pages; whoever has a session there comes back at once, to the same place. */
export async function leave(): Promise<void> {
  sessionStorage.removeItem(SIGNED_OUT);
  await manager.signinRedirect({ state: location.hash });
}

/** End the session here and there. */
export async function signOut(): Promise<void> {
  await manager.removeUser();
  sessionStorage.clear();
  sessionStorage.setItem(SIGNED_OUT, 'yes');
  location.assign(`${host}/logout?${new URLSearchParams({ client_id: client, logout_uri: here })}`);
}

/** Return a token that the API takes, renewed when it has run out. */
export async function bearer(): Promise<string> {
  if (user?.expired) user = await manager.signinSilent().catch(() => null);
  if (!user?.id_token) {
    await leave();
    throw new Error('Your session has ended; signing in again …');
  }
  return user.id_token;
}
