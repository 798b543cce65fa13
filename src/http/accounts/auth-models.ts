/** Where better-auth finds what it calls a user. A table called as one of its own models would be taken for that. */
export const ACCOUNT_MODEL = {
  modelName: 'user_account',
  fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
} as const;

/** What it calls an account: a password, or who somebody is to a company's provider. */
export const CREDENTIAL_MODEL = {
  modelName: 'account_credential',
  fields: {
    userId: 'account',
    providerId: 'provider',
    accountId: 'subject',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
} as const;

/** That somebody is signed in. */
export const SESSION_MODEL = {
  modelName: 'account_session',
  fields: {
    userId: 'account',
    ipAddress: 'address',
    userAgent: 'browser',
    expiresAt: 'expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
} as const;

/** What a sign-in by a company's provider goes by until it comes back. */
export const VERIFICATION_MODEL = {
  modelName: 'account_verification',
  fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
} as const;

/** How often something was tried. */
export const ATTEMPTS_MODEL = {
  modelName: 'account_attempts',
  fields: { lastRequest: 'last_at' },
} as const;

/** The tokens of machines. */
export const TOKEN_MODEL = {
  apikey: {
    modelName: 'account_token',
    fields: {
      configId: 'config',
      referenceId: 'account',
      key: 'hash',
      refillInterval: 'refill_interval',
      refillAmount: 'refill_amount',
      lastRefillAt: 'last_refill_at',
      rateLimitEnabled: 'rate_limit_enabled',
      rateLimitTimeWindow: 'rate_limit_window',
      rateLimitMax: 'rate_limit_most',
      requestCount: 'request_count',
      lastRequest: 'last_request',
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
} as const;
