'use client';

/** What people see when a page fails. The error itself stays in the server's log, under the digest. */
export default function ErrorPage({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  return (
    <main className="narrow">
      <h1>Something went wrong</h1>
      <p>The page could not be shown. Nothing you entered was changed by showing it.</p>
      {error.digest && <p className="quiet">Reference: {error.digest}</p>}
      <button type="button" onClick={reset}>
        Try again
      </button>
    </main>
  );
}
