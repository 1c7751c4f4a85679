/** What a competent body is. */
export const bodyKinds = ['POLICE', 'COMMUNE_PC', 'SERVICE_CENTRE', 'AGENCY', 'LEGAL_AID', 'HOTLINE', 'COMPANY', 'OTHER'] as const;
export type BodyKind = (typeof bodyKinds)[number];
