/** The moment `days` days before `now`; a fraction is a part of a day. */
export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
