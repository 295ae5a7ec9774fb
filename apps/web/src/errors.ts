/** Thrown when there is no such thing for this user: it may exist for others, and nothing tells. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
  readonly code = 'NOT_FOUND';

  constructor() {
    super('There is no such page or record.');
  }
}

/** Thrown when nobody is signed in. */
export class UnauthenticatedError extends Error {
  override readonly name = 'UnauthenticatedError';
  readonly code = 'UNAUTHENTICATED';

  constructor() {
    super('Sign in first.');
  }
}

/** Thrown when input is not what it should be. Nothing was changed. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  readonly code = 'INVALID_INPUT';
  /** What is wrong, one sentence each. */
  readonly issues: readonly string[];

  constructor(issues: readonly string[]) {
    super(issues.join(' '));
    this.issues = issues;
  }
}

/** Thrown when a body is not JSON by its content type. Nothing was changed. */
export class UnsupportedMediaTypeError extends Error {
  override readonly name = 'UnsupportedMediaTypeError';
  readonly code = 'UNSUPPORTED_MEDIA_TYPE';

  constructor() {
    super('Send JSON, with content-type: application/json.');
  }
}

/** Thrown when another site's page made the browser send this request. Nothing was changed. */
export class CrossSiteRequestError extends Error {
  override readonly name = 'CrossSiteRequestError';
  readonly code = 'CROSS_SITE_REQUEST';

  constructor() {
    super('Requests that change something are accepted from this site only. Nothing was changed.');
  }
}
