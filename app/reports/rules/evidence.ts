/** Kinds of files that stand as evidence, the endings that a file field offers, and how much is taken. */
export const evidenceKinds = ['PDF', 'DOCX', 'XLSX', 'PNG', 'JPEG'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];
export const evidenceEndings = '.pdf,.docx,.xlsx,.png,.jpg,.jpeg';
export const mostEvidenceBytes = 20_000_000;
export const mostEvidenceFiles = 10;

export function isEvidenceKind(kind: string | undefined): kind is EvidenceKind {
  return (evidenceKinds as readonly (string | undefined)[]).includes(kind);
}
