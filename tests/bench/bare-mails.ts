import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';

/**
 * The yardstick: nodemailer alone with as many connections as the product, writing nothing down. Arguments: port, number of mails, the key that it signs
 * with as the product does (none: unsigned). Says the mails a second.
 */
const [port = '0', count = '0', keyFile = ''] = process.argv.slice(2);
const dkim = keyFile ? { dkim: { domainName: 'vi-du.vn', keySelector: 'hoc06', privateKey: readFileSync(keyFile, 'utf8') } } : {};
const transport = createTransport({ host: '127.0.0.1', port: Number(port), pool: true, maxConnections: 8, maxMessages: Infinity, ignoreTLS: true, ...dkim });
const send = (at: number) => transport.sendMail({ from: 'hoc06@vi-du.vn', to: `p${at}@vi-du.invalid`, subject: 'Cảnh báo lừa đảo', text: 'Không đọc mã OTP cho bất kỳ ai.', html: '<p>Không đọc mã OTP cho bất kỳ ai.</p>' });
await Promise.all(Array.from({ length: 500 }, (_, at) => send(at)));
const [began, before] = [performance.now(), process.cpuUsage()];
await Promise.all(Array.from({ length: Number(count) }, (_, at) => send(at)));
const used = process.cpuUsage(before);
console.log(JSON.stringify({ perSecond: (Number(count) / (performance.now() - began)) * 1_000, cpuMilliseconds: (used.user + used.system) / 1_000 / Number(count) }));
transport.close();
