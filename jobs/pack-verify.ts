import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { publicKeyFromPem } from '../app/platform/ed25519.server.ts';
import { normaliseLine } from '../app/platform/text/normalise.ts';
import { checkPack, type PackManifest } from '../app/reports/verify.server.ts';
import { packCommandMessages as messages } from './pack-messages.ts';

const inBoth = (key: Parameters<typeof messages.both>[0]) => `${messages.in('vi')(key)} (${messages.in('en')(key)})`;

/** `npm run pack:verify -- <zip or folder> [--key file]`: checks an inspection pack with nothing but the pack and the key. Ends with 0 for a whole one, 1 when anything differs, 2 when it could not be told. */
async function main(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (!given) return say(2, inBoth('usage'));
  let publicKey: string | null = null;
  if (given.keyFile !== null) {
    publicKey = readKey(given.keyFile);
    if (!publicKey) return say(2, inBoth('no-key'));
  }
  const checked = await checkPack(given.path, publicKey).catch(() => null);
  if (!checked) return say(2, inBoth('no-pack'));
  if (!checked.ok) return say(1, inBoth('bad'), ...checked.faults.map(({ why, name }) => `  ${name === undefined ? '' : `${JSON.stringify(normaliseLine(name))}: `}${inBoth(`bad.${why}`)}`));
  return say(checked.isOwnKey ? 0 : 2, inBoth(checked.isOwnKey ? 'good' : 'good-unknown'), ...factsOf(checked.manifest));
}

function say(code: number, ...lines: string[]): number {
  for (const line of lines) console.log(line);
  return code;
}

function readArguments(args: readonly string[]): { path: string; keyFile: string | null } | null {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { key: { type: 'string' } }, allowPositionals: true });
    const [path, more] = positionals;
    return path && !more ? { path, keyFile: values.key ?? null } : null;
  } catch {
    return null;
  }
}

function readKey(file: string): string | null {
  try {
    return publicKeyFromPem(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** As long as nobody has vouched for a pack, its words are those of a stranger: one line, and nothing that steers a terminal. */
const plain = (text: string): string => normaliseLine(text).slice(0, 300);

function factsOf({ unit, period, madeAt, people, files, key }: PackManifest): string[] {
  return [`  ${inBoth('unit')}: ${plain(unit.name)}`, `  ${inBoth('period')}: ${plain(period.from)} – ${plain(period.to)}`, `  ${inBoth('made-at')}: ${plain(madeAt)}`, `  ${inBoth('people')}: ${people}`, `  ${inBoth('files')}: ${files.length}`, `  ${inBoth('key')}: ${plain(key.name)}`];
}

process.exitCode = await main(process.argv.slice(2));
