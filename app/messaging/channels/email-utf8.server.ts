import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';

const rememberedFor = 600_000;

/**
 * Asks the mail server, at most every ten minutes and only when somebody needs it, whether it takes letters outside ASCII before the @.
 * The transport itself would send such an address to a server that never offered to take it.
 */
export function offersUtf8(options: SMTPPoolOptions): () => Promise<boolean> {
  let known: { until: number; offers: Promise<boolean> } | null = null;
  return () => {
    if (known && known.until > performance.now()) return known.offers;
    const offers = ask(options);
    known = { until: performance.now() + rememberedFor, offers };
    offers.catch(() => void (known = null));
    return offers;
  };
}

function ask(options: SMTPPoolOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection(options);
    connection.once('error', reject);
    connection.connect((error) => {
      if (error) return reject(error);
      resolve((connection as unknown as { _supportedExtensions: string[] })._supportedExtensions.includes('SMTPUTF8'));
      connection.quit();
    });
  });
}
