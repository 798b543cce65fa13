import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { removeAfterTest } from '../../databases/opened.js';

/** What the provider says of whoever signs in next, and what it does wrong. */
export interface NextSignIn {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly nonce?: string;
  /** Whether it signs with a key that it does not publish. */
  readonly isForged?: boolean;
  readonly audience?: string;
}

/** A provider of OpenID over HTTP, with keys of its own. */
export interface OpenIdProvider {
  readonly issuer: string;
  /** Signs somebody in at the address that the service has sent the browser to; gives where that is sent back. */
  readonly authorize: (address: string, next: NextSignIn) => URL;
}

const CLIENT = 'attain-test';

/** What a service is told of the provider. */
export function toldOf({ issuer }: OpenIdProvider): Record<string, string> {
  return {
    ATTAIN_URL: 'http://attain.test',
    ATTAIN_OIDC_ISSUER: issuer,
    ATTAIN_OIDC_CLIENT_ID: CLIENT,
    ATTAIN_OIDC_CLIENT_SECRET: 'a secret of the provider',
  };
}

/** Starts a provider on a free port. */
export async function openIdProvider(): Promise<OpenIdProvider> {
  const keys = await generateKeyPair('RS256');
  const others = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, NextSignIn>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    const answer = (body: unknown) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (pathname === '/.well-known/openid-configuration') {
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    }
    if (pathname === '/jwks') return answer({ keys: [jwk] });
    const code = new URLSearchParams(await text(request)).get('code') ?? '';
    const next = codes.get(code);
    codes.delete(code);
    if (next === undefined) return response.writeHead(400).end('{"error":"invalid_grant"}');
    const idToken = await new SignJWT({ ...next.claims, nonce: next.nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(issuer)
      .setAudience(next.audience ?? CLIENT)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(next.isForged ? others.privateKey : keys.privateKey);
    return answer({ access_token: 'at', token_type: 'Bearer', expires_in: 300, id_token: idToken });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const issuer = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  removeAfterTest(async () => {
    server.close();
    server.closeAllConnections();
  });
  return {
    issuer,
    authorize(address, next) {
      const asked = new URL(address).searchParams;
      const code = `code-${codes.size + 1}-${Math.random()}`;
      codes.set(code, { nonce: asked.get('nonce') ?? '', ...next });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      return back;
    },
  };
}
