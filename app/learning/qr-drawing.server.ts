import QRCode from 'qrcode';

export interface QrDrawing {
  /** Modules on a side, with the quiet border of four that readers need. */
  size: number;
  /** Every dark module as a square of a path. */
  path: string;
}

/** A QR code as one path, for a drawing in the page: the content security policy allows no pictures from elsewhere. */
export function qrDrawing(address: string): QrDrawing {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' });
  const squares: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) if (modules.get(row, column)) squares.push(`M${column + 4} ${row + 4}h1v1h-1z`);
  }
  return { size: modules.size + 8, path: squares.join('') };
}
