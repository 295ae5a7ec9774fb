const format = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** A moment, in UTC. */
export function Time({ value }: { readonly value: Date }) {
  return (
    <time dateTime={value.toISOString()} title={`${format.format(value)} UTC`}>
      {format.format(value)}
    </time>
  );
}
