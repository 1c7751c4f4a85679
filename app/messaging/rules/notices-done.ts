/** What the page of one's own notices says after a deed, when it is so: an address may be typed, sent on, or kept from an earlier day. */
export type NoticesDone = 'saved' | 'removed';

/**
 * @param device the device that the address says was removed
 * @param known what is so: whether she has ever chosen, and which devices of hers take notices (null where nobody is offered any)
 */
export function noticesDone({ done, device }: { done?: NoticesDone | undefined; device?: string | undefined }, known: { hasChosen: boolean; devices: readonly string[] | null }): NoticesDone | null {
  if (done === 'saved') return known.hasChosen ? done : null;
  return done === 'removed' && device && known.devices && !known.devices.includes(device) ? done : null;
}
