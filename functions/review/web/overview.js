// The overview of policies and drafts, for people who signed in through the pool's hosted pages:
// authorization code with PKCE (RFC 7636). The token lives in this page's memory alone.

const settings = document.querySelector('meta[name="sign-in"]');
const client = settings.dataset.client;
const here = location.origin + location.pathname;
const byId = (id) => document.getElementById(id);

const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const random = () => encode(crypto.getRandomValues(new Uint8Array(32)));

async function signIn() {
  const verifier = random();
  const state = random();
  // Needed once, when the hosted page sends the person back.
  sessionStorage.setItem('pkce', JSON.stringify({ verifier, state }));
  const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const question = new URLSearchParams({
    response_type: 'code', client_id: client, redirect_uri: here, scope: 'openid email', state,
    code_challenge: encode(challenge), code_challenge_method: 'S256',
  });
  location.assign(`${settings.content}/oauth2/authorize?${question}`);
}

async function token() {
  const answer = new URLSearchParams(location.search);
  const begun = JSON.parse(sessionStorage.getItem('pkce') ?? 'null');
  sessionStorage.removeItem('pkce');
  history.replaceState(null, '', here);
  if (!answer.has('code') || !begun || answer.get('state') !== begun.state) return null;
  const response = await fetch(`${settings.content}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code', client_id: client, redirect_uri: here,
      code: answer.get('code'), code_verifier: begun.verifier,
    }),
  });
  return response.ok ? (await response.json()).id_token : null;
}

async function policies(bearer) {
  const found = [];
  for (let after = ''; after !== null;) {
    const url = new URL('api/policies', here);
    url.search = new URLSearchParams({ limit: '100', after });
    const response = await fetch(url, { headers: { Authorization: `Bearer ${bearer}` } });
    if (!response.ok) throw new Error(`The list could not be read (${response.status}).`);
    const page = await response.json();
    found.push(...page.policies);
    after = page.next;
  }
  return found;
}

function row(policy, line) {
  const cells = [
    policy.title, line.language, line.version, line.state.replaceAll('_', ' '), line.failing,
    line.since ? new Date(line.since).toLocaleString() : '',
  ].map((text) => Object.assign(document.createElement('td'), { textContent: text }));
  cells[3].dataset.state = line.state;
  const element = document.createElement('tr');
  element.append(...cells);
  return element;
}

async function show() {
  const bearer = await token();
  if (!bearer) {
    byId('message').textContent = 'Sign in to see the drafts that wait for you.';
    byId('sign-in').hidden = false;
    return;
  }
  const found = await policies(bearer);
  const rows = found.flatMap((policy) => policy.languages.map((line) => row(policy, line)));
  byId('overview').tBodies[0].replaceChildren(...rows);
  byId('overview').hidden = rows.length === 0;
  byId('message').textContent = rows.length ? '' : 'No policy has been uploaded yet.';
  byId('sign-out').hidden = false;
}

byId('sign-in').addEventListener('click', signIn);
byId('sign-out').addEventListener('click', () => {
  const question = new URLSearchParams({ client_id: client, logout_uri: here });
  location.assign(`${settings.content}/logout?${question}`);
});
show().catch((error) => { byId('message').textContent = error.message; });
