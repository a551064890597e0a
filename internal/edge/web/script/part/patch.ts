// The picture of the patch of muscle from the numbers of the model: the same
// attributes as lab_picture.go makes, which a test compares.

export type Point = {
  moment: { hour: number; state: { C: number; I: number; S: number; W: number; A: number; K: number }; left: object; warm: number; rest: number };
  pain: number; ppt: number; flow: number; short: number;
};

const lights = 14;
const strands = 9, middle = 200;
const grip = [0, .25, .7, 1, 1, 1, .7, .25, 0];

export const clamp = (x: number): number => Math.min(Math.max(x, 0), 1);

export function patchOf(p: Point): { fibres: string; bands: string; vessel: number; energy: number; halo: number; nerve: number; sparks: number } {
  const locked = p.moment.state.C;
  let fibres = "", bands = "";
  const f = (x: number): string => x.toFixed(1);
  for (let i = 0; i < strands; i++) {
    const c = locked * grip[i], y = 38 + 18 * i;
    const push = locked * 5 * (i - 4) / 4 * (1 - grip[i] * .5);
    const thick = 7 + 6 * c, thin = 7 - 1.5 * c;
    fibres += `M0 ${f(y - thin)}C100 ${f(y - thin)} 140 ${f(y - thin + push * .4)} 165 ${f(y - thin + push * .7)}S185 ${f(y - thick + push)} 200 ${f(y - thick + push)}`
      + `S210 ${f(y - thick + push)} 235 ${f(y - thin + push * .7)}S300 ${f(y - thin)} 400 ${f(y - thin)}V${f(y + thin)}`
      + `C300 ${f(y + thin)} 260 ${f(y + thin + push * .4)} 235 ${f(y + thin + push * .7)}S215 ${f(y + thick + push)} 200 ${f(y + thick + push)}`
      + `S190 ${f(y + thick + push)} 165 ${f(y + thin + push * .7)}S100 ${f(y + thin)} 0 ${f(y + thin)}Z`;
    for (let n = 0; n < 33; n++) {
      let x = 8 + 12 * n;
      const d = x - middle;
      x -= c * 34 * Math.tanh(d / 40) * Math.exp(-d * d / 16000);
      const near = Math.exp(-(x - middle) * (x - middle) / 900);
      const half = thin + (thick - thin) * near - 1.5;
      bands += `M${f(x)} ${f(y + push * near - half)}v${f(2 * half)}`;
    }
  }
  return {
    fibres, bands, vessel: 1.5 + 9 * clamp(p.flow), energy: Math.round(lights * (1 - clamp(p.short))),
    halo: .75 * (1 - Math.exp(-2.5 * p.moment.state.I)), nerve: 2 + 4 * (1 - Math.exp(-2 * p.moment.state.S)), sparks: Math.round(Math.min(5, p.pain * .7)),
  };
}
