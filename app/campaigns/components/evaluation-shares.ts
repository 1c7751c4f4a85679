import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { broadcastMessages } from '../messages/broadcast.ts';
import type { Share } from '../rules/interval.ts';

/** Shares and differences in words, with their bounds. */
export function useShares() {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  const points = (value: number) => formats.score(Math.round(value * 1_000) / 10);
  return {
    share: (share: Share | null) => (share ? t('eval.share', { share: formats.percent(share.share), low: formats.percent(share.low), high: formats.percent(share.high), count: formats.number(share.count), of: formats.number(share.of) }) : t('eval.unknown')),
    points: (change: { difference: number; low: number; high: number }) => ({ difference: points(change.difference), low: points(change.low), high: points(change.high) }),
  };
}
