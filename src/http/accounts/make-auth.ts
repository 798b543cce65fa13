import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins';
import type { Logger } from 'pino';
import { accountQueries } from '../../store/account-queries.js';
import { findAccount } from '../../store/accounts.js';
import type { Executor } from '../../store/executor.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './account-problems.js';
import type { CompanySettings } from './account-settings.js';
import {
  ACCOUNT_MODEL,
  ATTEMPTS_MODEL,
  CREDENTIAL_MODEL,
  SESSION_MODEL,
  TOKEN_MODEL,
  VERIFICATION_MODEL,
} from './auth-models.js';

/** What better-auth is set up with. */
export interface AuthOptions {
  /** Where accounts and sessions are: the service's own database. */
  readonly serviceDb: Executor;
  readonly secret: string;
  /** Where people reach the service; what cookies are like depends on whether that is by TLS. */
  readonly url: string;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** The provider of a company whose people may sign in by it. */
  readonly company?: CompanySettings;
}

/** Where better-auth takes its own paths to be. Of these, only the callback of a company's provider is served. */
export const AUTH_PATH = '/sign-in';

/** The name of the company's provider in paths. */
export const COMPANY = 'company';

/** The header in which better-auth is told where a request comes from; what a client sends by that name is not read. */
export const ADDRESS_HEADER = 'x-attain-client-address';

/** However often it is used, a session ends after so many seconds: a week. */
const SESSION_SECONDS = 7 * 24 * 60 * 60;

/** How many passwords may be tried for one account from one address, and how many sign-ins come from one address. */
const LIMITS = {
  '/attempt/*': { window: 300, max: 5 },
  '/sign-in/*': { window: 60, max: 60 },
  '/callback/*': { window: 60, max: 60 },
  '/change-password': { window: 300, max: 20 },
};

/** better-auth, set up for us. */
export type Auth = ReturnType<typeof makeAuth>;

/**
 * Sets up better-auth. It makes no accounts: those that there are come from an administrator.
 *
 * @example
 * const auth = makeAuth({ serviceDb, secret, url: 'https://pay.example.com', logger });
 */
export function makeAuth({ serviceDb, secret, url, logger, company }: AuthOptions) {
  return betterAuth({
    appName: 'Attain',
    baseURL: url,
    basePath: AUTH_PATH,
    secret,
    database: accountQueries(serviceDb),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    user: ACCOUNT_MODEL,
    account: CREDENTIAL_MODEL,
    verification: VERIFICATION_MODEL,
    session: { ...SESSION_MODEL, expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    rateLimit: { enabled: true, storage: 'database', customRules: LIMITS, ...ATTEMPTS_MODEL },
    databaseHooks: {
      session: {
        create: {
          // Whoever may not sign in gets no session, whatever they came with.
          before: async ({ userId: id }) => {
            const account = await findAccount(serviceDb, { id });
            return account !== null && !account.isDisabled;
          },
        },
      },
      // What the provider hands out with a sign-in lets somebody in elsewhere, and is of no use here.
      account: { create: { before: withoutTokens }, update: { before: withoutTokens } },
    },
    advanced: {
      cookiePrefix: 'attain',
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { validateSchema: false },
    },
    onAPIError: { errorURL: `${url}/sign-in` },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message, ...rest: unknown[]) => {
        const err = rest.find((each) => each instanceof Error);
        logger[level === 'error' ? 'error' : 'warn']({ ...(err !== undefined && { err }) }, message);
      },
    },
    plugins: [tokens(), ...(company === undefined ? [] : [companyProvider(company)])],
  });
}

async function withoutTokens<Credential extends object>(credential: Credential) {
  return { data: { ...credential, accessToken: null, refreshToken: null, idToken: null } };
}

function tokens() {
  return apiKey({
    defaultPrefix: 'attain_',
    maximumNameLength: 100,
    requireName: true,
    startingCharactersConfig: { shouldStore: true, charactersLength: 12 },
    rateLimit: { enabled: false },
    keyExpiration: { minExpiresIn: 0, maxExpiresIn: 3660 },
    schema: TOKEN_MODEL,
  });
}

function companyProvider({ issuer, clientId, clientSecret }: CompanySettings) {
  return genericOAuth({
    config: [
      {
        providerId: COMPANY,
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        disableSignUp: true,
        requireIdTokenVerification: true,
        // An address that the provider does not vouch for is nobody's.
        mapProfileToUser: ({ email, emailVerified }) => ({
          email: emailVerified === true && email ? email : '',
        }),
      },
    ],
  });
}
