import type { Localised } from '../../platform/i18n/messages.ts';
import { accountMessages as messages } from '../messages/account.ts';

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Coc_Coc|coc_coc/, 'Cốc Cốc'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** "Chrome trên Windows": enough for a person to recognise her own device. */
export function deviceName(userAgent: string): Localised {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (!browser && !system) return messages.both('device.unknown');
  if (!browser || !system) return { vi: browser ?? system ?? '', en: browser ?? system ?? '' };
  return messages.both('device.on', { browser, system });
}
