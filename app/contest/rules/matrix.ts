/** Square matrices as rows of numbers; small ones, as judges are few. */
export type Matrix = number[][];

/**
 * The inverse by Gauss–Jordan with pivoting.
 * @returns null for a matrix that has none
 */
export function inverseOf(matrix: Matrix): Matrix | null {
  const size = matrix.length;
  const rows: Float64Array[] = matrix.map((row, at) => Float64Array.from([...row, ...Array.from({ length: size }, (_, column) => (column === at ? 1 : 0))]));
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let at = column + 1; at < size; at += 1) if (Math.abs(cell(rows, at, column)) > Math.abs(cell(rows, pivot, column))) pivot = at;
    if (Math.abs(cell(rows, pivot, column)) < 1e-10) return null;
    [rows[column], rows[pivot]] = [rows[pivot] as Float64Array, rows[column] as Float64Array];
    const own = rows[column] as Float64Array;
    const head = cell(rows, column, column);
    for (let at = 0; at < own.length; at += 1) own[at] = (own[at] as number) / head;
    for (const [at, row] of rows.entries()) {
      const factor = row[column] as number;
      if (at === column || factor === 0) continue;
      for (let place = column; place < row.length; place += 1) row[place] = (row[place] as number) - factor * (own[place] as number);
    }
  }
  return rows.map((row) => Array.from(row.subarray(size)));
}

const cell = (rows: readonly Float64Array[], row: number, column: number): number => rows[row]?.[column] ?? 0;

/** A matrix of one number. */
export const filled = (size: number, value: number): Matrix => Array.from({ length: size }, () => Array.from({ length: size }, () => value));
