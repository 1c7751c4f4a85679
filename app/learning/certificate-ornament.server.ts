type Doc = PDFKit.PDFDocument;

/** The palette of ui.md; gold belongs to achievements only. */
export const ink = { text: '#16213A', soft: '#46526D', brand: '#0F4C81', navy: '#0A365C', pale: '#C9D8E8', gold: '#B98900', danger: '#B3261E' };

const turn = Math.PI * 2;

/** Everything on the sheet that says nothing: frame, ground, corners, seal. */
export function drawSheet(doc: Doc): void {
  const { width, height } = doc.page;
  doc.markContent('Artifact', { type: 'Layout' });
  drawGround(doc, width / 2, height / 2 - 4);
  drawFrame(doc, width, height);
  doc.endMarkedContent();
}

/** Fine rings woven through each other, as on a banknote, so pale that text stays easy to read. */
function drawGround(doc: Doc, x: number, y: number): void {
  doc.save().lineWidth(0.3).strokeColor(ink.brand).strokeOpacity(0.13);
  for (let ring = 0; ring < 16; ring += 1) {
    const shift = (ring / 16) * (turn / 14);
    trace(doc, 420, (t) => {
      const radius = 1 + 0.19 * Math.sin(14 * (t + shift)) + 0.055 * Math.sin(28 * (t + shift) + 1.1);
      return [x + Math.cos(t) * radius * 238, y + Math.sin(t) * radius * 132];
    });
    doc.stroke();
  }
  doc.restore();
}

const outer = 22;
const inner = 44;

function drawFrame(doc: Doc, width: number, height: number): void {
  doc.save().lineWidth(1.4).strokeColor(ink.navy).rect(outer, outer, width - 2 * outer, height - 2 * outer).stroke();
  doc.lineWidth(0.6).rect(inner, inner, width - 2 * inner, height - 2 * inner).stroke();
  doc.lineWidth(0.5).strokeColor(ink.gold).rect(inner + 4, inner + 4, width - 2 * inner - 8, height - 2 * inner - 8).stroke();
  const middle = (outer + inner) / 2;
  const sides: [number, number, number, number][] = [[middle, middle, width - middle, middle], [middle, height - middle, width - middle, height - middle], [middle, middle, middle, height - middle], [width - middle, middle, width - middle, height - middle]];
  for (const side of sides) drawBraid(doc, side);
  for (const x of [middle, width - middle]) for (const y of [middle, height - middle]) drawCorner(doc, x, y);
  doc.restore();
}

/** A braid of sine lines along one side. */
function drawBraid(doc: Doc, [x1, y1, x2, y2]: [number, number, number, number]): void {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const waves = Math.round(length / 26);
  const [alongX, alongY] = [(x2 - x1) / length, (y2 - y1) / length];
  doc.lineWidth(0.35).strokeColor(ink.brand).strokeOpacity(0.75);
  for (let strand = 0; strand < 6; strand += 1) {
    const reach = strand < 3 ? 8.6 : 5;
    const phase = (strand % 3) * (turn / 3);
    const steps = waves * 14;
    trace(doc, steps, (_t, step) => {
      const at = (step / steps) * length;
      const off = reach * Math.sin((step / steps) * waves * turn + phase);
      return [x1 + alongX * at - alongY * off, y1 + alongY * at + alongX * off];
    }, false);
    doc.stroke();
  }
  doc.strokeOpacity(1);
}

function drawCorner(doc: Doc, x: number, y: number): void {
  const half = (inner - outer) / 2;
  doc.rect(x - half, y - half, half * 2, half * 2).lineWidth(0.6).fillAndStroke('#FFFFFF', ink.navy);
  doc.lineWidth(0.35).strokeColor(ink.brand);
  drawPetals(doc, x, y, { petals: 9, long: 9.6, short: 3.6 });
  doc.circle(x, y, 2).fill(ink.gold);
}

/** The gold seal: ellipses turned about a point, with a tick. */
export function drawSeal(doc: Doc, x: number, y: number, size: number): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc.save().lineWidth(0.45).strokeColor(ink.gold);
  drawPetals(doc, x, y, { petals: 20, long: size, short: size * 0.36 });
  doc.lineWidth(0.5).circle(x, y, size * 1.07).stroke();
  doc.lineWidth(1.2).circle(x, y, size * 0.44).fillAndStroke('#FFFFFF', ink.gold);
  doc.lineWidth(2.6).lineCap('round').lineJoin('round').moveTo(x - size * 0.18, y + size * 0.01).lineTo(x - size * 0.05, y + size * 0.15).lineTo(x + size * 0.2, y - size * 0.14).stroke(ink.gold);
  doc.restore();
  doc.endMarkedContent();
}

function drawPetals(doc: Doc, x: number, y: number, { petals, long, short }: { petals: number; long: number; short: number }): void {
  for (let petal = 0; petal < petals; petal += 1) {
    doc.save().rotate((petal * 180) / petals, { origin: [x, y] }).ellipse(x, y, long, short).stroke().restore();
  }
}

/** A short line with a lozenge in its middle. */
export function drawRule(doc: Doc, x: number, y: number, half: number): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc.save().lineWidth(0.8).strokeColor(ink.gold).moveTo(x - half, y).lineTo(x - 9, y).moveTo(x + 9, y).lineTo(x + half, y).stroke();
  doc.polygon([x - 4, y], [x, y - 4], [x + 4, y], [x, y + 4]).fill(ink.gold).restore();
  doc.endMarkedContent();
}

function trace(doc: Doc, steps: number, point: (t: number, step: number) => [number, number], close = true): void {
  doc.moveTo(...point(0, 0));
  for (let step = 1; step <= steps; step += 1) doc.lineTo(...point((step / steps) * turn, step));
  if (close) doc.closePath();
}
