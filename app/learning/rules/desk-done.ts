const deeds = ['created', 'saved', 'opened', 'recorded', 'cancelled', 'marked', 'filed'] as const;

/** What a page of the desk says was done; null for anything else in the address. */
export function deskDone(said: string | undefined): (typeof deeds)[number] | null {
  return deeds.find((deed) => deed === said) ?? null;
}
