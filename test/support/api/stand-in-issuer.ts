import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

export const CLIENT = { id: 'parley', secret: 'a-secret-of-the-client' };

/** What the next sign-in says, and how it lies. */
interface Person {
  readonly claims: JWTPayload;
  /** Signs with another key, or not at all. */
  readonly signs?: 'stranger' | 'nobody';
}

interface Grant extends Person {
  readonly nonce: string;
  readonly challenge: string;
}

/** An identity provider as small as one can be: discovery, keys, authorization code with PKCE. */
export class StandInIssuer {
  person: Person = { claims: { sub: 'nobody' } };
  private readonly grants = new Map<string, Grant>();
  private readonly keys = generateKeyPair('RS256');
  private readonly others = generateKeyPair('RS256');
  private server: Server | undefined;

  get url(): string {
    return `http://127.0.0.1:${String((this.server?.address() as AddressInfo).port)}`;
  }

  async open(): Promise<void> {
    this.server = createServer((request, response) => {
      void this.answer(request, response);
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** What a browser does there: signs in as `person`, and is sent back with the answer. */
  authorize(address: string): URL {
    const asked = new URL(address).searchParams;
    const code = randomUUID();
    this.grants.set(code, {
      ...this.person,
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
    });
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    back.searchParams.set('iss', this.url);
    return back;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (pathname === '/.well-known/openid-configuration') send(200, this.discovery());
    else if (pathname === '/keys') {
      const { publicKey } = await this.keys;
      send(200, { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }] });
    } else if (pathname === '/token') {
      const token = await this.token(new URLSearchParams(await textOf(request)), request);
      send(token === undefined ? 400 : 200, token ?? { error: 'invalid_grant' });
    } else send(404, {});
  }

  private discovery(): object {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      jwks_uri: `${this.url}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  /** A code counts once, for the browser and the client that it was made for. */
  private async token(
    given: URLSearchParams,
    request: IncomingMessage,
  ): Promise<object | undefined> {
    const code = given.get('code') ?? '';
    const grant = this.grants.get(code);
    this.grants.delete(code);
    const proof = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url');
    if (grant?.challenge !== proof || !isClient(given, request)) return undefined;
    return {
      access_token: randomUUID(),
      token_type: 'Bearer',
      id_token: await this.idToken(grant),
    };
  }

  private async idToken({ claims, nonce, signs }: Grant): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const said = { iss: this.url, aud: CLIENT.id, iat: now, exp: now + 300, nonce, ...claims };
    if (signs === 'nobody') return new UnsecuredJWT(said).encode();
    const { privateKey } = await (signs === 'stranger' ? this.others : this.keys);
    return new SignJWT(said).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(privateKey);
  }
}

function isClient(given: URLSearchParams, { headers }: IncomingMessage): boolean {
  const basic = Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64');
  return headers.authorization === `Basic ${basic}` || given.get('client_secret') === CLIENT.secret;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
