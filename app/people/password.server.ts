import { hash, verify, type Options } from '@node-rs/argon2';

/** Argon2id with the parameters of the current OWASP advice: 19 MiB, two passes, one lane. */
const options: Options = { algorithm: 2 /* Argon2id; the package's const enum cannot be imported under isolated modules */, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), options);
}

/** A stored hash that cannot be read (an account made elsewhere, without a password) fits no password. */
export function verifyPassword(storedHash: string, password: string): Promise<boolean> {
  return verify(storedHash, password.normalize('NFC')).catch(() => false);
}

let decoy: Promise<string> | undefined;

/** Spends the time of a real check, so that an unknown account cannot be told from a wrong password. */
export async function spendPasswordTime(password: string): Promise<void> {
  decoy ??= hashPassword('decoy');
  await verifyPassword(await decoy, password);
}
