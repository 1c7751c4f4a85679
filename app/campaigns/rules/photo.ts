import type { PictureLimits } from '../../platform/files/picture.ts';

/** A photo of a proof is shown in the page: wider or higher than any camera of a phone makes them, or more points than a picture of 5 MB needs, is not taken. */
export const photoLimits: PictureLimits = { side: 20_000, points: 64_000_000 };
