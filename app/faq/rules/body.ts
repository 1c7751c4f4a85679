/** Characters of a body's key at most; one that is made of a name has up to 60 and a number behind them. */
export const longestBodyKey = 80;
/** What a competent body is. */
export const bodyKinds = ['POLICE', 'COMMUNE_PC', 'SERVICE_CENTRE', 'AGENCY', 'LEGAL_AID', 'HOTLINE', 'COMPANY', 'OTHER'] as const;
export type BodyKind = (typeof bodyKinds)[number];
