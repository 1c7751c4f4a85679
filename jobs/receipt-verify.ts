import { readFileSync } from 'node:fs';
import { checkReceiptFile, receiptTextIn } from '../app/contest/verify.server.ts';
import { receiptCommandMessages as messages } from './receipt-messages.ts';

/** `npm run receipt:verify -- file.json publicKey`: checks a receipt of a contest entry, or of its withdrawal, with nothing but the file, or the saved text of its mail, and the key. Ends with 1 when anything was changed. */
function main([file, publicKey]: readonly string[]): number {
  const say = (key: Parameters<typeof messages.both>[0]) => console.log(`${messages.in('vi')(key)} (${messages.in('en')(key)})`);
  if (!file || !publicKey) {
    say('usage');
    return 2;
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    say('no-file');
    return 2;
  }
  const checked = checkReceiptFile(receiptTextIn(text), publicKey.trim());
  if (!checked.ok) {
    say(`bad.${checked.why}`);
    return 1;
  }
  say(checked.receipt['format'] === 'hoc06.withdrawal-receipt/1' ? 'good-withdrawal' : checked.hasContent ? 'good' : 'good-bare');
  for (const name of ['entry', 'title', 'version', 'submittedAt', 'withdrawnAt', 'contentHash']) if (name in checked.receipt) console.log(`  ${name}: ${String(checked.receipt[name])}`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
